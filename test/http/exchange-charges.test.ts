import { beforeEach, expect, test } from 'vitest';
import { BuiltInGateway, type GatewayFault } from '../../src/connectors/built-in-gateway.ts';
import { bookedArrival, returnQueue } from '../../src/protocol/staff.ts';
import { confirmedChange } from '../helpers/confirmed-change.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { type TestApp, testApp } from '../helpers/http.ts';
import { type TestServices, testServices } from '../helpers/services.ts';
import { aCustomer, anOrder, aPayment, aProduct } from '../helpers/shop.ts';

const variant = { title: 'x', currency: 'EUR', available: true };
const card = { id: 'card_1', method: 'card' as const, last4: '4242' };
const giftCard = {
  id: 'gift_1',
  method: 'gift_card' as const,
  balance: { amount: 800, currency: 'EUR' },
};

let app: TestApp;
let ana: string;
let conversationId: string;
let faults: GatewayFault[];

beforeEach(async () => {
  const database = await createTestDatabase();
  faults = [];
  let services: TestServices | undefined;
  const charges = new BuiltInGateway({
    database,
    now: () => services?.now() ?? 0,
    fault: () => faults.shift(),
  });
  app = await testApp({
    shop: {
      customers: [aCustomer({ instruments: [card, giftCard] })],
      products: [
        aProduct({
          variants: [
            { ...variant, id: 'var_1', price: 4500, options: { color: 'black' }, stock: 5 },
            { ...variant, id: 'var_red', price: 5200, options: { color: 'red' }, stock: 3 },
          ],
        }),
      ],
      orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' })],
      payments: [aPayment({ instrumentId: 'card_1' })],
      shipments: [],
    },
    inputs: { database, charges },
  });
  services = app.services;
  ana = (await app.services.staff.add({ name: 'Ana', role: 'agent' })).token;
});

/** A dearer variant for the only article, as the shopper confirmed it. */
async function confirmed(instrumentId = 'card_1', locale = 'en'): Promise<string> {
  const change = await confirmedChange(
    app.services,
    {
      kind: 'exchange',
      replacements: [{ lineId: 'lin_1', quantity: 1, variantId: 'var_red' }],
      instrumentId,
    },
    locale,
  );
  conversationId = change.conversationId;
  if (locale === 'en')
    expect(change.proposal.text).toMatch(
      /once the items are back.*€7\.00 \((card ending in 4242|gift card)\)/i,
    );
  return change.proposal.id;
}

let acts = 0;
async function arrive(
  id: string,
  items = [{ lineId: 'lin_1', quantity: 1, condition: 'as_expected' }],
) {
  acts += 1;
  const answer = await app.request('POST', `/v1/staff/returns/${id}/arrivals`, {
    token: ana,
    body: { clientArrivalId: `act ${acts}`, items },
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return bookedArrival.parse(answer.json);
}
const list = async () =>
  returnQueue.parse((await app.request('GET', '/v1/staff/returns', { token: ana })).json).returns;
const orderNow = async () => {
  const order = await app.services.shop.findOrder('ord_1');
  return [order?.status, order?.lines[0]?.variantId];
};
const charged = () => app.services.database.all('SELECT amount, outcome FROM gateway_charges');
async function payments() {
  const all = await app.services.shop.paymentsOfOrder('ord_1');
  return all.slice(1).map(({ amount, status, method }) => [amount, status, method]);
}
async function said(): Promise<string[]> {
  const events = await app.services.log.read(conversationId, { limit: 500 });
  return events.flatMap(({ event }) => (event.type === 'message-end' ? [event.text] : []));
}
const WAITS = ['exchange_requested', 'var_1'];
const DONE = ['processing', 'var_red'];

test('charges the difference that was confirmed when the goods are back, then sends the new article', async () => {
  const id = await confirmed();
  expect(await charged()).toEqual([]);
  expect(await list()).toMatchObject([{ charge: 'none', amount: { amount: -700 } }]);
  expect(await arrive(id)).toMatchObject({
    complete: true,
    amount: null,
    charge: { amount: 700, currency: 'EUR' },
    waits: null,
  });
  expect(await charged()).toEqual([{ amount: 700, outcome: 'succeeded' }]);
  expect(await payments()).toEqual([[700, 'captured', 'card']]);
  expect(await orderNow()).toEqual(DONE);
  const order = await app.services.shop.findOrder('ord_1');
  const balances = await app.services.database.get(
    'SELECT sum(captured) AS sum FROM payment_balances',
  );
  expect(balances?.sum).toBe(order?.total);
  const [first, second] = await said();
  expect(first).toMatch(/received.*charging the difference of €7\.00.*\(card ending in 4242\)/s);
  expect(second).toMatch(/€7\.00 has been charged.*preparing the new item/s);
  expect(await list()).toEqual([]);
  await app.services.recover();
  expect(await said()).toHaveLength(2);
});

test.each(['timeout_before_effect', 'timeout_after_effect'] as const)(
  'reads an unknown outcome back before anything else, and charges once: %s',
  async (fault) => {
    faults = [fault, fault];
    const id = await confirmed();
    await arrive(id);
    if (fault === 'timeout_before_effect') {
      expect(await orderNow()).toEqual(WAITS);
      expect(await list()).toMatchObject([{ charge: 'open' }]);
      expect(await arrive(id, [])).toMatchObject({ charge: null, amount: null });
    }
    for (let round = 0; round < 4; round += 1) {
      await app.services.time.advance(3_600_000);
      await app.services.recover();
    }
    expect(await charged()).toHaveLength(1);
    expect(await orderNow()).toEqual(DONE);
  },
);

test('sends nothing when the charge is declined: says so, calls a person, and tries again when they do', async () => {
  faults = ['declined'];
  const id = await confirmed();
  await arrive(id);
  expect(await orderNow()).toEqual(WAITS);
  expect(await payments()).toEqual([[700, 'failed', 'card']]);
  expect(await list()).toMatchObject([{ charge: 'failed' }]);
  expect((await said()).at(-1)).toMatch(/could not be charged.*Nothing was taken.*A colleague/s);
  await app.services.recover();
  await app.services.recover();
  expect(await app.services.handoffs.queue()).toMatchObject([{ reason: 'refund_failed' }]);
  expect(await charged()).toEqual([{ amount: 700, outcome: 'failed' }]);

  expect(await arrive(id, [])).toMatchObject({ charge: { amount: 700 } });
  expect(await orderNow()).toEqual(DONE);
  expect(await payments()).toEqual([
    [700, 'failed', 'card'],
    [700, 'captured', 'card'],
  ]);
  expect(await app.services.handoffs.queue()).toHaveLength(1);
});

test('takes it from a gift card in the same breath, if enough is left on it', async () => {
  const id = await confirmed('gift_1');
  const balance = async () =>
    (await app.services.shop.findCustomer('cus_1'))?.instruments[1]?.balance?.amount;
  await app.services.database.run(
    "UPDATE payment_instruments SET balance = json_set(balance, '$.amount', 699) WHERE id = 'gift_1'",
  );
  expect(await arrive(id)).toMatchObject({ charge: null, waits: 'change.balance_too_low' });
  expect(await orderNow()).toEqual(WAITS);
  await app.services.database.run(
    "UPDATE payment_instruments SET balance = json_set(balance, '$.amount', 900) WHERE id = 'gift_1'",
  );
  expect(await arrive(id, [])).toMatchObject({ charge: { amount: 700 }, waits: null });
  expect(await balance()).toBe(200);
  expect(await orderNow()).toEqual(DONE);
  expect(await charged()).toEqual([]);
  expect((await said()).at(-1)).toMatch(/€7\.00 has been charged \(gift card\).*preparing/s);
});

test('leaves it to a person when the way to pay is gone or the price is another by then', async () => {
  const id = await confirmed();
  const { database } = app.services;
  await database.run("UPDATE product_variants SET price = 6000 WHERE id = 'var_red'");
  expect(await arrive(id)).toMatchObject({ charge: null, waits: 'change.currency' });
  await database.run("UPDATE product_variants SET price = 5200 WHERE id = 'var_red'");
  await database.run("DELETE FROM payment_instruments WHERE id = 'card_1'");
  expect(await arrive(id, [])).toMatchObject({ charge: null, waits: 'change.method_needed' });
  expect(await charged()).toEqual([]);
  expect(await orderNow()).toEqual(WAITS);
});

test('keeps to the price that was paid, whatever the catalogue says when the provider answers', async () => {
  faults = ['timeout_before_effect'];
  const id = await confirmed();
  await arrive(id);
  await app.services.database.run("UPDATE product_variants SET price = 9900 WHERE id = 'var_red'");
  await app.services.time.advance(3_600_000);
  await app.services.recover();
  expect(await orderNow()).toEqual(DONE);
  expect(await charged()).toEqual([{ amount: 700, outcome: 'succeeded' }]);
});

test('charges once however many book, try again and sweep at the same time', async () => {
  const id = await confirmed();
  const { database } = app.services;
  const others = await Promise.all(
    [1, 2, 3].map(() => testServices({ inputs: { database, now: app.services.time.clock } })),
  );
  const staff = { id: 'stf_2' };
  const piece = {
    lineId: 'lin_1',
    quantity: 1,
    condition: 'as_expected' as const,
    accepted: true,
  };
  await Promise.all(
    others.flatMap(({ returns, recover }, index) => [
      returns.book(id, staff, { clientArrivalId: 'one act', items: [piece] }),
      returns.book(id, staff, { clientArrivalId: `again ${index}`, items: [] }),
      recover(),
    ]),
  );
  await Promise.all(others.map(({ recover }) => recover()));
  expect(await charged()).toEqual([{ amount: 700, outcome: 'succeeded' }]);
  expect(await payments()).toEqual([[700, 'captured', 'card']]);
  expect(await orderNow()).toEqual(DONE);
  expect((await said()).filter((text) => text.includes('has been charged'))).toHaveLength(1);
  await expect(
    database.run(
      `INSERT INTO charge_calls (id, key, proposal_id, kind, payment_id, state, not_before, created_at, updated_at)
        SELECT 'chg_2', 'another', proposal_id, kind, payment_id, 'waiting', 0, 0, 0 FROM charge_calls`,
    ),
  ).rejects.toThrow(/exchange_charged_twice/);
});

test.each(['ar', 'de', 'es', 'fr', 'id', 'it', 'ja', 'ko', 'pt', 'ru', 'th', 'vi', 'zh'])(
  'tells it in %s with amount and way to pay',
  async (locale) => {
    faults = ['declined'];
    const id = await confirmed('card_1', locale);
    await arrive(id);
    await arrive(id, []);
    const texts = await said();
    expect(texts).toHaveLength(4);
    for (const text of texts) {
      expect(text).toMatch(/7[.,٫]00|٧[.,٫]٠٠/);
      expect(text).toContain('4242');
      expect(text).not.toMatch(/[{}]/);
    }
  },
);
