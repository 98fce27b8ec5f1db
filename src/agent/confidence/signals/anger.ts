import type { HandoffValues } from '../../../prompts/handoff-values.ts';
import { inLanguages } from '../in-languages.ts';
import type { Signal, TurnObservations } from '../signal.ts';
import { firstListedWord } from '../word-match.ts';

/** Angry words, shouting and rows of exclamation marks; two of them weigh double. */
export function angerSignal(
  turn: TurnObservations,
  { anger }: Pick<HandoffValues, 'anger'>,
): Signal {
  const texts = [turn.shopperText, ...turn.earlierShopperTexts.slice(-2)];
  const signs = texts.reduce(
    (sum, text, age) =>
      sum + (age === 0 ? 1 : 0.5) * signsOfAnger(text, inLanguages(anger, turn.locale)),
    0,
  );
  const strength = Math.min(1, signs / 2);
  return strength >= 0.5
    ? { name: 'anger', strength, reason: 'shopper_upset' }
    : { name: 'anger', strength };
}

function signsOfAnger(text: string, words: readonly string[]): number {
  const angry = firstListedWord(text, words) === null ? 0 : 1;
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
