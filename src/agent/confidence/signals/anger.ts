import type { HandoffValues } from '../../../prompts/handoff-values.ts';
import { inLanguages } from '../in-languages.ts';
import type { Signal, TurnObservations } from '../signal.ts';
import { SURE_OF_MOOD, type TopicShares } from '../topics.ts';
import { countListedWords } from '../word-match.ts';

/** Angry words (listed, or known by the classifier), shouting and rows of exclamation marks; two of them weigh double. */
export function angerSignal(
  turn: TurnObservations,
  { anger }: Pick<HandoffValues, 'anger'>,
): Signal {
  const words = inLanguages(anger, turn.locale);
  const earlier = turn.earlierShopperTexts.slice(-2);
  const signs = earlier.reduce(
    (sum, text, index) => sum + 0.5 * signsOfAnger(text, words, turn.earlierTopics[index]),
    signsOfAnger(turn.shopperText, words, turn.topics),
  );
  const strength = Math.min(1, signs / 2);
  return strength >= 0.5
    ? { name: 'anger', strength, reason: 'shopper_upset' }
    : { name: 'anger', strength };
}

function signsOfAnger(
  text: string,
  words: readonly string[],
  topics: TopicShares | undefined,
): number {
  const listed = Math.min(2, countListedWords(text, words));
  const angry = listed === 0 && (topics?.anger ?? 0) >= SURE_OF_MOOD ? 1 : listed;
  const marks = /[!！]{2,}|[!！].*[!！].*[!！]/su.test(text) ? 0.5 : 0;
  return angry + marks + (isShouted(text) ? 0.5 : 0);
}

/** Mostly capitals over several words; order numbers and acronyms alone are not shouting. */
function isShouted(text: string): boolean {
  const words = text.match(/\p{L}{3,}/gu) ?? [];
  const shouted = words.filter(
    (word) => word === word.toUpperCase() && word !== word.toLowerCase(),
  );
  return words.length >= 4 && shouted.length / words.length > 0.7;
}
