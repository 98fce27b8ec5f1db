import type { BaseMessage } from '@langchain/core/messages';
import { chooseLocale } from '../../../language/choose-locale.ts';
import { readCode } from '../../../language/read-code.ts';
import { composeReply } from './compose.ts';
import { type Dialogue, readDialogue } from './dialogue.ts';
import { isDense } from './features.ts';
import { answerToOffer, answerWithAddress } from './offers.ts';
import { isFromShopper } from './order-talk.ts';
import { planCalls } from './plan.ts';
import { type PlannedCall, resultOf } from './planned-call.ts';
import { productNamed } from './product-named.ts';
import { queryOf } from './query-words.ts';
import type { Replies } from './say.ts';
import { createSay } from './say.ts';
import { hasReference } from './slots.ts';
import type { Composed } from './small-talk.ts';
import { SURE_ENOUGH } from './understand.ts';

export interface BuiltInAnswer {
  text: string;
  calls: PlannedCall[];
  /** certainty of the intent, 0 to 1 */
  understanding: number;
  outcome: Composed['outcome'];
}

/** The next step of a conversation: tool calls while something is to be looked up, else the reply. */
export async function answerDialogue(
  messages: readonly BaseMessage[],
  options: { replies: Replies; tools: ReadonlySet<string> | null },
): Promise<BuiltInAnswer> {
  const { replies, tools } = options;
  const dialogue = await readDialogue(messages, await guessLocale(messages, Object.keys(replies)));
  const { locale, timeZone, storeName } = dialogue.situation;
  const say = createSay(replies, locale, timeZone, { store: storeName });
  const accepted = answerToOffer(dialogue, say) ?? answerWithAddress(dialogue, say);
  const meant: Dialogue =
    accepted === null ? asNameOfProduct(dialogue) : { ...dialogue, ...accepted };
  const understanding =
    meant.wishes.length > 0
      ? Math.max(dialogue.current.confidence, 0.6)
      : dialogue.current.confidence;

  const calls = planCalls(meant).filter(({ name }) => tools?.has(name) ?? true);
  if (calls.length > 0) return { text: '', calls, understanding, outcome: 'answer' };
  const { text, outcome } = composeReply(meant, say);
  return { text, calls: [], understanding, outcome };
}

/**
 * A few words that mean nothing to the classifier, or nothing of the shop's, may be what it sells: "急須", "silk scarves".
 * The catalogue is asked; what it does not know stays as it was understood.
 */
function asNameOfProduct(dialogue: Dialogue): Dialogue {
  const { wishes, current } = dialogue;
  const isOpen = current.confidence < SURE_ENOUGH || current.intent === 'out_of_scope';
  if (wishes.length > 0 || !isOpen) return dialogue;
  if (hasReference(current.slots) || readCode(current.text) !== null) return dialogue;
  if (!isFewWords(queryOf(dialogue, 'product_question'))) return dialogue;
  const found = resultOf(dialogue, 'search_products');
  if (found?.ok === false) return dialogue;
  return found?.ok === true && !isMeant(found.products, dialogue)
    ? dialogue
    : { ...dialogue, wishes: ['product_question'] };
}

/** What is surely of the world outside ("spiel mir ein Lied") shares parts of words with goods: one of them must be named. */
function isMeant(products: readonly { title: string }[], dialogue: Dialogue): boolean {
  const { current } = dialogue;
  const query = queryOf(dialogue, 'product_question');
  if (current.intent !== 'out_of_scope' || current.confidence < SURELY_OUTSIDE) return true;
  if (isDense(query) || !query.includes(' ')) return true;
  return products.some(({ title }) => productNamed(current.text, [{ title, tags: [] }]) !== null);
}

const SURELY_OUTSIDE = 0.9;

/** At most three words, or a dozen characters where words are not parted. */
function isFewWords(query: string): boolean {
  return isDense(query) ? query.length <= 12 : query.split(' ').length <= 3;
}

/** Used where nobody has told the locale, e.g. under stock `createAgent`. */
async function guessLocale(
  messages: readonly BaseMessage[],
  enabled: readonly string[],
): Promise<string> {
  if (messages.some(({ additional_kwargs }) => additional_kwargs.situation !== undefined))
    return 'en';
  const text = messages.findLast(isFromShopper)?.text ?? '';
  return (await chooseLocale({ text, current: null, hint: null, enabled, fallback: 'en' })).locale;
}
