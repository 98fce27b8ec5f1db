import { type Clock, isoTime } from '../lib/clock.ts';
import type { MakeId } from '../lib/ids.ts';
import type { Database } from '../storage/database.ts';
import { textOf } from '../storage/sql-value.ts';
import type { Mail } from './code-mail.ts';

/** Stands in for the mailboxes of a demo shop's customers. */
export class MailOutbox {
  readonly #database: Database;
  readonly #now: Clock;
  readonly #makeId: MakeId;

  constructor(options: { database: Database; now: Clock; makeId: MakeId }) {
    this.#database = options.database;
    this.#now = options.now;
    this.#makeId = options.makeId;
  }

  async send(conversationId: string, { to, subject, text }: Mail): Promise<void> {
    await this.#database.run(
      `INSERT INTO mail_outbox (id, conversation_id, recipient, subject, body, sent_at) VALUES (?, ?, ?, ?, ?, ?)`,
      this.#makeId('mal'),
      conversationId,
      to,
      subject,
      text,
      isoTime(this.#now()),
    );
  }

  async list(conversationId: string): Promise<(Mail & { sentAt: string })[]> {
    const rows = await this.#database.all(
      'SELECT * FROM mail_outbox WHERE conversation_id = ? ORDER BY sent_at DESC, id DESC LIMIT 20',
      conversationId,
    );
    return rows.map((row) => ({
      to: textOf(row, 'recipient'),
      subject: textOf(row, 'subject'),
      text: textOf(row, 'body'),
      sentAt: textOf(row, 'sent_at'),
    }));
  }

  async erase(conversationId: string): Promise<void> {
    await this.#database.run('DELETE FROM mail_outbox WHERE conversation_id = ?', conversationId);
  }
}
