import { BUCKETS, type Clause, clausesOf } from './features.ts';

/**
 * What `scripts/train-understanding.ts` and `scripts/train-topics.ts` write: the buckets that say something, in rising
 * order, and for each one a coarse weight a label.
 */
export interface StoredWeights {
  labels: readonly string[];
  /** real weight = (letter − `H`) × scale */
  scale: number;
  /** temperature found on held-out text: logits are divided by it, so that confidences mean what they say */
  temperature: number;
  biases: readonly number[];
  /** gaps between the buckets: base 64 of bytes, seven bits each, the high bit when more follow */
  buckets: string;
  /** a letter a weight, from `A` to `O`: compression finds the common ones, which base 64 would hide */
  weights: string;
}

export interface Score<Label extends string> {
  label: Label;
  /** probability, 0 to 1 */
  confidence: number;
}

/** The letter `H`, which stands for nothing. */
export const ZERO = 72;

/** A message as the classifier reads it: as a whole, and clause by clause where it has several. */
export interface Reading<Label extends string> {
  scores: Score<Label>[];
  clauses: { words: string; size: number; scores: Score<Label>[] }[];
}

/** Says which of a few labels a message bears, by hashed n-grams and logistic regression. */
export class NgramClassifier<Label extends string> {
  readonly #stored: StoredWeights;
  readonly #labels: readonly Label[];
  #table: { rows: Uint32Array; weights: Int8Array } | null = null;

  constructor(stored: StoredWeights, labels: readonly Label[]) {
    if (stored.labels.join() !== labels.join())
      throw new TypeError('the weights were trained for other labels: train them anew');
    this.#stored = stored;
    this.#labels = labels;
  }

  /** All labels with their probabilities, the likeliest first. Weights are unpacked at the first message. */
  read(text: string): Reading<Label> {
    const clauses = clausesOf(text);
    const sums = clauses.map((clause) => this.#sum(clause));
    const whole = new Float64Array(this.#labels.length);
    let squares = 0;
    for (const [index, clause] of clauses.entries()) {
      squares += clause.squares;
      for (let at = 0; at < whole.length; at += 1)
        whole[at] = (whole[at] ?? 0) + (sums[index]?.[at] ?? 0);
    }
    return {
      scores: this.#scores(whole, squares),
      clauses:
        clauses.length < 2
          ? []
          : clauses.map(({ words, size, squares }, index) => ({
              words,
              size,
              scores: this.#scores(sums[index] ?? whole, squares),
            })),
    };
  }

  #sum({ buckets, values }: Clause): Float64Array {
    this.#table ??= unpack(this.#stored, this.#labels.length);
    const { rows, weights } = this.#table;
    const classes = this.#labels.length;
    const sums = new Float64Array(classes);
    for (let item = 0; item < buckets.length; item += 1) {
      const row = rows[buckets[item] ?? 0] ?? 0;
      if (row === 0) continue;
      const start = (row - 1) * classes;
      const value = values[item] ?? 0;
      for (let index = 0; index < classes; index += 1)
        sums[index] = (sums[index] ?? 0) + (weights[start + index] ?? 0) * value;
    }
    return sums;
  }

  #scores(sums: Float64Array, squares: number): Score<Label>[] {
    const { scale, biases, temperature } = this.#stored;
    const factor = scale / Math.sqrt(squares || 1);
    const logits = this.#labels.map(
      (_, index) => ((sums[index] ?? 0) * factor + (biases[index] ?? 0)) / temperature,
    );
    const top = Math.max(...logits);
    const raised = logits.map((logit) => Math.exp(logit - top));
    const total = raised.reduce((sum, value) => sum + value, 0);
    return this.#labels
      .map((label, index) => ({
        label,
        confidence: (raised[index] ?? 0) / total,
      }))
      .sort((left, right) => right.confidence - left.confidence);
  }
}

/** Rows are numbered from 1, so that 0 marks a bucket that says nothing. */
function unpack(
  { buckets, weights }: StoredWeights,
  classes: number,
): { rows: Uint32Array; weights: Int8Array } {
  const rows = new Uint32Array(BUCKETS);
  let bucket = 0;
  let gap = 0;
  let shift = 0;
  let row = 0;
  for (const byte of bytesOf(buckets)) {
    gap |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte >= 0x80) continue;
    bucket += gap;
    row += 1;
    rows[bucket] = row;
    gap = 0;
    shift = 0;
  }
  if (weights.length !== row * classes)
    throw new TypeError('the weights have another size than their buckets');
  const values = new Int8Array(weights.length);
  for (let index = 0; index < values.length; index += 1)
    values[index] = weights.charCodeAt(index) - ZERO;
  return { rows, weights: values };
}

function bytesOf(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
