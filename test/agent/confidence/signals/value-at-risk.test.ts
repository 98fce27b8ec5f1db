import { expect, it } from 'vitest';
import { valueAtRiskSignal } from '../../../../src/agent/confidence/signals/value-at-risk.ts';
import { observed } from '../observed.ts';

it('weighs by what the orders cost', () => {
  const strength = (worthAtRisk: number | null) =>
    valueAtRiskSignal(observed({ worthAtRisk }), { highValue: 500 }).strength;
  expect([null, 0, 250, 500, 5000].map(strength)).toEqual([0, 0, 0.5, 1, 1]);
});
