import { asksForPerson, declinesPerson } from '../../../language/asks-for-person.ts';
import { asksWhetherPersonNeeded } from '../../../language/asks-whether-person-needed.ts';
import { asListed } from '../../../language/chinese-script.ts';
import { isGreeting } from '../../../language/greetings.ts';
import { readCode } from '../../../language/read-code.ts';
import { isNod, readYesNo } from '../../../language/yes-no.ts';
import {
  asksAboutRefunds,
  besideDeclinedRefund,
  declinesRefund,
  gravity,
  type HandoffReason,
  isThanks,
  namesGoods,
  namesParcel,
  namesRefund,
  waitsForRefund,
} from './cues.ts';
import { foldForFeatures } from './fold.ts';
import { INTENTS, type Intent, isTopic } from './intents.ts';
import { besideDeclinedCancel, declinesCancel } from './proposals-asked.ts';
import {
  type IntentReading,
  type IntentScore,
  intentReader,
  type ReadIntents,
} from './read-intents.ts';
import {
  asksForTrust,
  asksForWrapping,
  asksWhatIfHarmed,
  asksWhenOrWhere,
} from './shop-questions.ts';
import { hasReference, readSlots, type Slots } from './slots.ts';

/** What one message says, read without any other message. */
export interface Understanding {
  text: string;
  intent: Intent;
  /** probability of `intent`, 0 to 1 */
  confidence: number;
  alternatives: IntentScore[];
  /** everything the message asks for, in its order; several wishes in one message give several */
  wishes: Intent[];
  slots: Slots;
  /** set when a person must take over, whatever was asked */
  grave: HandoffReason | null;
}

/**
 * Reads a message: its intent, its wishes, and the references in it. Needs no other message and no network.
 * `today` (`YYYY-MM-DD`) is what "yesterday" counts from.
 */
export async function understand(
  text: string,
  locale: string,
  today: string | null = null,
): Promise<Understanding> {
  return readMessage(await intentReader(), text, locale, today);
}

/** The same, for who holds the reader already. */
export function readMessage(
  readIntents: ReadIntents,
  text: string,
  locale: string,
  today: string | null = null,
): Understanding {
  const slots = readSlots(text, today, locale);
  const plain = asListed(text, locale);
  const grave = gravity(plain);
  // A smile or a row of dots says nothing that a classifier could know.
  const meant = besideDeclinedRefund(plain) ?? besideDeclinedCancel(plain) ?? plain;
  const reading = SAYS_SOMETHING.test(foldForFeatures(plain))
    ? readIntents(meant, locale)
    : NOTHING_SAID;
  const scores = aboutTheShop(
    steer(weighed(reading.scores, slots, meant), { text: plain, meant, locale, slots, grave }),
    reading,
  );
  const [first] = scores;
  const intent = first?.intent ?? 'out_of_scope';
  const confidence = first?.confidence ?? 0;
  return {
    text,
    intent,
    confidence,
    alternatives: scores.slice(1, 4),
    wishes: grave === null ? wishesOf(reading, intent, confidence) : ['complaint'],
    slots,
    grave,
  };
}

const SAYS_SOMETHING = /[\p{L}<]/u;
const NOTHING_SAID: IntentReading = {
  scores: INTENTS.map((intent) => ({ intent, confidence: 1 / INTENTS.length })),
  clauses: [],
};

/** Below this the assistant asks what is meant. */
export const SURE_ENOUGH = 0.42;
/** A part of a message counts as a wish of its own from here on. */
const SURE_OF_CLAUSE = 0.62;
/** One clause makes a message one for the shop from here on: the long letters of the world outside have clauses too. */
const SURE_OF_SHOP = 0.85;

/** What a conversation that begins with this message would get. */
export function decisionOf({
  intent,
  confidence,
  wishes,
  grave,
}: Understanding): 'answer' | 'clarify' | 'handoff' | 'decline' {
  if (grave !== null || wishes.includes('human_agent') || wishes.includes('complaint'))
    return 'handoff';
  if (confidence < SURE_ENOUGH && wishes.length === 0) return 'clarify';
  return intent === 'out_of_scope' ? 'decline' : 'answer';
}

/** People tell a shop much that is none of its business; one clause that is makes the message one for the shop. */
function aboutTheShop(scores: IntentScore[], { clauses }: IntentReading): IntentScore[] {
  if (scores[0]?.intent !== 'out_of_scope')
    return isMostlyOutside(clauses) ? lifted(scores, 'out_of_scope', SURE_OF_CLAUSE) : scores;
  const [surest] = clauses
    .filter(({ size }) => size >= SHORTEST_WISH)
    .flatMap(({ scores: [top] }) => (top === undefined || !isTopic(top.intent) ? [] : [top]))
    .sort((left, right) => right.confidence - left.confidence);
  return surest !== undefined && surest.confidence >= SURE_OF_SHOP
    ? lifted(scores, surest.intent, SURE_OF_CLAUSE)
    : scores;
}

/**
 * A letter as long as a story is rarely one for a shop by what each of its sentences says, but by their sum: so many
 * words are in it that some are the shop's. Where most of it is surely of the world outside, it is ("act as a poet. You …").
 */
function isMostlyOutside(clauses: IntentReading['clauses']): boolean {
  if (clauses.length < FEWEST_CLAUSES_OF_LETTER) return false;
  let all = 0;
  let outside = 0;
  let inside = 0;
  for (const { size, scores } of clauses) {
    all += size;
    const [top] = scores;
    if (top === undefined || top.confidence < SURE_OF_SHOP) continue;
    if (top.intent === 'out_of_scope') outside += size;
    else if (isTopic(top.intent)) inside += size;
  }
  return outside >= all * 0.5 && outside >= inside * 2;
}

const FEWEST_CLAUSES_OF_LETTER = 4;

/** Closed lists and references are surer than n-grams: they lift their intent to the top. */
function steer(
  scores: IntentScore[],
  {
    text,
    meant,
    locale,
    slots,
    grave,
  }: {
    text: string;
    /** the text without the refund it declines */
    meant: string;
    locale: string;
    slots: Slots;
    grave: HandoffReason | null;
  },
): IntentScore[] {
  if (grave !== null) return lifted(scores, 'complaint', 0.95);
  if (isGreeting(text)) return lifted(scores, 'greeting_thanks', 0.97);
  if (asksForPerson(text, locale)) return lifted(scores, 'human_agent', 0.97);
  if (scores[0]?.intent === 'human_agent') {
    if (declinesPerson(text, locale)) return lowered(scores, 'human_agent', 0.03);
    if (asksWhetherPersonNeeded(text, locale)) return lowered(scores, 'human_agent', 0.2);
  }
  // A dentist has hours too, but who asks a shop means the shop.
  // A longer wish for another address may name the shop's as the place to bring a parcel to.
  if (asksWhenOrWhere(meant) && (scores[0]?.intent !== 'change_address' || meant.length < SHORT))
    return lifted(scores, 'product_question', 0.9);
  const first = scores[0]?.intent ?? 'confirm';
  const isOfShop =
    (TAKEN_FOR_WRAPPING.has(first) && asksForWrapping(meant)) ||
    (TAKEN_FOR_TRUST.has(first) && asksForTrust(meant));
  if (isOfShop) return lifted(scores, 'product_question', 0.9);
  if (asksWhatIfHarmed(meant)) return lifted(scores, 'shipping_policy', 0.9);
  const answer = readYesNo(text, locale);
  // "환불해 주세요" consents to a refund that was offered, but asks for one where none was: the wish stays.
  // So does "cancel it", which declines a proposal and is a wish where there is none to decline.
  if (answer === 'no' && saysOnlyCancel(text, locale)) return lifted(scores, 'cancel_order', 0.9);
  const isWish =
    answer === 'yes'
      ? namesRefund(text)
      : scores[0]?.intent === 'cancel_order' && !declinesCancel(foldForFeatures(text));
  if (answer !== null && !isWish) return lifted(scores, answerIn(text, locale, answer), 0.97);
  if (readCode(text) !== null) return lifted(scores, 'provide_details', 0.9);
  if (hasReference(slots) && isNothingButReference(text) && scores[0]?.intent !== 'correct')
    return lifted(scores, 'provide_details', 0.95);
  return steerMoney(scores, meant);
}

/** "Better cancel it": a no to anything but the question whether to cancel. */
function saysOnlyCancel(text: string, locale: string): boolean {
  return readYesNo(text, locale, 'to-cancel') === null && !declinesCancel(foldForFeatures(text));
}

/** "Great, thanks" thanks for what was told; where an offer was made, that is read as the yes it is. */
function answerIn(text: string, locale: string, answer: 'yes' | 'no'): Intent {
  if (answer === 'no') return 'deny';
  return isThanks(text, locale) && isNod(text, locale) ? 'greeting_thanks' : 'confirm';
}

/** What a present is taken for; whoever complains of its paper or wants the money back does not ask for it. */
const TAKEN_FOR_WRAPPING: ReadonlySet<Intent> = new Set([
  'return_exchange',
  'shipping_policy',
  'order_status',
  'out_of_scope',
]);

/** And whoever fears a thief may have a parcel or money in mind. */
const TAKEN_FOR_TRUST: ReadonlySet<Intent> = new Set(['out_of_scope', 'greeting_thanks']);

/** Characters of a question that asks nothing else. */
const SHORT = 40;

/** Who names an order asks about that order rather than about the shop: "the payment of DM-10014 did not work". */
function weighed(scores: IntentScore[], slots: Slots, text: string): IntentScore[] {
  if (slots.order === null && slots.tracking === null) return scores;
  // "Where is DM-10042?" is answered by the order, which tells of its parcel where there is one.
  const isOfOrder = slots.tracking === null && !namesParcel(text);
  const after = scores.map(({ intent, confidence }) => ({
    intent,
    confidence:
      confidence *
      (intent === 'track_shipment' && isOfOrder ? 0.3 : (RARE_WITH_ORDER.get(intent) ?? 1)),
  }));
  const sum = after.reduce((total, score) => total + score.confidence, 0);
  return after
    .map((score) => ({ ...score, confidence: score.confidence / sum }))
    .sort((left, right) => right.confidence - left.confidence);
}

const RARE_WITH_ORDER: ReadonlyMap<Intent, number> = new Map([
  ['payment_methods', 0.3],
  ['shipping_policy', 0.4],
  ['product_question', 0.5],
  ['greeting_thanks', 0.5],
  ['out_of_scope', 0.1],
]);

/** Words such as "size" or "money" may resemble a refund, and "not cancel" a cancellation; without naming one, none is asked for. */
function steerMoney(scores: IntentScore[], text: string): IntentScore[] {
  const [top] = scores;
  if (top?.intent === 'cancel_order' && declinesCancel(foldForFeatures(text)))
    return lifted(lowered(scores, 'cancel_order', 0.2), 'deny', 0.6);
  if (top?.intent === 'refund_request' && waitsForRefund(text))
    return lifted(scores, 'payment_status', 0.7);
  // "When does my money come?" reads much like "when does my parcel come?".
  if (
    (top?.intent === 'track_shipment' || top?.intent === 'order_status') &&
    waitsForRefund(text) &&
    !namesGoods(text)
  )
    return lifted(scores, 'payment_status', 0.7);
  if (top?.intent === 'refund_request' && !namesRefund(text))
    return asksAboutRefunds(foldForFeatures(text))
      ? lifted(scores, 'return_exchange', 0.7)
      : lowered(scores, 'refund_request', declinesRefund(foldForFeatures(text)) ? 0.02 : 0.2);
  return scores;
}

function lifted(scores: readonly IntentScore[], intent: Intent, to: number): IntentScore[] {
  const now = scores.find((score) => score.intent === intent)?.confidence ?? 0;
  const confidence = Math.max(now, to);
  const rest = now >= 1 ? 0 : (1 - confidence) / (1 - now);
  return [
    { intent, confidence },
    ...scores
      .filter((score) => score.intent !== intent)
      .map((score) => ({ intent: score.intent, confidence: score.confidence * rest })),
  ];
}

/** Makes an intent `by` times as likely. Where it still leads, the message is unclear; else another takes its place. */
function lowered(scores: readonly IntentScore[], intent: Intent, by: number): IntentScore[] {
  const after = scores
    .map((score) =>
      score.intent === intent ? { intent, confidence: score.confidence * by } : score,
    )
    .sort((left, right) => right.confidence - left.confidence);
  if (after[0]?.intent === intent) return after;
  const sum = after.reduce((total, score) => total + score.confidence, 0);
  return after.map((score) => ({ ...score, confidence: score.confidence / sum }));
}

function isNothingButReference(text: string): boolean {
  const words = foldForFeatures(text)
    .replace(/<(?:code|num|mail|link)>/gu, ' ')
    .split(/\s+/u)
    .filter(Boolean);
  return words.length === 0;
}

function wishesOf({ clauses }: IntentReading, intent: Intent, confidence: number): Intent[] {
  const wishes = new Set<Intent>();
  for (const { words, size, scores } of clauses) {
    const [top] = steerMoney(scores, words);
    if (
      size >= SHORTEST_WISH &&
      top !== undefined &&
      isTopic(top.intent) &&
      top.confidence >= SURE_OF_CLAUSE
    )
      wishes.add(top.intent);
  }
  if (confidence >= SURE_ENOUGH && isTopic(intent) && !wishes.has(intent) && wishes.size < 2)
    wishes.add(intent);
  // "It arrived broken, I want a refund" complains, but asks for the refund.
  if (wishes.size > 1) wishes.delete('complaint');
  return [...wishes].slice(0, MOST_WISHES);
}

const MOST_WISHES = 3;
/** Words, or characters of a script without blanks: too short a piece is no wish of its own. */
const SHORTEST_WISH = 3;
