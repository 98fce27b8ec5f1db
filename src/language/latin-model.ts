/**
 * What n-grams and frequent words say about a text in Latin letters, or in the Cyrillic and Arabic ones that several of the languages share. Both are packed in `latin-weights.ts`, by
 * `scripts/build-language-weights.ts`, and unpacked when the first text comes.
 */

/** The languages the packed weights know, in the order of their letters there. */
export const LATIN_LANGUAGES: readonly string[] =
  'en es pt fr de it nl pl tr vi id ms tl sv da no fi cs sk hu ro ru uk bg ar fa'.split(' ');
/** Ranks are stored as steps of their binary logarithm. */
export const RANK_STEPS = 3;
/** Scores of n-grams are stored in steps of this size. */
export const SCORE_STEP = 16;

export interface LatinEvidence {
  /** sum of the n-grams' scores a language, in the order of LATIN_LANGUAGES; about 80 a matching n-gram */
  ngrams: Float64Array;
  /** n-grams looked up */
  count: number;
  /** sum of the words' log probabilities a language, natural logarithm; a word not in the list costs UNKNOWN_WORD */
  words: Float64Array;
  /** words that at least one list holds */
  knownWords: number;
}

export interface LatinModel {
  weigh(cleaned: string): LatinEvidence;
}

let model: Promise<LatinModel> | null = null;

/** The model, unpacked once. */
export function latinModel(): Promise<LatinModel> {
  model ??= import('#latin-weights').then(({ NGRAMS, WORDS }) => unpack(NGRAMS, WORDS));
  return model;
}

const UNKNOWN_WORD = -11;
const NGRAM_BASE = 53;
const LONGEST = 400;

function unpack(packedNgrams: string, packedWords: string): LatinModel {
  const ngramTable = table(packedNgrams);
  const wordTable = table(packedWords);

  return {
    weigh(cleaned) {
      const text = cleaned.slice(0, LONGEST);
      const ngrams = new Float64Array(LATIN_LANGUAGES.length);
      const found = ngramsOf(text);
      for (const ngram of found) {
        const packed = ngramTable.get(ngram);
        if (packed === undefined) continue;
        for (let at = 0; at < packed.length; at += 2) {
          const language = packed.charCodeAt(at) - 65;
          ngrams[language] =
            (ngrams[language] ?? 0) + (packed.charCodeAt(at + 1) - 65) * SCORE_STEP + NGRAM_BASE;
        }
      }
      const words = new Float64Array(LATIN_LANGUAGES.length);
      let knownWords = 0;
      for (const word of text.split(' ')) {
        const packed = wordTable.get(word);
        if (packed === undefined) continue;
        knownWords++;
        for (let at = 0; at < packed.length; at += 2) {
          const language = packed.charCodeAt(at) - 65;
          const rank = 2 ** ((packed.charCodeAt(at + 1) - 65) / RANK_STEPS);
          words[language] = (words[language] ?? 0) - UNKNOWN_WORD - Math.log(12 * (rank + 5));
        }
      }
      return { ngrams, count: found.size, words, knownWords };
    },
  };
}

/** Front-coded lines `shared + rest TAB values` as a table. */
function table(packed: string): Map<string, string> {
  const entries = new Map<string, string>();
  let before = '';
  for (const line of packed.split('\n')) {
    const tab = line.indexOf('\t');
    before = before.slice(0, line.charCodeAt(0) - 48) + line.slice(1, tab);
    entries.set(before, line.slice(tab + 1));
  }
  return entries;
}

/** The n-grams eld takes of each word: four bytes of UTF-8 every three, the first and the last marked by a blank. */
function ngramsOf(text: string): Set<string> {
  const ngrams = new Set<string>();
  for (const word of text.split(' ')) {
    if (word === '') continue;
    const bytes = asBytes(word);
    const length = Math.min(bytes.length, 70);
    let at = 0;
    for (; at + 4 < length; at += 3) ngrams.add((at === 0 ? ' ' : '') + bytes.slice(at, at + 4));
    ngrams.add(`${(at === 0 ? ' ' : '') + bytes.substring(length === 3 ? 0 : length - 4)} `);
  }
  return ngrams;
}

/** Bytes of UTF-8 as letters: ASCII stays, the others are the letters from U+0100 on. */
function asBytes(word: string): string {
  let bytes = '';
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (code < 0x80) bytes += word[at];
    else if (code < 0x800) bytes += high(0xc0 | (code >> 6)) + high(0x80 | (code & 0x3f));
    else
      bytes +=
        high(0xe0 | (code >> 12)) + high(0x80 | ((code >> 6) & 0x3f)) + high(0x80 | (code & 0x3f));
  }
  return bytes;
}

function high(byte: number): string {
  return String.fromCharCode(0x100 + byte - 0x80);
}
