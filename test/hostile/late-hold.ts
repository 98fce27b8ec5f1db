import { putHold } from '../../src/proposals/hold-writes.ts';
import type { Database } from '../../src/storage/database.ts';

export const HOLD = { by: 'provider', since: '2026-03-08T09:00:00Z', reason: 'review' } as const;

/** A provider's word that comes at the worst moment: after the rules have looked, before the batch that books a refund. */
export class LateHold {
  readonly database: Database;
  #armed: string | null = null;
  #held: string | null = null;

  constructor(database: Database) {
    this.database = {
      all: (sql, ...params) => database.all(sql, ...params),
      get: (sql, ...params) => database.get(sql, ...params),
      run: (sql, ...params) => database.run(sql, ...params),
      batch: async (statements) => {
        const paymentId = this.#armed;
        if (paymentId === null || !statements.some(({ sql }) => /INSERT INTO refunds/.test(sql)))
          return database.batch(statements);
        this.#armed = null;
        this.#held = paymentId;
        await database.batch([
          ...putHold('payments', paymentId, HOLD),
          { sql: 'DELETE FROM hostile_writes' },
        ]);
        return database.batch(statements);
      },
    };
  }

  arm(paymentId: string): void {
    this.#armed = paymentId;
  }

  /** The payment that was held since the last call; null: none was. */
  takeHeld(): string | null {
    const held = this.#held;
    this.#held = null;
    return held;
  }
}
