import { clamp } from '../clamp.ts';
import type { Signal, TurnObservations } from '../signal.ts';

/** Below −0.25 a token on average the model was choosing among several words; at −1.5 it was guessing. */
export function logProbabilitySignal({ meanLogProbability }: TurnObservations): Signal {
  if (meanLogProbability === null) return { name: 'log_probability', strength: 0 };
  const strength = clamp((-meanLogProbability - 0.25) / 1.25);
  return strength > 0.5
    ? { name: 'log_probability', strength, reason: 'model_uncertain' }
    : { name: 'log_probability', strength };
}
