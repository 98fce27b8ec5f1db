import { INTENTS } from './intents.ts';

/** What `scripts/meanings/build.ts` writes: where English words stand in a space of meanings, and the net that reads it. */
export interface StoredMeanings {
  /** intents the net tells apart, in the order of its last layer */
  labels: readonly string[];
  /** the commonest words of English, the most frequent first, a blank between */
  words: string;
  /** numbers a word stands at */
  dimensions: number;
  /** base 64: half a byte a number, 0 to 15; its value is (number − 8) × scale */
  places: string;
  scale: number;
  /** the net's two layers: a row an input, and the biases */
  hidden: Layer;
  output: Layer;
}

export interface Layer {
  weights: readonly (readonly number[])[];
  biases: readonly number[];
}

/** Rare words say more: a word's weight is `RARE / (RARE + its share of all text)` (Arora et al. 2017, "smooth inverse frequency"). */
const RARE = 1e-3;
/** Share of the word of rank r in English text: about `ZIPF / r`. */
const ZIPF = 0.1;
/** Below this share of known words a message may be of another language, and the meanings say nothing. */
const KNOWN_ENOUGH = 0.5;

/**
 * Reads the wish of an English message from what its words mean, so that a word no example holds counts as its kin:
 * "tire" as "engine", "biryani" as "curry". A message is the mean of its words; a net of one hidden layer tells the intents apart.
 */
export class Meanings {
  readonly #ranks = new Map<string, number>();
  readonly #places: Int8Array;
  readonly #dimensions: number;
  readonly #scale: number;
  readonly #hidden: PackedLayer;
  readonly #output: PackedLayer;

  constructor({ labels, words, dimensions, places, scale, hidden, output }: StoredMeanings) {
    if (labels.join() !== INTENTS.join())
      throw new TypeError('the meanings were trained for other intents: train them anew');
    for (const word of words.split(' ')) this.#ranks.set(word, this.#ranks.size);
    this.#dimensions = dimensions;
    this.#places = unpackHalves(places);
    if (this.#places.length < this.#ranks.size * dimensions)
      throw new TypeError('the meanings have fewer places than words');
    this.#scale = scale;
    this.#hidden = packLayer(hidden);
    this.#output = packLayer(output);
  }

  /**
   * Log-probabilities of the intents, in their order, for a message's words as the features see them (folded, a blank between);
   * null where too few of the words are known.
   */
  read(words: string): Float64Array | null {
    const inputs = this.inputsOf(words);
    if (inputs === null) return null;
    const hidden = pass(this.#hidden, inputs);
    for (let unit = 0; unit < hidden.length; unit += 1)
      hidden[unit] = Math.max(0, hidden[unit] ?? 0);
    return logSoftmax(pass(this.#output, hidden));
  }

  /** What the net sees of a message: the mean place of its words, how many they are and how rare. */
  inputsOf(words: string): Float64Array | null {
    const inputs = new Float64Array(this.#dimensions + 2);
    let known = 0;
    let all = 0;
    let weights = 0;
    for (const word of words.split(' ')) {
      if (!LETTERS.test(word)) continue;
      all += 1;
      const ranks = this.#ranksOf(word);
      if (ranks.length > 0) known += 1;
      for (const rank of ranks) weights += this.#addPlace(inputs, rank);
    }
    if (known === 0 || known < all * KNOWN_ENOUGH) return null;
    for (let at = 0; at < this.#dimensions; at += 1)
      inputs[at] = ((inputs[at] ?? 0) * this.#scale * MEAN) / weights;
    inputs[this.#dimensions] = Math.log(1 + known);
    inputs[this.#dimensions + 1] = weights / known;
    return inputs;
  }

  #addPlace(inputs: Float64Array, rank: number): number {
    const weight = RARE / (RARE + ZIPF / (rank + 2));
    const from = rank * this.#dimensions;
    for (let at = 0; at < this.#dimensions; at += 1)
      inputs[at] = (inputs[at] ?? 0) + weight * (this.#places[from + at] ?? 0);
    return weight;
  }

  /** A word, or the two that English writes as one: "don't" and "dont" are "do" and "not", "where's" is "where". */
  #ranksOf(word: string): number[] {
    const [, negated] = NEGATED.exec(word) ?? [];
    if (negated !== undefined)
      return [SHORTENED[negated] ?? negated, 'not'].flatMap((part) => this.#ranks.get(part) ?? []);
    const rank = this.#ranks.get(word) ?? this.#ranks.get(word.replace(/'.*/u, ''));
    return rank === undefined ? [] : [rank];
  }
}

const NEGATED = /^(ai|are|ca|could|did|do|does|had|has|have|is|should|was|were|wo|would)n'?t$/u;
const SHORTENED: Readonly<Record<string, string>> = { ai: 'is', ca: 'can', wo: 'will' };
const LETTERS = /^[a-z']+$/;
/** Brings the mean of many places, which is short, near the length of one. */
const MEAN = 2;

/** A layer's rows end on end. */
interface PackedLayer {
  weights: Float64Array;
  biases: Float64Array;
}

function packLayer({ weights, biases }: Layer): PackedLayer {
  return { weights: Float64Array.from(weights.flat()), biases: Float64Array.from(biases) };
}

function pass({ weights, biases }: PackedLayer, inputs: Float64Array): Float64Array {
  const sums = biases.slice();
  const units = sums.length;
  for (let input = 0; input < inputs.length; input += 1) {
    const value = inputs[input] ?? 0;
    if (value === 0) continue;
    const row = input * units;
    for (let unit = 0; unit < units; unit += 1)
      sums[unit] = (sums[unit] ?? 0) + value * (weights[row + unit] ?? 0);
  }
  return sums;
}

/** In place. */
function logSoftmax(logits: Float64Array): Float64Array {
  const top = Math.max(...logits);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - top);
  const total = top + Math.log(sum);
  for (let index = 0; index < logits.length; index += 1)
    logits[index] = (logits[index] ?? 0) - total;
  return logits;
}

function unpackHalves(text: string): Int8Array {
  const binary = atob(text);
  const halves = new Int8Array(binary.length * 2);
  for (let index = 0; index < binary.length; index += 1) {
    const byte = binary.charCodeAt(index);
    halves[index * 2] = (byte >> 4) - 8;
    halves[index * 2 + 1] = (byte & 15) - 8;
  }
  return halves;
}
