import { cleanForDetection } from '../../src/language/clean-text.ts';
import { hashOf, type PackedTable, WORD_STEP } from '../../src/language/evidence-tables.ts';
import type { TrainedClass } from './classes.ts';
import { base64, packHashes } from './pack.ts';

const ELD = new URL('node_modules/eld/src/', import.meta.url);
export const EMPTY_TABLE: PackedTable = { keys: '', entries: '' };

/** Scripts whose languages have words with blanks between them. */
const WITH_WORDS = new Set(['latin', 'cyrillic', 'arabic']);
const WORDS_A_LANGUAGE = 2400;
const WORDS_OUTSIDE = 800;
/** Natural logarithm of the probability of a word that no list has. */
const UNKNOWN_WORD = -11;
/** Of the most frequent word: the ranks follow Zipf's law from there. */
const FIRST_WORD = -2.7;

/** The most frequent words of each class, with how far their probability is above that of an unknown word. */
export function wordsTable(classes: readonly TrainedClass[]): PackedTable {
  const entries = new Map<number, [number, number][]>();
  for (const [at, one] of classes.entries()) {
    if (!WITH_WORDS.has(one.script)) continue;
    const words = one.source.words.slice(0, one.share === 1 ? WORDS_A_LANGUAGE : WORDS_OUTSIDE);
    for (const [rank, word] of words.entries()) {
      const cleaned = cleanForDetection(word);
      if (cleaned === '' || cleaned.includes(' ')) continue;
      const above = FIRST_WORD - Math.log(rank + 1) - UNKNOWN_WORD;
      const value = Math.min(255, Math.max(1, Math.round(above / WORD_STEP)));
      addEntry(entries, hashOf(cleaned), at, value);
    }
  }
  return packTable(entries);
}

/** eld's letters for the bytes above 127 are read back into bytes. */
export async function ngramsTable(classes: readonly TrainedClass[]): Promise<PackedTable> {
  const { dictionary }: { dictionary: string[] } = await import(new URL('dictionary.js', ELD).href);
  const byteOf = new Map(
    dictionary.flatMap((letter, byte): [string, number][] =>
      byte >= 0x80 && letter !== ' ' ? [[letter, byte]] : [],
    ),
  );
  const { ngramsData }: { ngramsData: Eld } = await import(new URL('ngrams/medium.js', ELD).href);
  const classesOf = new Map(
    Object.entries(ngramsData.languages).map(([id, code]) => [
      id,
      // eld has no Indonesian: Malay's n-grams stand for both.
      classes.flatMap((one, at) =>
        one.name === code || (code === 'ms' && one.name === 'id') ? [at] : [],
      ),
    ]),
  );
  const entries = new Map<number, [number, number][]>();
  for (const [ngram, scores] of Object.entries(ngramsData.ngrams)) {
    const found = Object.entries(scores).flatMap(([id, score]) =>
      (classesOf.get(id) ?? []).map((at) => [at, score] as const),
    );
    if (!found.some(([, score]) => score >= LEAST_SCORE)) continue;
    const key = [...ngram]
      .map((letter) => String.fromCharCode(byteOf.get(letter) ?? letter.charCodeAt(0)))
      .join('');
    for (const [at, score] of found)
      if (WITH_WORDS.has(classes[at]?.script ?? ''))
        addEntry(entries, hashOf(key), at, Math.min(255, score + ELD_BASE));
  }
  return packTable(entries);
}

interface Eld {
  languages: Record<string, string>;
  ngrams: Record<string, Record<string, number>>;
}

/** n-grams no language scores that high with are left out. */
const LEAST_SCORE = 30;
/** What eld adds to each score it finds. */
const ELD_BASE = 53;

function addEntry(
  entries: Map<number, [number, number][]>,
  hash: number,
  language: number,
  value: number,
): void {
  const list = entries.get(hash) ?? [];
  if (!list.some(([known]) => known === language)) list.push([language, value]);
  entries.set(hash, list);
}

function packTable(
  entries: ReadonlyMap<number, readonly (readonly [number, number])[]>,
): PackedTable {
  const sorted = [...entries].sort((a, b) => a[0] - b[0]);
  const bytes = sorted.flatMap(([, list]) => [list.length, ...list.flat()]);
  return {
    keys: base64(packHashes(sorted.map(([hash]) => hash))),
    entries: base64(Uint8Array.from(bytes)),
  };
}
