import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { demoFiles } from '../../scripts/demo-store/files.ts';
import { currencyExponent } from '../../src/lib/money.ts';
import { DEMO_BASE, demoShop, loadDemoShop } from '../../src/shop/demo-shop.ts';
import { importShop } from '../../src/shop/import-shop.ts';
import { PAYMENT_METHODS } from '../../src/shop/payment-records.ts';
import { TRACKING_STATUSES } from '../../src/shop/shipment-records.ts';
import { ShopStore } from '../../src/shop/shop-store.ts';
import { createTestDatabase } from '../helpers/database.ts';

const DIRECTORY = new URL('../../data/demo-store/', import.meta.url);
const now = () => Date.parse('2027-03-09T15:30:00Z');
const shop = demoShop(now);

describe('the demo shop', () => {
  it('is what the generator in scripts/demo-store makes', () => {
    const files = demoFiles();
    expect(readdirSync(DIRECTORY).sort()).toEqual(Object.keys(files).sort());
    for (const [name, text] of Object.entries(files)) {
      expect(readFileSync(new URL(name, DIRECTORY), 'utf8') === text, `${name} is stale`).toBe(
        true,
      );
    }
  });

  it('imports without a problem, as files and with moved dates', async () => {
    const names = readdirSync(DIRECTORY).filter((name) => name.endsWith('.json'));
    const files = names.map((name) => ({
      name,
      text: readFileSync(new URL(name, DIRECTORY), 'utf8'),
    }));
    expect(await importShop(await createTestDatabase(), files)).toMatchObject({ ok: true });
    const moved = [{ name: 'shop.json', text: JSON.stringify(shop) }];
    expect(await importShop(await createTestDatabase(), moved)).toMatchObject({ ok: true });
  });

  it('has its articles found by their name in every language', async () => {
    const database = await createTestDatabase();
    await loadDemoShop(database, now);
    const store = new ShopStore(database);
    const towel =
      'towel 毛巾 toalla toalha serviette Handtuch asciugamano タオル 수건 منشفة полотенце handuk ผ้าเช็ดตัว';
    for (const word of [...towel.split(' '), 'khăn tắm']) {
      const [found] = await store.searchProducts(word);
      expect({ word, title: found?.title }).toMatchObject({
        word,
        title: expect.stringMatching(/towel/i),
      });
    }
  });

  it('loads into an empty database once', async () => {
    const database = await createTestDatabase();
    const store = new ShopStore(database);
    expect(await store.isEmpty()).toBe(true);
    await loadDemoShop(database, now);
    await loadDemoShop(database, now);
    expect(await store.isEmpty()).toBe(false);
    expect(await database.get('SELECT count(*) AS count FROM orders')).toEqual({
      count: shop.orders.length,
    });
  });

  it('has every method, every tracking status, many countries and currencies', () => {
    const currencies = new Set(shop.orders.map(({ currency }) => currency));
    expect(shop.products.length).toBeGreaterThanOrEqual(40);
    expect(shop.customers.length).toBeGreaterThanOrEqual(60);
    expect(shop.orders.length).toBeGreaterThanOrEqual(150);
    expect(new Set(shop.customers.map(({ country }) => country)).size).toBeGreaterThanOrEqual(14);
    expect(currencies.size).toBeGreaterThanOrEqual(10);
    expect(
      [...currencies].filter((currency) => currencyExponent(currency) !== 2).length,
    ).toBeGreaterThanOrEqual(3);
    expect(new Set(shop.payments.map(({ method }) => method))).toEqual(new Set(PAYMENT_METHODS));
    expect(new Set(shop.shipments.map(({ status }) => status))).toEqual(new Set(TRACKING_STATUSES));
    expect(new Set(shop.disputes.map(({ kind }) => kind))).toEqual(
      new Set(['inquiry', 'chargeback']),
    );
    expect(new Set(shop.refunds.map(({ status }) => status)).size).toBe(5);
  });

  it('tells of the past only, in a believable order', () => {
    const orders = new Map(shop.orders.map((order) => [order.id, order]));
    for (const shipment of shop.shipments) {
      const order = orders.get(shipment.orderId);
      expect(
        shipment.createdAt >= (order?.placedAt ?? ''),
        `${order?.number}: parcel before order`,
      ).toBe(true);
      for (const scan of shipment.scans) expect(Date.parse(scan.at)).toBeLessThanOrEqual(now());
    }
    for (const refund of shop.refunds) {
      const order = orders.get(refund.orderId);
      expect(
        refund.requestedAt >= (order?.deliveredAt ?? order?.placedAt ?? ''),
        `${order?.number}: early refund`,
      ).toBe(true);
      expect(Date.parse(refund.completedAt ?? refund.requestedAt)).toBeLessThanOrEqual(now());
    }
  });

  it('moves its dates by whole days, so that its base is the last midnight', () => {
    const base = demoShop(() => Date.parse(DEMO_BASE));
    const days =
      (Date.parse(shop.orders[0]?.placedAt ?? '') - Date.parse(base.orders[0]?.placedAt ?? '')) /
      86_400_000;
    expect(days).toBe((Date.parse('2027-03-09T00:00:00Z') - Date.parse(DEMO_BASE)) / 86_400_000);
    const eta = (data: typeof shop) =>
      data.shipments.find(({ orderId }) => orderId === 'ord_10005')?.eta?.earliest;
    expect(eta(shop)).toBe('2027-03-09');
  });
});
