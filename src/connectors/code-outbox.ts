import { z } from 'zod';
import { type Clock, isoTime } from '../lib/clock.ts';
import type { MakeId } from '../lib/ids.ts';
import type { Database } from '../storage/database.ts';
import type { CodeMail } from './code-mail.ts';

/**
 * The mail service of demo mode: codes go into a table where a visitor can see them, instead of to an address that
 * nobody reads. Never use it for real shoppers: whoever sees the table passes verification.
 */
export class CodeOutbox {
  readonly #database: Database;
  readonly #now: Clock;
  readonly #makeId: MakeId;

  constructor(options: { database: Database; now: Clock; makeId: MakeId }) {
    this.#database = options.database;
    this.#now = options.now;
    this.#makeId = options.makeId;
  }

  async send(mail: CodeMail): Promise<void> {
    const now = this.#now();
    await this.#database.batch([
      { sql: 'DELETE FROM code_outbox WHERE sent_at < ?', params: [isoTime(now - KEPT_MS)] },
      {
        sql: 'INSERT INTO code_outbox (id, conversation_id, email, locale, code, sent_at) VALUES (?, ?, ?, ?, ?, ?)',
        params: [
          this.#makeId('out'),
          mail.conversationId,
          mail.email,
          mail.locale,
          mail.code,
          isoTime(now),
        ],
      },
    ]);
  }

  /** Forgets the codes sent in an erased conversation. */
  async erase(conversationId: string): Promise<void> {
    await this.#database.run('DELETE FROM code_outbox WHERE conversation_id = ?', conversationId);
  }

  /** Newest first; of one conversation, or of all. */
  async listOutbox(options: { conversationId?: string; limit?: number } = {}): Promise<SentCode[]> {
    const rows = await this.#database.all(
      `SELECT id, conversation_id, email, locale, code, sent_at FROM code_outbox
      WHERE ? IS NULL OR conversation_id = ? ORDER BY sent_at DESC, id DESC LIMIT ?`,
      options.conversationId,
      options.conversationId,
      options.limit ?? 20,
    );
    return rows.map((row) => sentCodeSchema.parse(row));
  }
}

const sentCodeSchema = z
  .object({
    id: z.string(),
    conversation_id: z.string(),
    email: z.string(),
    locale: z.string().nullable(),
    code: z.string(),
    sent_at: z.string(),
  })
  .transform(({ conversation_id, sent_at, ...rest }) => ({
    ...rest,
    conversationId: conversation_id,
    sentAt: sent_at,
  }));

export type SentCode = z.infer<typeof sentCodeSchema>;

// A code is valid for ten minutes; plain codes are not kept for longer than anyone looks for them.
const KEPT_MS = 60 * 60_000;
