import { assertThat } from '../storage/assertion.ts';
import type { Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';

export const ATTEMPT_WINDOW_MS = 3_600_000;

/** How many attempts of a kind one subject has within `ATTEMPT_WINDOW_MS`. */
export interface AttemptLimit {
  kind: 'send' | 'try' | 'claim';
  /** e.g. `conversation:cnv_…`, `network:203.0.113.7` */
  subject: string;
  limit: number;
}

/** An SQL expression that is true while the subject has attempts left. */
export function hasAttemptsLeft({ kind, subject, limit }: AttemptLimit, now: number) {
  return {
    condition:
      '(SELECT count(*) FROM verification_attempts WHERE kind = ? AND subject = ? AND at > ?) < ?',
    params: [kind, subject, now - ATTEMPT_WINDOW_MS, limit],
  };
}

/** Counts one attempt for each subject; the batch is undone when one of them has none left. */
export function spendAttempts(limits: readonly AttemptLimit[], now: number): Statement[] {
  return [
    ...limits.map((limit) => {
      const { condition, params } = hasAttemptsLeft(limit, now);
      return assertThat(condition, ...params);
    }),
    ...limits.map((limit) => countAttempt(limit, now)),
    // What is older counts for nothing any more.
    sql('DELETE FROM verification_attempts WHERE at <= ?', now - ATTEMPT_WINDOW_MS),
  ];
}

export function countAttempt({ kind, subject }: AttemptLimit, now: number): Statement {
  return sql(
    'INSERT INTO verification_attempts (kind, subject, at) VALUES (?, ?, ?)',
    kind,
    subject,
    now,
  );
}
