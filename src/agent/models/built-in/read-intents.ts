import weights from '#intent-weights' with { type: 'json' };
import { NgramClassifier, type Score } from './classifier.ts';
import { INTENTS, type Intent } from './intents.ts';

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

const classifier = new NgramClassifier(weights, INTENTS);

/** What the trained weights alone say of a message. */
export function readIntents(text: string): IntentReading {
  const { scores, clauses } = classifier.read(text);
  return {
    scores: scores.map(asIntent),
    clauses: clauses.map((clause) => ({ ...clause, scores: clause.scores.map(asIntent) })),
  };
}

function asIntent({ label, confidence }: Score<Intent>): IntentScore {
  return { intent: label, confidence };
}
