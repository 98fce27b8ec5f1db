import type { HandoffValues } from '../../prompts/handoff-values.ts';
import type { Signal, TurnObservations } from './signal.ts';
import { angerSignal } from './signals/anger.ts';
import { distressSignal } from './signals/distress.ts';
import { groundingSignal } from './signals/grounding.ts';
import { languageSignal } from './signals/language.ts';
import { logProbabilitySignal } from './signals/log-probability.ts';
import { policyTopicSignal } from './signals/policy-topic.ts';
import { repetitionSignal } from './signals/repetition.ts';
import { toolFailureSignal } from './signals/tool-failure.ts';
import { understandingSignal } from './signals/understanding.ts';
import { valueAtRiskSignal } from './signals/value-at-risk.ts';
import { wishSignal } from './signals/wish.ts';

export interface Decision {
  outcome: 'answer' | 'clarify' | 'handoff';
  /** 1 minus the weighted signals, 0 to 1 */
  confidence: number;
  /** why it is not 1, the heaviest first */
  reasons: string[];
  topReason: string;
}

/** A wish in so many words, or somebody in danger: a person is called again, whoever has been called before. */
const ALWAYS: ReadonlySet<string> = new Set(['asked', 'self_harm', 'safety']);

/**
 * Weighs the signals by the values in `prompts/handoff.md`: answer, ask one clarifying question, or hand off. What a
 * person has dealt with already (`settled`) no longer counts.
 */
export function decideOutcome(
  turn: TurnObservations,
  values: HandoffValues,
  settled: readonly string[] = [],
): Decision {
  const signals = [
    groundingSignal(turn),
    logProbabilitySignal(turn),
    toolFailureSignal(turn),
    repetitionSignal(turn),
    angerSignal(turn, values),
    distressSignal(turn, values),
    languageSignal(turn),
    understandingSignal(turn),
    policyTopicSignal(turn, values),
    valueAtRiskSignal(turn, values),
    wishSignal(turn),
  ].filter(({ reason }) => reason === undefined || ALWAYS.has(reason) || !settled.includes(reason));
  const weigh = ({ name, strength }: Signal) => values.weights[name] * strength;
  const doubt = signals.reduce((sum, signal) => sum + weigh(signal), 0);
  const confidence = Math.round(Math.max(0, 1 - doubt) * 1000) / 1000;
  const reasons = signals
    .filter(({ reason }) => reason !== undefined)
    .sort((left, right) => weigh(right) - weigh(left))
    .flatMap(({ reason }) => reason ?? []);
  return {
    outcome:
      confidence >= values.thresholds.answer
        ? 'answer'
        : confidence >= values.thresholds.clarify
          ? 'clarify'
          : 'handoff',
    confidence,
    reasons,
    topReason: reasons[0] ?? 'low_confidence',
  };
}
