import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fixturesFolder,
  parseTauShop,
  readTauShop,
  type TauOrder,
  type TauRecords,
} from '../fixtures/tau-retail.ts';
import { ADDRESS, anyTalk, anyTauShop, type TauTalk } from './any-tau.ts';
import { differences } from './differences.ts';
import { TauOracle } from './oracle.ts';
import { isSame, openReplayShop, startReplay } from './replay.ts';

/** More of them: `REPLAY_RUNS=3000 npx vitest run --project node test/replay/oracle.test.ts`. */
const RUNS = Number(process.env.REPLAY_RUNS ?? 40);
const SEED = Number(process.env.REPLAY_SEED ?? 20260301);
const folder = fixturesFolder();

describe('our tools against a second account of what the shop’s writes do', () => {
  it('does the same to any small shop, and nothing when it refuses', { timeout }, () =>
    holdsFor(anyTauShop()),
  );

  it.skipIf(folder === null)(
    'does the same to customers of tau-retail, and nothing when it refuses',
    { timeout },
    () => holdsFor(anyCustomersOf(parseTauShop(readTauShop(folder ?? '')))),
  );

  it('changes items one after the other, each product among its own lines', async () => {
    // 101 becomes 102 in the first line, so that "102" then means the first line, not the third.
    const shop = shopWith(['101', '201', '102']);
    const kwargs = {
      order_id: '#W1',
      item_ids: ['101', '102', '201'],
      new_item_ids: ['102', '103', '203'],
      payment_method_id: 'paypal_1',
    };
    const calls = [{ name: 'modify_pending_order_items', kwargs }];
    await compare(shop, { verifiedUser: 'ann_lee_1', calls }, {});
    const crossed = { ...kwargs, item_ids: ['101', '201'], new_item_ids: ['201', '102'] };
    const refused = [{ name: 'modify_pending_order_items', kwargs: crossed }];
    const tally: Tally = {};
    await compare(shop, { verifiedUser: 'ann_lee_1', calls: refused }, tally);
    expect(tally).toEqual({ modify_pending_order_items: { accepted: 0, refused: 1 } });
  });
});

const timeout = 120_000 + RUNS * 2000;

type Tally = Record<string, { accepted: number; refused: number }>;

async function holdsFor(shops: fc.Arbitrary<TauRecords>): Promise<void> {
  const tally: Tally = {};
  const cases = shops.chain((shop) =>
    fc.record({ shop: fc.constant(shop), talk: anyTalk(shop, 6) }),
  );
  await fc.assert(
    fc.asyncProperty(cases, ({ shop, talk }) => compare(shop, talk, tally)),
    { numRuns: RUNS, seed: SEED },
  );
  // A property that was never put to the test holds of anything.
  const sum = (which: 'accepted' | 'refused') =>
    Object.values(tally).reduce((total, count) => total + count[which], 0);
  expect(sum('accepted')).toBeGreaterThan(RUNS / 2);
  expect(sum('refused')).toBeGreaterThan(RUNS / 2);
}

async function compare(
  records: TauRecords,
  { verifiedUser, calls }: TauTalk,
  tally: Tally,
): Promise<void> {
  const oracle = new TauOracle(records, verifiedUser);
  const shop = await openReplayShop(records);
  const replay = await startReplay(shop, verifiedUser);
  let before = shop.before;
  for (const call of calls) {
    const accepted = await replay.call(call);
    const told = JSON.stringify({ verifiedUser, call });
    expect(accepted, told).toBe(oracle.call(call));
    const after = await replay.snapshot();
    if (accepted) expect(differences(oracle.changed(), await replay.changed()), told).toEqual([]);
    else expect(isSame(before, after), told).toBe(true);
    before = after;
    const count = tally[call.name] ?? { accepted: 0, refused: 0 };
    count[accepted ? 'accepted' : 'refused'] += 1;
    tally[call.name] = count;
  }
  replay.close();
}

/** A few customers with all they ordered, and the products of it. */
function anyCustomersOf({ orders, users, products }: TauRecords): fc.Arbitrary<TauRecords> {
  const all = Object.values(orders);
  const buyers = [...new Set(all.map(({ user_id }) => user_id))];
  return fc.uniqueArray(fc.constantFrom(...buyers), { minLength: 2, maxLength: 3 }).map((ids) => {
    const own = all.filter(({ user_id }) => ids.includes(user_id));
    const bought = new Set(own.flatMap(({ items }) => items.map(({ product_id }) => product_id)));
    return {
      orders: Object.fromEntries(own.map((order) => [order.order_id, order])),
      users: Object.fromEntries(Object.entries(users).filter(([id]) => ids.includes(id))),
      products: Object.fromEntries(Object.entries(products).filter(([id]) => bought.has(id))),
    };
  });
}

/** One pending order of such items: 101 to 103 of one product, 201 to 203 of another. */
function shopWith(itemIds: readonly string[]): TauRecords {
  const products = Object.fromEntries(
    ['1', '2'].map((n) => [
      n,
      {
        name: `Product ${n}`,
        product_id: n,
        variants: Object.fromEntries(
          ['1', '2', '3'].map((v) => [
            `${n}0${v}`,
            {
              item_id: `${n}0${v}`,
              options: { size: v },
              available: true,
              price: 10 + Number(v) / 10,
            },
          ]),
        ),
      },
    ]),
  );
  const items = itemIds.flatMap((itemId): TauOrder['items'] => {
    const product = products[itemId.charAt(0)];
    const variant = product?.variants[itemId];
    if (product === undefined || variant === undefined) return [];
    const { available: _, ...rest } = variant;
    return [{ name: product.name, product_id: product.product_id, ...rest }];
  });
  const total = items.reduce((sum, { price }) => sum + price, 0);
  return {
    products,
    users: {
      ann_lee_1: {
        name: { first_name: 'Ann', last_name: 'Lee' },
        address: ADDRESS,
        email: 'ann@example.com',
        payment_methods: { paypal_1: { source: 'paypal', id: 'paypal_1' } },
      },
    },
    orders: {
      '#W1': {
        order_id: '#W1',
        user_id: 'ann_lee_1',
        address: ADDRESS,
        items,
        fulfillments: [],
        status: 'pending',
        payment_history: [
          { transaction_type: 'payment', amount: total, payment_method_id: 'paypal_1' },
        ],
      },
    },
  };
}
