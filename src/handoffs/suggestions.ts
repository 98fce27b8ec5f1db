import { type Clock, isoTime } from '../lib/clock.ts';
import type { MakeId } from '../lib/ids.ts';
import type { Database } from '../storage/database.ts';
import { textOf } from '../storage/sql-value.ts';

/** Drafts of the model and what became of them: what people change is what tests are made of. */
export class Suggestions {
  readonly #database: Database;
  readonly #now: Clock;
  readonly #makeId: MakeId;

  constructor(options: { database: Database; now: Clock; makeId: MakeId }) {
    this.#database = options.database;
    this.#now = options.now;
    this.#makeId = options.makeId;
  }

  async keep(conversationId: string, staffId: string, text: string): Promise<string> {
    const id = this.#makeId('sug');
    await this.#database.run(
      'INSERT INTO suggestions (id, conversation_id, staff_id, text, at) VALUES (?, ?, ?, ?, ?)',
      id,
      conversationId,
      staffId,
      text,
      isoTime(this.#now()),
    );
    return id;
  }

  /** The draft was sent, as it was or changed. Nothing happens for somebody else's. */
  async sent(id: string, staffId: string, text: string): Promise<void> {
    const row = await this.#database.get(
      'SELECT text FROM suggestions WHERE id = ? AND staff_id = ?',
      id,
      staffId,
    );
    if (row === undefined) return;
    await this.#settle(id, staffId, {
      outcome: textOf(row, 'text').trim() === text.trim() ? 'accepted' : 'edited',
      sentText: text,
      reason: null,
    });
  }

  /** False for an unknown one, or somebody else's. */
  dismiss(id: string, staffId: string, reason: string | null): Promise<boolean> {
    return this.#settle(id, staffId, { outcome: 'dismissed', sentText: null, reason });
  }

  async #settle(
    id: string,
    staffId: string,
    end: {
      outcome: 'accepted' | 'edited' | 'dismissed';
      sentText: string | null;
      reason: string | null;
    },
  ): Promise<boolean> {
    const { changes } = await this.#database.run(
      'UPDATE suggestions SET outcome = ?, sent_text = ?, reason = ? WHERE id = ? AND staff_id = ? AND outcome IS NULL',
      end.outcome,
      end.sentText,
      end.reason,
      id,
      staffId,
    );
    return changes > 0;
  }
}
