import { clamp } from '../clamp.ts';
import type { Signal, TurnObservations } from '../signal.ts';

/** A look-up that takes so long will not come to an end the next time either. */
const SLOW_MS = 5_000;

/** Tools that failed, or took so long that the shopper had better not depend on them. */
export function toolFailureSignal(turn: TurnObservations): Signal {
  const { toolCalls, toolFailures, slowestToolMs } = turn;
  const failed = clamp(toolFailures / Math.max(1, toolCalls));
  const slow = slowestToolMs > SLOW_MS ? clamp(slowestToolMs / (4 * SLOW_MS)) : 0;
  if (failed === 0 && slow === 0) return { name: 'tool_failure', strength: 0 };
  return failed >= slow
    ? { name: 'tool_failure', strength: failed, reason: 'tool_failed' }
    : { name: 'tool_failure', strength: slow, reason: 'tool_slow' };
}
