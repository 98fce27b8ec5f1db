import { isoTime } from '../lib/clock.ts';
import type { ChangePlan } from '../policy/order-change.ts';
import { upsertStatements } from '../shop/record-table.ts';
import { type Address, addressSchema, type Order } from '../shop/records.ts';
import { tables } from '../shop/tables.ts';
import type { Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';

/** What becomes of the order, of its articles on the shelf, or of the default address. */
export function effectStatements(
  { effect, stock }: ChangePlan,
  { order, customerId, now }: { order: Order | undefined; customerId: string; now: number },
): Statement[] {
  const shelf = stock.map(({ productId, variantId, change }) =>
    sql(
      'UPDATE product_variants SET stock = stock + ? WHERE product_id = ? AND id = ? AND stock IS NOT NULL',
      change,
      productId,
      variantId,
    ),
  );
  if (effect.type === 'address' && order === undefined)
    return [
      sql(
        'UPDATE customers SET default_address = ? WHERE id = ?',
        addressText(effect.address),
        customerId,
      ),
    ];
  if (order === undefined) throw new TypeError('this change needs an order');
  switch (effect.type) {
    case 'none':
      return shelf;
    case 'cancelled':
      return [
        ...shelf,
        sql(
          "UPDATE orders SET status = 'cancelled', cancelled_at = ?, cancel_reason = ? WHERE id = ?",
          isoTime(now),
          effect.reason,
          order.id,
        ),
        sql(
          "UPDATE shipments SET status = 'cancelled' WHERE order_id = ? AND shipped_at IS NULL AND status IN ('info_received', 'not_found')",
          order.id,
        ),
      ];
    case 'lines':
      return [...shelf, ...upsertStatements(tables.orders, [{ ...order, ...effect.order }])];
    case 'address':
      return [
        sql(
          'UPDATE orders SET shipping_address = ? WHERE id = ?',
          addressText(effect.address),
          order.id,
        ),
      ];
    case 'status':
      return [...shelf, sql('UPDATE orders SET status = ? WHERE id = ?', effect.status, order.id)];
  }
}

/** In the order of the schema, as an import writes it: the guards of the next change compare the text. */
function addressText(address: Address): string {
  return JSON.stringify(addressSchema.parse(address));
}
