import { beforeEach, describe, expect, it } from 'vitest';
import { BuiltInGateway, type GatewayFault } from '../../src/connectors/built-in-gateway.ts';
import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { aPayment } from '../helpers/shop.ts';

let database: SqliteDatabase;
let time: number;
let faults: GatewayFault[];
let gateway: BuiltInGateway;

beforeEach(async () => {
  database = await createTestDatabase();
  time = Date.parse('2026-03-20T12:00:00Z');
  faults = [];
  gateway = new BuiltInGateway({ database, now: () => time, fault: () => faults.shift() });
});

function aCall(
  changes: { key?: string; amount?: number } = {},
  payment = aPayment({ amount: 5000 }),
) {
  const { key = 'key-1', amount = 2000 } = changes;
  return { key, payment, amount: { amount, currency: payment.currency }, reason: 'damaged' };
}

async function movedAmount(): Promise<unknown> {
  const row = await database.get(
    "SELECT sum(amount) AS moved FROM gateway_refunds WHERE outcome = 'succeeded'",
  );
  return row?.moved;
}

describe('the built-in payment gateway', () => {
  it('refunds a card at once and answers a repeated key with the same refund', async () => {
    const first = await gateway.refund(aCall());
    expect(first).toMatchObject({
      status: 'succeeded',
      providerReference: expect.stringMatching(/^bir_/),
    });
    expect(await gateway.refund(aCall())).toEqual(first);
    expect(await movedAmount()).toBe(2000);
  });

  it('refuses a known key with another amount', async () => {
    await gateway.refund(aCall());
    await expect(gateway.refund(aCall({ amount: 2001 }))).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect(await movedAmount()).toBe(2000);
  });

  it('never gives back more than was captured, over several keys', async () => {
    await gateway.refund(aCall({ key: 'a', amount: 3000 }));
    expect(await gateway.refund(aCall({ key: 'b', amount: 2001 }))).toMatchObject({
      status: 'failed',
      failureCode: 'charge_already_refunded',
    });
    expect(await gateway.refund(aCall({ key: 'c', amount: 2000 }))).toMatchObject({
      status: 'succeeded',
    });
    expect(await movedAmount()).toBe(5000);
  });

  it('answers unknown when the connection breaks, and tells by reading back whether it acted', async () => {
    faults = ['timeout_after_effect', 'timeout_before_effect'];
    expect(await gateway.refund(aCall({ key: 'acted' }))).toEqual({ status: 'unknown' });
    expect(await gateway.refund(aCall({ key: 'lost' }))).toEqual({ status: 'unknown' });
    expect(await gateway.readRefund('acted')).toMatchObject({ status: 'succeeded' });
    expect(await gateway.readRefund('lost')).toBeNull();
  });

  it('keeps a wallet refund pending for some minutes', async () => {
    const payment = aPayment({ method: 'grabpay', currency: 'SGD', country: 'SG' });
    expect(await gateway.refund(aCall({}, payment))).toMatchObject({ status: 'pending' });
    time += 5 * 60_000;
    expect(await gateway.readRefund('key-1')).toMatchObject({ status: 'succeeded' });
  });

  it('fails for methods without a way back', async () => {
    const payment = aPayment({ method: 'boleto', currency: 'BRL', country: 'BR' });
    expect(await gateway.refund(aCall({}, payment))).toMatchObject({
      status: 'failed',
      failureCode: 'refund_not_supported',
    });
  });
});
