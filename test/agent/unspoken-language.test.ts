import { expect, it } from 'vitest';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { aCustomer, anOrder, aShop } from '../helpers/shop.ts';

it.each([
  ['Polish', 'Chcę zwrot pieniędzy'],
  ['Polish', 'Gdzie jest moja paczka?'],
  ['Dutch', 'Is deze winkel betrouwbaar?'],
  ['Czech', 'Kde je moje zásilka?'],
  ['Hindi', 'मेरा ऑर्डर कहाँ है'],
])('is named as what cannot be answered in, with what helps: %s', async (language, text) => {
  const services = await testServices();
  const id = await startConversation(services);
  const { reply, of } = await say(services, id, text);
  expect(reply).toContain(`I can't answer in your language (${language}) yet`);
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
