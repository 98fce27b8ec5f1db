import { expect, test } from 'vitest';
import { say, startConversation, type TestServices, testServices } from '../helpers/services.ts';
import { aLine, anOrder, aPayment, aShop } from '../helpers/shop.ts';

/** €700, above the limit of the policy for which a fresh code is needed. */
const shop = aShop({
  orders: [
    anOrder({
      status: 'delivered',
      deliveredAt: '2026-03-05T10:00:00Z',
      lines: [aLine({ unitPrice: 70_000 })],
      shippingCost: 0,
    }),
  ],
  payments: [aPayment({ amount: 70_000 })],
  shipments: [],
});
const wish = 'I want a refund for DM-20001, it arrived damaged';

/** The wish is answered with a code, which is then typed. */
async function wishWithCode(services: TestServices) {
  const id = await startConversation(services, { verifiedCustomerId: 'cus_1' });
  const first = await say(services, id, wish);
  expect(first.reply).toMatch(/six-digit code/);
  expect(first.of('proposal')).toEqual([]);
  const [sent] = await services.codeOutbox.listOutbox({ conversationId: id });
  return { id, second: await say(services, id, sent?.code ?? '') };
}

test('money above the limit needs a fresh code, also from a verified shopper, and then goes on', async () => {
  const services = await testServices({ shop });
  const { id, second } = await wishWithCode(services);
  expect(second.of('proposal')).toMatchObject([{ proposal: { amount: { amount: 70_000 } } }]);
  // The caps of the fast lane hold all the same: a person approves.
  await say(services, id, 'yes');
  expect(await services.proposals.awaitingApproval()).toHaveLength(1);
});

test('a code is fresh for the policy’s minutes only', async () => {
  const services = await testServices({ shop });
  const id = await startConversation(services, { verifiedCustomerId: 'cus_1' });
  await say(services, id, wish);
  const [sent] = await services.codeOutbox.listOutbox({ conversationId: id });
  await say(services, id, sent?.code ?? '');
  await services.time.advance(16 * 60_000);
  const again = await say(services, id, wish);
  expect(again.of('proposal').filter(({ proposal }) => proposal.state === 'open')).toEqual([]);
  expect(again.reply).toMatch(/six-digit code/);
});

test('money below the limit needs none', async () => {
  const services = await testServices({ shop });
  const id = await startConversation(services, { verifiedCustomerId: 'cus_1' });
  const { of } = await say(services, id, 'I want a refund of €20 for DM-20001, it arrived damaged');
  expect(of('proposal')).toHaveLength(1);
});

test('where no code can be sent, a person looks at it instead', async () => {
  const services = await testServices({ shop, inputs: { demo: false } });
  const id = await startConversation(services, { verifiedCustomerId: 'cus_1' });
  const { of } = await say(services, id, wish);
  expect(of('proposal')).toMatchObject([{ proposal: { approval: 'person' } }]);
});

test('a bank transfer above the limit needs a fresh code too: it goes to whatever account is typed', async () => {
  const services = await testServices({
    shop: { ...shop, payments: [aPayment({ amount: 70_000, method: 'boleto', country: 'BR' })] },
  });
  const { second } = await wishWithCode(services);
  // Whoever makes the transfer looks at it, so that nobody has to approve it before.
  expect(second.of('proposal')).toMatchObject([
    { proposal: { route: 'bank_transfer', approval: 'none', amount: { amount: 70_000 } } },
  ]);
});
