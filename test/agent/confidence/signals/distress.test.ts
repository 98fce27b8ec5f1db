import { expect, it } from 'vitest';
import { distressSignal } from '../../../../src/agent/confidence/signals/distress.ts';
import { testPrompts } from '../../../helpers/prompts.ts';
import { observed } from '../observed.ts';

const LOCALES: [string, string][] = [
  ['en', 'I am desperate, I cannot do without it'],
  ['de', 'Ich bin verzweifelt'],
  ['fr', 'je suis en larmes'],
  ['es', 'estoy desesperada'],
  ['pt', 'estou desesperado'],
  ['it', 'sono disperata'],
  ['ru', 'я в отчаянии'],
  ['ja', '助けてください、もうどうしたらいいか'],
  ['ko', '너무 무서워요'],
  ['zh', '我真的崩溃了'],
  ['ar', 'أنا خائف جدا'],
  ['id', 'saya panik sekali'],
  ['vi', 'tôi đang khóc đây'],
  ['th', 'ฉันกลัวมากเลย'],
];

it.each(LOCALES)('is heard in %s: %s', async (locale, shopperText) => {
  const { handoff } = (await testPrompts()).current();
  expect(distressSignal(observed({ shopperText, locale }), handoff).reason).toBe(
    'shopper_distressed',
  );
});

it('is not heard in a plain question', async () => {
  const { handoff } = (await testPrompts()).current();
  expect(distressSignal(observed(), handoff).strength).toBe(0);
});
