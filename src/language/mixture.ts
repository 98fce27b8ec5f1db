import type { Script } from './script.ts';

/** Words read at once: fewer are often like those of a neighbour. */
const WINDOW = 4;
const STEP = 3;
/** Parts of a text beyond which the rest tells no more of a mixture. */
const MOST_WINDOWS = 12;
/** The least part of a text that makes it a mixture: a sentence with an odd word is none. */
const LEAST_PART = 0.25;
/** The share of a few words from which they speak for a language, and that below which they speak against one. */
const FOR = 0.5;
const AGAINST = 0.03;

export interface Mixture {
  /** the second language of the text */
  other: string;
  /** its part of what is told, 0 to 1 */
  part: number;
}

/**
 * The second language of a text in which two take turns ("hola, where is my order, necesito el paquete"): read as one, it
 * looks surely like one of them. Words are read a few at a time; null where nearly all speak for `language`.
 *
 * @param read how likely some words are in each language, where `language` is expected
 */
export function secondLanguage(
  cleaned: string,
  language: string,
  read: (words: string) => ReadonlyMap<string, number>,
): Mixture | null {
  const words = cleaned.split(' ');
  if (words.length <= WINDOW) return null;
  const count = Math.min(Math.ceil((words.length - 1) / STEP), MOST_WINDOWS);
  const found = new Map<string, number>();
  for (let at = 0; at < count; at++) {
    const from = Math.round((at * (words.length - WINDOW)) / (count - 1));
    const shares = read(words.slice(from, from + WINDOW).join(' '));
    const [likeliest] = [...shares].find(([, share]) => share > FOR) ?? [];
    if (likeliest === language || (shares.get(language) ?? 0) < AGAINST)
      if (likeliest !== undefined) found.set(likeliest, (found.get(likeliest) ?? 0) + 1);
  }
  const own = found.get(language) ?? 0;
  found.delete(language);
  const [second] = [...found].sort(([, left], [, right]) => right - left);
  if (second === undefined || second[1] / count < LEAST_PART) return null;
  return { other: second[0], part: second[1] / (own + second[1]) };
}

/**
 * The part of a text that stands in another script than its main one, where that is a sentence: "мой order" and a name
 * between ideographs are none.
 */
export function partInOtherScript(
  cleaned: string,
  counts: ReadonlyMap<Script, number>,
  main: Script,
  weightOf: (script: Script) => number,
): number {
  let own = 0;
  let others = 0;
  for (const [script, count] of counts) {
    // Ideographs and kana are one script to who writes Japanese.
    const isOwn = script === main || (isDense(script) && isDense(main));
    if (isOwn) own += count * weightOf(script);
    else others += count * weightOf(script);
  }
  const part = others / Math.max(own + others, 1);
  if (part < LEAST_PART_IN_OTHER_SCRIPT) return 0;
  const isSentence =
    main === 'latin'
      ? NOT_LATIN_SENTENCE.test(cleaned)
      : LATIN_SENTENCE.test(cleaned) || !counts.has('latin');
  return isSentence ? part : 0;
}

const LEAST_PART_IN_OTHER_SCRIPT = 0.35;
const isDense = (script: Script) => script === 'han' || script === 'kana';
/** Four words in a row. */
const LATIN_SENTENCE = /(?:(?<!\p{L})[\p{Script=Latin}\p{M}']+(?: |$)){4}/u;
/** Three, or as many letters as say as much where no blanks stand between words. */
const NOT_LATIN_SENTENCE =
  /(?:(?<!\p{L})[^\p{Script=Latin} ]+(?: |$)){3}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4}|\p{Script=Thai}{8}/u;
