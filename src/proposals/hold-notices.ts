import { type Clock, isoTime } from '../lib/clock.ts';
import type { Hold, PaymentProvider } from '../shop/payment-records.ts';
import { assertThat, isAssertionFailure } from '../storage/assertion.ts';
import type { Database, Statement } from '../storage/database.ts';
import { sql, textOf } from '../storage/sql-value.ts';
import { HEARD_TOO_LATE, putHold, releaseHold } from './hold-writes.ts';

/** What a provider says of money that is checked; read from its own notification in `connectors`. */
export interface HoldNotice {
  provider: PaymentProvider;
  /** the provider's id of the notification: the same one again changes nothing */
  eventId: string;
  /** when it happened at the provider, in milliseconds */
  at: number;
  /** by the references the provider gave to payment or refund, or by our own ids */
  subject: { kind: 'payment' | 'refund'; references: readonly string[] };
  /** `refused`: the check ended against the payment */
  outcome: 'held' | 'released' | 'refused';
  by: Hold['by'];
  /** in the provider's words */
  reason: string;
  latestOn?: string;
}

/** `finished`: the payment or refund had come to its end, which no check takes back; the audit trail says so */
export type NoticeResult = 'taken' | 'known' | 'overtaken' | 'finished' | 'unknown_record';

/**
 * Books what providers tell of checks: each notice once, the latest by the provider's own time wins, whatever order they
 * come in. What follows for the money (a capture, a refund) is told by the provider in notifications of their own.
 */
export class HoldNotices {
  readonly #database: Database;
  readonly #now: Clock;

  constructor(options: { database: Database; now: Clock }) {
    this.#database = options.database;
    this.#now = options.now;
  }

  async take(notice: HoldNotice): Promise<NoticeResult> {
    const id = await this.#find(notice);
    if (id === null) return 'unknown_record';
    const [column, table] =
      notice.subject.kind === 'payment' ? ['payment_id', 'payments'] : ['refund_id', 'refunds'];
    const before = await this.#database.run(
      `INSERT INTO hold_notices (provider, event_id, ${column}, outcome, at, reason, received_at, status_before)
      VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT status FROM ${table} WHERE id = ?)) ON CONFLICT (provider, event_id) DO NOTHING`,
      notice.provider,
      notice.eventId,
      id,
      notice.outcome,
      notice.at,
      notice.reason,
      this.#now(),
      id,
    );
    // Done again for a repeat: the process may have died between the two writes.
    const counts = await this.#apply(notice, column, id);
    if (before.changes === 0) return 'known';
    if (!counts) return 'overtaken';
    return (await this.#cameTooLate(notice)) ? 'finished' : 'taken';
  }

  async #cameTooLate({ provider, eventId }: HoldNotice): Promise<boolean> {
    const row = await this.#database.get(
      `SELECT 1 AS one FROM hold_notices WHERE provider = ? AND event_id = ? AND ${HEARD_TOO_LATE}`,
      provider,
      eventId,
    );
    return row !== undefined;
  }

  /**
   * False when a later notice has been heard: that one must still be the latest in the batch that books it. Providers
   * count in seconds: of a check that began and ended within one, the end is the later word.
   */
  async #apply(notice: HoldNotice, column: string, id: string): Promise<boolean> {
    const isLatest = assertThat(
      `(SELECT event_id FROM hold_notices WHERE ${column} = ?
        ORDER BY at DESC, outcome = 'held', sequence DESC LIMIT 1) = ?`,
      id,
      notice.eventId,
    );
    try {
      await this.#database.batch([
        isLatest,
        ...effects(notice, id),
        askSoon(column, id, this.#now()),
      ]);
      return true;
    } catch (error) {
      if (isAssertionFailure(error)) return false;
      throw error;
    }
  }

  async #find({ provider, subject }: HoldNotice): Promise<string | null> {
    const wanted = JSON.stringify(subject.references);
    const row =
      subject.kind === 'payment'
        ? await this.#database.get(
            `SELECT id FROM payments WHERE provider = ?
              AND (provider_reference IN (SELECT value FROM json_each(?)) OR id IN (SELECT value FROM json_each(?))) LIMIT 1`,
            provider,
            wanted,
            wanted,
          )
        : await this.#database.get(
            `SELECT refunds.id FROM refunds JOIN payments ON payments.id = refunds.payment_id WHERE payments.provider = ?
              AND (refunds.provider_reference IN (SELECT value FROM json_each(?)) OR refunds.id IN (SELECT value FROM json_each(?))) LIMIT 1`,
            provider,
            wanted,
            wanted,
          );
    return row === undefined ? null : textOf(row, 'id');
  }
}

/** Refunds on their way learn of it at once: their shopper is told, or the provider asked. */
function askSoon(column: string, id: string, now: number): Statement {
  return sql(
    `UPDATE outbox SET not_before = min(not_before, ?) WHERE state = 'sent'
      AND refund_id IN (SELECT id FROM refunds WHERE ${column === 'payment_id' ? 'payment_id' : 'id'} = ?)`,
    now,
    id,
  );
}

function effects(notice: HoldNotice, id: string): Statement[] {
  const table = notice.subject.kind === 'payment' ? 'payments' : 'refunds';
  const at = isoTime(notice.at);
  if (notice.outcome === 'held') {
    const { by, reason, latestOn } = notice;
    return putHold(table, id, {
      by,
      since: at,
      ...(latestOn === undefined ? {} : { latestOn }),
      reason,
    });
  }
  const released = releaseHold(table, id, at);
  if (notice.outcome === 'released' || table === 'refunds') return released;
  // Money that was collected goes back by a refund, which the provider reports by itself.
  return [
    ...released,
    sql(
      `UPDATE payments SET status = 'failed' WHERE id = ? AND status IN ('pending', 'authorized')
        AND NOT EXISTS (SELECT 1 FROM captures WHERE captures.payment_id = payments.id)`,
      id,
    ),
  ];
}
