import { BUCKETS, featuresOf } from './features.ts';
import { INTENTS, type Intent } from './intents.ts';

/** What `scripts/train-understanding.ts` writes: one signed byte a bucket and intent, in base 64, and how to read it. */
export interface StoredWeights {
  intents: readonly string[];
  /** real weight = byte × scale */
  scale: number;
  /** temperature found on held-out text: logits are divided by it, so that confidences mean what they say */
  temperature: number;
  biases: readonly number[];
  weights: string;
}

export interface IntentScore {
  intent: Intent;
  /** probability, 0 to 1 */
  confidence: number;
}

export class IntentClassifier {
  readonly #stored: StoredWeights;
  #weights: Int8Array | null = null;

  constructor(stored: StoredWeights) {
    if (stored.intents.join() !== INTENTS.join())
      throw new TypeError(
        'the weights were trained for other intents: run scripts/train-understanding.ts',
      );
    this.#stored = stored;
  }

  /** All intents with their probabilities, the likeliest first. Weights are unpacked at the first message. */
  classify(text: string): IntentScore[] {
    const logits = this.logits(text);
    const top = Math.max(...logits);
    const exponentials = logits.map((logit) => Math.exp((logit - top) / this.#stored.temperature));
    const sum = exponentials.reduce((total, value) => total + value, 0);
    return INTENTS.map((intent, index) => ({
      intent,
      confidence: (exponentials[index] ?? 0) / sum,
    })).sort((left, right) => right.confidence - left.confidence);
  }

  logits(text: string): number[] {
    this.#weights ??= unpack(this.#stored.weights);
    const { scale, biases } = this.#stored;
    const sums = new Float64Array(INTENTS.length);
    for (const [bucket, value] of featuresOf(text)) {
      const row = bucket * INTENTS.length;
      for (let index = 0; index < INTENTS.length; index += 1)
        sums[index] = (sums[index] ?? 0) + (this.#weights[row + index] ?? 0) * value;
    }
    return Array.from(sums, (sum, index) => sum * scale + (biases[index] ?? 0));
  }
}

function unpack(text: string): Int8Array {
  const bytes = Int8Array.from(atob(text), (character) => (character.charCodeAt(0) << 24) >> 24);
  if (bytes.length !== BUCKETS * INTENTS.length)
    throw new TypeError('the weights have another size than the features');
  return bytes;
}
