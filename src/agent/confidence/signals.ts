import type { Signal, TurnObservations } from './signal.ts';
import { similarity } from './similarity.ts';

/** The gate had to take sentences back: one correction is a doubt, a fallback a certainty. */
export function groundingSignal({ violations, fellBack }: TurnObservations): Signal {
  if (fellBack) return { name: 'grounding', strength: 1, reason: 'reply_not_grounded' };
  return violations > 0
    ? { name: 'grounding', strength: 0.4, reason: 'reply_corrected' }
    : { name: 'grounding', strength: 0 };
}

/** Below −0.25 a token on average the model was choosing among several words; at −1.5 it was guessing. */
export function logProbabilitySignal({ meanLogProbability }: TurnObservations): Signal {
  if (meanLogProbability === null) return { name: 'log_probability', strength: 0 };
  const strength = clamp((-meanLogProbability - 0.25) / 1.25);
  return strength > 0.5
    ? { name: 'log_probability', strength, reason: 'model_uncertain' }
    : { name: 'log_probability', strength };
}

export function toolFailureSignal({ toolCalls, toolFailures }: TurnObservations): Signal {
  if (toolFailures === 0) return { name: 'tool_failure', strength: 0 };
  return {
    name: 'tool_failure',
    strength: clamp(toolFailures / Math.max(1, toolCalls)),
    reason: 'tool_failed',
  };
}

/** The shopper asks the same again, or the assistant says the same again: it goes in circles. */
export function repetitionSignal(turn: TurnObservations): Signal {
  const asked = mostAlike(turn.shopperText, turn.earlierShopperTexts.slice(-3));
  const said = mostAlike(turn.replyText, turn.earlierReplies.slice(-2));
  const strength = clamp((Math.max(asked, said) - 0.75) / 0.25);
  return strength > 0
    ? {
        name: 'repetition',
        strength,
        reason: said > asked ? 'assistant_repeats' : 'shopper_repeats',
      }
    : { name: 'repetition', strength: 0 };
}

export function languageSignal({ languageConfidence }: TurnObservations): Signal {
  const strength = clamp(1 - languageConfidence);
  return strength > 0.7
    ? { name: 'language', strength, reason: 'language_uncertain' }
    : { name: 'language', strength };
}

export function understandingSignal({ understanding }: TurnObservations): Signal {
  if (understanding === null) return { name: 'understanding', strength: 0 };
  const strength = clamp(1 - understanding);
  return strength > 0.6
    ? { name: 'understanding', strength, reason: 'wish_unclear' }
    : { name: 'understanding', strength };
}

function mostAlike(text: string, others: readonly string[]): number {
  // Very short messages ("ok", an order number) repeat for good reasons.
  if ([...text].length < 12) return 0;
  return others.reduce((most, other) => Math.max(most, similarity(text, other)), 0);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
