import { expect, it } from 'vitest';
import { groundingSignal } from '../../../../src/agent/confidence/signals/grounding.ts';
import { observed } from '../observed.ts';

it('doubts a corrected reply and gives up one that could not be proved', () => {
  expect(groundingSignal(observed())).toEqual({ name: 'grounding', strength: 0 });
  expect(groundingSignal(observed({ violations: 1 })).reason).toBe('reply_corrected');
  expect(groundingSignal(observed({ violations: 2, fellBack: true }))).toMatchObject({
    strength: 1,
    reason: 'reply_not_grounded',
  });
});
