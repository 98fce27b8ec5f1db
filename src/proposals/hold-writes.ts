import type { Hold } from '../shop/payment-records.ts';
import type { Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';

type Held = 'payments' | 'refunds';

/** Notes that somebody checks this money before it moves on. */
export function putHold(table: Held, id: string, hold: Hold): Statement[] {
  return [sql(`UPDATE ${table} SET hold = ? WHERE id = ?`, JSON.stringify(hold), id)];
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
