import type { Signal, TurnObservations } from '../signal.ts';

/** The gate had to take sentences back: one correction is a doubt, a fallback a certainty. */
export function groundingSignal({ violations, fellBack }: TurnObservations): Signal {
  if (fellBack) return { name: 'grounding', strength: 1, reason: 'reply_not_grounded' };
  return violations > 0
    ? { name: 'grounding', strength: 0.4, reason: 'reply_corrected' }
    : { name: 'grounding', strength: 0 };
}
