import { NgramClassifier, type Score } from './classifier.ts';
import { INTENTS, type Intent, isTopic } from './intents.ts';

export interface IntentScore {
  intent: Intent;
  /** probability, 0 to 1 */
  confidence: number;
}

/** A message's intents, the likeliest first: of the whole, and clause by clause where it has several. */
export interface IntentReading {
  scores: IntentScore[];
  clauses: { words: string; size: number; scores: IntentScore[] }[];
}

/** What the trained weights alone say of a message. */
export type ReadIntents = (text: string) => IntentReading;

/**
 * Reads intents. The weights (5 MB, which a server with a language model may never need) are loaded at the first message,
 * from a file of their own, and unpacked once; the Worker's bundle holds its smaller ones.
 */
export function intentReader(): Promise<ReadIntents> {
  reader ??= loadReader().catch((error: unknown) => {
    // The next message tries again.
    reader = null;
    throw error;
  });
  return reader;
}

let reader: Promise<ReadIntents> | null = null;

async function loadReader(): Promise<ReadIntents> {
  const { default: weights } = await import('#intent-weights', { with: { type: 'json' } });
  const classifier = new NgramClassifier(weights, INTENTS, {
    outside: 'out_of_scope',
    inside: INTENTS.filter(isTopic),
  });
  return (text) => {
    const { scores, clauses } = classifier.read(text);
    return {
      scores: scores.map(asIntent),
      clauses: clauses.map((clause) => ({ ...clause, scores: clause.scores.map(asIntent) })),
    };
  };
}

function asIntent({ label, confidence }: Score<Intent>): IntentScore {
  return { intent: label, confidence };
}
