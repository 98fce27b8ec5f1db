import { plainPhrase } from '../../language/phrase-match.ts';

/**
 * Which of the listed words stands in the text; null when none does. A `*` at the end of a word stands for any ending.
 * Scripts written without blanks are matched anywhere, others at the borders of words.
 */
export function firstListedWord(text: string, words: readonly string[]): string | null {
  const plain = plainText(text);
  return words.find((word) => stands(plain, listedWord(word))) ?? null;
}

/** How many of the listed words stand in the text, none counted inside another. */
export function countListedWords(text: string, words: readonly string[]): number {
  const plain = plainText(text);
  const found = words.map(listedWord).filter((word) => stands(plain, word));
  return found.filter(
    (word) => !found.some((other) => other !== word && other.includes(word.trim())),
  ).length;
}

function stands(plain: string, word: string): boolean {
  if (word.trim() === '') return false;
  if (plain.includes(word)) return true;
  // Arabic writes "and", "so", "with" and "for" on to the word that follows.
  return (
    ARABIC.test(word) && PREFIXES.some((prefix) => plain.includes(` ${prefix}${word.slice(1)}`))
  );
}

const ARABIC = /^ \p{Script=Arabic}/u;
const PREFIXES = ['و', 'ف', 'ب', 'ل'];

/** A listed word as it is looked for, with the blanks that must stand around it. Made once: every turn asks for all of them. */
function listedWord(listed: string): string {
  const known = listedWords.get(listed);
  if (known !== undefined) return known;
  const open = listed.endsWith('*');
  const word = plainPhrase(open ? listed.slice(0, -1) : listed);
  const made = UNSPACED.test(word) ? word : ` ${word}${open ? '' : ' '}`;
  if (listedWords.size >= MOST_LISTED_WORDS) listedWords.clear();
  listedWords.set(listed, made);
  return made;
}

const listedWords = new Map<string, string>();
/** More than all lists of `prompts/` together; guards against edits over months without a restart. */
const MOST_LISTED_WORDS = 20_000;

/** One text is asked about with many lists in a row. */
function plainText(text: string): string {
  if (text !== lastText) {
    lastText = text;
    lastPlain = ` ${plainPhrase(text)} `;
  }
  return lastPlain;
}

let lastText = '';
let lastPlain = '  ';

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
