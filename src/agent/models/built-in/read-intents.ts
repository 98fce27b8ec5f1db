import { NgramClassifier, type Score } from './classifier.ts';
import { foldForFeatures } from './fold.ts';
import { INTENTS, type Intent, isTopic } from './intents.ts';
import { Meanings } from './meanings.ts';

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

/** What the trained weights alone say of a message in the language of `locale` (BCP 47). */
export type ReadIntents = (text: string, locale: string) => IntentReading;

/**
 * Reads intents. The weights (8 MB, which a server with a language model may never need) are loaded at the first message,
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
  const [{ default: weights }, { default: stored }] = await Promise.all([
    import('#intent-weights', { with: { type: 'json' } }),
    import('#meanings', { with: { type: 'json' } }),
  ]);
  const classifier = new NgramClassifier(weights, INTENTS, {
    outside: 'out_of_scope',
    inside: INTENTS.filter(isTopic),
  });
  const meanings = stored === null ? null : new Meanings(stored);
  return (text, locale) => {
    const { scores, clauses } = classifier.read(text);
    const meant = locale.startsWith('en') ? meanings?.read(foldForFeatures(text)) : null;
    return {
      scores: (meant == null ? scores : withMeaning(scores, meant)).map(asIntent),
      clauses: clauses.map((clause) => ({ ...clause, scores: clause.scores.map(asIntent) })),
    };
  };
}

/** How much the meanings of the words count beside the words themselves; found on questions that no example was written from. */
const MEANT = 0.4;
/** What the n-grams give no chance at all keeps this much. */
const LEAST = 1e-6;

function withMeaning(scores: readonly Score<Intent>[], meant: Float64Array): Score<Intent>[] {
  const raised = scores.map(({ label, confidence }) => ({
    label,
    confidence: (confidence + LEAST) * Math.exp(MEANT * (meant[INTENTS.indexOf(label)] ?? 0)),
  }));
  const sum = raised.reduce((total, { confidence }) => total + confidence, 0);
  return raised
    .map(({ label, confidence }) => ({ label, confidence: confidence / sum }))
    .sort((left, right) => right.confidence - left.confidence);
}

function asIntent({ label, confidence }: Score<Intent>): IntentScore {
  return { intent: label, confidence };
}
