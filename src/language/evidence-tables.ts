import { hashTable, LETTERS, numberAt, unpackHashes } from './packed.ts';

/**
 * Two tables that speak for single languages, added to what the trained vectors say: how frequent a word is in each
 * language, and the n-grams of Efficient Language Detector, which has read far more text than we.
 */
export interface EvidenceTable {
  addTo(scores: Float32Array, cleaned: string): void;
}

export interface WordTable extends EvidenceTable {
  /** the share of the text's words that a class is known to have, 0 to 1 */
  partOf(cleaned: string, language: number): number;
}

export interface PackedTable {
  /** hashes of the keys, ascending */
  keys: string;
  /** for each key its entries, two letters each: a class, then a value, to which `VALUES` is added in a key's last entry */
  entries: string;
}

/** How many values an entry can have. */
export const VALUES = LETTERS / 2;
const LONGEST_TEXT = 400;
/** Steps of a word's value: a step is this much of a natural logarithm. */
export const WORD_STEP = 0.3;
/** A step of an n-gram's value, in ELD's own scores. */
export const NGRAM_STEP = 6;
/** Parts of the two tables in the sum, fitted on text that no weights are trained on. */
const WORD_WEIGHT = 1;
const NGRAM_WEIGHT = 0.006;
/** The words of a text do not speak for themselves alone: the more there are, the less each counts, by this power. */
const SHARED_BY_WORDS = 0.7;
/** A language that the n-grams do not know gets this much of the best one's sum: they tell nothing about it. */
const ABSENT_PART = 0.6;

export function wordTable(packed: PackedTable): WordTable {
  const table = unpackTable(packed);
  const wordsOf = (cleaned: string) => cleaned.slice(0, LONGEST_TEXT).split(' ');
  return {
    partOf(cleaned, language) {
      const words = wordsOf(cleaned);
      return (
        words.filter((word) => table.has(table.rowOf(hashOf(word)), language)).length / words.length
      );
    },
    addTo(scores, cleaned) {
      const words = wordsOf(cleaned);
      const part = (WORD_STEP * WORD_WEIGHT) / words.length ** SHARED_BY_WORDS;
      for (const word of words) table.add(table.rowOf(hashOf(word)), scores, part);
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
        table.add(row, sums, NGRAM_STEP);
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

/** Hashes have 27 bits: with fewer, too many a word that no language has would be taken for one that some have. */
const HASH_SHIFT = 5;

/** A hash of a key's letters, or of its bytes kept one a letter. */
export function hashOf(key: string): number {
  let hash = HASH_START;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), HASH_FACTOR);
  return hash >>> HASH_SHIFT;
}

/** The n-grams that ELD takes of each word: four bytes of UTF-8 every three, the first and the last marked by a blank. */
function eachByteNgram(text: string, visit: (hash: number) => void): void {
  let from = 0;
  const hash = (start: number, end: number, blankAfter: boolean) => {
    let value = HASH_START;
    if (start === from) value = Math.imul(value ^ BLANK, HASH_FACTOR);
    for (let at = start; at < end; at++) value = Math.imul(value ^ (BYTES[at] ?? 0), HASH_FACTOR);
    if (blankAfter) value = Math.imul(value ^ BLANK, HASH_FACTOR);
    visit(value >>> HASH_SHIFT);
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

function unpackTable({ keys, entries }: PackedTable) {
  const hashes = unpackHashes(keys);
  const starts = new Uint32Array(hashes.length + 1);
  const classes = new Uint8Array(entries.length / 2);
  const values = new Uint8Array(entries.length / 2);
  const languages = new Set<number>();
  for (let at = 0, row = 1; at < classes.length; at++) {
    const value = numberAt(entries, at * 2 + 1);
    classes[at] = numberAt(entries, at * 2);
    languages.add(classes[at] ?? 0);
    values[at] = value % VALUES;
    if (value >= VALUES) starts[row++] = at + 1;
  }
  return {
    rows: hashes.length,
    languages,
    rowOf: hashTable(hashes),
    has: (row: number, language: number) =>
      row !== -1 && classes.subarray(starts[row], starts[row + 1]).includes(language),
    /** Adds the values of a row, times a factor, to the sums of their languages. */
    add(row: number, sums: Float32Array, factor: number) {
      if (row === -1) return;
      const end = starts[row + 1] ?? 0;
      for (let at = starts[row] ?? 0; at < end; at++) {
        const language = classes[at] ?? 0;
        sums[language] = (sums[language] ?? 0) + (values[at] ?? 0) * factor;
      }
    },
  };
}
