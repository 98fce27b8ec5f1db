import { expect, it } from 'vitest';
import { strayLanguage } from '../../src/agent/reply-language.ts';
import { detectLanguage } from '../../src/language/detect.ts';
import { LANGUAGES, primaryLanguage } from '../../src/language/languages.ts';
import { testPrompts } from '../helpers/prompts.ts';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { aCustomer, anOrder, aShop } from '../helpers/shop.ts';

it.each([
  ['Polish', 'Chcę zwrot pieniędzy', 'po polsku jeszcze nie odpowiadam'],
  ['Polish', 'Gdzie jest moja paczka?', 'po polsku jeszcze nie odpowiadam'],
  ['Dutch', 'Is deze winkel betrouwbaar?', 'in het Nederlands kan ik nog niet antwoorden'],
  ['Czech', 'Kde je moje zásilka?', 'česky zatím odpovídat neumím'],
  ['Hindi', 'मेरा ऑर्डर कहाँ है', 'मैं अभी हिन्दी में जवाब नहीं दे पाता'],
])('is told first in itself, then named with what helps: %s', async (language, text, own) => {
  const services = await testServices();
  const id = await startConversation(services);
  const { reply, of } = await say(services, id, text);
  const [first, second] = reply.split('\n\n');
  expect(first).toContain(own);
  expect(second).toContain(`I can't answer in your language (${language}) yet`);
  expect(reply).toMatch(/in one of these: English, Chinese, .* and Thai\./);
  expect(reply).toContain('send me your order number');
  expect(reply.endsWith('Shall I get a colleague for you?')).toBe(true);
  expect(of('handoff-opened')).toHaveLength(0);
  expect((await say(services, id, 'yes')).of('handoff-opened')).toHaveLength(1);
});

it('is told in the language the browser asks for, where that is spoken', async () => {
  const services = await testServices();
  const id = await startConversation(services, { localeHint: 'de-AT' });
  const { reply } = await say(services, id, 'Gdzie jest moja paczka?');
  expect(reply).toContain('in Ihrer Sprache (Polnisch) noch nicht antworten');
  expect(reply).toContain('Englisch, Chinesisch');
});

it('is told in its own replies, where they wait for being enabled', async () => {
  const services = await testServices({ environment: { DRAGOMAN_LOCALES: 'en,de' } });
  const id = await startConversation(services);
  const { reply } = await say(services, id, 'Hoy me gustaría contarles algo de mi abuela');
  expect(reply).toContain('inglés y alemán');
  expect(reply).toContain('in one of these: English and German');
});

it('keeps nobody from an order that is named', async () => {
  const services = await testServices({
    shop: aShop({ orders: [anOrder({ status: 'pending' })] }),
  });
  const id = await startConversation(services);
  const { email } = aCustomer();
  const { reply } = await say(services, id, `Gdzie jest moje zamówienie DM-20001? ${email}`);
  expect(reply).toContain('We have received order DM-20001');
  expect(reply).not.toContain('Polish');
});

it('says its own words once, and no more once a colleague is called', async () => {
  const services = await testServices();
  const id = await startConversation(services);
  const own = 'po polsku jeszcze nie odpowiadam';
  expect((await say(services, id, 'Gdzie jest moja paczka?')).reply).toContain(own);
  const again = await say(services, id, 'Czy ktoś mi w końcu powie, gdzie ona jest?');
  expect(again.reply).toContain('(Polish)');
  expect(again.reply).not.toContain(own);
  await say(services, id, 'yes');
  const waiting = await say(services, id, 'Kiedy ktoś się odezwie?');
  expect(waiting.reply).not.toContain(own);
});

it('has words in every other language told apart, each plainly in its own', async () => {
  const { otherLanguages, replies } = (await testPrompts()).current();
  const spoken = Object.keys(replies).map(primaryLanguage);
  const others = LANGUAGES.filter((language) => !spoken.includes(language));
  expect(Object.keys(otherLanguages).toSorted()).toEqual(others.toSorted());
  for (const language of others) {
    const words = otherLanguages[language] ?? '';
    expect((await detectLanguage(words)).language).toBe(language);
    // Beside the English words below them they make no reply in a wrong language.
    expect(await strayLanguage(`${words}\n\n${ENGLISH}`, 'en', spoken)).toBeNull();
  }
});

const ENGLISH =
  'I am sorry, I cannot answer in your language yet. Shall I get a colleague for you?';
