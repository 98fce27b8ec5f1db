import { plainPhrase } from '../../language/phrase-match.ts';

/**
 * Which of the listed words stands in the text; null when none does. A `*` at the end of a word stands for any ending.
 * Scripts written without blanks are matched anywhere, others at the borders of words.
 */
export function firstListedWord(text: string, words: readonly string[]): string | null {
  const plain = ` ${plainPhrase(text)} `;
  return words.find((word) => stands(plain, word)) ?? null;
}

function stands(plain: string, listed: string): boolean {
  const open = listed.endsWith('*');
  const word = plainPhrase(open ? listed.slice(0, -1) : listed);
  if (word === '') return false;
  if (UNSPACED.test(word)) return plain.includes(word);
  return plain.includes(open ? ` ${word}` : ` ${word} `);
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
