import { clamp } from '../clamp.ts';
import type { Signal, TurnObservations } from '../signal.ts';

/** How unsure it is which language the shopper writes. */
export function languageSignal({ languageConfidence }: TurnObservations): Signal {
  const strength = clamp(1 - languageConfidence);
  return strength > 0.7
    ? { name: 'language', strength, reason: 'language_uncertain' }
    : { name: 'language', strength };
}
