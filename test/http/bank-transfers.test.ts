import { beforeEach, expect, test } from 'vitest';
import { bankTransferQueue } from '../../src/protocol/staff.ts';
import { type TestApp, testApp } from '../helpers/http.ts';
import { anOrder, aPayment } from '../helpers/shop.ts';

const IBAN = 'DE89370400440532013000';
let app: TestApp;
let conversation: { id: string; secret: string };
let ana: string;

beforeEach(async () => {
  app = await testApp({
    shop: {
      orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' })],
      payments: [aPayment({ method: 'cash_on_delivery', provider: 'courier' })],
      shipments: [],
    },
    script: [
      {
        toolCalls: [
          { name: 'propose_refund', args: { orderNumber: 'DM-20001', reason: 'damaged' } },
        ],
      },
    ],
  });
  const started = await app.services.conversations.start({
    channel: 'widget',
    localeHint: 'en',
    verifiedCustomerId: 'cus_1',
  });
  conversation = { id: started.conversation.id, secret: started.secret };
  ana = (await app.services.staff.add({ name: 'Ana', role: 'agent' })).token;
});

async function confirmedRefund(): Promise<string> {
  await app.say(conversation, 'The teapot of DM-20001 came broken, I want a refund');
  await app.say(conversation, 'yes');
  const events = await app.services.log.read(conversation.id, { limit: 500 });
  const card = events
    .map(({ event }) => (event.type === 'card' ? event.card : null))
    .findLast((each) => each?.type === 'bank_details');
  if (card?.type !== 'bank_details') throw new Error('no form was shown');
  return card.refundId;
}

test('the account goes from the form to staff, and into no other place', async () => {
  const refundId = await confirmedRefund();
  const path = `/v1/conversations/${conversation.id}/refunds/${refundId}/bank-account`;
  const body = { kind: 'iban', accountName: 'Maria Santos', iban: IBAN };

  expect((await app.request('PUT', path, { body })).status).toBe(401);
  const wrong = await app.request('PUT', path, {
    token: conversation.secret,
    body: { ...body, iban: `${IBAN.slice(0, -1)}1` },
  });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('iban');
  expect(wrong.text).not.toContain(IBAN.slice(4, 12));
  const other = await app.request('PUT', path.replace(refundId, 'rfd_0'), {
    token: conversation.secret,
    body,
  });
  expect(other.status).toBe(404);
  const saved = await app.request('PUT', path, { token: conversation.secret, body });
  expect({ status: saved.status, json: saved.json }).toEqual({
    status: 200,
    json: { status: 'received' },
  });

  const shown = await app.request('GET', '/v1/staff/bank-transfers', { token: ana });
  expect(bankTransferQueue.parse(shown.json).transfers).toMatchObject([
    { refundId, state: 'ready', account: body },
  ]);
  expect((await app.request('GET', '/v1/staff/bank-transfers')).status).toBe(401);
  expect(
    (await app.request('GET', '/v1/staff/bank-transfers', { token: conversation.secret })).status,
  ).toBe(401);

  const outcome = `/v1/staff/bank-transfers/${refundId}/outcome`;
  const pay = () =>
    app.request('PUT', outcome, { token: ana, body: { outcome: 'paid', reference: 'TR-9' } });
  expect((await pay()).status).toBe(204);
  expect((await pay()).status).toBe(409);
  expect(await app.services.shop.refundsOfOrder('ord_1')).toMatchObject([
    { status: 'succeeded', route: 'bank_transfer', traceNumber: 'TR-9' },
  ]);

  // Nothing that is kept of the conversation, or of anything else, holds the account now.
  const tables = await app.services.database.all(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  );
  for (const { name } of tables) {
    const rows = await app.services.database.all(`SELECT * FROM "${String(name)}"`);
    expect(JSON.stringify(rows), String(name)).not.toContain(IBAN);
  }
});

test('a transfer of money that is checked is not to be made, and staff read what to do instead', async () => {
  const refundId = await confirmedRefund();
  const hold = { by: 'bank', since: '2026-03-08T10:00:00Z', reason: 'name_screening' };
  await app.services.database.run('UPDATE payments SET hold = ?', JSON.stringify(hold));
  const settle = (body: unknown) =>
    app.request('PUT', `/v1/staff/bank-transfers/${refundId}/outcome`, { token: ana, body });
  const refused = await settle({ outcome: 'paid' });
  expect(refused.status).toBe(409);
  expect(refused.json).toMatchObject({
    code: 'money_held',
    detail: expect.stringContaining('check'),
    hint: expect.stringMatching(/Wait until .*over.*or refuse/),
  });
  expect(refused.text).not.toContain('name_screening');
  expect((await settle({ outcome: 'refused' })).status).toBe(204);
});

test('only the verified shopper says where the money goes: not who finds the chat open a day later', async () => {
  const refundId = await confirmedRefund();
  const path = `/v1/conversations/${conversation.id}/refunds/${refundId}/bank-account`;
  const put = (iban: string) =>
    app.request('PUT', path, {
      token: conversation.secret,
      body: { kind: 'iban', accountName: 'Maria Santos', iban },
    });
  expect((await put(IBAN)).status).toBe(200);
  await app.services.time.advance(25 * 3_600_000);
  const late = await put('GB29NWBK60161331926819');
  expect(late).toMatchObject({ status: 403, json: { code: 'identity_needed' } });
  const waiting = async () =>
    bankTransferQueue.parse(
      (await app.request('GET', '/v1/staff/bank-transfers', { token: ana })).json,
    ).transfers;
  expect(await waiting()).toMatchObject([{ refundId, state: 'ready', account: { iban: IBAN } }]);

  await app.request('POST', `/v1/conversations/${conversation.id}/verification`, {
    token: conversation.secret,
    body: { orderNumber: 'DM-20001', contact: 'maria.santos@example.com' },
  });
  const [sent] = await app.services.codeOutbox.listOutbox({ conversationId: conversation.id });
  await app.request('PUT', `/v1/conversations/${conversation.id}/verification/code`, {
    token: conversation.secret,
    body: { code: sent?.code },
  });
  expect((await put('GB29NWBK60161331926819')).status).toBe(200);
});
