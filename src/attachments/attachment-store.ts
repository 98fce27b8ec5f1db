import { type Clock, isoTime } from '../lib/clock.ts';
import type { MakeId } from '../lib/ids.ts';
import type { Attachment } from '../protocol/stream-event.ts';
import { assertThat, isAssertionFailure } from '../storage/assertion.ts';
import type { Database, Row, Statement } from '../storage/database.ts';
import { numberOf, sql, textOf } from '../storage/sql-value.ts';
import type { FileStore } from './file-store.ts';
import { typeOfBytes, withoutMetadata } from './without-metadata.ts';

export const MAX_BYTES = 10_000_000;
export const MAX_FILES_A_MESSAGE = 5;
/** Files one conversation may hold, so that nobody fills the disk. */
const MAX_FILES = 50;

export type AddResult =
  | { ok: true; attachment: Attachment }
  | { ok: false; reason: 'too_large' | 'wrong_type' | 'too_many' };

/** Pictures and PDFs of shoppers, e.g. as evidence for a return: checked, cleaned, kept until the chat is deleted. */
export class AttachmentStore {
  readonly #database: Database;
  readonly #files: FileStore;
  readonly #now: Clock;
  readonly #makeId: MakeId;

  constructor(options: { database: Database; files: FileStore; now: Clock; makeId: MakeId }) {
    this.#database = options.database;
    this.#files = options.files;
    this.#now = options.now;
    this.#makeId = options.makeId;
  }

  async add(
    conversationId: string,
    file: { name: string; bytes: Uint8Array<ArrayBuffer> },
  ): Promise<AddResult> {
    if (file.bytes.length > MAX_BYTES) return { ok: false, reason: 'too_large' };
    const type = typeOfBytes(file.bytes);
    if (type === undefined) return { ok: false, reason: 'wrong_type' };
    const bytes = withoutMetadata(file.bytes, type);
    const id = this.#makeId('att');
    const name = cleanName(file.name);
    // The row first: bytes without a row would never be erased.
    try {
      await this.#database.batch([
        assertThat(
          '(SELECT count(*) FROM attachments WHERE conversation_id = ?) < ?',
          conversationId,
          MAX_FILES,
        ),
        sql(
          `INSERT INTO attachments (id, conversation_id, name, type, bytes, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
          id,
          conversationId,
          name,
          type,
          bytes.length,
          isoTime(this.#now()),
        ),
      ]);
    } catch (error) {
      if (isAssertionFailure(error)) return { ok: false, reason: 'too_many' };
      throw error;
    }
    await this.#files.put(keyOf(conversationId, id), bytes);
    return { ok: true, attachment: { id, name, type, bytes: bytes.length } };
  }

  async read(
    conversationId: string,
    id: string,
  ): Promise<{ attachment: Attachment; bytes: Uint8Array<ArrayBuffer> } | undefined> {
    const row = await this.#database.get(
      'SELECT * FROM attachments WHERE conversation_id = ? AND id = ?',
      conversationId,
      id,
    );
    const bytes = row && (await this.#files.get(keyOf(conversationId, id)));
    return row && bytes && { attachment: toAttachment(row), bytes };
  }

  /** Those of the named files that are this conversation's and not sent yet, or were sent with this very message. */
  async sendable(
    conversationId: string,
    ids: readonly string[],
    clientMessageId: string,
  ): Promise<Attachment[]> {
    if (ids.length === 0) return [];
    const rows = await this.#database.all(
      `SELECT * FROM attachments WHERE conversation_id = ? AND (client_message_id IS NULL OR client_message_id = ?)
        AND id IN (SELECT value FROM json_each(?))`,
      conversationId,
      clientMessageId,
      JSON.stringify(ids),
    );
    const known = rows.map(toAttachment);
    return ids.flatMap((id) => known.find((attachment) => attachment.id === id) ?? []);
  }

  /** Takes back a file that was not sent. */
  async remove(conversationId: string, id: string): Promise<void> {
    const { changes } = await this.#database.run(
      'DELETE FROM attachments WHERE conversation_id = ? AND id = ? AND client_message_id IS NULL',
      conversationId,
      id,
    );
    if (changes > 0) await this.#files.remove(keyOf(conversationId, id));
  }

  /** "Delete my chat": the bytes are gone, the rows hold no names any more. */
  async erase(conversationId: string): Promise<void> {
    await this.#files.remove(`${conversationId}/`);
    await this.#database.run(
      `UPDATE attachments SET name = '' WHERE conversation_id = ?`,
      conversationId,
    );
  }
}

/** For the batch that stores a message: its files are sent now. */
export function sentWith(
  conversationId: string,
  clientMessageId: string,
  attachments: readonly Attachment[],
): Statement[] {
  return attachments.map(({ id }) =>
    sql(
      'UPDATE attachments SET client_message_id = ? WHERE conversation_id = ? AND id = ?',
      clientMessageId,
      conversationId,
      id,
    ),
  );
}

function keyOf(conversationId: string, id: string): string {
  return `${conversationId}/${id}`;
}

function toAttachment(row: Row): Attachment {
  return {
    id: textOf(row, 'id'),
    name: textOf(row, 'name'),
    type: textOf(row, 'type'),
    bytes: numberOf(row, 'bytes'),
  };
}

/** The last part of a path, without characters that hide or reorder what it says. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return last.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 120) || 'file';
}
