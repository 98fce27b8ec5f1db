import type { TurnObservations } from '../../../src/agent/confidence/signal.ts';
import { NO_TOPIC } from '../../../src/agent/confidence/topics.ts';

/** A calm turn in English, with what differs. */
export function observed(changes: Partial<TurnObservations> = {}): TurnObservations {
  return {
    violations: 0,
    fellBack: false,
    meanLogProbability: null,
    toolCalls: 1,
    toolFailures: 0,
    slowestToolMs: 100,
    worthAtRisk: null,
    shopperText: 'Where is my parcel DM-10001?',
    earlierShopperTexts: [],
    topics: NO_TOPIC,
    earlierTopics: [],
    replyText: 'It is on its way.',
    earlierReplies: [],
    locale: 'en',
    languageConfidence: 1,
    understanding: null,
    providerFailures: 0,
    ...changes,
  };
}
