import { type Clause, clausesOf } from './features.ts';

/**
 * What `scripts/train-understanding.ts` and `scripts/train-topics.ts` write: the buckets that say something, in rising
 * order, and for each one a coarse weight a label.
 */
export interface StoredWeights {
  labels: readonly string[];
  /** buckets the n-grams were hashed into, a power of two */
  size: number;
  /** real weight = (letter − `H`) × scale */
  scale: number;
  /** temperature found on held-out text: logits are divided by it, so that confidences mean what they say */
  temperature: number;
  biases: readonly number[];
  /** gaps between the buckets: base 64 of bytes, seven bits each, the high bit when more follow */
  buckets: string;
  /** a letter a weight, from `A` to `O`: compression finds the common ones, which base 64 would hide */
  weights: string;
  /** what decides between what the labels are about and the world outside; found on held-out text */
  gate?: OutsideGate;
  /** a hash of the rows they were learnt from: a test tells by it when they are older than the data */
  learntFrom?: string;
}

/**
 * A softmax over n-grams takes a long story for the world outside and an unknown word for anything. How much of a
 * message speaks of the matter at all tells the two apart: log-odds of outside =
 * bias + margin × (its logit − the best of the others) + evidence × (the matter's weight in the message)
 * + length × ln(1 + size).
 */
export interface OutsideGate {
  bias: number;
  margin: number;
  evidence: number;
  length: number;
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
  readonly #gated: Gated | null;
  #table: Table | null = null;

  /** `gated` names the labels that the weights' gate decides between. */
  constructor(
    stored: StoredWeights,
    labels: readonly Label[],
    gated?: { outside: Label; inside: readonly Label[] },
  ) {
    if (stored.labels.join() !== labels.join())
      throw new TypeError('the weights were trained for other labels: train them anew');
    this.#stored = stored;
    this.#labels = labels;
    this.#gated =
      gated === undefined || stored.gate === undefined
        ? null
        : {
            gate: stored.gate,
            outside: labels.indexOf(gated.outside),
            inside: gated.inside.map((label) => labels.indexOf(label)),
          };
  }

  /** All labels with their probabilities, the likeliest first. Weights are unpacked at the first message. */
  read(text: string): Reading<Label> {
    const clauses = clausesOf(text);
    const sums = clauses.map((clause) => this.#sum(clause));
    const whole: Sum = {
      logits: new Float64Array(this.#labels.length),
      evidence: 0,
      squares: 0,
      size: 0,
    };
    for (const { logits, evidence, squares, size } of sums) {
      whole.evidence += evidence;
      whole.squares += squares;
      whole.size += size;
      for (let at = 0; at < logits.length; at += 1)
        whole.logits[at] = (whole.logits[at] ?? 0) + (logits[at] ?? 0);
    }
    return {
      scores: this.#scores(whole),
      clauses:
        clauses.length < 2
          ? []
          : clauses.map(({ words, size }, index) => ({
              words,
              size,
              scores: this.#scores(sums[index] ?? whole),
            })),
    };
  }

  #sum({ buckets, values, squares, size }: Clause): Sum {
    this.#table ??= unpack(this.#stored, this.#labels.length, this.#gated);
    const { rows, weights, evidence } = this.#table;
    const mask = rows.length - 1;
    const classes = this.#labels.length;
    const logits = new Float64Array(classes);
    let ofMatter = 0;
    for (let item = 0; item < buckets.length; item += 1) {
      const row = rows[(buckets[item] ?? 0) & mask] ?? 0;
      if (row === 0) continue;
      const start = (row - 1) * classes;
      const value = values[item] ?? 0;
      for (let index = 0; index < classes; index += 1)
        logits[index] = (logits[index] ?? 0) + (weights[start + index] ?? 0) * value;
      if (value >= TELLING) ofMatter += (evidence[row] ?? 0) * value;
    }
    return { logits, evidence: ofMatter, squares, size };
  }

  #scores({ logits, evidence, squares, size }: Sum): Score<Label>[] {
    const { scale, biases, temperature } = this.#stored;
    const factor = scale / Math.sqrt(squares || 1);
    const heights = this.#labels.map(
      (_, index) => ((logits[index] ?? 0) * factor + (biases[index] ?? 0)) / temperature,
    );
    const top = Math.max(...heights);
    const raised = heights.map((height) => Math.exp(height - top));
    if (this.#gated !== null) weighOutside(this.#gated, raised, heights, evidence * factor, size);
    const total = raised.reduce((sum, value) => sum + value, 0);
    return this.#labels
      .map((label, index) => ({
        label,
        confidence: (raised[index] ?? 0) / total,
      }))
      .sort((left, right) => right.confidence - left.confidence);
  }
}

/** Shares what the inside and the world outside have together between them anew. */
function weighOutside(
  { gate, outside, inside }: Gated,
  raised: number[],
  heights: readonly number[],
  evidence: number,
  size: number,
): void {
  let within = 0;
  let best = -Infinity;
  for (const index of inside) {
    within += raised[index] ?? 0;
    best = Math.max(best, heights[index] ?? 0);
  }
  const both = within + (raised[outside] ?? 0);
  const margin = Math.max(-MOST_MARGIN, Math.min(MOST_MARGIN, (heights[outside] ?? 0) - best));
  const odds =
    gate.bias + gate.margin * margin + gate.evidence * evidence + gate.length * Math.log(1 + size);
  const share = 1 / (1 + Math.exp(-odds));
  for (const index of inside)
    raised[index] = within === 0 ? 0 : ((raised[index] ?? 0) / within) * both * (1 - share);
  raised[outside] = both * share;
}

/** The gate, and the numbers of the labels on its two sides. */
interface Gated {
  gate: OutsideGate;
  outside: number;
  inside: readonly number[];
}

/** What a clause or a whole message weighs. */
interface Sum {
  logits: Float64Array;
  evidence: number;
  squares: number;
  size: number;
}

/** Features of less weight are pieces of words that any language is full of. */
const TELLING = 0.4;
const MOST_MARGIN = 5;

interface Table {
  rows: Uint32Array;
  weights: Int8Array;
  /** by row: how much more its bucket speaks for the inside label it suits best than for the world outside; never below 0 */
  evidence: Uint8Array;
}

/** Rows are numbered from 1, so that 0 marks a bucket that says nothing. */
function unpack(
  { buckets, weights, size }: StoredWeights,
  classes: number,
  gated: Gated | null,
): Table {
  const rows = new Uint32Array(size);
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
  const evidence = new Uint8Array(row + 1);
  if (gated !== null) weighEvidence(evidence, values, classes, gated);
  return { rows, weights: values, evidence };
}

function weighEvidence(
  evidence: Uint8Array,
  weights: Int8Array,
  classes: number,
  { outside, inside }: Gated,
): void {
  for (let row = 1; row < evidence.length; row += 1) {
    const start = (row - 1) * classes;
    let best = -128;
    for (const index of inside) best = Math.max(best, weights[start + index] ?? 0);
    evidence[row] = Math.max(0, best - (weights[start + outside] ?? 0));
  }
}

function bytesOf(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
