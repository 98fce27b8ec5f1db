import { primaryLanguage } from '../../language/languages.ts';
import type { HandoffValues } from '../../prompts/handoff-values.ts';
import type { Signal, TurnObservations } from './signal.ts';
import { firstListedWord } from './word-match.ts';

/** Subjects that a person decides whatever the assistant could say: chargebacks, lawyers, injuries, the press. */
export function policyTopicSignal(
  { shopperText, locale }: TurnObservations,
  { topics }: HandoffValues,
): Signal {
  for (const [topic, lists] of Object.entries(topics)) {
    if (firstListedWord(shopperText, inLanguages(lists, locale)) !== null)
      return { name: 'policy_topic', strength: 1, reason: topic };
  }
  return { name: 'policy_topic', strength: 0 };
}

/** Angry words, shouting and rows of exclamation marks; two of them weigh double. */
export function angerSignal(turn: TurnObservations, { anger }: HandoffValues): Signal {
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

/** The lists of the reply's language and of English, which many shoppers fall into. */
function inLanguages(lists: Readonly<Record<string, readonly string[]>>, locale: string): string[] {
  const languages = new Set([locale, primaryLanguage(locale), 'en']);
  return [...languages].flatMap((language) => lists[language] ?? []);
}
