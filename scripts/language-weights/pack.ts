import {
  NIBBLE_ZERO,
  type PackedWeights,
  SCALE_STEPS,
  SMALLEST_SCALE,
} from '../../src/language/language-model.ts';
import type { ClassOfText, Trained } from './train.ts';

/** Trained weights in the form that `src/language/language-model.ts` unpacks. */
export function packWeights(
  trained: Trained,
  classes: readonly Pick<ClassOfText, 'name' | 'script'>[],
  tables: Pick<PackedWeights, 'WORDS' | 'NGRAMS'>,
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
    FEATURES: base64(packHashes(hashes)),
    VECTORS: base64(packVectors(embeddings, dimensions)),
    OUTPUT: base64(new Uint8Array(output.buffer)),
    CALIBRATION: [],
    OFFSETS: {},
    ...tables,
  };
}

export function packHashes(hashes: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const hash of hashes) {
    let difference = hash - before;
    before = hash;
    for (; difference >= 128; difference = Math.floor(difference / 128))
      bytes.push(128 | (difference % 128));
    bytes.push(difference);
  }
  return Uint8Array.from(bytes);
}

function packVectors(embeddings: Float32Array, dimensions: number): Uint8Array {
  const rows = embeddings.length / dimensions;
  const size = 1 + dimensions / 2;
  const bytes = new Uint8Array(rows * size);
  for (let row = 0; row < rows; row++) {
    const vector = embeddings.subarray(row * dimensions, (row + 1) * dimensions);
    const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
    const step = Math.min(
      255,
      Math.max(0, Math.ceil((Math.log2(largest / 7.4) - SMALLEST_SCALE) * SCALE_STEPS)),
    );
    const scale = 2 ** (step / SCALE_STEPS + SMALLEST_SCALE);
    bytes[row * size] = step;
    const nibble = (at: number) =>
      Math.max(-8, Math.min(7, Math.round((vector[at] ?? 0) / scale))) + NIBBLE_ZERO;
    for (let at = 0; at < dimensions; at += 2)
      bytes[row * size + 1 + at / 2] = (nibble(at) << 4) | nibble(at + 1);
  }
  return bytes;
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
