import { sha256Hex } from '../lib/ids.ts';
import { refundableAmount } from '../policy/amounts.ts';
import { type FastLaneUse, fastLaneCaps } from '../policy/fast-lane.ts';
import type { PolicyValues } from '../prompts/policy-values.ts';
import type { Dispute, Payment, Refund } from '../shop/payment-records.ts';
import type { Order } from '../shop/records.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { assertThat } from '../storage/assertion.ts';
import type { Database, Statement } from '../storage/database.ts';
import { numberOf } from '../storage/sql-value.ts';

/** Everything a refund decision rests on, read together. */
export interface RefundRecords {
  order: Order;
  payments: readonly Payment[];
  refunds: readonly Refund[];
  disputes: readonly Dispute[];
}

export async function readRefundRecords(
  shop: ShopStore,
  orderId: string,
): Promise<RefundRecords | undefined> {
  const [order, payments, refunds, disputes] = await Promise.all([
    shop.findOrder(orderId),
    shop.paymentsOfOrder(orderId),
    shop.refundsOfOrder(orderId),
    shop.disputesOfOrder(orderId),
  ]);
  return order === undefined ? undefined : { order, payments, refunds, disputes };
}

/** Equal exactly as long as neither the records nor the merchant's limits have changed. */
export function hashFacts(
  { order, payments, refunds, disputes }: RefundRecords,
  policy: PolicyValues,
): Promise<string> {
  const { note: _, ...facts } = order;
  return sha256Hex(JSON.stringify([facts, payments, refunds, disputes, policy]));
}

/** The decision was made on these records: money and order must still stand as they were read when it is booked. */
export function unchangedAssertions({
  order,
  payments,
  refunds,
  disputes,
}: RefundRecords): Statement[] {
  return [
    assertThat('(SELECT status FROM orders WHERE id = ?) = ?', order.id, order.status),
    ...payments.map((payment) =>
      assertThat(
        '(SELECT refundable FROM payment_balances WHERE payment_id = ?) = ?',
        payment.id,
        refundableAmount(payment, refunds, disputes),
      ),
    ),
  ];
}

/** What the fast lane has carried out so far for this order, this shopper and today. Failed refunds do not count. */
export async function readFastLaneUse(
  database: Database,
  subject: { orderId: string; customerId: string },
  policy: PolicyValues,
  now: number,
): Promise<FastLaneUse> {
  const { order, shopper, shopperCount, day } = sums(subject, policy, now);
  const row = await database.get(
    `SELECT ${order.sql} AS "order", ${shopper.sql} AS shopper, ${shopperCount.sql} AS shopper_count, ${day.sql} AS day`,
    ...order.params,
    ...shopper.params,
    ...shopperCount.params,
    ...day.params,
  );
  if (row === undefined) throw new Error('sums gave no row');
  return {
    order: numberOf(row, 'order'),
    shopper: numberOf(row, 'shopper'),
    shopperCount: numberOf(row, 'shopper_count'),
    day: numberOf(row, 'day'),
  };
}

/** The caps as conditions of the batch that carries a refund out, so that two at once cannot both slip under one cap. */
export function fastLaneAssertions(
  subject: { orderId: string; customerId: string },
  worth: number | null,
  policy: PolicyValues,
  now: number,
): Statement[] {
  const caps = fastLaneCaps(policy);
  const used = sums(subject, policy, now);
  const statements: Statement[] = [];
  for (const name of ['order', 'shopper', 'day'] as const)
    if (caps[name] !== null)
      statements.push(
        assertThat(`${used[name].sql} + ? <= ?`, ...used[name].params, worth, caps[name]),
      );
  if (caps.shopperCount !== null)
    statements.push(
      assertThat(
        `${used.shopperCount.sql} + 1 <= ?`,
        ...used.shopperCount.params,
        caps.shopperCount,
      ),
    );
  return statements;
}

function sums(
  { orderId, customerId }: { orderId: string; customerId: string },
  policy: PolicyValues,
  now: number,
) {
  const counted = "FROM proposals WHERE fast_lane = 1 AND state <> 'failed'";
  const shopperSince = now - policy.fastLane.shopperDays * DAY_MS;
  return {
    order: {
      sql: `(SELECT coalesce(sum(worth), 0) ${counted} AND order_id = ?)`,
      params: [orderId],
    },
    shopper: {
      sql: `(SELECT coalesce(sum(worth), 0) ${counted} AND customer_id = ? AND confirmed_at > ?)`,
      params: [customerId, shopperSince],
    },
    shopperCount: {
      sql: `(SELECT count(*) ${counted} AND customer_id = ? AND confirmed_at > ?)`,
      params: [customerId, shopperSince],
    },
    day: {
      sql: `(SELECT coalesce(sum(worth), 0) ${counted} AND confirmed_at > ?)`,
      params: [now - DAY_MS],
    },
  };
}

const DAY_MS = 86_400_000;
