import type { HandoffValues } from '../../../prompts/handoff-values.ts';
import { inLanguages } from '../in-languages.ts';
import type { Signal, TurnObservations } from '../signal.ts';
import { firstListedWord } from '../word-match.ts';

/** Fear, tears, an emergency at home: not anger, and nothing a machine should answer alone. */
export function distressSignal(
  turn: TurnObservations,
  { distress }: Pick<HandoffValues, 'distress'>,
): Signal {
  const words = inLanguages(distress, turn.locale);
  const now = firstListedWord(turn.shopperText, words) === null ? 0 : 1;
  const before = turn.earlierShopperTexts
    .slice(-2)
    .some((text) => firstListedWord(text, words) !== null);
  const strength = Math.min(1, now + (before ? 0.5 : 0));
  return strength >= 0.5
    ? { name: 'distress', strength, reason: 'shopper_distressed' }
    : { name: 'distress', strength };
}
