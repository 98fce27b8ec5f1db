import { z } from 'zod';
import { type Clock, isoTime } from '../lib/clock.ts';
import type { MakeId } from '../lib/ids.ts';
import type { Database } from '../storage/database.ts';

const rowSchema = z.object({
  id: z.string(),
  staff_id: z.string(),
  name: z.string(),
  text: z.string(),
  mentions: z.string(),
  at: z.string(),
});

/**
 * What people at the desk write to each other about a conversation. Notes have a table of their own: no log, stream,
 * webhook, transcript or model ever reads it.
 */
export class Notes {
  readonly #database: Database;
  readonly #now: Clock;
  readonly #makeId: MakeId;

  constructor(options: { database: Database; now: Clock; makeId: MakeId }) {
    this.#database = options.database;
    this.#now = options.now;
    this.#makeId = options.makeId;
  }

  /** A repeated `clientNoteId` adds nothing. */
  async add(
    conversationId: string,
    staffId: string,
    note: { clientNoteId: string; text: string; mentions: readonly string[] },
  ): Promise<void> {
    await this.#database.run(
      `INSERT INTO handoff_notes (id, conversation_id, staff_id, client_note_id, text, mentions, at)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (conversation_id, staff_id, client_note_id) DO NOTHING`,
      this.#makeId('nte'),
      conversationId,
      staffId,
      note.clientNoteId,
      note.text,
      JSON.stringify(note.mentions),
      isoTime(this.#now()),
    );
  }

  /** Oldest first. */
  async list(conversationId: string) {
    const rows = await this.#database.all(
      `SELECT n.id, n.staff_id, s.name, n.text, n.at,
         (SELECT json_group_array(json_object('id', m.id, 'name', m.name)) FROM staff m
          WHERE m.id IN (SELECT value FROM json_each(n.mentions))) AS mentions
       FROM handoff_notes n JOIN staff s ON s.id = n.staff_id
       WHERE n.conversation_id = ? AND n.text <> '' ORDER BY n.at, n.id LIMIT 500`,
      conversationId,
    );
    return rows.map((row) => {
      const { id, staff_id, name, text, mentions, at } = rowSchema.parse(row);
      return {
        id,
        by: { id: staff_id, name },
        text,
        mentions: z
          .array(z.object({ id: z.string(), name: z.string() }))
          .parse(JSON.parse(mentions)),
        at,
      };
    });
  }
}
