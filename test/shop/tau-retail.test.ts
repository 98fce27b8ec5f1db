import { beforeAll, describe, expect, it } from 'vitest';
import { exportShop } from '../../src/shop/export-shop.ts';
import { importShop } from '../../src/shop/import-shop.ts';
import type { ShopData } from '../../src/shop/records.ts';
import { ShopStore } from '../../src/shop/shop-store.ts';
import {
  convertTauShop,
  fixturesFolder,
  readTauShop,
  type TauShop,
} from '../fixtures/tau-retail.ts';
import { createTestDatabase } from '../helpers/database.ts';

const folder = fixturesFolder();

describe.skipIf(folder === null)('the real shop of tau-retail', () => {
  let source: TauShop;
  let shop: ShopData;

  beforeAll(() => {
    source = readTauShop(folder ?? '');
    shop = convertTauShop(source);
  });

  it('imports whole and comes out as it went in', async () => {
    const database = await createTestDatabase();
    const files = [{ name: 'shop.json', text: JSON.stringify(shop) }];
    expect(await importShop(database, files)).toMatchObject({
      ok: true,
      counts: {
        orders: { added: 1000 },
        customers: { added: 500 },
        products: { added: 50 },
        payments: { added: 1000 },
        refunds: { added: 102 },
        shipments: { added: 577 },
      },
    });

    const exported = await exportShop(database);
    expect(JSON.parse(JSON.stringify(exported))).toEqual(JSON.parse(JSON.stringify(shop)));
    expect(
      await importShop(database, [{ name: 'shop.json', text: JSON.stringify(exported) }]),
    ).toMatchObject({
      counts: {
        orders: { added: 0, changed: 0, unchanged: 1000 },
        payments: { changed: 0, unchanged: 1000 },
      },
    });
  });

  it('keeps every sum of money', async () => {
    const database = await createTestDatabase();
    await importShop(database, [{ name: 'shop.json', text: JSON.stringify(shop) }]);
    const exported = await exportShop(database);
    const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
    const original = history(source.orders);
    expect(sum(exported.orders.map(({ total }) => total))).toBe(sum(original.payment));
    expect(
      sum(exported.payments.flatMap(({ captures }) => captures.map(({ amount }) => amount))),
    ).toBe(sum(original.payment));
    expect(sum(exported.refunds.map(({ amount }) => amount))).toBe(sum(original.refund));
    const balances = await database.get(
      'SELECT sum(refundable) AS refundable FROM payment_balances',
    );
    expect(balances?.refundable).toBe(sum(original.payment) - sum(original.refund));
  });

  it('answers look-ups by number, however it is written', async () => {
    const database = await createTestDatabase();
    await importShop(database, [{ name: 'shop.json', text: JSON.stringify(shop) }]);
    const store = new ShopStore(database);
    for (const written of ['#W2611340', 'w2611340', 'W 2611340', '2611340', '＃Ｗ２６１１３４０']) {
      expect((await store.findOrderByNumber(written))?.customerId, written).toBe('james_li_5688');
    }
    expect((await store.findShipmentByTrackingNumber('357962501027'))?.orderId).toBe('#W2611340');
    expect(await store.searchProducts('water bottles')).toMatchObject([{ title: 'Water Bottle' }]);
  });
});

function history(orders: unknown): { payment: number[]; refund: number[] } {
  const sums: { payment: number[]; refund: number[] } = { payment: [], refund: [] };
  const text = JSON.stringify(orders);
  for (const [, type, amount] of text.matchAll(
    /"transaction_type":"(payment|refund)","amount":([\d.]+)/g,
  )) {
    sums[type === 'refund' ? 'refund' : 'payment'].push(Math.round(Number(amount) * 100));
  }
  return sums;
}
