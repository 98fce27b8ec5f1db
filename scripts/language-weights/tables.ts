import { cleanForDetection } from '../../src/language/clean-text.ts';
import {
  hashOf,
  NGRAM_STEP,
  type PackedTable,
  VALUES,
  WORD_STEP,
} from '../../src/language/evidence-tables.ts';
import { letterOf } from '../../src/language/packed.ts';
import { SHARE_OUTSIDE, type TrainedClass } from './classes.ts';
import type { ExampleSource } from './examples.ts';
import { packHashes } from './pack.ts';

const ELD = new URL('node_modules/eld/src/', import.meta.url);
export const EMPTY_TABLE: PackedTable = { keys: '', entries: '' };

/** Scripts whose languages ELD's n-grams tell apart better than not. */
const WITH_NGRAMS = new Set(['latin', 'cyrillic', 'arabic']);
/** Marathi and Nepali have longer lists than Hindi, which would then lose the words that they share. */
const WITHOUT_WORDS = 'devanagari';
const WORDS_A_LANGUAGE = 10_000;
const WORDS_OUTSIDE = 5_000;
/** Natural logarithm of the probability of a word that a language is not known to have. */
const UNKNOWN_WORD = -16;
/** Of the most frequent word: the ranks follow Zipf's law from there. */
const FIRST_WORD = -2.7;
/** The rank of a word that stands in a language's text and not in its list. */
const RANK_OF_MET = 10_000;
/** How many times less frequent a word counts in a language outside the 36: shoppers write those seldom. */
const OUTSIDE = 3;

/** The words of each class, with how far their probability is above that of an unknown word. */
export function wordsTable(
  classes: readonly (Pick<TrainedClass, 'script' | 'share'> & {
    source: Pick<ExampleSource, 'words' | 'types'>;
  })[],
): PackedTable {
  const entries: Entries = new Map();
  const add = (word: string, rank: number, at: number) => {
    const above = FIRST_WORD - Math.log(rank + 1) - UNKNOWN_WORD;
    if (word !== '' && !word.includes(' ')) addEntry(entries, hashOf(word), at, above / WORD_STEP);
  };
  for (const [at, { source, script, share }] of classes.entries()) {
    if (script === WITHOUT_WORDS) continue;
    const outside = share === SHARE_OUTSIDE;
    const listed = source.words.slice(0, outside ? WORDS_OUTSIDE : WORDS_A_LANGUAGE);
    for (const [rank, word] of listed.entries())
      add(cleanForDetection(word), outside ? OUTSIDE * (rank + 1) : rank, at);
    if (!outside) for (const word of source.types) add(word, RANK_OF_MET, at);
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
  const entries: Entries = new Map();
  for (const [ngram, scores] of Object.entries(ngramsData.ngrams)) {
    const found = Object.entries(scores).flatMap(([id, score]) =>
      (classesOf.get(id) ?? []).map((at) => [at, score] as const),
    );
    if (!found.some(([, score]) => score >= LEAST_SCORE)) continue;
    const key = [...ngram]
      .map((letter) => String.fromCharCode(byteOf.get(letter) ?? letter.charCodeAt(0)))
      .join('');
    for (const [at, score] of found)
      if (WITH_NGRAMS.has(classes[at]?.script ?? ''))
        addEntry(entries, hashOf(key), at, (score + ELD_BASE) / NGRAM_STEP);
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

/** By hash, the classes with their values, in steps. */
type Entries = Map<number, [language: number, value: number][]>;

function addEntry(entries: Entries, hash: number, language: number, steps: number): void {
  const list = entries.get(hash) ?? [];
  const value = Math.min(VALUES - 1, Math.max(1, Math.round(steps)));
  if (!list.some(([known]) => known === language)) list.push([language, value]);
  entries.set(hash, list);
}

function packTable(entries: Entries): PackedTable {
  const sorted = [...entries].sort((a, b) => a[0] - b[0]);
  const letters = sorted.flatMap(([, list]) =>
    list.map(
      ([language, value], at) =>
        letterOf(language) + letterOf(value + (at === list.length - 1 ? VALUES : 0)),
    ),
  );
  return { keys: packHashes(sorted.map(([hash]) => hash)), entries: letters.join('') };
}
