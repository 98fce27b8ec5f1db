import type { BaseMessage } from '@langchain/core/messages';
import type { Conversation } from '../conversations/conversation.ts';
import { verifiedIdentity } from '../conversations/verified-identity.ts';
import { opensAt } from '../handoffs/business-hours.ts';
import { inWrittenScript } from '../language/chinese-script.ts';
import { chooseLocale, withRegion } from '../language/choose-locale.ts';
import { formatDate, formatTime } from '../language/format.ts';
import { primaryLanguage } from '../language/languages.ts';
import { formatReply } from '../prompts/format-reply.ts';
import type { GateWords } from '../prompts/gate-words.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import { hasFile } from '../proposals/last-shown.ts';
import type { ProposalView } from '../protocol/card.ts';
import { type Fact, factsOf, policyFacts } from './gate/facts.ts';
import type { GateOptions } from './gate/gate.ts';
import type { HandoffPacket } from './handoff-packet.ts';
import { type Memory, remember } from './memory.ts';
import { buildMessages, type Situation } from './models/history.ts';
import { costMicroUsd } from './models/pricing.ts';
import type { Viewing } from './models/situation.ts';
import type { ToolDefinition } from './models/tool-definition.ts';
import { ReplyWriter } from './reply-writer.ts';
import type { ToolScope } from './tools/tool.ts';
import type { TurnDependencies } from './turn-dependencies.ts';
import { TurnFigures } from './turn-figures.ts';
import { unspokenSituation } from './unspoken.ts';
import { readViewing } from './viewing.ts';

/** Events of the log a turn looks back on; older ones no longer matter to an answer. */
const EVENTS_REMEMBERED = 600;
/** Earlier tool results whose facts a reply may still state. */
const RESULTS_REMEMBERED = 16;

export interface WaitingMessage {
  messageId: string;
  text: string;
}

/** Everything one turn works with, gathered before the first model call. */
export class PreparedTurn {
  readonly turnId: string;
  readonly conversationId: string;
  readonly conversation: Conversation;
  readonly waiting: readonly WaitingMessage[];
  /** the waiting messages, joined */
  readonly text: string;
  /** a file came with them */
  readonly hasFile: boolean;
  /** the conversation before the waiting messages */
  readonly memory: Memory;
  readonly locale: string;
  readonly localeConfidence: number;
  /** the language the shopper clearly writes in, where no reply can be in it */
  readonly unspoken: string | null;
  readonly timeZone: string;
  readonly scope: ToolScope;
  readonly writer: ReplyWriter;
  /** tool calls of this turn, for the person who may take over */
  readonly lookedUp: HandoffPacket['lookedUp'] = [];
  readonly figures = new TurnFigures(costMicroUsd);
  readonly tools: readonly ToolDefinition[];
  readonly #prompts: PromptSet;
  readonly #dependencies: TurnDependencies;
  readonly #storeName: string;
  readonly #viewing: Viewing;
  #justVerified = false;

  constructor(
    dependencies: TurnDependencies,
    gathered: {
      turnId: string;
      conversation: Conversation;
      waiting: readonly WaitingMessage[];
      hasFile: boolean;
      memory: Memory;
      locale: string;
      localeConfidence: number;
      unspoken: string | null;
      timeZone: string;
      storeName: string;
      viewing: Viewing;
      network: string | undefined;
    },
  ) {
    const { conversation, waiting, memory, locale, timeZone } = gathered;
    this.#viewing = gathered.viewing;
    this.#dependencies = dependencies;
    this.#prompts = dependencies.prompts();
    this.#storeName = gathered.storeName;
    this.turnId = gathered.turnId;
    this.conversation = conversation;
    this.conversationId = conversation.id;
    this.waiting = waiting;
    this.text = waiting.map(({ text }) => text).join('\n');
    this.hasFile = gathered.hasFile;
    this.memory = memory;
    this.locale = locale;
    this.localeConfidence = gathered.localeConfidence;
    this.unspoken = gathered.unspoken;
    this.timeZone = timeZone;
    this.tools = dependencies.toolbox.definitions(this.#prompts);
    this.scope = {
      conversationId: conversation.id,
      identity: conversation.identity,
      locale,
      timeZone,
      shopperTexts: [...memory.shopperTexts, ...waiting.map(({ text }) => text)],
      settledCauses: memory.settledCauses,
      network: gathered.network,
    };
    this.writer = new ReplyWriter({
      log: dependencies.log,
      conversationId: conversation.id,
      turnId: gathered.turnId,
      messageId: dependencies.makeId('msg'),
      locale,
    });
  }

  get earlierTexts(): readonly string[] {
    return this.memory.shopperTexts;
  }

  /** what no person has dealt with yet */
  get unsettledTexts(): readonly string[] {
    return this.memory.shopperTexts.slice(this.memory.settledTexts);
  }

  get earlierReplies(): readonly string[] {
    return this.memory.replies;
  }

  get orderNumbers(): string[] {
    return knownOrderNumbers(this.memory);
  }

  /** The model's view: the stable part first, so that provider prompt caches hit. */
  get messages(): BaseMessage[] {
    return buildMessages({
      system: this.#prompts.system,
      memory: this.memory,
      waiting: this.waiting.map(({ text }) => text),
      situation: this.#situation(),
      budgetTokens: this.#dependencies.limits.historyTokens,
    });
  }

  /** Facts of earlier turns: the latest result of each call. */
  get facts(): Fact[] {
    const latest = new Map<string, Fact[]>();
    for (const entry of this.memory.entries
      .filter((entry) => entry.kind === 'tool')
      .slice(-RESULTS_REMEMBERED)) {
      const key = `${entry.tool} ${JSON.stringify(entry.arguments)}`;
      latest.set(key, factsOf(entry.tool, entry.result));
    }
    return [...latest.values()].flat();
  }

  /** A language whose claims the gate cannot read gets facts by template and card only. */
  get canBeChecked(): boolean {
    return this.#gateWords !== undefined;
  }

  get #gateWords(): GateWords | undefined {
    return this.#prompts.gate[primaryLanguage(this.locale)];
  }

  get gate(): Omit<GateOptions, 'facts'> {
    return {
      locale: this.locale,
      timeZone: this.timeZone,
      now: this.#dependencies.now(),
      shopperTexts: this.scope.shopperTexts,
      words: this.#gateWords ?? english(this.#prompts),
      policyFacts: policyFacts(this.#prompts.policy),
    };
  }

  /** A reply worded in `prompts/replies/` for the turn's locale. */
  say(key: string, values: Record<string, string | number> = {}): string {
    return formatReply(this.#prompts.replies, this.locale, key, values);
  }

  /** When somebody is at the desk again, ISO 8601; null while somebody is, or when no opening is known. */
  get deskOpensAt(): string | null {
    return opensAt(this.#prompts.desk.hours, this.#dependencies.now());
  }

  /** Who answers next, by what the clock says: outside the hours the shopper is told when. */
  sayHandoff(key: string): string {
    const opening = this.deskOpensAt;
    if (opening === null) return this.say(key);
    return this.say('handoff.closed_now', {
      date: formatDate(opening, this.locale, this.timeZone),
      time: formatTime(opening, this.locale, this.timeZone),
    });
  }

  /** What became of a proposal the shopper confirmed. */
  sayProposal(proposal: ProposalView): string {
    const { kind, state, orderNumber, route } = proposal;
    const key =
      kind !== 'refund' && TOLD_BY_KIND.has(state)
        ? `proposal.change.${state}`
        : `proposal.${state}`;
    const told = this.say(key, { order: orderNumber ?? '' });
    const asksForAccount = route === 'bank_transfer' && state === 'executing';
    return asksForAccount ? `${told}\n\n${this.say('ask.bank_details')}` : told;
  }

  /** False where the conversation belongs to somebody else: it never changes its customer. */
  async becomeVerified(customerId: string): Promise<boolean> {
    const { conversations, now } = this.#dependencies;
    const owner = this.conversation.customerId;
    if (owner !== null && owner !== customerId) return false;
    const limits = this.#prompts.policy.identity;
    const identity = verifiedIdentity(customerId, 'code', limits, now());
    await conversations.setIdentity(this.conversationId, identity);
    this.scope.identity = identity;
    this.#justVerified = true;
    return true;
  }

  #situation(): Situation {
    return {
      locale: this.locale,
      unspoken: unspokenSituation(this.#prompts, this.unspoken, this.#dependencies.enabledLocales),
      timeZone: this.timeZone,
      now: new Date(this.#dependencies.now()).toISOString(),
      storeName: this.#storeName,
      identity: this.scope.identity.tier,
      justVerified: this.#justVerified,
      openProposal: this.memory.lastShownProposal !== null,
      handoff: this.conversation.owner === 'queued' ? 'queued' : 'none',
      deskOpensAt: this.deskOpensAt,
      knownOrderNumbers: this.orderNumbers,
      viewing: this.#viewing,
      notes: this.memory.notes,
    };
  }
}

/** States whose words for a refund speak of money. */
const TOLD_BY_KIND: ReadonlySet<string> = new Set([
  'executing',
  'awaiting_approval',
  'executed',
  'refused',
  'failed',
]);

function english(prompts: PromptSet): GateWords {
  const words = prompts.gate.en;
  if (words === undefined) throw new TypeError('prompts/gate/en.md was not loaded');
  return words;
}

/** Reads the log and decides the locale of the reply. */
export async function prepareTurn(
  dependencies: TurnDependencies,
  start: {
    turnId: string;
    conversation: Conversation;
    waiting: readonly WaitingMessage[];
    network?: string | undefined;
  },
): Promise<PreparedTurn> {
  const { conversation, waiting } = start;
  const [events, store] = await Promise.all([
    dependencies.log.readLast(conversation.id, EVENTS_REMEMBERED),
    dependencies.shop.store(),
  ]);
  const waitingIds = new Set(waiting.map(({ messageId }) => messageId));
  const before = events
    .map(({ event }) => event)
    .filter((event) => event.type !== 'message-end' || !waitingIds.has(event.messageId));
  const memory = remember(before);
  const text = waiting.map((message) => message.text).join('\n');
  const chosen = await chooseLocale({
    text,
    current: conversation.locale,
    hint: conversation.localeHint,
    enabled: dependencies.enabledLocales,
    fallback: dependencies.defaultLocale,
  });
  if (chosen.changed) await dependencies.conversations.setLocale(conversation.id, chosen.locale);
  return new PreparedTurn(dependencies, {
    turnId: start.turnId,
    conversation,
    waiting,
    hasFile: events.some(
      ({ event }) =>
        event.type === 'message-end' && waitingIds.has(event.messageId) && hasFile(event),
    ),
    memory,
    locale: inWrittenScript(withRegion(chosen.locale, conversation.localeHint), [
      text,
      ...memory.shopperTexts.toReversed(),
    ]),
    localeConfidence: chosen.confidence,
    unspoken: chosen.unspoken,
    timeZone: conversation.timeZone ?? store.timeZone,
    storeName: store.name,
    viewing: await readViewing(
      dependencies.shop,
      events.map(({ event }) => event),
      waitingIds,
    ),
    network: start.network,
  });
}

/** The five spoken of last, the latest at the end. */
function knownOrderNumbers(memory: Memory): string[] {
  const numbers = memory.entries.flatMap((entry) =>
    entry.kind === 'tool' ? orderNumbersIn(entry.result) : [],
  );
  return [...new Set(numbers.toReversed())].slice(0, 5).toReversed();
}

function orderNumbersIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(orderNumbersIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'orderNumber' && typeof inner === 'string' ? [inner] : orderNumbersIn(inner),
  );
}
