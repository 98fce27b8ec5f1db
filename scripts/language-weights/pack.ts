import { type PackedWeights, scaleOf } from '../../src/language/language-model.ts';
import { LETTERS, LOW_PART, letterOf } from '../../src/language/packed.ts';
import type { ClassOfText, Trained } from './train.ts';

/** Trained weights in the form that `src/language/language-model.ts` unpacks. */
export function packWeights(
  trained: Trained,
  classes: readonly Pick<ClassOfText, 'name' | 'script'>[],
  tables: Pick<PackedWeights, 'WORDS' | 'NGRAMS'>,
  levels: number,
): PackedWeights {
  const { hashes, dimensions, embeddings, weights, bias } = trained;
  const scripts = new Map<string, string[]>();
  for (const { script, name } of classes)
    scripts.set(script, [...(scripts.get(script) ?? []), name]);
  const output = new Float32Array(classes.length * (dimensions + 1));
  for (let one = 0; one < classes.length; one++) {
    output.set(weights.subarray(one * dimensions, (one + 1) * dimensions), one * (dimensions + 1));
    output[one * (dimensions + 1) + dimensions] = bias[one] ?? 0;
  }
  return {
    CLASSES: [...scripts].map(([script, names]) => [script, ...names].join(' ')).join('|'),
    DIMENSIONS: dimensions,
    FEATURES: packHashes(hashes),
    LEVELS: levels,
    ...packVectors(embeddings, dimensions, levels),
    OUTPUT: base64(new Uint8Array(output.buffer)),
    CALIBRATION: [],
    OFFSETS: {},
    ...tables,
  };
}

export function packHashes(hashes: readonly number[]): string {
  const differences = hashes.map((hash, at) => hash - (hashes[at - 1] ?? 0));
  const low = differences.map((difference) => letterOf(difference % LOW_PART));
  const high = differences.map((difference) => {
    const part = Math.floor(difference / LOW_PART);
    const more = Math.floor(part / (LETTERS - 1));
    return letterOf(LETTERS - 1).repeat(more) + letterOf(part % (LETTERS - 1));
  });
  return `${low.join('')} ${high.join('')}`;
}

function packVectors(
  embeddings: Float32Array,
  dimensions: number,
  levels: number,
): Pick<PackedWeights, 'SCALES' | 'VECTORS'> {
  let scales = '';
  let vectors = '';
  for (let from = 0; from < embeddings.length; from += dimensions) {
    const vector = [...embeddings.subarray(from, from + dimensions)];
    const step = bestScale(vector, levels);
    const numbers = roundedTo(vector, scaleOf(step), levels);
    scales += letterOf(step);
    for (let at = 0; at < dimensions; at += 2)
      vectors += letterOf((numbers[at] ?? 0) * levels + (numbers[at + 1] ?? 0));
  }
  return { SCALES: scales, VECTORS: vectors };
}

/** The scale with which rounding loses least. */
function bestScale(vector: readonly number[], levels: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let step = 0; step < LETTERS; step++) {
    const scale = scaleOf(step);
    const rounded = roundedTo(vector, scale, levels);
    const zero = (levels - 1) / 2;
    const lost = vector.reduce(
      (sum, value, at) => sum + (value - ((rounded[at] ?? 0) - zero) * scale) ** 2,
      0,
    );
    if (lost < least) [best, least] = [step, lost];
  }
  return best;
}

/** Each value in steps of the scale, counted from the lowest level. */
function roundedTo(vector: readonly number[], scale: number, levels: number): number[] {
  const zero = (levels - 1) / 2;
  return vector.map((value) => Math.max(0, Math.min(levels - 1, Math.round(value / scale) + zero)));
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
