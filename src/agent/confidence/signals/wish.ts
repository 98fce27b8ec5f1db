import { asksForPerson } from '../../../language/asks-for-person.ts';
import type { Signal, TurnObservations } from '../signal.ts';

/** The shopper asks for a person in so many words. */
export function wishSignal({ shopperText, locale }: TurnObservations): Signal {
  return asksForPerson(shopperText, locale)
    ? { name: 'wish', strength: 1, reason: 'asked' }
    : { name: 'wish', strength: 0 };
}
