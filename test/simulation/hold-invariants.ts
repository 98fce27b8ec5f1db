import { HEARD_TOO_LATE } from '../../src/proposals/hold-writes.ts';
import type { Database, Row } from '../../src/storage/database.ts';
import { numberOf, textOf, textOrNull } from '../../src/storage/sql-value.ts';
import type { SimulatedProvider } from './provider.ts';

/* What must be true of money that somebody checks: it is not paid out, nobody is told it is, and its shopper hears of it. */

const LIVE = (table: string) =>
  `(${table}.hold IS NOT NULL AND ${table}.hold ->> '$.releasedAt' IS NULL)`;

/** After every step; null when all of it holds. */
export async function findHoldFault(
  database: Database,
  provider: SimulatedProvider,
  now: number,
): Promise<string | null> {
  const [refunds, payments] = await Promise.all([readRefunds(database), readAuthorized(database)]);
  for (const row of refunds) {
    const id = textOf(row, 'id');
    const isOver = row.status === 'succeeded' || row.status === 'failed';
    if (isOver && row.held === 1) return `${id} is held although it has ${row.status}`;
    const checked = provider.books.get(textOf(row, 'key'));
    const isChecked = checked !== undefined && checked.finalAt > now;
    if (isOver && isChecked) return `${id} has ${row.status} before the provider decided`;
    if (numberOf(row, 'told_sent') > 0 && (isChecked || checked?.outcome !== 'succeeded'))
      return `a shopper was told that ${id} is sent, which it is not`;
    if (numberOf(row, 'held_with_day') > 0)
      return `a shopper was told when ${id} arrives although it is held`;
  }
  for (const row of payments) {
    const wasRefused = numberOf(row, 'refused') > 0;
    if (row.status !== 'authorized' && !(row.status === 'failed' && wasRefused))
      return `${textOf(row, 'id')} is ${row.status}, which no provider said`;
  }
  return null;
}

/** When the provider answers again and every call was taken up since: whoever waits for a check has heard of it. */
export async function findUntold(
  database: Database,
  provider: SimulatedProvider,
): Promise<string | null> {
  for (const row of await readRefunds(database)) {
    const isAsked = provider.books.has(textOf(row, 'key'));
    const waits = row.held === 1 || (row.payment_held === 1 && !isAsked);
    if (row.status === 'pending' && waits && row.last_held !== 1)
      return `nobody told the shopper that ${textOf(row, 'id')} is held`;
  }
  return null;
}

/** When every check is over: the shopper knows how each refund ended, and a payment turned down is over. */
export async function findHoldLooseEnd(database: Database): Promise<string | null> {
  for (const row of await readRefunds(database))
    if (row.last_status !== row.status)
      return `${textOf(row, 'id')} has ${row.status}, the shopper was told ${textOrNull(row, 'last_status')}`;
  for (const row of await readAuthorized(database)) {
    const isRefused = row.latest === 'refused';
    if (isRefused && row.status !== 'failed')
      return `${textOf(row, 'id')} is ${row.status} although it was turned down`;
  }
  return null;
}

/** How often it came to that: without it nothing is proven. */
export async function countHolds(
  database: Database,
): Promise<{ holds: number; checked: number; told: number; late: number }> {
  const row = await database.get(
    `SELECT (SELECT count(*) FROM hold_notices WHERE outcome = 'held') AS holds,
      (SELECT count(*) FROM refunds WHERE hold IS NOT NULL) AS checked,
      (SELECT count(*) FROM events WHERE type = 'card' AND payload ->> '$.card.held' IS NOT NULL) AS told,
      (SELECT count(*) FROM hold_notices WHERE ${HEARD_TOO_LATE}) AS late`,
  );
  if (row === undefined) throw new Error('counts gave no row');
  return {
    holds: numberOf(row, 'holds'),
    checked: numberOf(row, 'checked'),
    told: numberOf(row, 'told'),
    late: numberOf(row, 'late'),
  };
}

function readRefunds(database: Database): Promise<Row[]> {
  const cards = (what: string) =>
    `(SELECT ${what} FROM events WHERE type = 'card' AND payload ->> '$.card.refundId' = refunds.id`;
  return database.all(
    `SELECT refunds.id, refunds.status, outbox.key, ${LIVE('refunds')} AS held, ${LIVE('payments')} AS payment_held,
      ${cards('count(*)')} AND payload ->> '$.card.status' = 'succeeded') AS told_sent,
      ${cards('count(*)')} AND payload ->> '$.card.held' IS NOT NULL AND payload ->> '$.card.arrival' IS NOT NULL) AS held_with_day,
      ${cards("payload ->> '$.card.status'")} ORDER BY sequence DESC LIMIT 1) AS last_status,
      ${cards("payload ->> '$.card.held' IS NOT NULL")} ORDER BY sequence DESC LIMIT 1) AS last_held
    FROM refunds JOIN outbox ON outbox.refund_id = refunds.id JOIN payments ON payments.id = refunds.payment_id`,
  );
}

function readAuthorized(database: Database): Promise<Row[]> {
  return database.all(
    `SELECT payments.id, payments.status,
      (SELECT count(*) FROM hold_notices WHERE payment_id = payments.id AND outcome = 'refused') AS refused,
      (SELECT outcome FROM hold_notices WHERE payment_id = payments.id
        ORDER BY at DESC, outcome = 'held', sequence DESC LIMIT 1) AS latest
    FROM payments WHERE NOT EXISTS (SELECT 1 FROM captures WHERE captures.payment_id = payments.id)`,
  );
}
