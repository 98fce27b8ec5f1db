import type { Database, Row } from '../../src/storage/database.ts';
import { numberOf, textOf } from '../../src/storage/sql-value.ts';
import type { ArrivalAct } from './arrivals.ts';

/** Notes every refund that is booked while its payment is held: the books alone no longer show it once the hold is over. */
export async function watchHeldRefunds(database: Database): Promise<void> {
  await database.run('CREATE TABLE held_refunds (refund_id TEXT NOT NULL) STRICT');
  await database.run(
    `CREATE TRIGGER held_refunds_are_noted AFTER INSERT ON refunds
      WHEN (SELECT hold IS NOT NULL AND hold ->> '$.releasedAt' IS NULL FROM payments WHERE id = new.payment_id)
      BEGIN INSERT INTO held_refunds VALUES (new.id); END`,
  );
}

export async function isHeldNow(database: Database, paymentId: string): Promise<boolean> {
  const row = await database.get(
    "SELECT 1 AS one FROM payments WHERE id = ? AND hold IS NOT NULL AND hold ->> '$.releasedAt' IS NULL",
    paymentId,
  );
  return row !== undefined;
}

/** What must be true of what came back and of its money after every step; null when it all is. */
export async function findReturnFault(
  database: Database,
  acts: readonly ArrivalAct[],
): Promise<string | null> {
  if ((await database.get('SELECT 1 AS one FROM held_refunds LIMIT 1')) !== undefined)
    return 'a refund was booked of money that was held';
  const [arrivals, returns] = await Promise.all([
    database.all(
      `SELECT proposal_id, client_id, sum(quantity) AS pieces FROM return_arrivals GROUP BY proposal_id, client_id`,
    ),
    readReturns(database),
  ]);
  for (const row of arrivals) {
    const act = acts.find(
      (one) => one.proposalId === row.proposal_id && one.clientArrivalId === row.client_id,
    );
    const meant = act?.items.reduce((sum, { quantity }) => sum + quantity, 0);
    if (row.pieces !== meant)
      return `${row.pieces} pieces are booked in where staff booked ${meant}`;
  }
  for (const row of returns) {
    const [booked, owed] = [numberOf(row, 'booked'), numberOf(row, 'owed')];
    if (numberOf(row, 'arrived') > numberOf(row, 'awaited'))
      return 'more pieces came back than were to come';
    if (booked > owed) return `${booked} went back where ${owed} came back as acceptable`;
    if (booked !== numberOf(row, 'settled'))
      return `${booked} is booked of a return that counts ${row.settled} as settled`;
  }
  return null;
}

/** What must be true once nothing is held any more and staff have looked at all that waited. */
export async function findReturnLooseEnd(database: Database): Promise<string | null> {
  const held = await database.get(
    "SELECT id FROM payments WHERE hold IS NOT NULL AND hold ->> '$.releasedAt' IS NULL",
  );
  if (held !== undefined) return `${textOf(held, 'id')} is held although the check is over`;
  for (const row of await readReturns(database)) {
    const due = numberOf(row, 'owed') - numberOf(row, 'booked');
    if (due > 0 && row.disputes === 0 && numberOf(row, 'refundable') >= due)
      return `${due} of what came back never followed`;
  }
  return null;
}

/** By each piece's price alone: nothing here has shipping, tax or discounts. */
function readReturns(database: Database): Promise<Row[]> {
  return database.all(
    `SELECT proposals.id,
      (SELECT sum(value ->> '$.quantity') FROM json_each(proposals.plan, '$.lines')) AS awaited,
      coalesce((SELECT sum(quantity) FROM return_arrivals WHERE proposal_id = proposals.id), 0) AS arrived,
      coalesce((SELECT sum(return_arrivals.quantity * order_lines.unit_price) FROM return_arrivals
        JOIN order_lines ON order_lines.id = line_id AND order_lines.order_id = proposals.order_id
        WHERE proposal_id = proposals.id AND accepted = 1), 0) AS owed,
      coalesce((SELECT sum(amount) FROM refunds WHERE metadata ->> '$.proposalId' = proposals.id), 0) AS booked,
      coalesce((SELECT sum(amount) FROM return_settlements WHERE proposal_id = proposals.id), 0) AS settled,
      (SELECT count(*) FROM disputes WHERE disputes.order_id = proposals.order_id) AS disputes,
      (SELECT sum(refundable) FROM payment_balances WHERE payment_balances.order_id = proposals.order_id) AS refundable
    FROM proposals WHERE proposals.kind = 'return' AND proposals.state = 'executed'`,
  );
}
