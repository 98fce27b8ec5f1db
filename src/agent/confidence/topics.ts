import { HANDOFF_TOPICS } from '../../prompts/handoff-values.ts';
import { NgramClassifier } from '../models/built-in/classifier.ts';
import { isJoiningWord } from '../models/built-in/features.ts';

/**
 * What may call a person, as `data/topics` teaches it: the topics of `prompts/handoff.md`, the moods, the wish itself,
 * and `none`, which most messages are.
 */
export const TOPICS = [...HANDOFF_TOPICS, 'anger', 'distress', 'asked', 'none'] as const;
export type Topic = (typeof TOPICS)[number];

/** Probabilities of one message's topics; together 1. */
export type TopicShares = Readonly<Record<Topic, number>>;

/** A message that speaks of nothing that calls a person. */
export const NO_TOPIC = sharesOf(TOPICS.map((label) => [label, label === 'none' ? 1 : 0]));

/** From this share on a message is taken to be angry, or in distress. */
export const SURE_OF_MOOD = 0.5;

/** Reads topics in any of the shop's languages. The weights are loaded at the first message. */
export async function topicReader(): Promise<(text: string) => TopicShares> {
  reader ??= loadReader();
  return reader;
}

let reader: Promise<(text: string) => TopicShares> | null = null;

async function loadReader(): Promise<(text: string) => TopicShares> {
  const { default: weights } = await import('#topic-weights', { with: { type: 'json' } });
  const classifier = new NgramClassifier(weights, TOPICS);
  // A threat is one clause among several; the gravest of them counts, and the whole where no clause is clear.
  return (text) => {
    const { scores, clauses } = classifier.read(text);
    const telling = clauses.filter(({ words }) => !isJoiningWord(words));
    const all = [scores, ...telling.map((clause) => clause.scores)].map((read) =>
      sharesOf(read.map(({ label, confidence }) => [label, confidence])),
    );
    return all.reduce((gravest, shares) => (shares.none < gravest.none ? shares : gravest));
  };
}

function sharesOf(pairs: readonly (readonly [Topic, number])[]): TopicShares {
  return Object.fromEntries(pairs) as Record<Topic, number>;
}
