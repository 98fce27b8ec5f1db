import { z } from 'zod';
import { sha256Hex } from '../lib/ids.ts';
import { refundableAmount } from '../policy/amounts.ts';
import type { ChangeKind, ChangePlan, ChangeRecords } from '../policy/order-change.ts';
import type { PolicyValues } from '../prompts/policy-values.ts';
import type { Customer } from '../shop/records.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { assertThat } from '../storage/assertion.ts';
import type { Database, Statement } from '../storage/database.ts';

const kindSchema = z.enum([
  'cancellation',
  'address_change',
  'item_change',
  'payment_change',
  'return',
  'exchange',
]);

/** Changes whose charge was declined were undone and do not count. */
const DONE = `FROM order_changes JOIN proposals ON proposals.id = order_changes.proposal_id
  WHERE order_changes.order_id = ? AND proposals.state <> 'failed'`;

/** Everything a change of this order rests on, read together; undefined when one of them is gone. */
export async function readChangeRecords(
  { database, shop }: { database: Database; shop: ShopStore },
  orderId: string,
): Promise<ChangeRecords | undefined> {
  const [order, payments, refunds, disputes, changes] = await Promise.all([
    shop.findOrder(orderId),
    shop.paymentsOfOrder(orderId),
    shop.refundsOfOrder(orderId),
    shop.disputesOfOrder(orderId),
    database.all(`SELECT order_changes.kind ${DONE} ORDER BY sequence`, orderId),
  ]);
  const customer = order && (await shop.findCustomer(order.customerId));
  if (order === undefined || customer === undefined) return undefined;
  const ids = [...new Set(order.lines.map(({ productId }) => productId))];
  const products = await Promise.all(ids.map((id) => shop.findProduct(id)));
  return {
    order,
    payments,
    refunds,
    disputes,
    customer,
    products: products.filter((product) => product !== undefined),
    earlier: changes.map(({ kind }): ChangeKind => kindSchema.parse(kind)),
  };
}

/** Equal exactly as long as neither the records nor the merchant's rules have changed. */
export function hashChangeFacts(records: ChangeRecords, policy: PolicyValues): Promise<string> {
  const { order, customer, products, ...rest } = records;
  const { note: _, ...facts } = order;
  const variants = products.map(({ id, variants: all }) => [id, all]);
  return sha256Hex(JSON.stringify([facts, customer.instruments, variants, rest, policy]));
}

export function hashAddressFacts(customer: Customer, policy: PolicyValues): Promise<string> {
  return sha256Hex(JSON.stringify([customer.defaultAddress ?? null, policy]));
}

/** The decision was made on these records: they must still stand as they were read when it is carried out. */
export function unchangedGuards(
  { order, payments, refunds, disputes, earlier }: ChangeRecords,
  plan: ChangePlan,
): Statement[] {
  return [
    assertThat(
      `EXISTS (SELECT 1 FROM orders WHERE id = ? AND status = ? AND items_modified = ? AND total = ?
        AND shipping_address = ?)`,
      order.id,
      order.status,
      order.itemsModified,
      order.total,
      JSON.stringify(order.shippingAddress),
    ),
    assertThat(
      `(SELECT json_group_array(json_array(id, variant_id, quantity, total)) FROM
        (SELECT * FROM order_lines WHERE order_id = ? ORDER BY position)) = ?`,
      order.id,
      JSON.stringify(
        order.lines.map(({ id, variantId, quantity, total }) => [id, variantId, quantity, total]),
      ),
    ),
    assertThat('(SELECT count(*) FROM payments WHERE order_id = ?) = ?', order.id, payments.length),
    ...payments.map((payment) =>
      assertThat(
        `(SELECT status FROM payments WHERE id = ?) = ?
          AND (SELECT refundable FROM payment_balances WHERE payment_id = ?) = ?`,
        payment.id,
        payment.status,
        payment.id,
        refundableAmount(payment, refunds, disputes),
      ),
    ),
    assertThat(`(SELECT count(*) ${DONE}) = ?`, order.id, earlier.length),
    ...plan.stock
      .filter(({ change }) => change < 0)
      .map(({ productId, variantId, change }) =>
        assertThat(
          `EXISTS (SELECT 1 FROM product_variants WHERE product_id = ? AND id = ? AND available = 1
            AND (stock IS NULL OR stock >= ?))`,
          productId,
          variantId,
          -change,
        ),
      ),
  ];
}
