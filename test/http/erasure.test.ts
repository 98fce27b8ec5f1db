import { expect, test } from 'vitest';
import { testApp } from '../helpers/http.ts';
import { anAddress, anOrder, aPayment } from '../helpers/shop.ts';
import { tracesOf } from '../helpers/traces.ts';

const IBAN = 'DE89370400440532013000';
/** Words of one shopper, each given in another way. */
const GIVEN = {
  name: 'Quillfeather',
  mail: 'quill.f@private.example',
  street: 'Quellenhof 17',
  iban: IBAN,
  holder: 'Ottilie Quant',
  note: 'says the celadon cup was a gift',
  reply: 'about your celadon cup',
  comment: 'the celadon cup was worth it',
};

test('“delete my chat” leaves nothing the shopper gave in any table', async () => {
  const app = await testApp({
    shop: {
      orders: [
        anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' }),
        anOrder({ id: 'ord_2', number: 'DM-20002', status: 'pending' }),
      ],
      payments: [
        aPayment({ method: 'cash_on_delivery', provider: 'courier' }),
        aPayment({ id: 'pay_2', orderId: 'ord_2' }),
      ],
      shipments: [],
    },
    script: [{ text: 'Happy to help.' }, { text: 'A colleague will look at it.' }],
  });
  const { services } = app;
  const { database, proposals, shop } = services;
  const begin = () =>
    services.conversations.start({
      channel: 'widget',
      localeHint: 'en',
      verifiedCustomerId: 'cus_1',
    });
  const { conversation, secret: token } = await begin();
  const { id } = conversation;
  const setting = { locale: 'en', timeZone: 'Europe/Berlin' };

  const orderOf = async (orderId: string) => {
    const order = await shop.findOrder(orderId);
    if (order === undefined) throw new Error('no order');
    return order;
  };
  async function moveTo(line1: string, from: typeof conversation) {
    const proposed = await proposals.proposeChange({
      ...setting,
      conversation: from,
      order: await orderOf('ord_2'),
      requested: { kind: 'address_change', address: { ...anAddress(), line1 } },
    });
    if (!proposed.ok) throw new Error(proposed.rule);
    const confirmationToken = proposed.proposal.confirmationToken ?? '';
    await proposals.confirm(from.id, proposed.proposal.id, { token: confirmationToken });
  }
  await moveTo(GIVEN.street, conversation);
  await moveTo('Buchenallee 71', (await begin()).conversation);

  const refund = await proposals.proposeRefund({
    ...setting,
    conversation,
    order: await orderOf('ord_1'),
    requested: { reason: 'damaged' },
  });
  if (!refund.ok) throw new Error(refund.rule);
  await proposals.confirm(id, refund.proposal.id, {
    token: refund.proposal.confirmationToken ?? '',
  });
  const [booked] = await shop.refundsOfOrder('ord_1');
  const account = { kind: 'iban', accountName: GIVEN.holder, iban: IBAN };
  await app.request('PUT', `/v1/conversations/${id}/refunds/${booked?.id}/bank-account`, {
    token,
    body: account,
  });

  const shopper = { id, secret: token };
  await app.say(shopper, `My name is ${GIVEN.name}, can you help?`);
  await app.request('PUT', `/v1/conversations/${id}/handoff`, { token });
  await app.say(shopper, `You can reach me at ${GIVEN.mail}`);
  const staff = await services.staff.add({ name: 'Ana', role: 'agent' });
  const asStaff = { token: staff.token };
  const [handoff] = await services.handoffs.queue();
  await app.request('PUT', `/v1/staff/handoffs/${handoff?.id}/claim`, { ...asStaff, body: {} });
  await app.request('POST', `/v1/staff/conversations/${id}/notes`, {
    ...asStaff,
    body: { clientNoteId: 'n1', text: GIVEN.note, mentions: [] },
  });
  await app.request('POST', `/v1/staff/handoffs/${handoff?.id}/messages`, {
    ...asStaff,
    body: { clientMessageId: 'r1', text: GIVEN.reply },
  });
  await app.request('PUT', `/v1/staff/handoffs/${handoff?.id}/closure`, { ...asStaff, body: {} });
  await app.request('PUT', `/v1/conversations/${id}/rating`, {
    token,
    body: { score: 5, comment: GIVEN.comment },
  });

  for (const [what, words] of Object.entries(GIVEN))
    expect({ what, traces: await tracesOf(database, words) }).not.toEqual({ what, traces: [] });
  expect((await app.request('DELETE', `/v1/conversations/${id}`, { token })).status).toBe(204);
  for (const [what, words] of Object.entries(GIVEN))
    expect({ what, traces: await tracesOf(database, words) }).toEqual({ what, traces: [] });
});
