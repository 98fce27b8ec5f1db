import type { HandoffValues } from '../../../prompts/handoff-values.ts';
import { clamp } from '../clamp.ts';
import type { Signal, TurnObservations } from '../signal.ts';

/** The more is at stake, the less doubt an answer may carry. Alone it calls nobody. */
export function valueAtRiskSignal(
  { worthAtRisk }: TurnObservations,
  { highValue }: Pick<HandoffValues, 'highValue'>,
): Signal {
  const strength = clamp((worthAtRisk ?? 0) / highValue);
  return strength === 1
    ? { name: 'value_at_risk', strength, reason: 'high_value' }
    : { name: 'value_at_risk', strength };
}
