import { expect, it } from 'vitest';
import { wishSignal } from '../../../../src/agent/confidence/signals/wish.ts';
import { observed } from '../observed.ts';

it('hears the wish for a person in the languages of the shop', () => {
  expect(wishSignal(observed({ shopperText: 'agent please' })).reason).toBe('asked');
  expect(wishSignal(observed({ shopperText: '转人工', locale: 'zh' })).strength).toBe(1);
  expect(wishSignal(observed({ shopperText: 'are you a robot?' })).strength).toBe(0);
});
