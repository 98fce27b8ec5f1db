import type { Arrival, ReturnState, Settlement } from '../policy/arrivals.ts';
import { upsertStatements } from '../shop/record-table.ts';
import type { Order } from '../shop/records.ts';
import { tables } from '../shop/tables.ts';
import { assertThat } from '../storage/assertion.ts';
import type { Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';

/** What was decided on was read before: it must still be all there is when it is booked. */
export function soFar(proposalId: string, { arrivals, settled, charge }: ReturnState): Statement[] {
  return [
    assertThat(
      '(SELECT count(*) FROM return_arrivals WHERE proposal_id = ?) = ?',
      proposalId,
      arrivals.length,
    ),
    assertThat(
      '(SELECT sum(amount) FROM return_settlements WHERE proposal_id = ?) IS ?',
      proposalId,
      settled,
    ),
    assertThat(
      "(SELECT count(*) FROM charge_calls WHERE proposal_id = ? AND kind = 'charge' AND state <> 'failed') = ?",
      proposalId,
      charge === 'open' || charge === 'paid' ? 1 : 0,
    ),
  ];
}

/** What follows from the end of a charge follows once. */
export function followed(callId: string): Statement[] {
  return [
    assertThat('(SELECT followed FROM charge_calls WHERE id = ?) = 0', callId),
    sql('UPDATE charge_calls SET followed = 1 WHERE id = ?', callId),
  ];
}

export function arrivalRow(
  proposalId: string,
  clientId: string,
  { lineId, quantity, condition, accepted }: Arrival,
  staffId: string,
  now: number,
): Statement {
  return sql(
    `INSERT INTO return_arrivals (proposal_id, client_id, line_id, quantity, condition, accepted, staff_id, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    proposalId,
    clientId,
    lineId,
    quantity,
    condition,
    accepted,
    staffId,
    now,
  );
}

/** Sound pieces can be sold again. */
export function toShelf(items: readonly Arrival[], order: Order): Statement[] {
  return items.flatMap(({ lineId, quantity, condition }) => {
    const line = order.lines.find(({ id }) => id === lineId);
    if (line === undefined || condition !== 'as_expected') return [];
    return [
      sql(
        'UPDATE product_variants SET stock = stock + ? WHERE product_id = ? AND id = ? AND stock IS NOT NULL',
        quantity,
        line.productId,
        line.variantId,
      ),
    ];
  });
}

export function orderStatements(order: Order, settlement: Settlement): Statement[] {
  const { status } = settlement;
  if (settlement.order !== null)
    return upsertStatements(tables.orders, [{ ...order, ...settlement.order, status }]);
  if (status === order.status) return [];
  return [sql('UPDATE orders SET status = ? WHERE id = ?', status, order.id)];
}
