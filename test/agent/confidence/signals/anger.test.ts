import { expect, it } from 'vitest';
import { angerSignal } from '../../../../src/agent/confidence/signals/anger.ts';
import { testPrompts } from '../../../helpers/prompts.ts';
import { observed } from '../observed.ts';

const LOCALES: [string, string][] = [
  ['en', 'This is ridiculous'],
  ['de', 'Das ist eine Frechheit'],
  ['fr', "c'est scandaleux"],
  ['es', 'es una vergüenza'],
  ['pt', 'isso é um absurdo'],
  ['it', 'è inaccettabile'],
  ['ru', 'это безобразие'],
  ['ja', 'ふざけるな'],
  ['ko', '정말 짜증나네요'],
  ['zh', '太过分了'],
  ['ar', 'هذا غير مقبول'],
  ['id', 'keterlaluan sekali'],
  ['vi', 'thật quá đáng'],
  ['th', 'บริการห่วยมาก'],
];

it.each(LOCALES)('is heard in %s: %s', async (locale, shopperText) => {
  const { handoff } = (await testPrompts()).current();
  expect(angerSignal(observed({ shopperText, locale }), handoff).reason).toBe('shopper_upset');
});

it('is shouting too, and grows with what was said before', async () => {
  const { handoff } = (await testPrompts()).current();
  const strength = (shopperText: string, earlierShopperTexts: string[] = []) =>
    angerSignal(observed({ shopperText, earlierShopperTexts }), handoff).strength;
  expect(strength('WHERE THE HECK DID MY PARCEL GO')).toBeGreaterThan(0);
  expect(strength('Where is DM-10001?')).toBe(0);
  expect(strength('ridiculous!!', ['this is ridiculous'])).toBeGreaterThan(
    strength('ridiculous!!'),
  );
});
