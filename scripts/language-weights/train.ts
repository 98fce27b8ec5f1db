// biome-ignore-all lint/style/noNonNullAssertion: every index into a typed array here is one that the loop around it made
import { eachFeature } from '../../src/language/ngrams.ts';
import { drawExample, type ExampleSource } from './examples.ts';
import type { Random } from './random.ts';

export interface Trained {
  hashes: number[];
  dimensions: number;
  embeddings: Float32Array;
  weights: Float32Array;
  bias: Float32Array;
}

export interface ClassOfText {
  /** name of the class: a language, or a language in another script (`hi-Latn`) */
  name: string;
  /** the script that it shares with the other classes of that name */
  script: string;
  source: ExampleSource;
  /** examples an epoch, as a share of `examples` */
  share: number;
}

const START_SUM = 0.01;
/** Hashes have 24 bits. */
const HASHES = 2 ** 24;
/** A feature that comes less often is chance. */
const FEWEST = 4;

export function trainWeights(
  classes: readonly ClassOfText[],
  options: {
    features: number;
    /** each script's part of the features */
    parts: Record<string, number>;
    dimensions: number;
    examples: number;
    epochs: number;
    rate: number;
    random: Random;
  },
): Trained {
  const { dimensions, random } = options;
  const hashes = selectFeatures(classes, options);
  const indexOf = new Int32Array(HASHES).fill(-1);
  for (const [at, hash] of hashes.entries()) indexOf[hash] = at;
  const embeddings = new Float32Array(hashes.length * dimensions).map(() => (random() - 0.5) * 0.2);
  const weights = new Float32Array(classes.length * dimensions).map(() => (random() - 0.5) * 0.5);
  const bias = new Float32Array(classes.length);
  // Adagrad, one sum a row: features that come seldom still learn from each time they do.
  const embeddingSums = new Float32Array(hashes.length).fill(START_SUM);
  const weightSums = new Float32Array(classes.length).fill(START_SUM);
  const groups = classes.map((one) =>
    classes.flatMap((other, at) => (other.script === one.script ? [at] : [])),
  );

  const hidden = new Float32Array(dimensions);
  const error = new Float32Array(dimensions);
  const logits = new Float64Array(classes.length);
  const found: number[] = [];
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const order: number[] = [];
    for (const [at, one] of classes.entries())
      for (let count = Math.round(options.examples * one.share); count > 0; count--) order.push(at);
    shuffle(order, random);
    let loss = 0;
    let right = 0;
    for (const [step, label] of order.entries()) {
      const one = classes[label];
      if (one === undefined) continue;
      const rate = options.rate * (1 - (epoch + step / order.length) / options.epochs);
      found.length = 0;
      eachFeature(drawExample(one.source, random), (hash) => {
        const index = indexOf[hash]!;
        if (index !== -1) found.push(index * dimensions);
      });
      if (found.length === 0) continue;
      const scale = 1 / Math.sqrt(found.length);
      hidden.fill(0);
      for (const base of found)
        for (let d = 0; d < dimensions; d++) hidden[d]! += embeddings[base + d]!;
      let hiddenSize = 0;
      for (let d = 0; d < dimensions; d++) {
        hidden[d]! *= scale;
        hiddenSize += hidden[d]! * hidden[d]!;
      }
      const members = groups[label]!;
      let top = -Infinity;
      let best = -1;
      for (const at of members) {
        let logit = bias[at]!;
        for (let d = 0; d < dimensions; d++) logit += weights[at * dimensions + d]! * hidden[d]!;
        logits[at] = logit;
        if (logit > top) {
          top = logit;
          best = at;
        }
      }
      if (best === label) right++;
      let sum = 0;
      for (const at of members) {
        const e = Math.exp(logits[at]! - top);
        logits[at] = e;
        sum += e;
      }
      error.fill(0);
      for (const at of members) {
        const probability = logits[at]! / sum;
        if (at === label) loss -= Math.log(probability + 1e-9);
        const gradient = (at === label ? 1 : 0) - probability;
        if (Math.abs(gradient) < 1e-4) continue;
        weightSums[at]! += (gradient * gradient * hiddenSize) / dimensions;
        const step = (rate * gradient) / Math.sqrt(weightSums[at]!);
        bias[at]! += step * 0.2;
        for (let d = 0; d < dimensions; d++) {
          const index = at * dimensions + d;
          error[d]! += gradient * weights[index]!;
          weights[index]! += step * hidden[d]!;
        }
      }
      let errorSize = 0;
      for (let d = 0; d < dimensions; d++) {
        error[d]! *= scale;
        errorSize += error[d]! * error[d]!;
      }
      for (const base of found) {
        embeddingSums[base / dimensions]! += errorSize / dimensions;
        const step = rate / Math.sqrt(embeddingSums[base / dimensions]!);
        for (let d = 0; d < dimensions; d++) embeddings[base + d]! += step * error[d]!;
      }
    }
    console.log(
      `epoch ${epoch + 1}: loss ${(loss / order.length).toFixed(4)}, ${((100 * right) / order.length).toFixed(1)} % right`,
    );
  }
  return { hashes, dimensions, embeddings, weights, bias };
}

/** Without the features that move the scores least. */
export function keepStrongest(trained: Trained, count: number): Trained {
  const { hashes, dimensions, embeddings } = trained;
  const strengths = hashes.map((_, row) =>
    embeddings
      .subarray(row * dimensions, (row + 1) * dimensions)
      .reduce((sum, value) => sum + value * value, 0),
  );
  const kept = [...hashes.keys()]
    .sort((a, b) => strengths[b]! - strengths[a]!)
    .slice(0, count)
    .sort((a, b) => a - b);
  return {
    ...trained,
    hashes: kept.map((row) => hashes[row]!),
    embeddings: Float32Array.from(
      kept.flatMap((row) => [...embeddings.subarray(row * dimensions, (row + 1) * dimensions)]),
    ),
  };
}

/** The features that tell most about the language, by how often they come and how unevenly. */
function selectFeatures(
  classes: readonly ClassOfText[],
  options: {
    features: number;
    parts: Record<string, number>;
    examples: number;
    random: Random;
  },
): number[] {
  const examples = classes.map((one) =>
    Array.from({ length: Math.round(options.examples * one.share) }, () =>
      drawExample(one.source, options.random),
    ),
  );
  const totals = new Uint32Array(HASHES);
  for (const texts of examples)
    for (const text of texts) eachFeature(text, (hash) => totals[hash]!++);
  const rowOf = new Int32Array(HASHES).fill(-1);
  let rows = 0;
  for (let hash = 0; hash < HASHES; hash++) if (totals[hash]! >= FEWEST) rowOf[hash] = rows++;
  const counts = new Uint32Array(rows * classes.length);
  for (const [at, texts] of examples.entries())
    for (const text of texts)
      eachFeature(text, (hash) => {
        if (rowOf[hash] !== -1) counts[rowOf[hash]! * classes.length + at]!++;
      });
  const size = new Map<string, number>();
  for (const one of classes) size.set(one.script, (size.get(one.script) ?? 0) + one.share);
  const scored = new Map<string, [number, number][]>(
    [...size.keys()].map((script) => [script, []]),
  );
  for (let hash = 0; hash < HASHES; hash++) {
    const row = rowOf[hash]!;
    if (row === -1) continue;
    const total = totals[hash]!;
    let divergence = 0;
    let most = 0;
    let script = '';
    for (const [at, one] of classes.entries()) {
      const count = counts[row * classes.length + at]!;
      if (count === 0) continue;
      divergence += (count / total) * Math.log((count * size.get(one.script)!) / total / one.share);
      if (count > most) {
        most = count;
        script = one.script;
      }
    }
    scored.get(script)?.push([hash, total ** 0.8 * Math.max(divergence, 0.02)]);
  }
  console.log(`${rows} features came often enough`);
  return [...scored]
    .flatMap(([script, list]) =>
      list
        .sort((a, b) => b[1] - a[1] || a[0] - b[0])
        .slice(0, Math.round(options.features * (options.parts[script] ?? 0)))
        .map(([hash]) => hash),
    )
    .sort((a, b) => a - b);
}

function shuffle(items: number[], random: Random): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const kept = items[at]!;
    items[at] = items[other]!;
    items[other] = kept;
  }
}
