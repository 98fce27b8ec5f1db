import type { BaseMessage } from '@langchain/core/messages';
import { AIMessage, ToolMessage } from '@langchain/core/messages';
import { z } from 'zod';
import { localDay } from '../../../language/format.ts';
import { readCode } from '../../../language/read-code.ts';
import { type ToolResult, toolResults } from '../../tools/results.ts';
import { type ToolName, toolArguments } from '../../tools/tool-arguments.ts';
import { type Errand, errandsIn } from './errands.ts';
import { followUp, type Topic } from './follow-ups.ts';
import type { Intent } from './intents.ts';
import { orderSpokenOf, picksFromList } from './order-meant.ts';
import { isFromShopper, type OrderTalk, readOrderTalk } from './order-talk.ts';
import { namesNoGoods } from './query-words.ts';
import { intentReader } from './read-intents.ts';
import { contactOf, hasReference, type Slots } from './slots.ts';
import { readMessage, SURE_ENOUGH, type Understanding } from './understand.ts';

/** What the system says about the conversation; sent as `additional_kwargs.situation` of a system message. */
const situationSchema = z.object({
  locale: z.string().default('en'),
  unspoken: z
    .object({ language: z.string(), instead: z.array(z.string()), words: z.string().nullable() })
    .nullable()
    .default(null),
  timeZone: z.string().default('UTC'),
  /** ISO 8601 */
  now: z.string().nullable().default(null),
  storeName: z.string().default(''),
  identity: z.enum(['anonymous', 'claimed', 'verified']).default('anonymous'),
  openProposal: z.boolean().default(false),
  handoff: z.enum(['none', 'queued']).default('none'),
  deskOpensAt: z.string().nullable().default(null),
  knownOrderNumbers: z.array(z.string()).default([]),
  viewing: z
    .object({
      product: z.object({ id: z.string(), title: z.string() }).nullable(),
      orderNumber: z.string().nullable(),
    })
    .default({ product: null, orderNumber: null }),
});
export type DialogueSituation = z.infer<typeof situationSchema>;

export interface ToolOutcome {
  name: ToolName;
  args: Record<string, unknown>;
  result: ToolResult<ToolName>;
}

/** The conversation as the dialogue rules see it. Everything is read from the messages; the model keeps nothing between calls. */
export interface Dialogue {
  situation: DialogueSituation;
  current: Understanding;
  /** set when this message is what the last reply asked for: the wish was told before */
  isAnswer?: boolean;
  /** what is to be done in this turn, by this message or an earlier one that it completes */
  wishes: Intent[];
  /** the words the wish was first told in: the code or order number that came later says nothing of it */
  wishText: string;
  /** what is wanted of each order, when the message names several; else empty */
  errands: readonly Errand[];
  order: string | null;
  /** the order spoken of last, before this message; null where there is none, or a list was told since */
  orderBefore: string | null;
  contact: string | null;
  tracking: string | null;
  /** the assistant's words just before the current message */
  lastReply: string | null;
  isFirst: boolean;
  /** how often in a row the assistant has not understood */
  unclearBefore: number;
  /** tool results of this turn, in order */
  outcomes: ToolOutcome[];
}

export async function readDialogue(
  messages: readonly BaseMessage[],
  fallbackLocale: string,
): Promise<Dialogue> {
  const situation = situationSchema.parse({ locale: fallbackLocale, ...situationIn(messages) });
  const { current: currentTexts, earlier, lastReply } = humanTexts(messages);
  const read = await intentReader();
  const past = earlier.map((text) => readMessage(read, text, situation.locale));
  const today = situation.now === null ? null : localDay(situation.now, situation.timeZone);
  const current = readMessage(read, currentTexts.join('\n'), situation.locale, today);
  const talk = readOrderTalk(messages);
  const topic = findTopic(current, past, talk, situation.locale);
  const errands = errandsIn(current.text, topic.wishes, (text) =>
    readMessage(read, text, situation.locale),
  );
  const references = mergeReferences([...past, current], talk, situation);
  return {
    situation,
    current,
    ...topic,
    errands: current.grave === null ? errands : [],
    ...references,
    orderBefore: talk.isOpen ? null : (talk.spokenOf.at(-1) ?? null),
    lastReply,
    isFirst: past.length === 0,
    unclearBefore: trailingUnclear(past),
    outcomes: outcomesOfTurn(messages),
  };
}

function situationIn(messages: readonly BaseMessage[]): Record<string, unknown> {
  for (const message of messages.toReversed()) {
    const { situation } = message.additional_kwargs;
    if (message.type === 'system' && typeof situation === 'object' && situation !== null)
      return { ...situation };
  }
  return {};
}

function humanTexts(messages: readonly BaseMessage[]): {
  current: string[];
  earlier: string[];
  lastReply: string | null;
} {
  let current: string[] = [];
  const earlier: string[] = [];
  let lastReply: string | null = null;
  for (const message of messages) {
    if (isFromShopper(message)) current.push(message.text);
    else if (
      AIMessage.isInstance(message) &&
      (message.tool_calls?.length ?? 0) === 0 &&
      message.text !== ''
    ) {
      // The reply that this turn already began does not end the shopper's message.
      earlier.push(...current);
      current = [];
      lastReply = message.text;
    }
  }
  if (current.length > 0) return { current, earlier, lastReply };
  return { current: earlier.slice(-1), earlier: earlier.slice(0, -1), lastReply };
}

/** The message's own wishes; for a message that only completes or corrects, those of the latest message that had some. */
function findTopic(
  current: Understanding,
  past: readonly Understanding[],
  talk: OrderTalk,
  locale: string,
): Topic {
  const earlier = past.findLast((one) => one.wishes.length > 0);
  if (earlier !== undefined && current.grave === null && picksFromList(current, talk))
    return { wishes: earlier.wishes, wishText: earlier.text };
  const followed = followUp(current, past, locale);
  if (followed !== null) return followed;
  if (current.wishes.length > 0) return { wishes: current.wishes, wishText: current.text };
  if (completes(current)) {
    // "Rather tea" corrects what to look for.
    if (isOtherGoods(current, earlier, locale))
      return { wishes: ['product_question'], wishText: current.text };
    // A complaint or a call for a person was dealt with at once; a number sent later asks about the order.
    const wishes =
      earlier?.wishes.filter((wish) => wish !== 'complaint' && wish !== 'human_agent') ?? [];
    if (wishes.length > 0) return { wishes, wishText: earlier?.text ?? '' };
    if (current.slots.tracking !== null)
      return { wishes: ['track_shipment'], wishText: current.text };
    if (hasReference(current.slots)) return { wishes: ['order_status'], wishText: current.text };
  }
  return { wishes: [], wishText: current.text };
}

function isOtherGoods(
  { intent, slots, text }: Understanding,
  earlier: Understanding | undefined,
  locale: string,
): boolean {
  return (
    intent === 'correct' &&
    earlier?.wishes.includes('product_question') === true &&
    !hasReference(slots) &&
    !namesNoGoods(text, locale)
  );
}

function completes({ intent, confidence, slots, text }: Understanding): boolean {
  if (readCode(text) !== null || hasReference(slots)) return true;
  return (intent === 'provide_details' || intent === 'correct') && confidence >= SURE_ENOUGH;
}

function mergeReferences(
  messages: readonly Understanding[],
  talk: OrderTalk,
  situation: DialogueSituation,
): { order: string | null; contact: string | null; tracking: string | null } {
  const latest = (read: (slots: Slots) => string | null) =>
    messages.map(({ slots }) => read(slots)).findLast((value) => value !== null) ?? null;
  const current = messages.at(-1);
  const tracking =
    current?.slots.tracking ??
    (current?.slots.order === null ? latest(({ tracking }) => tracking) : null);
  // A six-digit code that arrives alone looks like an order number and is none, when something was said before.
  const isCode = readCode(current?.text ?? '') !== null && messages.length > 1;
  const named = isCode ? null : (current?.slots.order ?? null);
  const order = named ?? orderSpokenOf(current?.text ?? '', talk, situation);
  return { order, contact: latest(contactOf), tracking };
}

function trailingUnclear(past: readonly Understanding[]): number {
  let count = 0;
  for (const { confidence, wishes, slots } of past.toReversed()) {
    if (wishes.length > 0 || confidence >= SURE_ENOUGH || hasReference(slots)) break;
    count += 1;
  }
  return count;
}

function outcomesOfTurn(messages: readonly BaseMessage[]): ToolOutcome[] {
  const lastHuman = messages.findLastIndex(isFromShopper);
  const calls = new Map<string, { name: string; args: Record<string, unknown> }>();
  const outcomes: ToolOutcome[] = [];
  for (const message of messages.slice(lastHuman + 1)) {
    if (AIMessage.isInstance(message))
      for (const call of message.tool_calls ?? [])
        calls.set(call.id ?? call.name, { name: call.name, args: call.args });
    if (!ToolMessage.isInstance(message)) continue;
    const call = calls.get(message.tool_call_id);
    const outcome = call === undefined ? null : readOutcome(call.name, call.args, message.text);
    if (outcome !== null) outcomes.push(outcome);
  }
  return outcomes;
}

function readOutcome(
  name: string,
  args: Record<string, unknown>,
  content: string,
): ToolOutcome | null {
  if (!isToolName(name)) return null;
  const parsed = toolResults[name].safeParse(parseJson(content));
  // A tool that answers in another form has failed as far as this model can tell.
  const result: ToolResult<ToolName> = parsed.success
    ? parsed.data
    : { ok: false, reason: 'unavailable', ask: [] };
  return { name, args, result };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isToolName(name: string): name is ToolName {
  return name in toolArguments;
}
