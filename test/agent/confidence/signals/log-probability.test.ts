import { expect, it } from 'vitest';
import { logProbabilitySignal } from '../../../../src/agent/confidence/signals/log-probability.ts';
import { observed } from '../observed.ts';

it('grows as the model guesses, and says nothing where the provider gives no figures', () => {
  const strength = (meanLogProbability: number | null) =>
    logProbabilitySignal(observed({ meanLogProbability })).strength;
  expect(strength(null)).toBe(0);
  expect(strength(-0.1)).toBe(0);
  expect(strength(-0.9)).toBeGreaterThan(strength(-0.4));
  expect(logProbabilitySignal(observed({ meanLogProbability: -2 }))).toMatchObject({
    strength: 1,
    reason: 'model_uncertain',
  });
});
