import { expect, it } from 'vitest';
import { deskConversation } from '../../src/protocol/desk-conversation.ts';
import { testApp } from '../helpers/http.ts';
import { anOrder, aPayment, aShipment, aShop } from '../helpers/shop.ts';

it('tells whoever claims what was wished, found, tried and refused, each with its place in the log', async () => {
  const app = await testApp({
    shop: aShop({
      orders: [
        anOrder({
          status: 'delivered',
          deliveredAt: '2025-01-05T10:00:00Z',
          placedAt: '2025-01-01T10:00:00Z',
        }),
      ],
      payments: [aPayment({ createdAt: '2025-01-01T10:00:00Z' })],
    }),
  });
  const { conversation, secret } = await app.services.conversations.start({
    channel: 'widget',
    verifiedCustomerId: 'cus_1',
  });
  const shopper = { id: conversation.id, secret };
  await app.say(shopper, 'How is order DM-20001 getting on?');
  await app.say(shopper, 'It arrived damaged, I want my money back for DM-20001');
  await app.say(shopper, 'This is ridiculous!! I want to talk to a person');
  if ((await app.services.handoffs.current(shopper.id)) === undefined)
    await app.say(shopper, 'I want to talk to a person');
  const { token } = await app.services.staff.add({ name: 'Mia', role: 'agent' });
  const read = await app.request('GET', `/v1/staff/conversations/${shopper.id}`, { token });
  const { packet } = deskConversation.parse(read.json);
  const events = await app.services.log.read(shopper.id);
  const typeAt = (sequence: number) =>
    events.find((event) => event.sequence === sequence)?.event.type;

  expect(packet.wish).toContain('money back');
  expect(packet.identity).toMatchObject({ tier: 'verified', proof: 'store_sign_in' });
  expect(packet.orderNumbers).toEqual(['DM-20001']);
  expect(packet.facts.find(({ label }) => label === 'DM-20001 status')?.value).toBe('delivered');
  for (const { source } of packet.facts) expect(typeAt(source.sequence)).toBe('tool-result');
  expect(packet.tried.map(({ tool }) => tool)).toContain('get_order');
  // The period for a refund is long over: the rule that says so has its id.
  const verdict = packet.verdicts.at(-1);
  expect(verdict?.rule).toMatch(/^refund\./);
  expect(verdict?.outcome).toContain('refused');
  expect(typeAt(verdict?.sequence ?? 0)).toBe('tool-result');
  expect(packet.failed.some(({ what }) => what === 'propose_refund')).toBe(true);
  expect(packet.value).toMatchObject({ currency: 'EUR' });
  expect(packet.summary).toBeNull();
});

it('tells where the parcel is, not how one of its legs stands, and no amount in minor units', async () => {
  const app = await testApp({
    shop: aShop({
      orders: [anOrder({ status: 'shipped' })],
      payments: [aPayment()],
      shipments: [
        aShipment({
          status: 'customs_processing',
          legs: [
            { kind: 'customs', status: 'active' },
            { kind: 'last_mile', status: 'waiting' },
          ],
        }),
      ],
    }),
  });
  const { conversation, secret } = await app.services.conversations.start({
    channel: 'widget',
    verifiedCustomerId: 'cus_1',
  });
  const shopper = { id: conversation.id, secret };
  await app.say(shopper, 'What is the total of order DM-20001?');
  await app.say(shopper, 'Where is my parcel of order DM-20001?');
  await app.say(shopper, 'I want to talk to a person');
  const { token } = await app.services.staff.add({ name: 'Mia', role: 'agent' });
  const read = await app.request('GET', `/v1/staff/conversations/${shopper.id}`, { token });
  const { facts } = deskConversation.parse(read.json).packet;
  const parcel = facts.filter(({ source }) => source.tool === 'track_shipment');
  expect(parcel.find(({ label }) => label.endsWith(' status'))?.value).toBe('customs_processing');
  expect(facts.filter(({ label }) => label.endsWith(' amount'))).toEqual([]);
});
