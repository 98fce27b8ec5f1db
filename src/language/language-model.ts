import { ngramTable, type PackedTable, wordTable } from './evidence-tables.ts';
import { primaryLanguage } from './languages.ts';
import { eachFeature } from './ngrams.ts';
import { bytesOf, hashTable, numberAt, unpackHashes } from './packed.ts';

/**
 * What letters and words of a text say about its language, where several languages share a script. Each n-gram and word
 * kept in the weights stands for a short vector; their sum, turned into one score a language, is the evidence. Trained by
 * `scripts/language-weights/build.ts`, packed in `language-weights.ts` and unpacked when the first text comes.
 */
export interface LanguageModel {
  /** `hi-Latn` and the like: a language written in another script than its own */
  classes: readonly string[];
  /** the language of each class */
  languages: readonly string[];
  /** the classes that share a script, by the script's name */
  scripts: ReadonlyMap<string, readonly number[]>;
  calibration: readonly number[];
  /** what a guess of a language adds to its certainty */
  offsets: Readonly<Record<string, number>>;
  read(cleaned: string): Evidence;
  /** the share of a text's words that a language is known to have, 0 to 1; 0 in the small variant, which has no words */
  listed(cleaned: string, language: string): number;
}

export interface Evidence {
  /** a score for each class; within a script, the differences are those of logarithms of a probability */
  scores: Float32Array;
  /** n-grams and words that the weights know */
  known: number;
  /** the share that those are of all */
  familiar: number;
}

export interface PackedWeights {
  /** `latin en es …|cyrillic ru …` */
  CLASSES: string;
  DIMENSIONS: number;
  /** hashes of the features, ascending */
  FEATURES: string;
  /** how many values a number of a vector can have, an odd number: 3 are -1, 0 and 1, times the feature's scale */
  LEVELS: number;
  /** a letter a feature */
  SCALES: string;
  /** the features' vectors, two numbers a letter */
  VECTORS: string;
  /** base64: for each class its weights and its bias, as 32-bit floats */
  OUTPUT: string;
  CALIBRATION: readonly number[];
  OFFSETS: Readonly<Record<string, number>>;
  /** frequent words of each language, and another detector's n-grams; empty in the small variant */
  WORDS: PackedTable;
  NGRAMS: PackedTable;
}

let model: Promise<LanguageModel> | null = null;

/** The model, unpacked once. */
export function languageModel(): Promise<LanguageModel> {
  model ??= import('#language-weights').then(unpackModel);
  return model;
}

export function unpackModel(packed: PackedWeights): LanguageModel {
  const dimensions = packed.DIMENSIONS;
  const classes: string[] = [];
  const scripts = new Map<string, number[]>();
  for (const group of packed.CLASSES.split('|')) {
    const [script = '', ...names] = group.split(' ');
    scripts.set(
      script,
      names.map((name) => classes.push(name) - 1),
    );
  }
  const languages = classes.map(primaryLanguage);
  const output = new Float32Array(bytesOf(packed.OUTPUT).buffer);
  const vectors = unpackVectors(packed);
  const scales = Float32Array.from(packed.SCALES, (_, row) =>
    scaleOf(numberAt(packed.SCALES, row)),
  );
  const rowOf = hashTable(unpackHashes(packed.FEATURES));
  const words = wordTable(packed.WORDS);
  const tables = [words, ngramTable(packed.NGRAMS, classes.length)];
  const sum = new Float64Array(dimensions);

  return {
    classes,
    languages,
    scripts,
    calibration: packed.CALIBRATION,
    offsets: packed.OFFSETS,
    listed: (cleaned, language) =>
      languages.reduce(
        (most, one, at) => (one === language ? Math.max(most, words.partOf(cleaned, at)) : most),
        0,
      ),
    read(cleaned) {
      sum.fill(0);
      let known = 0;
      let all = 0;
      eachFeature(cleaned, (hash) => {
        all++;
        const row = rowOf(hash);
        if (row === -1) return;
        known++;
        const scale = scales[row] ?? 0;
        const base = row * dimensions;
        for (let at = 0; at < dimensions; at++)
          sum[at] = (sum[at] ?? 0) + (vectors[base + at] ?? 0) * scale;
      });
      const spread = 1 / Math.sqrt(Math.max(1, known));
      const scores = new Float32Array(classes.length);
      for (let one = 0; one < classes.length; one++) {
        const base = one * (dimensions + 1);
        let score = 0;
        for (let at = 0; at < dimensions; at++) score += (output[base + at] ?? 0) * (sum[at] ?? 0);
        scores[one] = score * spread + (output[base + dimensions] ?? 0);
      }
      for (const table of tables) table.addTo(scores, cleaned);
      return { scores, known, familiar: known / Math.max(1, all) };
    },
  };
}

/** Scales stand in steps of half a power of two. */
export const scaleOf = (step: number): number => 2 ** (step / 2 - 12);

function unpackVectors({ VECTORS, LEVELS }: PackedWeights): Int8Array {
  const vectors = new Int8Array(VECTORS.length * 2);
  const zero = (LEVELS - 1) / 2;
  for (let at = 0; at < VECTORS.length; at++) {
    const pair = numberAt(VECTORS, at);
    const first = Math.floor(pair / LEVELS);
    vectors[at * 2] = first - zero;
    vectors[at * 2 + 1] = pair - first * LEVELS - zero;
  }
  return vectors;
}
