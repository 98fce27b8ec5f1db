import type { Hold } from '../shop/payment-records.ts';
import { assertThat } from '../storage/assertion.ts';
import type { Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';

type Held = 'payments' | 'refunds';

/** Records whose money has come to its end: states only go forward, so no check holds it any more. As SQL, of a table. */
const ENDED: Record<Held, string> = {
  payments: "status IN ('failed', 'cancelled', 'expired', 'refunded')",
  refunds: "status IN ('succeeded', 'failed', 'cancelled')",
};

/** Whether a status of `hold_notices` is the end of its payment or refund. */
export const HEARD_TOO_LATE = `(outcome = 'held' AND CASE WHEN refund_id IS NULL
  THEN ${ENDED.payments.replace('status', 'status_before')} ELSE ${ENDED.refunds.replace('status', 'status_before')} END)`;

/** Notes that somebody checks this money before it moves on; nothing where it already has. */
export function putHold(table: Held, id: string, hold: Hold): Statement[] {
  return [
    sql(
      `UPDATE ${table} SET hold = ? WHERE id = ? AND NOT (${ENDED[table]})`,
      JSON.stringify(hold),
      id,
    ),
  ];
}

/** The check is over, however it ended; what was released before keeps its time. */
export function releaseHold(table: Held, id: string, at: string): Statement[] {
  return [
    sql(
      `UPDATE ${table} SET hold = json_set(hold, '$.releasedAt', ?)
      WHERE id = ? AND hold IS NOT NULL AND hold ->> '$.releasedAt' IS NULL`,
      at,
      id,
    ),
  ];
}

/** Fails the batch when a check began meanwhile. */
export function isNotHeld(table: Held, id: string): Statement {
  return assertThat(
    `(SELECT hold IS NULL OR hold ->> '$.releasedAt' IS NOT NULL FROM ${table} WHERE id = ?)`,
    id,
  );
}
