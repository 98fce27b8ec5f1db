import type { Clock } from '../lib/clock.ts';
import type { Database } from '../storage/database.ts';
import { numberOf, sql, textOf } from '../storage/sql-value.ts';

/** A page says every few seconds that it looks at a conversation; so long after the last time it no longer does. */
const VIEWING_MS = 30_000;
/** The same for typing. */
const TYPING_MS = 8_000;

export interface Present {
  viewers: { id: string; name: string }[];
  typing: { id: string; name: string }[];
}

export const NOBODY: Present = { viewers: [], typing: [] };

/** Who looks at which conversation, and who types. In the database, so that it holds across processes. */
export class Presence {
  readonly #database: Database;
  readonly #now: Clock;

  constructor(options: { database: Database; now: Clock }) {
    this.#database = options.database;
    this.#now = options.now;
  }

  /** True when it changed what others see. */
  async note(conversationId: string, staffId: string, typing: boolean): Promise<boolean> {
    const now = this.#now();
    const before = await this.#database.get(
      'SELECT seen_at, typing_at FROM desk_presence WHERE conversation_id = ? AND staff_id = ?',
      conversationId,
      staffId,
    );
    const viewed = before !== undefined && numberOf(before, 'seen_at') > now - VIEWING_MS;
    const typed = before !== undefined && numberOf(before, 'typing_at') > now - TYPING_MS;
    const changed = !viewed || typed !== typing;
    await this.#database.batch([
      sql(
        `INSERT INTO desk_presence (conversation_id, staff_id, seen_at, typing_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (conversation_id, staff_id) DO UPDATE SET seen_at = excluded.seen_at, typing_at = excluded.typing_at`,
        conversationId,
        staffId,
        now,
        typing ? now : 0,
      ),
      ...(changed ? [presenceChanged(conversationId)] : []),
    ]);
    return changed;
  }

  async leave(conversationId: string, staffId: string): Promise<void> {
    await this.#database.batch([
      sql(
        'DELETE FROM desk_presence WHERE conversation_id = ? AND staff_id = ?',
        conversationId,
        staffId,
      ),
      presenceChanged(conversationId),
    ]);
  }

  async of(conversationIds: readonly string[]): Promise<Map<string, Present>> {
    const now = this.#now();
    const rows = await this.#database.all(
      `SELECT p.conversation_id, p.staff_id, s.name, p.typing_at FROM desk_presence p JOIN staff s ON s.id = p.staff_id
       WHERE p.conversation_id IN (SELECT value FROM json_each(?)) AND p.seen_at > ? ORDER BY s.name`,
      JSON.stringify(conversationIds),
      now - VIEWING_MS,
    );
    const found = new Map<string, Present>();
    for (const row of rows) {
      const id = textOf(row, 'conversation_id');
      const present = found.get(id) ?? { viewers: [], typing: [] };
      found.set(id, present);
      const person = { id: textOf(row, 'staff_id'), name: textOf(row, 'name') };
      present.viewers.push(person);
      if (numberOf(row, 'typing_at') > now - TYPING_MS) present.typing.push(person);
    }
    return found;
  }
}

function presenceChanged(conversationId: string) {
  return sql(`INSERT INTO desk_changes (kind, subject) VALUES ('presence', ?)`, conversationId);
}
