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
        table.add(table.rowOf(hashOf(word)), scores, WORD_STEP * WORD_WEIGHT);
    },
  };
}

export function ngramTable(packed: PackedTable, classes: number): EvidenceTable {
  const table = unpackTable(packed);
  const sums = new Float32Array(classes);
  const absent = [...sums.keys()].filter((language) => !table.languages.has(language));
  // The text in which a row was last met: an n-gram counts once a text.
  const lastMet = new Uint32Array(table.rows);
  let texts = 0;
  return {
    addTo(scores, cleaned) {
      sums.fill(0);
      texts++;
      let count = 0;
      eachByteNgram(cleaned.slice(0, LONGEST_TEXT), (hash) => {
        const row = table.rowOf(hash);
        if (row !== -1 && lastMet[row] === texts) return;
        count++;
        if (row === -1) return;
        lastMet[row] = texts;
        table.add(row, sums, 1);
      });
      const largest = sums.reduce((most, one) => Math.max(most, one), 0);
      for (const language of absent) sums[language] = largest * ABSENT_PART;
      const part = NGRAM_WEIGHT / Math.sqrt(Math.max(1, count));
      for (let language = 0; language < classes; language++)
        scores[language] = (scores[language] ?? 0) + (sums[language] ?? 0) * part;
    },
  };
}

const HASH_START = 0x811c9dc5;
const HASH_FACTOR = 0x01000193;
const BLANK = 32;

/** A hash of 24 bits of a key's letters, or of its bytes kept one a letter. */
export function hashOf(key: string): number {
  let hash = HASH_START;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), HASH_FACTOR);
  return hash >>> 8;
}

/** The n-grams that ELD takes of each word: four bytes of UTF-8 every three, the first and the last marked by a blank. */
function eachByteNgram(text: string, visit: (hash: number) => void): void {
  let from = 0;
  const hash = (start: number, end: number, blankAfter: boolean) => {
    let value = HASH_START;
    if (start === from) value = Math.imul(value ^ BLANK, HASH_FACTOR);
    for (let at = start; at < end; at++) value = Math.imul(value ^ (BYTES[at] ?? 0), HASH_FACTOR);
    if (blankAfter) value = Math.imul(value ^ BLANK, HASH_FACTOR);
    visit(value >>> 8);
  };
  const { written } = ENCODER.encodeInto(text, BYTES);
  while (from < written) {
    let end = BYTES.indexOf(BLANK, from);
    if (end === -1 || end > written) end = written;
    for (let at = from; at + 4 < end; at += 3) hash(at, at + 4, false);
    hash(Math.max(end - 4, from), end, true);
    from = end + 1;
  }
}

const ENCODER = new TextEncoder();
const BYTES = new Uint8Array(LONGEST_TEXT * 3);

function unpackTable(packed: PackedTable) {
  const entries = bytesOf(packed.entries);
  const starts: number[] = [];
  const languages = new Set<number>();
  for (let at = 0; at < entries.length; ) {
    starts.push(at);
    const end = at + 2 * (entries[at] ?? 0);
    for (at++; at <= end; at += 2) languages.add(entries[at] ?? 0);
  }
  return {
    rows: starts.length,
    languages,
    rowOf: hashTable(unpackHashes(bytesOf(packed.keys), starts.length)),
    /** Adds the values of a row, times a factor, to the sums of their languages. */
    add(row: number, sums: Float32Array, factor: number) {
      if (row === -1) return;
      const start = starts[row] ?? 0;
      const end = start + 2 * (entries[start] ?? 0);
      for (let at = start + 1; at < end; at += 2) {
        const language = entries[at] ?? 0;
        sums[language] = (sums[language] ?? 0) + (entries[at + 1] ?? 0) * factor;
      }
    },
  };
}
