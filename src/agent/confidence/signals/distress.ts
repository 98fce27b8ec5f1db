import type { HandoffValues } from '../../../prompts/handoff-values.ts';
import { inLanguages } from '../in-languages.ts';
import type { Signal, TurnObservations } from '../signal.ts';
import { SURE_OF_MOOD, type TopicShares } from '../topics.ts';
import { firstListedWord } from '../word-match.ts';

/** Fear, tears, an emergency at home: not anger, and nothing a machine should answer alone. */
export function distressSignal(
  turn: TurnObservations,
  { distress }: Pick<HandoffValues, 'distress'>,
): Signal {
  const words = inLanguages(distress, turn.locale);
  const isHeard = (text: string, topics: TopicShares | undefined) =>
    firstListedWord(text, words) !== null || (topics?.distress ?? 0) >= SURE_OF_MOOD;
  const now = isHeard(turn.shopperText, turn.topics) ? 1 : 0;
  const before = turn.earlierShopperTexts
    .slice(-2)
    .some((text, index) => isHeard(text, turn.earlierTopics[index]));
  const strength = Math.min(1, now + (before ? 0.5 : 0));
  return strength >= 0.5
    ? { name: 'distress', strength, reason: 'shopper_distressed' }
    : { name: 'distress', strength };
}
