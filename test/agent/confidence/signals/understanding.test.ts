import { expect, it } from 'vitest';
import { understandingSignal } from '../../../../src/agent/confidence/signals/understanding.ts';
import { observed } from '../observed.ts';

it('grows as the built-in model is less sure of the wish, and is silent for others', () => {
  expect(understandingSignal(observed()).strength).toBe(0);
  expect(understandingSignal(observed({ understanding: 0.9 })).reason).toBeUndefined();
  expect(understandingSignal(observed({ understanding: 0.2 })).reason).toBe('wish_unclear');
});
