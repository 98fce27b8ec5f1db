import { isoTime } from '../lib/clock.ts';
import { businessDaysBetween } from '../policy/business-days.ts';
import { plainDeclineReason } from '../policy/decline-reasons.ts';
import { captureDay, settlementDay, settlementRuleFor } from '../policy/settlement.ts';
import type { Database } from '../storage/database.ts';
import { numberOf, textOf, textOrNull } from '../storage/sql-value.ts';
import { type Insight, type InsightRow, type Period, share } from './insight.ts';

/** How long the shop waits for its money, by who holds it. */
export async function settlement(database: Database, { since, now }: Period): Promise<Insight> {
  const captures = await database.all(
    `SELECT provider, method, country, currency, captures.at, captures.amount, settles_on, settled_at
     FROM captures JOIN payments ON payments.id = captures.payment_id
     WHERE captures.amount > 0 AND (? IS NULL OR captures.at >= ?)`,
    since,
    since,
  );
  const today = isoTime(now).slice(0, 10);
  const groups = new Map<string, { row: InsightRow; waited: number[] }>();
  for (const capture of captures) {
    const kind = {
      provider: textOf(capture, 'provider'),
      method: textOf(capture, 'method'),
      country: textOf(capture, 'country'),
    };
    const currency = textOf(capture, 'currency');
    const key = [...Object.values(kind), currency].join();
    const rule = settlementRuleFor(kind);
    const group = groups.get(key) ?? {
      waited: [],
      row: {
        ...kind,
        currency,
        captures: 0,
        amount: 0,
        expectedBusinessDays: rule.businessDays,
        settled: 0,
        medianBusinessDays: null,
        waiting: 0,
        overdue: 0,
      },
    };
    groups.set(key, group);
    const { row } = group;
    add(row, 'captures', 1);
    add(row, 'amount', numberOf(capture, 'amount'));
    const at = textOf(capture, 'at');
    const settledAt = textOrNull(capture, 'settled_at');
    if (settledAt === null) {
      add(row, 'waiting', 1);
      const expected = textOrNull(capture, 'settles_on') ?? settlementDay(at, kind);
      if (expected < today) add(row, 'overdue', 1);
    } else {
      add(row, 'settled', 1);
      group.waited.push(
        businessDaysBetween(captureDay(at, rule), settledAt.slice(0, 10), kind.country),
      );
    }
  }
  const rows = [...groups.values()].map(({ row, waited }) => ({
    ...row,
    medianBusinessDays: median(waited),
  }));
  return {
    id: 'settlement',
    title: 'Settlement (T+N)',
    definition:
      'Captures by provider, method and country of the acquirer, amounts in minor units. T+N is the number of business days of that country (weekends, no public holidays) from the day of the capture to the day of the settlement; expected by data/settlement.json. Overdue: not settled after the day the capture names, or the expected one.',
    count: captures.length,
    rows: byCount(rows, 'captures'),
  };
}

/** What reaches the shop's account on which day. */
export async function payouts(database: Database, { since, now }: Period): Promise<Insight> {
  const rows = await database.all(
    `SELECT payout_on AS day, coalesce(settled_currency, currency) AS currency, count(*) AS captures,
       sum(coalesce(settled_amount, captures.amount)) AS amount, sum(settled_at IS NULL) AS unsettled
     FROM captures JOIN payments ON payments.id = captures.payment_id
     WHERE payout_on IS NOT NULL AND (? IS NULL OR payout_on >= ?)
     GROUP BY day, coalesce(settled_currency, currency) ORDER BY day DESC, currency`,
    since,
    since,
  );
  const today = isoTime(now).slice(0, 10);
  return {
    id: 'payouts',
    title: 'Payouts',
    definition:
      'Captures by the day of their payout and the currency the shop receives, in minor units, before fees and refunds. Paid: the day is over and everything was settled; late: the day is over and something was not; due: the day is not over yet (UTC).',
    count: rows.reduce((sum, row) => sum + numberOf(row, 'captures'), 0),
    rows: rows.map((row) => {
      const isOver = textOf(row, 'day') < today;
      const isSettled = numberOf(row, 'unsettled') === 0;
      return {
        day: textOf(row, 'day'),
        currency: textOf(row, 'currency'),
        amount: numberOf(row, 'amount'),
        captures: numberOf(row, 'captures'),
        state: isOver ? (isSettled ? 'paid' : 'late') : 'due',
      };
    }),
  };
}

/** How often paying works, by way to pay and country. */
export async function paymentSuccess(database: Database, { since }: Period): Promise<Insight> {
  const rows = await database.all(
    `SELECT method, country, count(*) AS attempts,
       sum(attempt.value ->> '$.outcome' = 'succeeded') AS succeeded,
       sum(attempt.value ->> '$.outcome' = 'declined') AS declined,
       sum(attempt.value ->> '$.outcome' IN ('expired', 'cancelled')) AS abandoned,
       sum(attempt.value ->> '$.outcome' = 'pending') AS pending
     FROM payments, json_each(payments.attempts) AS attempt
     WHERE ? IS NULL OR attempt.value ->> '$.at' >= ?
     GROUP BY method, country ORDER BY attempts DESC, method, country`,
    since,
    since,
  );
  return {
    id: 'payment_success',
    title: 'Payment success by method and country',
    definition:
      'Attempts to pay by method and country. Rate: succeeded ÷ (succeeded + declined + abandoned); abandoned are expired and cancelled ones, pending ones are left out.',
    count: rows.reduce((sum, row) => sum + numberOf(row, 'attempts'), 0),
    rows: rows.map((row) => {
      const [succeeded, declined, abandoned] = [
        numberOf(row, 'succeeded'),
        numberOf(row, 'declined'),
        numberOf(row, 'abandoned'),
      ];
      return {
        method: textOf(row, 'method'),
        country: textOf(row, 'country'),
        attempts: numberOf(row, 'attempts'),
        succeeded,
        declined,
        abandoned,
        pending: numberOf(row, 'pending'),
        rate: share(succeeded, succeeded + declined + abandoned),
      };
    }),
  };
}

/** Why payments are declined, in the plain reasons shoppers are told, with the providers' codes. */
export async function declineReasons(database: Database, { since }: Period): Promise<Insight> {
  const rows = await database.all(
    `SELECT coalesce(attempt.value ->> '$.declineCode', '') AS code, count(*) AS count
     FROM payments, json_each(payments.attempts) AS attempt
     WHERE attempt.value ->> '$.outcome' = 'declined' AND (? IS NULL OR attempt.value ->> '$.at' >= ?)
     GROUP BY code ORDER BY count DESC, code`,
    since,
    since,
  );
  const total = rows.reduce((sum, row) => sum + numberOf(row, 'count'), 0);
  const reasons = new Map<string, { count: number; codes: string[] }>();
  for (const row of rows) {
    const code = textOf(row, 'code');
    const reason = plainDeclineReason(code);
    const known = reasons.get(reason) ?? { count: 0, codes: [] };
    known.count += numberOf(row, 'count');
    known.codes.push(code === '' ? '(none)' : code);
    reasons.set(reason, known);
  }
  return {
    id: 'decline_reasons',
    title: 'Reasons for declined payments',
    definition:
      'Declined attempts by the plain reason that shoppers are told; codes are the providers’ own. Share: of all declined attempts.',
    count: total,
    rows: byCount(
      [...reasons].map(([reason, { count, codes }]) => ({
        reason,
        count,
        share: share(count, total),
        codes: codes.join(', '),
      })),
      'count',
    ),
  };
}

function add(row: InsightRow, field: string, value: number): void {
  row[field] = Number(row[field] ?? 0) + value;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  const next = sorted[Math.ceil((sorted.length - 1) / 2)];
  return middle === undefined || next === undefined ? null : (middle + next) / 2;
}

function byCount(rows: readonly InsightRow[], field: string): InsightRow[] {
  return [...rows].sort((left, right) => Number(right[field]) - Number(left[field]));
}
