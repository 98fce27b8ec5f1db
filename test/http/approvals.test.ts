import { beforeEach, expect, test } from 'vitest';
import { currentProposal } from '../../src/protocol/http.ts';
import { approvalQueue } from '../../src/protocol/staff.ts';
import { type TestApp, testApp } from '../helpers/http.ts';
import { anOrder, aPayment, aShop } from '../helpers/shop.ts';

let app: TestApp;
let shopper: { id: string; secret: string };
let ana: { token: string; id: string };
let ben: { token: string; id: string };

beforeEach(async () => {
  app = await testApp({
    shop: aShop({
      orders: [
        anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z', total: 40_000 }),
      ],
      payments: [aPayment({ amount: 40_000 })],
    }),
  });
  const person = async (name: string, email?: string) => {
    const { staff, token } = await app.services.staff.add({
      name,
      role: 'agent',
      ...(email ? { email } : {}),
    });
    return { id: staff.id, token };
  };
  ana = await person('Ana');
  ben = await person('Ben');
  const { conversation, secret } = await app.services.conversations.start({
    channel: 'widget',
    verifiedCustomerId: 'cus_1',
  });
  shopper = { id: conversation.id, secret };
  await app.say(shopper, 'I changed my mind and want my money back for order DM-20001');
  await app.say(shopper, 'yes');
});

const waiting = async ({ token }: { token: string } = ana) =>
  approvalQueue.parse((await app.request('GET', '/v1/staff/approvals', { token })).json).approvals;
const decide = (id: string, who: { token: string }, body: unknown = { decision: 'approve' }) =>
  app.request('PUT', `/v1/staff/approvals/${id}/decision`, { token: who.token, body });

test('a large refund is decided by somebody else than who talks with the shopper', async () => {
  const [approval] = await waiting();
  expect(approval).toMatchObject({
    words: 'I changed my mind and want my money back for order DM-20001',
    bar: null,
  });
  expect(approval?.rules.length).toBeGreaterThan(0);
  const id = approval?.proposal.id ?? '';
  await app.say(shopper, 'I want to talk to a person');
  const handoff = await app.services.handoffs.current(shopper.id);
  await app.request('PUT', `/v1/staff/handoffs/${handoff?.id}/claim`, { token: ana.token });
  expect((await waiting())[0]?.bar).toBe('second_person');
  expect((await waiting(ben))[0]?.bar).toBeNull();
  expect((await decide(id, ana)).json).toMatchObject({ code: 'second_person' });
  const approved = await decide(id, ben);
  expect(approved.status).toBe(200);
  expect(await waiting()).toEqual([]);
  // The shopper's page learns of it from the conversation.
  const events = await app.request('GET', `/v1/conversations/${shopper.id}/events?limit=500`, {
    token: shopper.secret,
  });
  expect(events.text).toMatch(/"state":"execut/);
  expect(await app.services.accounts.audit.list({ subject: id, limit: 5 })).toMatchObject([
    {
      action: 'approval.approved',
      by: { name: 'Ben' },
      detail: { kind: 'refund', currency: 'EUR' },
    },
  ]);
});

test('a large refund needs somebody else too when very many wait before it', async () => {
  const [approval] = await waiting();
  const id = approval?.proposal.id ?? '';
  await app.say(shopper, 'I want to talk to a person');
  const handoff = await app.services.handoffs.current(shopper.id);
  await app.request('PUT', `/v1/staff/handoffs/${handoff?.id}/claim`, { token: ana.token });
  const { database } = app.services;
  const columns = await database.all("SELECT name FROM pragma_table_info('proposals')");
  const copied = columns.map(({ name }) =>
    name === 'id' ? "'prp_' || value" : name === 'confirmed_at' ? 'value' : String(name),
  );
  await database.run(
    `INSERT INTO proposals SELECT ${copied.join(', ')} FROM proposals,
      (WITH RECURSIVE counted(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM counted WHERE value < 600) SELECT value FROM counted)
      WHERE id = ?`,
    id,
  );
  expect((await decide(id, ana)).json).toMatchObject({ code: 'second_person' });
  expect((await decide(id, ben)).status).toBe(200);
  expect(await app.services.accounts.audit.list({ subject: id, limit: 1 })).toMatchObject([
    { detail: { rules: expect.stringContaining('refund.reason_needs_person') } },
  ]);
});

test('nobody decides on an order of their own', async () => {
  const customer = await app.services.shop.findCustomer('cus_1');
  const own = await app.services.staff.add({
    name: 'Own',
    role: 'lead',
    email: (customer?.email ?? '').toUpperCase(),
  });
  const [approval] = await waiting(own);
  expect(approval?.bar).toBe('own_request');
  expect((await decide(approval?.proposal.id ?? '', own)).json).toMatchObject({
    code: 'own_request',
  });
  const refused = await decide(approval?.proposal.id ?? '', ben, {
    decision: 'refuse',
    reason: 'worn article',
  });
  expect(refused.json).toMatchObject({ proposal: { state: 'refused' } });
});

test('less than was confirmed is offered anew, and paid once the shopper confirms that', async () => {
  const [approval] = await waiting();
  const id = approval?.proposal.id ?? '';
  const lower = { decision: 'lower', amount: 15_000, reason: 'one piece is missing' };
  for (const [body, code] of [
    [{ ...lower, amount: 40_000 }, 'amount_not_lower'],
    [{ ...lower, amount: 0 }, 'invalid_input'],
    [{ ...lower, amount: 12.5 }, 'invalid_input'],
    [{ ...lower, reason: ' ' }, 'invalid_input'],
    [{ decision: 'lower', amount: 15_000 }, 'invalid_input'],
  ] as const)
    expect((await decide(id, ben, body)).json, JSON.stringify(body)).toMatchObject({ code });
  const { proposal: offered } = currentProposal.parse((await decide(id, ben, lower)).json);
  expect(offered).toMatchObject({ state: 'open', amount: { amount: 15_000, currency: 'EUR' } });
  // Its token is the shopper's alone.
  expect(offered?.confirmationToken).toBeUndefined();
  expect((await decide(id, ben, lower)).json).toMatchObject({ code: 'not_waiting' });
  expect(await app.services.accounts.audit.list({ subject: id, limit: 5 })).toMatchObject([
    {
      action: 'approval.lowered',
      by: { name: 'Ben' },
      detail: {
        confirmed: 40_000,
        amount: 15_000,
        currency: 'EUR',
        reason: 'one piece is missing',
        replacedBy: offered?.id,
      },
    },
  ]);
  await app.say(shopper, 'yes');
  const refunds = await app.services.shop.refundsOfOrder('ord_1');
  expect(refunds).toMatchObject([{ amount: 15_000, currency: 'EUR' }]);
  expect(await waiting()).toEqual([]);
});

test('neither the requester nor, above the limit, who talks with the shopper changes the amount', async () => {
  const customer = await app.services.shop.findCustomer('cus_1');
  const own = await app.services.staff.add({
    name: 'Own',
    role: 'admin',
    email: customer?.email ?? '',
  });
  const id = (await waiting())[0]?.proposal.id ?? '';
  const lower = { decision: 'lower', amount: 100, reason: 'kind' };
  expect((await decide(id, own, lower)).json).toMatchObject({ code: 'own_request' });
  await app.say(shopper, 'I want to talk to a person');
  const handoff = await app.services.handoffs.current(shopper.id);
  await app.request('PUT', `/v1/staff/handoffs/${handoff?.id}/claim`, { token: ana.token });
  // What counts is what was confirmed, however little it is lowered to.
  expect((await decide(id, ana, lower)).json).toMatchObject({ code: 'second_person' });
});
