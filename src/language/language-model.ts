import { ngramTable, type PackedTable, wordTable } from './evidence-tables.ts';
import { eachFeature } from './ngrams.ts';
import { bytesOf, hashTable, unpackHashes } from './packed.ts';

/**
 * What letters and words of a text say about its language, where several languages share a script. Each n-gram and word
 * kept in the weights stands for a short vector; their sum, turned into one score a language, is the evidence. Trained by
 * `scripts/language-weights/build.ts`, packed in `language-weights.ts` and unpacked when the first text comes.
 */
export interface LanguageModel {
  /** `hi-Latn` and the like: a language written in another script than its own */
  classes: readonly string[];
  /** the classes that share a script, by the script's name */
  scripts: ReadonlyMap<string, readonly number[]>;
  calibration: readonly number[];
  /** what a guess of a language adds to its certainty */
  offsets: Readonly<Record<string, number>>;
  read(cleaned: string): Evidence;
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
  /** base64: hashes of the features, ascending, as differences of seven bits a byte */
  FEATURES: string;
  /** base64: a feature's scale, one byte, then its vector, four bits a number */
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
  const output = new Float32Array(bytesOf(packed.OUTPUT).buffer);
  const { vectors, scales } = unpackVectors(bytesOf(packed.VECTORS), dimensions);
  const rowOf = hashTable(unpackHashes(bytesOf(packed.FEATURES), scales.length));
  const tables = [wordTable(packed.WORDS), ngramTable(packed.NGRAMS, classes.length)];
  const sum = new Float64Array(dimensions);

  return {
    classes,
    scripts,
    calibration: packed.CALIBRATION,
    offsets: packed.OFFSETS,
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

/** Scales are bytes in steps of a sixteenth of a power of two. */
export const SCALE_STEPS = 16;
export const SMALLEST_SCALE = -12;
/** A number's four bits are its value plus this. */
export const NIBBLE_ZERO = 8;

function unpackVectors(bytes: Uint8Array, dimensions: number) {
  const size = 1 + dimensions / 2;
  const rows = bytes.length / size;
  const vectors = new Int8Array(rows * dimensions);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    scales[row] = 2 ** ((bytes[row * size] ?? 0) / SCALE_STEPS + SMALLEST_SCALE);
    for (let at = 0; at < dimensions / 2; at++) {
      const pair = bytes[row * size + 1 + at] ?? 0;
      vectors[row * dimensions + at * 2] = (pair >> 4) - NIBBLE_ZERO;
      vectors[row * dimensions + at * 2 + 1] = (pair & 15) - NIBBLE_ZERO;
    }
  }
  return { vectors, scales };
}
