import { readYesNo } from '../../../language/yes-no.ts';
import { addressIn } from './address-in.ts';
import type { Dialogue } from './dialogue.ts';
import type { Intent } from './intents.ts';
import type { Say } from './say.ts';

/** What a yes or no means when the assistant's last reply ended with an offer; null when there was none, or another answer. */
export function answerToOffer(dialogue: Dialogue, say: Say): { wishes: Intent[] } | null {
  if (!saysYes(dialogue) || dialogue.lastReply === null) return null;
  const ending = dialogue.lastReply.trimEnd();
  return OFFERS.some((key) => ending.endsWith(say(key))) ? { wishes: ['human_agent'] } : null;
}

/** A nod with thanks is a yes where one is waited for. */
export function saysYes({ current, situation }: Dialogue): boolean {
  return current.intent === 'confirm' || readYesNo(current.text, situation.locale) === 'yes';
}

const OFFERS = ['offer.person', 'return.person', 'clarify.person'] as const;

/** A message that is an address, after one was asked for. */
export function answerWithAddress(
  dialogue: Dialogue,
  say: Say,
): (Pick<Dialogue, 'wishes' | 'wishText' | 'isAnswer'> & { order: string }) | null {
  const { lastReply, current, situation } = dialogue;
  if (lastReply === null || current.grave !== null) return null;
  // The order is the one asked about: a postcode looks like a number of an order, too.
  const order = situation.knownOrderNumbers.findLast((number) =>
    lastReply.trimEnd().endsWith(say('ask.new_address', { order: number })),
  );
  if (order === undefined) return null;
  // Which country it is in, when it names none, is read from the order later.
  return addressIn(current.text, situation.locale, 'ZZ') === null
    ? null
    : { wishes: ['change_address'], wishText: current.text, order, isAnswer: true };
}
