import { expect, test } from 'vitest';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { aCustomer, anOrder, aPayment } from '../helpers/shop.ts';

/* Between a shopper's yes and a colleague's, "when do I get my money?" is answered with the refund that is being checked. */

const FAR = {
  customers: [aCustomer()],
  orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' })],
  payments: [aPayment()],
};

test.each([
  [
    'en',
    'I want my money back for DM-20001, I changed my mind',
    'yes',
    'when do I get my money?',
    /colleague checks the refund/,
  ],
  [
    'de',
    'Ich will mein Geld für DM-20001 zurück, gefällt mir nicht',
    'ja',
    'wann ist das Geld da?',
    /prüft jemand aus dem Team die Erstattung/,
  ],
  [
    'es',
    'quiero que me devuelvan el dinero de DM-20001, no me gusta',
    'sí',
    '¿cuándo llega el dinero?',
    /revisa/,
  ],
  [
    'ja',
    'DM-20001を返金してください。気に入らなかったので',
    'はい',
    'いつ返金されますか？',
    /確認/,
  ],
])('%s', async (locale, wish, yes, when, told) => {
  const services = await testServices({ shop: FAR });
  const id = await startConversation(services, {
    verifiedCustomerId: 'cus_1',
    localeHint: locale,
  });
  await say(services, id, wish);
  const confirmed = await say(services, id, yes);
  expect(confirmed.of('proposal').at(-1)?.proposal.state).toBe('awaiting_approval');
  const { reply, of } = await say(services, id, when);
  expect(reply).toMatch(told);
  expect(reply).toMatch(/2026|März|March/);
  const result = of('tool-result').find(({ tool }) => tool === 'get_payment_status')?.result;
  expect(result).toMatchObject({
    underReview: { kind: 'refund', amount: { amount: 5000, currency: 'EUR' } },
  });
});
