import { asksForPerson, declinesPerson } from '../../../language/asks-for-person.ts';
import type { Signal, TurnObservations } from '../signal.ts';

/** The shopper asks for a person: in so many words, or in words the classifier is sure of. */
export function wishSignal({ shopperText, locale, topics }: TurnObservations): Signal {
  return asksForPerson(shopperText, locale) ||
    (topics.asked >= SURE_OF_WISH && !declinesPerson(shopperText, locale))
    ? { name: 'wish', strength: 1, reason: 'asked' }
    : { name: 'wish', strength: 0 };
}

/** High, since the model hears wishes too: this is for those it passes over. */
const SURE_OF_WISH = 0.8;
