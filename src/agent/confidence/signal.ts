import type { TopicShares } from './topics.ts';

/** What one turn looked like, collected while it ran. Signals read it; none of them reads another. */
export interface TurnObservations {
  /** sentences the gate took back */
  violations: number;
  /** the reply that was shown in the end is the truthful fallback, not the model's own */
  fellBack: boolean;
  /** mean log-probability of the reply's tokens, natural logarithm; null when the provider gives none */
  meanLogProbability: number | null;
  toolCalls: number;
  /** tool results with reason `unavailable` or `invalid_arguments` */
  toolFailures: number;
  /** the longest tool call in milliseconds */
  slowestToolMs: number;
  /** of the orders spoken of, in units of the fast lane's currency; null when unknown */
  worthAtRisk: number | null;
  shopperText: string;
  /** earlier messages of the shopper, newest last */
  earlierShopperTexts: readonly string[];
  /** what the shopper's words speak of */
  topics: TopicShares;
  /** the same of the last two earlier messages, newest last */
  earlierTopics: readonly TopicShares[];
  replyText: string;
  earlierReplies: readonly string[];
  locale: string;
  /** certainty of the locale, 0 to 1 */
  languageConfidence: number;
  /** intent certainty of the built-in model, 0 to 1; null for other models */
  understanding: number | null;
  /** the model that answered failed over to another within the turn */
  providerFailures: number;
}

/** 0: nothing speaks against the answer; 1: as bad as this signal can tell. `reason` appears in the log and at the desk. */
export interface Signal {
  name: SignalName;
  strength: number;
  reason?: string;
}

export type SignalName =
  | 'grounding'
  | 'log_probability'
  | 'tool_failure'
  | 'repetition'
  | 'anger'
  | 'distress'
  | 'language'
  | 'understanding'
  | 'policy_topic'
  | 'value_at_risk'
  | 'wish';
