import { type StoredWeights, ZERO } from '../src/agent/models/built-in/classifier.ts';
import { BUCKETS, clausesOf } from '../src/agent/models/built-in/features.ts';

/*
 * What the two text classifiers (intents, topics) learn by: logistic regression over hashed n-grams, weights packed into few
 * coarse steps, and the slips of the finger that stretch the examples. Seeded: the same examples give the same file.
 */

/**
 * Multinomial logistic regression by AdaGrad. `size` is how many buckets are told apart, a power of two. Each time a row is
 * learnt it goes without the `dropped` share of its features, so that no single word decides; the others weigh more instead.
 */
export function trainRows(
  rows: readonly TrainingRow[],
  classes: number,
  epochs: number,
  { size = 2 ** 18, dropped = 0 }: { size?: number; dropped?: number } = {},
): Trained {
  const mask = Math.min(size, BUCKETS) - 1;
  const weights = new Float32Array(size * classes);
  const squares = new Float32Array(size * classes).fill(1e-8);
  const biases = new Float64Array(classes);
  const counts = new Uint32Array(size);
  const errors = new Float64Array(classes);
  const active = new Uint8Array(classes);
  for (const { buckets } of rows)
    for (const bucket of buckets) counts[bucket & mask] = (counts[bucket & mask] ?? 0) + 1;
  const seen = new Float32Array(
    rows.reduce((most, { values }) => Math.max(most, values.length), 0),
  );
  const random = seeded(20261126);
  const left = Float32Array.from({ length: 2 ** 16 }, () =>
    random() < dropped ? 0 : 1 / Math.sqrt(1 - dropped),
  );
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rate = 0.5 / (1 + epoch * 0.25);
    for (const { buckets, values, target, draw } of rows) {
      // Far from that of the row before, which has nearly the same draw where rows are sorted by it.
      const from = Math.floor(draw * FAR * (epoch + 1)) % left.length;
      for (let item = 0; item < values.length; item += 1)
        seen[item] = (values[item] ?? 0) * (left[(from + item) % left.length] ?? 0);
      logitsInto(errors, weights, biases, buckets, seen, mask);
      softmaxInPlace(errors);
      errors[target] = (errors[target] ?? 0) - 1;
      let most = 0;
      for (let index = 0; index < classes; index += 1)
        if (Math.abs(errors[index] ?? 0) >= SETTLED) active[most++] = index;
      for (let which = 0; which < most; which += 1) {
        const index = active[which] ?? 0;
        const error = errors[index] ?? 0;
        biases[index] = (biases[index] ?? 0) - 0.002 * rate * error;
        for (let item = 0; item < buckets.length; item += 1) {
          const value = seen[item] ?? 0;
          if (value === 0) continue;
          const at = ((buckets[item] ?? 0) & mask) * classes + index;
          const weight = weights[at] ?? 0;
          const gradient = error * value + DECAY * weight;
          const square = (squares[at] ?? 0) + gradient * gradient;
          squares[at] = square;
          weights[at] = weight - (rate * gradient) / Math.sqrt(square);
        }
      }
    }
  }
  return { weights, biases, counts };
}

/** What was learnt, before buckets are dropped and weights are rounded. */
export interface Trained {
  weights: Float32Array;
  biases: Float64Array;
  counts: Uint32Array;
}

const FAR = 2 ** 40;
const DECAY = 5e-4;
/** Below this error a label learns nothing more from an example; leaving it out makes training several times faster. */
const SETTLED = 0.003;

export interface TrainingRow {
  buckets: Int32Array;
  values: Float32Array;
  target: number;
  /** a chance of its own, at least 0 and below 1: which of its features it goes without */
  draw: number;
}

/** A text's features, scaled to the same length whatever the text's, and the number of its label. */
export function rowOf(text: string, target: number, draw: number): TrainingRow {
  const clauses = clausesOf(text);
  const squares = clauses.reduce((sum, clause) => sum + clause.squares, 0);
  const scale = 1 / Math.sqrt(squares || 1);
  return {
    buckets: Int32Array.from(clauses.flatMap(({ buckets }) => buckets)),
    values: Float32Array.from(
      clauses.flatMap(({ values }) => values),
      (value) => value * scale,
    ),
    target,
    draw,
  };
}

function logitsInto(
  sums: Float64Array,
  weights: Float32Array,
  biases: Float64Array,
  buckets: Int32Array,
  values: Float32Array,
  mask: number,
): void {
  const classes = sums.length;
  sums.set(biases);
  for (let item = 0; item < buckets.length; item += 1) {
    const value = values[item] ?? 0;
    if (value === 0) continue;
    const start = ((buckets[item] ?? 0) & mask) * classes;
    for (let index = 0; index < classes; index += 1)
      sums[index] = (sums[index] ?? 0) + (weights[start + index] ?? 0) * value;
  }
}

function softmaxInPlace(logits: Float64Array): void {
  const top = Math.max(...logits);
  let sum = 0;
  for (let index = 0; index < logits.length; index += 1) {
    const raised = Math.exp((logits[index] ?? 0) - top);
    logits[index] = raised;
    sum += raised;
  }
  for (let index = 0; index < logits.length; index += 1) logits[index] = (logits[index] ?? 0) / sum;
}

/** Keeps the buckets that say most and rounds their weights to a few steps either side of nothing. */
export function pack(
  { weights, biases, counts }: Trained,
  labels: readonly string[],
  { most, steps, temperature }: { most: number; steps: number; temperature: number },
): StoredWeights {
  const classes = labels.length;
  const says = Float64Array.from(counts, (count, bucket) => {
    let largest = 0;
    for (let at = bucket * classes; at < (bucket + 1) * classes; at += 1)
      largest = Math.max(largest, Math.abs(weights[at] ?? 0));
    return largest * Math.sqrt(count);
  });
  const kept = Array.from(says.keys())
    .filter((bucket) => (says[bucket] ?? 0) > 0)
    .sort((left, right) => (says[right] ?? 0) - (says[left] ?? 0) || left - right)
    .slice(0, most)
    .sort((left, right) => left - right);
  const values = kept.flatMap((bucket) => [
    ...weights.subarray(bucket * classes, (bucket + 1) * classes),
  ]);
  const scale = clipOf(values) / steps;
  const letters = values.map((value) =>
    String.fromCharCode(ZERO + Math.max(-steps, Math.min(steps, Math.round(value / scale)))),
  );
  return {
    labels,
    size: counts.length,
    scale: Number(scale.toPrecision(6)),
    temperature,
    biases: Array.from(biases, (bias) => Number(bias.toFixed(4))),
    buckets: Buffer.from(gapsOf(kept)).toString('base64'),
    weights: letters.join(''),
  };
}

/** The largest weight but for a few in a thousand, which are clipped: finer steps serve all the others. */
function clipOf(values: readonly number[]): number {
  const sizes = Float64Array.from(values, Math.abs).sort();
  return sizes[Math.floor(sizes.length * 0.998)] ?? 1;
}

function gapsOf(buckets: readonly number[]): number[] {
  let previous = 0;
  return buckets.flatMap((bucket) => {
    const bytes: number[] = [];
    let gap = bucket - previous;
    previous = bucket;
    for (; gap >= 0x80; gap >>>= 7) bytes.push((gap & 0x7f) | 0x80);
    bytes.push(gap);
    return bytes;
  });
}

/** A letter lost, swapped or doubled. */
export function slip(text: string, random: () => number): string {
  if (/[\u3040-\u30ff\u3400-\u9fff]/.test(text) || text.length < 6) return text;
  const at = 1 + Math.floor(random() * (text.length - 3));
  const kind = random();
  if (kind < 0.4) return text.slice(0, at) + text.slice(at + 1);
  if (kind < 0.8)
    return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
  return text.slice(0, at) + text.charAt(at) + text.slice(at);
}

/** One word left out of a longer text. */
export function dropWord(text: string, random: () => number): string {
  const words = text.split(' ');
  if (words.length < 4) return text;
  words.splice(Math.floor(random() * words.length), 1);
  return words.join(' ');
}

/** In place. */
export function shuffle<Item>(items: Item[], random: () => number): Item[] {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const [left, right] = [items[index], items[other]];
    if (left !== undefined && right !== undefined) [items[index], items[other]] = [right, left];
  }
  return items;
}

/** Mulberry32: small, fast, the same on every machine. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
