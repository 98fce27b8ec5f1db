import type { Database } from '../storage/database.ts';
import { numberOf } from '../storage/sql-value.ts';

export interface RateLimit {
  /** e.g. `messages:cnv_…`; never a plain network address */
  key: string;
  perMinute: number;
}

/** Every so many checks, lapsed counters are deleted. */
const CLEAN_EVERY = 500;

/**
 * Limits a pace: `perMinute` at once, then one more each `60 / perMinute` seconds. One row a key and one statement a
 * check, in the database, so that it holds across processes and on Workers.
 */
export class RateLimiter {
  readonly #database: Database;
  readonly #now: () => number;
  #checks = 0;

  constructor(options: { database: Database; now: () => number }) {
    this.#database = options.database;
    this.#now = options.now;
  }

  /** Counts one request. `retryAfterSeconds` is null when it may pass. */
  async take({ key, perMinute }: RateLimit): Promise<{ retryAfterSeconds: number | null }> {
    const now = this.#now();
    const stepMs = Math.ceil(60_000 / perMinute);
    const slackMs = stepMs * (perMinute - 1);
    this.#checks += 1;
    if (this.#checks % CLEAN_EVERY === 0)
      await this.#database.run('DELETE FROM rate_limits WHERE due_at < ?', now);
    const passed = await this.#database.get(
      `INSERT INTO rate_limits (key, due_at) VALUES (?, ?)
       ON CONFLICT (key) DO UPDATE SET due_at = max(due_at, ?) + ? WHERE due_at - ? <= ?
       RETURNING due_at`,
      key,
      now + stepMs,
      now,
      stepMs,
      now,
      slackMs,
    );
    if (passed !== undefined) return { retryAfterSeconds: null };
    const row = await this.#database.get('SELECT due_at FROM rate_limits WHERE key = ?', key);
    const waitMs = row === undefined ? stepMs : numberOf(row, 'due_at') - slackMs - now;
    return { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) };
  }
}
