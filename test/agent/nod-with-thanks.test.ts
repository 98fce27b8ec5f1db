import { expect, it } from 'vitest';
import { understand } from '../../src/agent/models/built-in/understand.ts';
import { say, startConversation, testServices } from '../helpers/services.ts';

it.each([
  ['en', 'ok thanks', 'yes thanks'],
  ['en', 'Great, thank you!', 'go ahead, thank you'],
  ['zh', '好的谢谢', '是的，谢谢'],
  ['es', 'vale, gracias', 'sí, gracias'],
  ['pt', 'tá bom, obrigada', 'sim, obrigada'],
  ['fr', 'parfait merci', 'oui merci'],
  ['de', 'super, danke', 'ja, danke'],
  ['it', 'va bene grazie', 'sì grazie'],
  ['ja', '了解です、ありがとうございます', 'はい、ありがとう'],
  ['ko', '알겠습니다 감사합니다', '네 감사합니다'],
  ['ar', 'تمام شكرا', 'نعم شكرا'],
  ['ru', 'хорошо, спасибо', 'да, спасибо'],
  ['id', 'oke makasih', 'ya, makasih'],
  ['vi', 'tốt quá, cảm ơn bạn', 'vâng ạ, cảm ơn'],
  ['th', 'โอเคค่ะ ขอบคุณค่ะ', 'ใช่ครับ ขอบคุณครับ'],
])('is thanks, and a plain yes is one: %s %s', async (locale, nod, yes) => {
  expect((await understand(nod, locale)).intent).toBe('greeting_thanks');
  expect((await understand(yes, locale)).intent).toBe('confirm');
});

it('is thanked for, and calls the person who was offered', async () => {
  const services = await testServices();
  const id = await startConversation(services);
  await say(services, id, 'Which payment methods do you take?');
  expect((await say(services, id, 'ok thanks')).reply).toContain("You're very welcome");
  await say(services, id, 'Gdzie jest moja paczka?');
  expect((await say(services, id, 'great, thanks')).of('handoff-opened')).toHaveLength(1);
});
