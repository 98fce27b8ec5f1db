import { bytesOf, hashTable, unpackHashes } from './packed.ts';

/**
 * Two tables that speak for single languages, added to what the trained vectors say: how frequent a word is in each
 * language, and the n-grams of Efficient Language Detector, which has read far more text than we.
 */
export interface EvidenceTable {
  addTo(scores: Float32Array, cleaned: string): void;
}

export interface PackedTable {
  /** base64: hashes of the keys, ascending */
  keys: string;
  /** base64: for each key how many entries it has, then a class and a value for each */
  entries: string;
}

const LONGEST_TEXT = 400;
/** Steps of a word's value: a step is this much of a natural logarithm. */
export const WORD_STEP = 1 / 16;
/** Parts of the two tables in the sum, fitted on text that no weights are trained on. */
const WORD_WEIGHT = 0.2;
const NGRAM_WEIGHT = 0.012;
/** A language that the n-grams do not know gets this much of the best one's sum: they tell nothing about it. */
const ABSENT_PART = 0.6;

export function wordTable(packed: PackedTable): EvidenceTable {
  const table = unpackTable(packed);
  return {
    addTo(scores, cleaned) {
      for (const word of cleaned.slice(0, LONGEST_TEXT).split(' '))
        table.visit(hashOf(word), (language, value) => {
          scores[language] = (scores[language] ?? 0) + value * WORD_STEP * WORD_WEIGHT;
        });
    },
  };
}

export function ngramTable(packed: PackedTable, classes: number): EvidenceTable {
  const table = unpackTable(packed);
  const sums = new Float64Array(classes);
  const absent = [...sums.keys()].filter((language) => !table.languages.has(language));
  return {
    addTo(scores, cleaned) {
      sums.fill(0);
      const ngrams = ngramsOfBytes(cleaned.slice(0, LONGEST_TEXT));
      for (const ngram of ngrams)
        table.visit(hashOf(ngram), (language, value) => {
          sums[language] = (sums[language] ?? 0) + value;
        });
      const largest = sums.reduce((most, one) => Math.max(most, one), 0);
      for (const language of absent) sums[language] = largest * ABSENT_PART;
      const part = NGRAM_WEIGHT / Math.sqrt(Math.max(1, ngrams.size));
      for (const [language, sum] of sums.entries())
        scores[language] = (scores[language] ?? 0) + sum * part;
    },
  };
}

export function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >>> 8;
}

/** The n-grams that ELD takes of each word: four bytes of UTF-8 every three, the first and the last marked by a blank. */
function ngramsOfBytes(text: string): Set<string> {
  const ngrams = new Set<string>();
  for (const word of text.split(' ')) {
    if (word === '') continue;
    const bytes = asBytes(word);
    let at = 0;
    for (; at + 4 < bytes.length; at += 3)
      ngrams.add((at === 0 ? ' ' : '') + bytes.slice(at, at + 4));
    const last = bytes.substring(bytes.length === 3 ? 0 : bytes.length - 4);
    ngrams.add(`${(at === 0 ? ' ' : '') + last} `);
  }
  return ngrams;
}

/** Bytes of UTF-8, one a letter. */
function asBytes(word: string): string {
  let bytes = '';
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (code < 0x80) bytes += word[at];
    else if (code < 0x800) bytes += String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else
      bytes += String.fromCharCode(
        0xe0 | (code >> 12),
        0x80 | ((code >> 6) & 0x3f),
        0x80 | (code & 0x3f),
      );
  }
  return bytes;
}

function unpackTable(packed: PackedTable): {
  languages: ReadonlySet<number>;
  visit(hash: number, entry: (language: number, value: number) => void): void;
} {
  const entries = bytesOf(packed.entries);
  const starts: number[] = [];
  const languages = new Set<number>();
  for (let at = 0; at < entries.length; ) {
    starts.push(at);
    const end = at + 2 * (entries[at] ?? 0);
    for (at++; at <= end; at += 2) languages.add(entries[at] ?? 0);
  }
  const rowOf = hashTable(unpackHashes(bytesOf(packed.keys), starts.length));
  return {
    languages,
    visit(hash, entry) {
      const row = rowOf(hash);
      if (row === -1) return;
      const start = starts[row] ?? 0;
      const end = start + 2 * (entries[start] ?? 0);
      for (let at = start + 1; at < end; at += 2) entry(entries[at] ?? 0, entries[at + 1] ?? 0);
    },
  };
}
