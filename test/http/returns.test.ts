import { beforeEach, describe, expect, test } from 'vitest';
import { insightsSchema } from '../../src/insights/insight.ts';
import type { ChangeRequest } from '../../src/policy/order-change.ts';
import { moneyTrailSchema } from '../../src/proposals/money-trail.ts';
import { bookedArrival, returnQueue } from '../../src/protocol/staff.ts';
import type { ShopData } from '../../src/shop/records.ts';
import { confirmedChange } from '../helpers/confirmed-change.ts';
import { type TestApp, testApp } from '../helpers/http.ts';
import { aCustomer, aDispute, aLine, anOrder, aPayment, aProduct } from '../helpers/shop.ts';

const variant = { title: 'x', options: {}, currency: 'EUR', available: true };
const lines = [
  aLine({ quantity: 3, unitPrice: 3333 }),
  aLine({ id: 'lin_2', quantity: 1, unitPrice: 4500 }),
];
const shop: Partial<ShopData> = {
  customers: [aCustomer()],
  products: [
    aProduct({
      variants: [
        { ...variant, id: 'var_1', price: 4500, options: { color: 'black' }, stock: 5 },
        { ...variant, id: 'var_blue', price: 3000, options: { color: 'blue' }, stock: 1 },
        { ...variant, id: 'var_red', price: 5000, options: { color: 'red' } },
      ],
    }),
  ],
  orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z', lines })],
  payments: [aPayment({ amount: 14_999 })],
  shipments: [],
};
const everything: ChangeRequest = {
  kind: 'return',
  reason: 'changed_mind',
  lines: [
    { lineId: 'lin_1', quantity: 3 },
    { lineId: 'lin_2', quantity: 1 },
  ],
};

let app: TestApp;
let conversationId: string;
let ana: string;

beforeEach(async () => {
  app = await testApp({ shop });
  ana = (await app.services.staff.add({ name: 'Ana', role: 'agent' })).token;
});

/** What the shopper confirmed, as the desk lists it. */
async function confirmed(requested: ChangeRequest = everything): Promise<string> {
  const change = await confirmedChange(app.services, requested);
  conversationId = change.conversationId;
  return change.proposal.id;
}

const list = async () =>
  returnQueue.parse((await app.request('GET', '/v1/staff/returns', { token: ana })).json).returns;

let acts = 0;
function nextAct(): string {
  acts += 1;
  return `act ${acts}`;
}
function send(id: string, items: object[], clientArrivalId = nextAct(), token = ana) {
  return app.request('POST', `/v1/staff/returns/${id}/arrivals`, {
    token,
    body: { clientArrivalId, items },
  });
}
const book = async (...args: Parameters<typeof send>) => {
  const answer = await send(...args);
  if (answer.status !== 200) throw new Error(answer.text);
  return bookedArrival.parse(answer.json);
};
const piece = (lineId: string, quantity: number, more: object = {}) => ({
  lineId,
  quantity,
  condition: 'as_expected',
  ...more,
});

async function refunds() {
  const all = await app.services.shop.refundsOfOrder('ord_1');
  return all.map(({ amount, status }) => [amount, status]);
}
const statusNow = async () => (await app.services.shop.findOrder('ord_1'))?.status;
async function lastMessage(): Promise<string> {
  const events = await app.services.log.read(conversationId, { limit: 500 });
  const said = events.findLast(({ event }) => event.type === 'message-end')?.event;
  return said?.type === 'message-end' ? said.text : '';
}

describe('an order of which something was refunded before', () => {
  test('is taken back once a person has looked: the same article is not paid twice by the way', async () => {
    const { services } = app;
    const { conversation } = await services.conversations.start({
      channel: 'widget',
      verifiedCustomerId: 'cus_1',
    });
    const order = await services.shop.findOrder('ord_1');
    if (order === undefined) throw new Error('no order');
    const setting = { conversation, order, locale: 'en', timeZone: 'Europe/Berlin' };
    const refunded = await services.proposals.proposeRefund({
      ...setting,
      requested: { reason: 'damaged', lines: [{ lineId: 'lin_2', quantity: 1 }] },
    });
    if (!refunded.ok) throw new Error(refunded.rule);
    const { id, confirmationToken = '' } = refunded.proposal;
    await services.proposals.confirm(conversation.id, id, { token: confirmationToken });
    expect(await refunds()).toEqual([[4500, 'succeeded']]);

    const sentBack = await confirmed({
      kind: 'return',
      reason: 'damaged',
      lines: [{ lineId: 'lin_2', quantity: 1 }],
    });
    expect(await list()).toEqual([]);
    expect(await services.proposals.awaitingApproval()).toMatchObject([
      { proposal: { id: sentBack }, rules: ['change.return', 'change.return.refunded_before'] },
    ]);
    await services.proposals.approve(sentBack, { id: 'stf_1' });
    expect(await list()).toMatchObject([{ proposalId: sentBack }]);
  });
});

describe('staff see afterwards', () => {
  test('by which rule the money of a return went back, and who booked it in', async () => {
    const id = await confirmed();
    await book(id, [piece('lin_1', 1)]);
    const answer = await app.request('GET', '/v1/staff/insights', { token: ana });
    const { insights } = insightsSchema.parse(answer.json);
    expect(insights.find((insight) => insight.id === 'refunds_by_rule')).toMatchObject({
      count: 1,
      rows: [
        {
          rule: 'change.return',
          decidedBy: 'person',
          state: 'executed',
          count: 1,
          amount: 3333,
          currency: 'EUR',
        },
      ],
    });
    const trail = await app.request('GET', `/v1/staff/money-trail?proposalId=${id}`, {
      token: ana,
    });
    const [me] = await app.services.database.all('SELECT id FROM staff');
    expect(moneyTrailSchema.parse(trail.json).entries).toMatchObject([
      { settlements: [{ by: me?.id, amount: { amount: 3333, currency: 'EUR' } }] },
    ]);
  });
});

describe('a return', () => {
  test('is listed from its confirmation until all of it is booked in', async () => {
    expect(await list()).toEqual([]);
    const id = await confirmed();
    expect(await list()).toMatchObject([
      {
        proposalId: id,
        orderNumber: 'DM-20001',
        kind: 'return',
        amount: { amount: 14_499 },
        items: [{ outstanding: 3 }, { outstanding: 1 }],
      },
    ]);
    expect(await refunds()).toEqual([]);
    await book(id, [piece('lin_1', 3), piece('lin_2', 1)]);
    expect(await list()).toEqual([]);
    expect(await statusNow()).toBe('returned');
    expect(await refunds()).toEqual([[14_499, 'succeeded']]);
    expect(await lastMessage()).toMatch(
      /We have received.*3 × Cast-iron teapot.*144\.99.*usually/s,
    );
  });

  test('gives the money of each part, and the parts add up to the whole', async () => {
    const id = await confirmed();
    const parts = [
      await book(id, [piece('lin_1', 1)]),
      await book(id, [piece('lin_1', 2)]),
      await book(id, [piece('lin_2', 1)]),
    ];
    expect(parts.map(({ complete }) => complete)).toEqual([false, false, true]);
    const amounts = parts.map(({ amount }) => amount?.amount ?? 0);
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(14_499);
    expect(await refunds()).toEqual(amounts.map((amount) => [amount, 'succeeded']));
    const stock = await app.services.database.get(
      "SELECT stock FROM product_variants WHERE id = 'var_1'",
    );
    expect(stock?.stock).toBe(9);
  });

  test('books each act once, also when many come at once', async () => {
    const id = await confirmed();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => send(id, [piece('lin_1', 3)], 'the same act')),
    );
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    await book(id, [piece('lin_1', 3)], 'the same act');
    expect(await refunds()).toHaveLength(1);
    const two = await Promise.all([send(id, [piece('lin_2', 1)]), send(id, [piece('lin_2', 1)])]);
    expect(two.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await refunds()).reduce((sum, [amount]) => sum + Number(amount), 0)).toBe(14_499);
    expect((await send(id, [piece('lin_2', 1)])).status).toBe(409);
  });

  test('keeps the money of what is damaged, unless it is accepted, and of what never came', async () => {
    const id = await confirmed();
    expect((await send(id, [piece('lin_1', 1, { condition: 'damaged' })])).status).toBe(400);
    await book(id, [piece('lin_1', 1, { condition: 'damaged', accepted: false })]);
    expect(await refunds()).toEqual([]);
    expect(await lastMessage()).toMatch(/A colleague looks at it/);
    const accepted = await book(id, [piece('lin_1', 1, { condition: 'damaged', accepted: true })]);
    expect(accepted.amount?.amount).toBeGreaterThan(0);
    const ended = await book(id, [
      piece('lin_1', 1, { condition: 'not_arrived' }),
      piece('lin_2', 1, { condition: 'not_arrived' }),
    ]);
    expect(ended).toMatchObject({ complete: true, amount: null });
    expect(await lastMessage()).toMatch(/Not in the parcel/);
    expect(await refunds()).toHaveLength(1);
    expect(await statusNow()).toBe('returned');
  });

  test('records what came although its money is disputed, and pays it when that is over', async () => {
    const id = await confirmed();
    const { database } = app.services;
    const dispute = aDispute({ amount: 14_999 });
    await database.run(
      `INSERT INTO disputes (id, order_id, payment_id, kind, status, amount, currency, reason, opened_at, metadata)
        VALUES (?, 'ord_1', 'pay_1', 'chargeback', 'needs_response', ?, 'EUR', 'x', ?, '{}')`,
      dispute.id,
      dispute.amount,
      dispute.openedAt,
    );
    const waiting = await book(id, [piece('lin_1', 3), piece('lin_2', 1)]);
    expect(waiting).toMatchObject({ complete: true, amount: null, waits: 'refund.disputed' });
    expect(await list()).toHaveLength(1);
    await database.run("UPDATE disputes SET status = 'won'");
    expect(await book(id, [])).toMatchObject({ amount: { amount: 14_499 }, waits: null });
    expect((await send(id, [])).json).toMatchObject({ code: 'return_closed' });
    expect(await refunds()).toEqual([[14_499, 'succeeded']]);
  });

  test('pays with one act what waited after that act had paid before', async () => {
    const id = await confirmed();
    const { database } = app.services;
    const hold = { by: 'shop', since: '2026-03-09T10:00:00Z', reason: 'review' };
    const setHold = (value: object) =>
      database.run('UPDATE payments SET hold = ?', JSON.stringify(value));
    const first = await book(id, [piece('lin_1', 1)], 'first');
    await setHold(hold);
    expect(await book(id, [piece('lin_1', 2)], 'second')).toMatchObject({
      amount: null,
      waits: 'refund.held',
    });
    await setHold({ ...hold, releasedAt: '2026-03-10T10:00:00Z' });
    const again = await book(id, [piece('lin_1', 1)], 'first');
    expect(again.waits).toBeNull();
    const last = await book(id, [piece('lin_2', 1)], 'third');
    const amounts = [first, again, last].map(({ amount }) => amount?.amount ?? 0);
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(14_499);
    expect(await refunds()).toEqual(amounts.map((amount) => [amount, 'succeeded']));
  });

  test('that is over leaves what was not accepted to a person, whatever is asked for next', async () => {
    const id = await confirmed();
    await book(id, [
      piece('lin_1', 3, { condition: 'damaged', accepted: false }),
      piece('lin_2', 1, { condition: 'not_arrived' }),
    ]);
    const { services } = app;
    const [conversation, order] = [
      await services.conversations.find(conversationId),
      await services.shop.findOrder('ord_1'),
    ];
    if (conversation === undefined || order === undefined) throw new Error('nothing to ask for');
    const proposed = await services.proposals.proposeRefund({
      conversation,
      order,
      locale: 'en',
      timeZone: 'Europe/Berlin',
      requested: { reason: 'damaged', amount: 2000 },
    });
    if (!proposed.ok) throw new Error(proposed.rule);
    const { id: asked, confirmationToken: token = '' } = proposed.proposal;
    await services.proposals.confirm(conversationId, asked, { token });
    expect(
      (await services.proposals.awaitingApproval()).map(({ proposal }) => proposal.id),
    ).toEqual([asked]);
    expect(await refunds()).toEqual([]);
  });

  test('that is over ends no later one of the same order', async () => {
    const missing = everything.lines.map(({ lineId, quantity }) =>
      piece(lineId, quantity, { condition: 'not_arrived' }),
    );
    const first = await confirmed();
    await book(first, missing, 'the first');
    expect(await statusNow()).toBe('delivered');
    const second = await confirmed();
    expect((await list()).map(({ proposalId }) => proposalId)).toEqual([second]);
    expect((await send(first, [])).json).toMatchObject({ code: 'return_closed' });
    await book(first, missing, 'the first');
    expect(await statusNow()).toBe('return_requested');
    await book(second, [piece('lin_1', 3), piece('lin_2', 1)]);
    expect(await refunds()).toEqual([[14_499, 'succeeded']]);
  });

  test('is booked in by nobody for themselves, by no stranger, and never beyond what was to come', async () => {
    const id = await confirmed();
    const maria = await app.services.staff.add({
      name: 'Maria',
      role: 'agent',
      email: 'maria.santos@example.com',
    });
    expect((await send(id, [piece('lin_1', 1)], 'x', maria.token)).json).toMatchObject({
      code: 'own_request',
    });
    expect((await send(id, [piece('lin_1', 1)], 'x', 'nobody')).status).toBe(401);
    expect((await send('prp_0', [piece('lin_1', 1)])).status).toBe(404);
    for (const items of [[piece('lin_1', 4)], [piece('lin_9', 1)]])
      expect((await send(id, items)).json).toMatchObject({ code: 'too_many_pieces' });
    await expect(
      app.services.database.run(
        `INSERT INTO return_arrivals (proposal_id, client_id, line_id, quantity, condition, accepted, staff_id, at)
          VALUES (?, 'x', 'lin_1', 4, 'as_expected', 1, 'stf', 0)`,
        id,
      ),
    ).rejects.toThrow(/arrival_exceeds_return/);
    expect(await refunds()).toEqual([]);
  });
});

describe('an exchange', () => {
  const exchange = (variantId: string): ChangeRequest => ({
    kind: 'exchange',
    replacements: [{ lineId: 'lin_2', quantity: 1, variantId }],
  });

  test('sends the new article and gives the difference back once the old one is there', async () => {
    const id = await confirmed(exchange('var_blue'));
    expect(await list()).toMatchObject([{ kind: 'exchange', amount: { amount: 1500 } }]);
    expect(await book(id, [piece('lin_2', 1)])).toMatchObject({
      complete: true,
      amount: { amount: 1500 },
      waits: null,
    });
    const order = await app.services.shop.findOrder('ord_1');
    expect(order).toMatchObject({ status: 'processing', itemsModified: true });
    expect(order?.lines.map(({ variantId }) => variantId)).toEqual(['var_1', 'var_blue']);
    expect(await refunds()).toEqual([[1500, 'succeeded']]);
    expect(await lastMessage()).toMatch(/preparing the new item/);
    expect((await send(id, [])).json).toMatchObject({ code: 'return_closed' });
  });
});
