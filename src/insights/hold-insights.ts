import { isoTime } from '../lib/clock.ts';
import type { Database } from '../storage/database.ts';
import { numberOf, numberOrNull, textOf } from '../storage/sql-value.ts';
import type { Insight, Period } from './insight.ts';

const HELD = `
  SELECT 'payment' AS what, provider, currency, amount, hold FROM payments WHERE hold IS NOT NULL
  UNION ALL
  SELECT 'refund', payments.provider, refunds.currency, refunds.amount, refunds.hold
  FROM refunds JOIN payments ON payments.id = refunds.payment_id WHERE refunds.hold IS NOT NULL`;

/** Money that waits for a check, by who holds it and why. */
export async function holds(database: Database, { since, now }: Period): Promise<Insight> {
  const rows = await database.all(
    `SELECT what, provider, hold ->> '$.by' AS held_by, hold ->> '$.reason' AS reason, currency,
       count(*) AS count, sum(hold ->> '$.releasedAt' IS NULL) AS open,
       sum(CASE WHEN hold ->> '$.releasedAt' IS NULL THEN amount ELSE 0 END) AS open_amount,
       sum(hold ->> '$.releasedAt' IS NULL AND coalesce(hold ->> '$.latestOn' < ?, 0)) AS overdue,
       avg((julianday(hold ->> '$.releasedAt') - julianday(hold ->> '$.since')) * 24) AS hours
     FROM (${HELD}) WHERE ? IS NULL OR hold ->> '$.since' >= ?
     GROUP BY what, provider, held_by, reason, currency
     ORDER BY open DESC, count DESC, what, provider, held_by, reason, currency`,
    isoTime(now).slice(0, 10),
    since,
    since,
  );
  return {
    id: 'holds',
    title: 'Money held for a check',
    definition:
      'Payments and refunds that a provider, a bank or the shop holds or held for a check, by their own reason (never told to shoppers). Open: not let go yet, with its amount in minor units; overdue: open after the latest day that was named; averageHours: from the hold to its end, of those that ended.',
    count: rows.reduce((sum, row) => sum + numberOf(row, 'count'), 0),
    rows: rows.map((row) => {
      const hours = numberOrNull(row, 'hours');
      return {
        what: textOf(row, 'what'),
        provider: textOf(row, 'provider'),
        heldBy: textOf(row, 'held_by'),
        reason: textOf(row, 'reason'),
        currency: textOf(row, 'currency'),
        count: numberOf(row, 'count'),
        open: numberOf(row, 'open'),
        openAmount: numberOf(row, 'open_amount'),
        overdue: numberOf(row, 'overdue'),
        averageHours: hours === null ? null : Math.round(hours * 10) / 10,
      };
    }),
  };
}
