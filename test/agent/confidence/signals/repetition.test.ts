import { expect, it } from 'vitest';
import { repetitionSignal } from '../../../../src/agent/confidence/signals/repetition.ts';
import { observed } from '../observed.ts';

it('hears the shopper ask again and the assistant say the same, but not short words', () => {
  const question = 'When will my parcel DM-10001 arrive?';
  expect(
    repetitionSignal(observed({ shopperText: question, earlierShopperTexts: [question] })),
  ).toMatchObject({
    strength: 1,
    reason: 'shopper_repeats',
  });
  const reply = 'I could not find an order with this number.';
  expect(repetitionSignal(observed({ replyText: reply, earlierReplies: [reply] })).reason).toBe(
    'assistant_repeats',
  );
  expect(
    repetitionSignal(observed({ shopperText: 'ok', earlierShopperTexts: ['ok'] })).strength,
  ).toBe(0);
  expect(
    repetitionSignal(observed({ earlierShopperTexts: ['How do returns work?'] })).strength,
  ).toBe(0);
});
