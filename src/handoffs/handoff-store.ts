import type { EventLog } from '../events/event-log.ts';
import { type Clock, isoTime } from '../lib/clock.ts';
import type { MakeId } from '../lib/ids.ts';
import type { LogEventInput } from '../protocol/stream-event.ts';
import { assertThat, isAssertionFailure, isUniqueViolation } from '../storage/assertion.ts';
import type { Database, Statement } from '../storage/database.ts';
import { HANDOFF_COLUMNS, HANDOFF_TABLES, type Handoff, toHandoff } from './handoff.ts';

/** A claimed handoff whose person gives no sign of life for this long goes back into the queue. */
export const CLAIM_LEASE_MS = 10 * 60_000;

/** Who acts at the desk. */
export interface Claimer {
  id: string;
  name: string;
}

export type ClaimResult =
  | { ok: true }
  | { ok: false; reason: 'taken'; by: string }
  | { ok: false; reason: 'not_open' };
export type HeldResult = { ok: true } | { ok: false; reason: 'not_yours' };

/**
 * Handoffs as leases. Every transition is one batch with its events and the conversation's owner, and asserts the state it
 * starts from, so that exactly one owner exists at any time whatever races.
 */
export class HandoffStore {
  readonly #database: Database;
  readonly #log: EventLog;
  readonly #now: Clock;
  readonly #makeId: MakeId;

  constructor(options: { database: Database; log: EventLog; now: Clock; makeId: MakeId }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#now = options.now;
    this.#makeId = options.makeId;
  }

  /** Queues the conversation for a person. While one is asked for already, that handoff is returned and nothing changes. */
  async open(
    conversationId: string,
    wish: { reason: string; summary: string; packet?: unknown },
  ): Promise<{ handoff: Handoff; created: boolean }> {
    const known = await this.current(conversationId);
    if (known !== undefined) return { handoff: known, created: false };
    const id = this.#makeId('hnd');
    const summary = wish.summary.slice(0, 600);
    try {
      await this.#log.append(
        conversationId,
        [{ type: 'handoff-opened', handoffId: id, reason: wish.reason, summary }],
        [
          assertThat(
            `(SELECT owner FROM conversations WHERE id = ?) = 'assistant'`,
            conversationId,
          ),
          {
            sql: `INSERT INTO handoffs (id, conversation_id, state, reason, summary, packet, opened_at)
              VALUES (?, ?, 'queued', ?, ?, ?, ?)`,
            params: [
              id,
              conversationId,
              wish.reason,
              summary,
              JSON.stringify(wish.packet ?? null),
              isoTime(this.#now()),
            ],
          },
          this.#ownedBy(conversationId, 'queued'),
        ],
      );
    } catch (error) {
      if (!isUniqueViolation(error) && !isAssertionFailure(error)) throw error;
      const other = await this.current(conversationId);
      if (other === undefined) throw error;
      return { handoff: other, created: false };
    }
    const handoff = await this.find(id);
    if (handoff === undefined) throw new Error('a handoff was stored but cannot be read');
    return { handoff, created: true };
  }

  async find(id: string): Promise<Handoff | undefined> {
    const row = await this.#database.get(
      `SELECT ${HANDOFF_COLUMNS} FROM ${HANDOFF_TABLES} WHERE h.id = ?`,
      id,
    );
    return row && toHandoff(row);
  }

  /** The handoff under way, if any. */
  async current(conversationId: string): Promise<Handoff | undefined> {
    const row = await this.#database.get(
      `SELECT ${HANDOFF_COLUMNS} FROM ${HANDOFF_TABLES} WHERE h.conversation_id = ? AND h.state IN ('queued', 'claimed')`,
      conversationId,
    );
    return row && toHandoff(row);
  }

  /** Everything under way, the longest waiting first. */
  async queue(limit = 200): Promise<Handoff[]> {
    const rows = await this.#database.all(
      `SELECT ${HANDOFF_COLUMNS} FROM ${HANDOFF_TABLES} WHERE h.state IN ('queued', 'claimed')
        ORDER BY h.opened_at, h.id LIMIT ?`,
      limit,
    );
    return rows.map(toHandoff);
  }

  /** One winner; everybody else learns who it was. Messages that still wait for the assistant now wait for the person. */
  async claim(id: string, staff: Claimer): Promise<ClaimResult> {
    const handoff = await this.find(id);
    if (handoff === undefined) return { ok: false, reason: 'not_open' };
    const done = await this.#transition(
      handoff,
      [assertThat(`(SELECT state FROM handoffs WHERE id = ?) = 'queued'`, id)],
      [{ type: 'handoff-claimed', handoffId: id, humanAgentName: staff.name }],
      [
        {
          sql: `UPDATE handoffs SET state = 'claimed', claimed_by = ?, claimed_at = ?, lease_until = ? WHERE id = ?`,
          params: [staff.id, isoTime(this.#now()), this.#now() + CLAIM_LEASE_MS, id],
        },
        this.#ownedBy(handoff.conversationId, 'human'),
        {
          sql: `UPDATE messages SET answered_by = 'person' WHERE conversation_id = ? AND answered_by IS NULL`,
          params: [handoff.conversationId],
        },
      ],
    );
    if (done) return { ok: true };
    const after = await this.find(id);
    const winner = after?.state === 'claimed' ? after.claimedBy : null;
    if (winner?.id === staff.id) return { ok: true };
    return winner
      ? { ok: false, reason: 'taken', by: winner.name }
      : { ok: false, reason: 'not_open' };
  }

  /** A message of the person to the shopper. A repeated `clientMessageId` is answered with the first result. */
  async reply(
    id: string,
    staff: Claimer,
    message: { text: string; clientMessageId: string },
  ): Promise<{ ok: true; messageId: string } | { ok: false; reason: 'not_yours' }> {
    const handoff = await this.find(id);
    if (handoff === undefined) return { ok: false, reason: 'not_yours' };
    // The id follows from what was sent, so that a repeat finds the first one.
    const messageId = `msg_${id.slice(4)}_${message.clientMessageId}`;
    const repeated = await this.#database.get(
      `SELECT 1 FROM events WHERE conversation_id = ? AND type = 'message-end' AND json_extract(payload, '$.messageId') = ?`,
      handoff.conversationId,
      messageId,
    );
    if (repeated !== undefined) return { ok: true, messageId };
    const written = { messageId, author: 'human_agent' as const };
    const done = await this.#transition(
      handoff,
      [this.#heldBy(handoff.id, staff)],
      [
        { type: 'message-start', ...written },
        {
          type: 'message-end',
          ...written,
          text: message.text,
          authorName: staff.name,
          clientMessageId: message.clientMessageId,
        },
      ],
      [this.#extendLease(handoff.id)],
    );
    return done ? { ok: true, messageId } : { ok: false, reason: 'not_yours' };
  }

  /** Gives the conversation back to the assistant, with a note that it reads. */
  handBack(id: string, staff: Claimer, note: string): Promise<HeldResult> {
    return this.#end(id, staff, 'returned', 'assistant', (handoffId) => ({
      type: 'handoff-returned',
      handoffId,
      note: note.slice(0, 2000),
    }));
  }

  close(id: string, staff: Claimer): Promise<HeldResult> {
    return this.#end(id, staff, 'closed', 'assistant', (handoffId) => ({
      type: 'handoff-closed',
      handoffId,
    }));
  }

  /** Back into the queue by the person's own wish. */
  async release(id: string, staff: Claimer): Promise<HeldResult> {
    const handoff = await this.find(id);
    const done = handoff !== undefined && (await this.#requeue(handoff, this.#heldBy(id, staff)));
    return done ? { ok: true } : { ok: false, reason: 'not_yours' };
  }

  /** The shopper takes the call back; false once a person has claimed it. */
  async withdraw(id: string): Promise<boolean> {
    const handoff = await this.find(id);
    if (handoff === undefined) return false;
    return this.#transition(
      handoff,
      [assertThat(`(SELECT state FROM handoffs WHERE id = ?) = 'queued'`, id)],
      [{ type: 'handoff-returned', handoffId: id }],
      [
        {
          sql: `UPDATE handoffs SET state = 'returned', ended_at = ? WHERE id = ?`,
          params: [isoTime(this.#now()), id],
        },
        this.#ownedBy(handoff.conversationId, 'assistant'),
      ],
    );
  }

  /** Empties what the handoffs of an erased conversation say about the shopper. */
  async erase(conversationId: string): Promise<void> {
    await this.#database.run(
      `UPDATE handoffs SET summary = '', packet = 'null' WHERE conversation_id = ?`,
      conversationId,
    );
  }

  /** A sign of life of the person; false when the handoff is no longer theirs. */
  async heartbeat(id: string, staff: Claimer): Promise<boolean> {
    const { changes } = await this.#database.run(
      `UPDATE handoffs SET lease_until = ? WHERE id = ? AND state = 'claimed' AND claimed_by = ?`,
      this.#now() + CLAIM_LEASE_MS,
      id,
      staff.id,
    );
    return changes > 0;
  }

  /** Queues again what was claimed by somebody who is gone; the shopper sees it. Returns the conversations concerned. */
  async lapse(): Promise<string[]> {
    const now = this.#now();
    const rows = await this.#database.all(
      `SELECT ${HANDOFF_COLUMNS} FROM ${HANDOFF_TABLES} WHERE h.state = 'claimed' AND h.lease_until < ?`,
      now,
    );
    const lapsed: string[] = [];
    for (const handoff of rows.map(toHandoff)) {
      const stillGone = assertThat(
        `(SELECT state = 'claimed' AND lease_until < ? FROM handoffs WHERE id = ?)`,
        now,
        handoff.id,
      );
      if (await this.#requeue(handoff, stillGone)) lapsed.push(handoff.conversationId);
    }
    return lapsed;
  }

  #requeue(handoff: Handoff, condition: Statement): Promise<boolean> {
    const { id, conversationId, reason } = handoff;
    return this.#transition(
      handoff,
      [condition],
      [{ type: 'handoff-opened', handoffId: id, reason }],
      [
        {
          sql: `UPDATE handoffs SET state = 'queued', claimed_by = NULL, claimed_at = NULL, lease_until = NULL WHERE id = ?`,
          params: [id],
        },
        this.#ownedBy(conversationId, 'queued'),
      ],
    );
  }

  async #end(
    id: string,
    staff: Claimer,
    state: 'returned' | 'closed',
    owner: 'assistant',
    event: (handoffId: string) => LogEventInput,
  ): Promise<HeldResult> {
    const handoff = await this.find(id);
    const done =
      handoff !== undefined &&
      (await this.#transition(
        handoff,
        [this.#heldBy(id, staff)],
        [event(id)],
        [
          {
            sql: 'UPDATE handoffs SET state = ?, ended_at = ?, lease_until = NULL WHERE id = ?',
            params: [state, isoTime(this.#now()), id],
          },
          this.#ownedBy(handoff.conversationId, owner),
        ],
      ));
    return done ? { ok: true } : { ok: false, reason: 'not_yours' };
  }

  /** False when the state it starts from no longer holds; then nothing was written. */
  async #transition(
    handoff: Handoff,
    conditions: Statement[],
    events: LogEventInput[],
    writes: Statement[],
  ): Promise<boolean> {
    try {
      await this.#log.append(handoff.conversationId, events, [...conditions, ...writes]);
      return true;
    } catch (error) {
      if (isAssertionFailure(error)) return false;
      throw error;
    }
  }

  #heldBy(id: string, staff: Claimer): Statement {
    return assertThat(
      `(SELECT state = 'claimed' AND claimed_by = ? FROM handoffs WHERE id = ?)`,
      staff.id,
      id,
    );
  }

  #extendLease(id: string): Statement {
    return {
      sql: 'UPDATE handoffs SET lease_until = ? WHERE id = ?',
      params: [this.#now() + CLAIM_LEASE_MS, id],
    };
  }

  #ownedBy(conversationId: string, owner: 'assistant' | 'queued' | 'human'): Statement {
    return {
      sql: 'UPDATE conversations SET owner = ?, updated_at = ? WHERE id = ?',
      params: [owner, isoTime(this.#now()), conversationId],
    };
  }
}
