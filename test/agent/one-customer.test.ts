import { expect, test } from 'vitest';
import { say, startConversation, type TestServices, testServices } from '../helpers/services.ts';
import { aCustomer, anOrder, aShop } from '../helpers/shop.ts';

/* A conversation belongs to its first verified customer, also when somebody else can prove who they are. */

const OTHER = 'li.wei@mail.example';
const shop = aShop({
  customers: [aCustomer(), aCustomer({ id: 'cus_2', email: OTHER })],
  orders: [
    anOrder(),
    anOrder({ id: 'ord_2', number: 'DM-30001', customerId: 'cus_2', email: OTHER }),
  ],
});

async function identityOf(services: TestServices, id: string) {
  return (await services.conversations.find(id))?.identity;
}

test('a right code of another customer is answered: they start a conversation of their own', async () => {
  const services = await testServices({
    shop,
    script: [
      {
        toolCalls: [
          { name: 'start_verification', args: { orderNumber: 'DM-30001', contact: OTHER } },
        ],
      },
      { text: 'A code is on its way.' },
    ],
  });
  const id = await startConversation(services, { verifiedCustomerId: 'cus_1', localeHint: 'en' });
  const before = await identityOf(services, id);
  await say(services, id, `Now my wife's order DM-30001, ${OTHER}`);
  const [sent] = await services.codeOutbox.listOutbox({ conversationId: id });
  const { reply, of } = await say(services, id, sent?.code ?? 'none was sent');
  expect(reply).toBe(
    'This chat belongs to another customer. Please start a new one for that order.',
  );
  expect(of('status')).toContainEqual(expect.objectContaining({ status: 'verification_failed' }));
  expect(of('status')).not.toContainEqual(expect.objectContaining({ status: 'verified' }));
  expect(of('handoff-opened')).toEqual([]);
  expect(await identityOf(services, id)).toEqual(before);
});

test('once the verification has lapsed, its own orders can be claimed and nobody else’s', async () => {
  const services = await testServices({ shop });
  const id = await startConversation(services, { verifiedCustomerId: 'cus_1', localeHint: 'en' });
  await say(services, id, 'Hello');
  await services.time.advance(25 * 3_600_000);
  const other = await say(services, id, `Where is order DM-30001? My address is ${OTHER}`);
  expect(await identityOf(services, id)).toEqual({ tier: 'anonymous' });
  expect(other.reply).toMatch(/^I couldn't find an order with these details/);
  await say(services, id, 'Where is order DM-20001? My address is maria.santos@example.com');
  expect(await identityOf(services, id)).toEqual({ tier: 'claimed', orderIds: ['ord_1'] });
});
