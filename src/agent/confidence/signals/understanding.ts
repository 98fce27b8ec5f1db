import { clamp } from '../clamp.ts';
import type { Signal, TurnObservations } from '../signal.ts';

/** How unsure the built-in model is of what was meant; other models do not say. */
export function understandingSignal({ understanding }: TurnObservations): Signal {
  if (understanding === null) return { name: 'understanding', strength: 0 };
  const strength = clamp(1 - understanding);
  return strength > 0.6
    ? { name: 'understanding', strength, reason: 'wish_unclear' }
    : { name: 'understanding', strength };
}
