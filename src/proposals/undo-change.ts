import { upsertStatements } from '../shop/record-table.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { tables } from '../shop/tables.ts';
import type { Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';
import type { Proposal } from './proposal.ts';

/** Puts the articles of an order back as they were when what the change cost could not be charged. */
export async function undoStatements(
  { plan, orderId }: Proposal,
  shop: ShopStore,
): Promise<Statement[]> {
  if (plan?.effect.type !== 'lines' || orderId === null) return [];
  const order = await shop.findOrder(orderId);
  const { before } = plan.effect;
  // Something else was done to the order since: a person sorts it out.
  if (order === undefined || order.total !== plan.effect.order.total) return [];
  return [
    ...upsertStatements(tables.orders, [{ ...order, ...before }]),
    ...plan.stock.map(({ productId, variantId, change }) =>
      sql(
        'UPDATE product_variants SET stock = stock - ? WHERE product_id = ? AND id = ? AND stock IS NOT NULL',
        change,
        productId,
        variantId,
      ),
    ),
  ];
}
