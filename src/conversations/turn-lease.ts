import type { Clock } from '../lib/clock.ts';
import { assertThat } from '../storage/assertion.ts';
import type { Database, Statement } from '../storage/database.ts';

/**
 * At most one live turn a conversation. The lease is a row, so it also holds between processes, and lapses by itself when
 * its process dies.
 */
export class TurnLeases {
  readonly #database: Database;
  readonly #now: Clock;

  constructor(options: { database: Database; now: Clock }) {
    this.#database = options.database;
    this.#now = options.now;
  }

  /** True when this turn now holds the lease for `ttlMs`; a lapsed one is taken over. */
  async take(conversationId: string, turnId: string, ttlMs: number): Promise<boolean> {
    const now = this.#now();
    const { changes } = await this.#database.run(
      `INSERT INTO turn_leases (conversation_id, turn_id, expires_at) VALUES (?, ?, ?)
       ON CONFLICT (conversation_id) DO UPDATE SET turn_id = excluded.turn_id, expires_at = excluded.expires_at
       WHERE turn_leases.expires_at <= ? OR turn_leases.turn_id = excluded.turn_id`,
      conversationId,
      turnId,
      now + ttlMs,
      now,
    );
    return changes > 0;
  }

  /** False when the lease was lost meanwhile: the turn must stop writing. */
  async renew(conversationId: string, turnId: string, ttlMs: number): Promise<boolean> {
    const now = this.#now();
    const { changes } = await this.#database.run(
      'UPDATE turn_leases SET expires_at = ? WHERE conversation_id = ? AND turn_id = ? AND expires_at > ?',
      now + ttlMs,
      conversationId,
      turnId,
      now,
    );
    return changes > 0;
  }

  /** For a batch that must not commit once another turn has taken over. */
  assertHeld(conversationId: string, turnId: string): Statement {
    return assertThat(
      '(SELECT turn_id FROM turn_leases WHERE conversation_id = ?) = ?',
      conversationId,
      turnId,
    );
  }

  async release(conversationId: string, turnId: string): Promise<void> {
    await this.#database.run(
      'DELETE FROM turn_leases WHERE conversation_id = ? AND turn_id = ?',
      conversationId,
      turnId,
    );
  }
}
