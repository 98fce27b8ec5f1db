/** A net of one hidden layer, learnt by Adam (Kingma & Ba 2015). Seeded: the same rows give the same net. */
import type { Layer } from '../../src/agent/models/built-in/meanings.ts';
import { seeded, shuffle } from '../n-gram-training.ts';

export interface NetRow {
  inputs: Float64Array;
  /** number of the label */
  target: number;
}

export interface NetOptions {
  hidden: number;
  labels: number;
  epochs: number;
}

const BATCH = 64;
const RATE = 1e-3;
const DECAY = 1e-5;

/** Learns the rows; `rowsOf` gives each epoch's, so that they can differ. */
export function trainNet(
  rowsOf: (epoch: number) => NetRow[],
  { hidden, labels, epochs }: NetOptions,
): { hidden: Layer; output: Layer } {
  const random = seeded(20261126);
  let net: { first: Dense; second: Dense } | null = null;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rows = shuffle(rowsOf(epoch), random);
    const [row] = rows;
    if (row === undefined) throw new TypeError('a net needs rows to learn from');
    net ??= {
      first: new Dense(row.inputs.length, hidden, random),
      second: new Dense(hidden, labels, random),
    };
    for (const [at, row] of rows.entries()) {
      learn(net.first, net.second, row);
      if (at % BATCH === BATCH - 1 || at === rows.length - 1) {
        const rate = RATE * (1 - (0.9 * epoch) / epochs);
        net.first.update(rate);
        net.second.update(rate);
      }
    }
  }
  if (net === null) throw new TypeError('a net needs an epoch to learn in');
  return { hidden: net.first.toLayer(), output: net.second.toLayer() };
}

function learn(first: Dense, second: Dense, { inputs, target }: NetRow): void {
  const hidden = first.forward(inputs);
  for (let unit = 0; unit < hidden.length; unit += 1) hidden[unit] = Math.max(0, hidden[unit] ?? 0);
  const errors = second.forward(hidden);
  const top = Math.max(...errors);
  let sum = 0;
  for (let label = 0; label < errors.length; label += 1) {
    errors[label] = Math.exp((errors[label] ?? 0) - top);
    sum += errors[label] ?? 0;
  }
  for (let label = 0; label < errors.length; label += 1)
    errors[label] = (errors[label] ?? 0) / sum - (label === target ? 1 : 0);
  const back = second.backward(hidden, errors);
  for (let unit = 0; unit < back.length; unit += 1) if ((hidden[unit] ?? 0) <= 0) back[unit] = 0;
  first.backward(inputs, back);
}

/** A full layer with what Adam remembers of it. The last row of the weights holds the biases. */
class Dense {
  readonly #inputs: number;
  readonly #outputs: number;
  readonly #weights: Float64Array;
  readonly #gradient: Float64Array;
  readonly #mean: Float64Array;
  readonly #square: Float64Array;
  #rows = 0;
  #steps = 0;

  constructor(inputs: number, outputs: number, random: () => number) {
    this.#inputs = inputs;
    this.#outputs = outputs;
    const bound = Math.sqrt(6 / (inputs + outputs));
    const size = (inputs + 1) * outputs;
    this.#weights = Float64Array.from({ length: size }, (_, at) =>
      at < inputs * outputs ? (random() * 2 - 1) * bound : 0,
    );
    this.#gradient = new Float64Array(size);
    this.#mean = new Float64Array(size);
    this.#square = new Float64Array(size);
  }

  forward(inputs: Float64Array): Float64Array {
    const sums = this.#weights.slice(this.#inputs * this.#outputs);
    for (let input = 0; input < this.#inputs; input += 1) {
      const value = inputs[input] ?? 0;
      if (value === 0) continue;
      const from = input * this.#outputs;
      for (let output = 0; output < this.#outputs; output += 1)
        sums[output] = (sums[output] ?? 0) + value * (this.#weights[from + output] ?? 0);
    }
    return sums;
  }

  /** Adds to the gradient; gives the errors of the inputs. */
  backward(inputs: Float64Array, errors: Float64Array): Float64Array {
    const back = new Float64Array(this.#inputs);
    for (let input = 0; input <= this.#inputs; input += 1) {
      const value = input === this.#inputs ? 1 : (inputs[input] ?? 0);
      const from = input * this.#outputs;
      let sum = 0;
      for (let output = 0; output < this.#outputs; output += 1) {
        const error = errors[output] ?? 0;
        this.#gradient[from + output] = (this.#gradient[from + output] ?? 0) + value * error;
        sum += error * (this.#weights[from + output] ?? 0);
      }
      if (input < this.#inputs) back[input] = sum;
    }
    this.#rows += 1;
    return back;
  }

  update(rate: number): void {
    this.#steps += 1;
    const step = (rate * Math.sqrt(1 - 0.999 ** this.#steps)) / (1 - 0.9 ** this.#steps);
    for (let at = 0; at < this.#weights.length; at += 1) {
      const weight = this.#weights[at] ?? 0;
      const gradient = (this.#gradient[at] ?? 0) / this.#rows + DECAY * weight;
      const mean = 0.9 * (this.#mean[at] ?? 0) + 0.1 * gradient;
      const square = 0.999 * (this.#square[at] ?? 0) + 0.001 * gradient * gradient;
      this.#mean[at] = mean;
      this.#square[at] = square;
      this.#weights[at] = weight - (step * mean) / (Math.sqrt(square) + 1e-8);
    }
    this.#gradient.fill(0);
    this.#rows = 0;
  }

  toLayer(): Layer {
    const row = (at: number) =>
      Array.from(this.#weights.subarray(at * this.#outputs, (at + 1) * this.#outputs), (value) =>
        Number(value.toFixed(4)),
      );
    return {
      weights: Array.from({ length: this.#inputs }, (_, at) => row(at)),
      biases: row(this.#inputs),
    };
  }
}
