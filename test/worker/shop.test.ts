import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { BuiltInGateway } from '../../src/connectors/built-in-gateway.ts';
import { demoShop, loadDemoShop } from '../../src/shop/demo-shop.ts';
import { exportShop } from '../../src/shop/export-shop.ts';
import { importShop } from '../../src/shop/import-shop.ts';
import { ShopStore } from '../../src/shop/shop-store.ts';
import { createD1 } from '../../src/storage/d1.ts';

it('keeps, finds, exports and refunds the demo shop on D1', async () => {
  const now = () => Date.parse('2026-11-22T12:00:00Z');
  const database = createD1(env.DB);
  await loadDemoShop(database, now);
  expect(await exportShop(database)).toEqual(demoShop(now));
  const again = await importShop(database, [
    { name: 'shop.json', text: JSON.stringify(demoShop(now)) },
  ]);
  expect(again).toMatchObject({
    ok: true,
    counts: { orders: { unchanged: 174 }, shipments: { unchanged: 154 } },
  });

  const shop = new ShopStore(database);
  const order = await shop.findOrderByNumber('dm 10054');
  expect(order?.number).toBe('DM-10054');
  expect((await shop.searchProducts('茶壶')).length).toBe(4);
  expect((await shop.searchProducts('Kanne')).length).toBeGreaterThan(0);
  const [payment] = await shop.paymentsOfOrder(order?.id ?? '');
  const [balance] = await shop.balancesOfOrder(order?.id ?? '');
  expect(balance).toMatchObject({ captured: payment?.amount, refundable: payment?.amount });

  if (!payment) throw new Error('the order has no payment');
  const gateway = new BuiltInGateway({ database, now });
  const call = {
    key: 'k',
    payment,
    amount: { amount: 100, currency: payment.currency },
    reason: 'damaged',
  };
  expect(await gateway.refund(call)).toMatchObject({ status: 'succeeded' });
  expect(await gateway.readRefund('k')).toMatchObject({ status: 'succeeded' });
});
