import type { EventLog } from '../events/event-log.ts';
import { assertThat, isAssertionFailure } from '../storage/assertion.ts';
import type { Database } from '../storage/database.ts';
import type { Claimer, HandoffStore } from './handoff-store.ts';

export type ReplyResult =
  | { ok: true; messageId: string; sequence: number }
  | { ok: false; reason: 'not_yours' | 'stale' };

/** Messages of people to shoppers. */
export class DeskReplies {
  readonly #database: Database;
  readonly #log: EventLog;
  readonly #handoffs: HandoffStore;

  constructor(options: { database: Database; log: EventLog; handoffs: HandoffStore }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#handoffs = options.handoffs;
  }

  /**
   * Sends a message of the person who has the handoff. A repeated `clientMessageId` is answered with the first result.
   * With `seen`, nothing is sent when somebody else of the staff wrote after that event.
   */
  async send(
    id: string,
    staff: Claimer,
    message: { text: string; clientMessageId: string; seen?: number; original?: string },
  ): Promise<ReplyResult> {
    const handoff = await this.#handoffs.find(id);
    if (handoff === undefined) return { ok: false, reason: 'not_yours' };
    const { conversationId } = handoff;
    // The id follows from who sent what, so that a repeat finds the first one and nobody else's.
    const messageId = `msg_${id.slice(4)}_${staff.id.slice(4, 14)}_${message.clientMessageId}`;
    const repeated = await this.#sent(conversationId, messageId);
    if (repeated !== null) return { ok: true, messageId, sequence: repeated };
    const written = { messageId, author: 'human_agent' as const };
    const translated = message.original !== undefined && message.original !== message.text;
    const unseen = assertThat(
      `NOT EXISTS (SELECT 1 FROM events WHERE conversation_id = ? AND sequence > ? AND type = 'message-end'
         AND json_extract(payload, '$.author') = 'human_agent')`,
      conversationId,
      message.seen ?? Number.MAX_SAFE_INTEGER,
    );
    const unsent = assertThat(
      `NOT EXISTS (SELECT 1 FROM events WHERE conversation_id = ? AND type = 'message-end' AND json_extract(payload, '$.messageId') = ?)`,
      conversationId,
      messageId,
    );
    try {
      const stored = await this.#log.append(
        conversationId,
        [
          { type: 'message-start', ...written },
          {
            type: 'message-end',
            ...written,
            text: message.text,
            authorName: staff.name,
            clientMessageId: message.clientMessageId,
            ...(translated ? { translated, original: message.original } : {}),
          },
        ],
        [this.#handoffs.leaseExtension(id)],
        [this.#handoffs.heldCondition(id, staff), unseen, unsent],
      );
      return { ok: true, messageId, sequence: stored[1]?.sequence ?? 0 };
    } catch (error) {
      if (!isAssertionFailure(error)) throw error;
      const racing = await this.#sent(conversationId, messageId);
      if (racing !== null) return { ok: true, messageId, sequence: racing };
      const after = await this.#handoffs.find(id);
      const held = after?.state === 'claimed' && after.claimedBy?.id === staff.id;
      return { ok: false, reason: held ? 'stale' : 'not_yours' };
    }
  }

  async #sent(conversationId: string, messageId: string): Promise<number | null> {
    const row = await this.#database.get(
      `SELECT sequence FROM events WHERE conversation_id = ? AND type = 'message-end' AND json_extract(payload, '$.messageId') = ?`,
      conversationId,
      messageId,
    );
    return row === undefined ? null : Number(row.sequence);
  }
}
