import type { EventLog } from '../events/event-log.ts';
import { type Clock, isoTime } from '../lib/clock.ts';
import type { MakeId } from '../lib/ids.ts';
import type { LogEventInput } from '../protocol/stream-event.ts';
import { assertThat, isAssertionFailure, isUniqueViolation } from '../storage/assertion.ts';
import type { Database, Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';
import type { Appraisal } from './appraise.ts';
import { HANDOFF_COLUMNS, HANDOFF_TABLES, type Handoff, toHandoff } from './handoff.ts';
import { type Act, ownerAfter, startsFrom } from './lease.ts';
import {
  askAgain,
  claimWrites,
  endWrite,
  insertHandoff,
  requeue,
  stateIs,
  type Times,
} from './lease-writes.ts';

/** A claimed handoff whose person gives no sign of life for this long goes back into the queue, unless prompts/desk.md says otherwise. */
export const CLAIM_LEASE_MS = 10 * 60_000;

/** Who acts at the desk. */
export interface Claimer {
  id: string;
  name: string;
}

/** Why a person is called, and what the queue sorts by. */
export interface HandoffWish {
  reason: string;
  summary: string;
  packet?: unknown;
  locale?: string | null;
}

export type ClaimResult =
  | { ok: true }
  | { ok: false; reason: 'taken'; by: string }
  | { ok: false; reason: 'not_open' };
export type HeldResult = { ok: true } | { ok: false; reason: 'not_yours' };

/**
 * Handoffs as leases. Every act is a row of the table in lease.ts: one batch with its events and the conversation's
 * owner, which asserts the state it starts from, so that exactly one owner exists at any time whatever races.
 */
export class HandoffStore {
  readonly #database: Database;
  readonly #log: EventLog;
  readonly #now: Clock;
  readonly #makeId: MakeId;
  readonly #leaseMs: () => number;
  readonly #appraise: (conversationId: string, reason: string) => Promise<Appraisal>;

  constructor(options: {
    database: Database;
    log: EventLog;
    now: Clock;
    makeId: MakeId;
    leaseMs?: () => number;
    /** what is at stake; nothing when left out */
    appraise?: (conversationId: string, reason: string) => Promise<Appraisal>;
  }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#now = options.now;
    this.#makeId = options.makeId;
    this.#leaseMs = options.leaseMs ?? (() => CLAIM_LEASE_MS);
    this.#appraise = options.appraise ?? (async () => ({ value: null, priority: 0 }));
  }

  /** Queues the conversation for a person. While one is asked for already, that handoff is returned and nothing changes. */
  open(conversationId: string, wish: HandoffWish): Promise<{ handoff: Handoff; created: boolean }> {
    return this.#create('open', conversationId, wish, (id, summary) => ({
      event: { type: 'handoff-opened', handoffId: id, reason: wish.reason, summary },
      writes: [],
    }));
  }

  /** A person takes the conversation from the assistant without being called. */
  async take(
    conversationId: string,
    staff: Claimer,
    wish: HandoffWish,
  ): Promise<{ handoff: Handoff; created: boolean }> {
    return this.#create('take', conversationId, wish, (id) => ({
      event: {
        type: 'handoff-claimed',
        handoffId: id,
        humanAgentName: staff.name,
        cause: 'taken_over',
      },
      writes: claimWrites(id, conversationId, staff, this.#times()),
    }));
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
  async claim(
    id: string,
    staff: Claimer,
    options: { takeOver?: boolean } = {},
  ): Promise<ClaimResult> {
    const handoff = await this.find(id);
    if (handoff === undefined) return { ok: false, reason: 'not_open' };
    const takesOver =
      options.takeOver === true &&
      handoff.claimedBy !== null &&
      handoff.claimedBy.id !== staff.id &&
      handoff.state === 'claimed';
    const done = await this.#act(takesOver ? 'take_over' : 'claim', handoff, {
      conditions: [
        takesOver
          ? assertThat(
              '(SELECT claimed_by FROM handoffs WHERE id = ?) = ?',
              id,
              handoff.claimedBy?.id,
            )
          : stateIs(id, 'queued'),
      ],
      event: {
        type: 'handoff-claimed',
        handoffId: id,
        humanAgentName: staff.name,
        ...(takesOver ? { cause: 'taken_over' as const } : {}),
      },
      writes: claimWrites(id, handoff.conversationId, staff, this.#times()),
    });
    if (done) return { ok: true };
    const after = await this.find(id);
    const winner = after?.state === 'claimed' ? after.claimedBy : null;
    if (winner?.id === staff.id) return { ok: true };
    return winner
      ? { ok: false, reason: 'taken', by: winner.name }
      : { ok: false, reason: 'not_open' };
  }

  /** Gives the conversation back to the assistant, with a note that it reads. */
  async handBack(id: string, staff: Claimer, note: string): Promise<HeldResult> {
    const handoff = await this.find(id);
    return this.#held(handoff, staff, 'hand_back', {
      event: { type: 'handoff-returned', handoffId: id, note: note.slice(0, 2000) },
      writes: [askAgain(id), endWrite(id, 'returned', staff, this.#times())],
    });
  }

  /** The matter is settled, for a reason of prompts/desk.md. */
  async close(id: string, staff: Claimer, resolution: string | null = null): Promise<HeldResult> {
    const handoff = await this.find(id);
    return this.#held(handoff, staff, 'resolve', {
      event: {
        type: 'handoff-closed',
        handoffId: id,
        ...(resolution === null ? {} : { resolution }),
      },
      writes: [
        endWrite(id, 'closed', staff, this.#times()),
        sql('UPDATE handoffs SET resolution = ? WHERE id = ?', resolution, id),
      ],
    });
  }

  /** Takes up again what was closed or handed back, unless something else is under way in the conversation. */
  async reopen(id: string, staff: Claimer): Promise<ClaimResult> {
    const handoff = await this.find(id);
    if (handoff === undefined) return { ok: false, reason: 'not_open' };
    const done = await this.#act('reopen', handoff, {
      conditions: [
        assertThat(`(SELECT state IN ('closed', 'returned') FROM handoffs WHERE id = ?)`, id),
      ],
      event: {
        type: 'handoff-claimed',
        handoffId: id,
        humanAgentName: staff.name,
        cause: 'reopened',
      },
      writes: [
        sql(
          `UPDATE handoffs SET ended_at = NULL, ended_by = NULL, resolution = NULL,
             state = 'claimed', claimed_by = ?, claimed_at = ?, lease_until = ? WHERE id = ?`,
          staff.id,
          isoTime(this.#now()),
          this.#now() + this.#leaseMs(),
          id,
        ),
        ...claimWrites(id, handoff.conversationId, staff, this.#times()),
      ],
    });
    if (done) return { ok: true };
    const current = await this.current(handoff.conversationId);
    if (current?.claimedBy?.id === staff.id) return { ok: true };
    return current?.claimedBy
      ? { ok: false, reason: 'taken', by: current.claimedBy.name }
      : { ok: false, reason: 'not_open' };
  }

  /** Back into the queue by the person's own wish. */
  async release(id: string, staff: Claimer): Promise<HeldResult> {
    const handoff = await this.find(id);
    return this.#held(handoff, staff, 'release', requeue(handoff, 'released', null, this.#times()));
  }

  /** Back into the queue, kept for a colleague (or for anybody). `by` is its person, or null for a lead's decision. */
  async passOn(id: string, by: Claimer | null, to: Claimer | null): Promise<HeldResult> {
    const handoff = await this.find(id);
    if (handoff?.state === 'queued') {
      const kept = await this.#database.run(
        `UPDATE handoffs SET reserved_for = ?, reserved_until = ? WHERE id = ? AND state = 'queued'`,
        to?.id,
        to === null ? null : this.#now() + this.#leaseMs(),
        id,
      );
      return kept.changes > 0 ? { ok: true } : { ok: false, reason: 'not_yours' };
    }
    const change = requeue(handoff, 'passed_on', to, this.#times());
    if (by !== null) return this.#held(handoff, by, 'pass_on', change);
    const done =
      handoff !== undefined && (await this.#act('pass_on', handoff, { conditions: [], ...change }));
    return done ? { ok: true } : { ok: false, reason: 'not_yours' };
  }

  /** Sets it aside until a time; the claim stays. */
  async snooze(id: string, staff: Claimer, until: number): Promise<HeldResult> {
    const handoff = await this.find(id);
    return this.#held(handoff, staff, 'snooze', {
      event: { type: 'handoff-snoozed', handoffId: id, until: isoTime(until) },
      writes: [
        sql(
          'UPDATE handoffs SET snoozed_until = ?, lease_until = ? WHERE id = ?',
          until,
          until + this.#leaseMs(),
          id,
        ),
      ],
    });
  }

  /** Its person comes back before the time. */
  async wake(id: string, staff: Claimer): Promise<HeldResult> {
    const { changes } = await this.#database.run(
      `UPDATE handoffs SET snoozed_until = NULL, lease_until = ?
       WHERE id = ? AND state = 'claimed' AND claimed_by = ? AND snoozed_until IS NOT NULL`,
      this.#now() + this.#leaseMs(),
      id,
      staff.id,
    );
    return changes > 0 ? { ok: true } : { ok: false, reason: 'not_yours' };
  }

  /** The shopper takes the call back; false once a person has claimed it. */
  async withdraw(id: string): Promise<boolean> {
    const handoff = await this.find(id);
    if (handoff === undefined) return false;
    return this.#act('withdraw', handoff, {
      conditions: [stateIs(id, 'queued')],
      event: { type: 'handoff-returned', handoffId: id },
      writes: [
        sql(
          `UPDATE handoffs SET state = 'returned', ended_at = ?, reserved_for = NULL, reserved_until = NULL WHERE id = ?`,
          isoTime(this.#now()),
          id,
        ),
      ],
    });
  }

  /** Ends and empties the handoffs of an erased conversation, and every note about it. */
  async erase(conversationId: string): Promise<void> {
    await this.#database.batch([
      sql(
        `UPDATE handoffs SET state = 'closed', ended_at = ?, lease_until = NULL, snoozed_until = NULL, reserved_for = NULL
         WHERE conversation_id = ? AND state IN ('queued', 'claimed')`,
        isoTime(this.#now()),
        conversationId,
      ),
      sql(
        `UPDATE handoffs SET summary = '', packet = 'null', last_text = '', value = NULL, contact = NULL WHERE conversation_id = ?`,
        conversationId,
      ),
      sql(
        `UPDATE handoff_notes SET text = '', mentions = '[]' WHERE conversation_id = ?`,
        conversationId,
      ),
      sql(
        `UPDATE suggestions SET text = '', sent_text = NULL, reason = NULL WHERE conversation_id = ?`,
        conversationId,
      ),
    ]);
  }

  /** Where the shopper can be reached, as they left it while they wait. */
  async noteContact(conversationId: string, contact: string): Promise<void> {
    await this.#database.run(
      `UPDATE handoffs SET contact = ? WHERE conversation_id = ? AND state = 'queued'`,
      contact.slice(0, 254),
      conversationId,
    );
  }

  /** A sign of life of the person; false when the handoff is no longer theirs. */
  async heartbeat(id: string, staff: Claimer): Promise<boolean> {
    const { changes } = await this.#database.run(
      `UPDATE handoffs SET lease_until = max(lease_until, ?) WHERE id = ? AND state = 'claimed' AND claimed_by = ?`,
      this.#now() + this.#leaseMs(),
      id,
      staff.id,
    );
    return changes > 0;
  }

  /** The same for everything the person has. */
  async keepAlive(staffId: string): Promise<void> {
    await this.#database.run(
      `UPDATE handoffs SET lease_until = max(lease_until, ?) WHERE state = 'claimed' AND claimed_by = ?`,
      this.#now() + this.#leaseMs(),
      staffId,
    );
  }

  /** What a person has now, snoozed ones last. */
  async heldBy(staffId: string): Promise<Handoff[]> {
    const rows = await this.#database.all(
      `SELECT ${HANDOFF_COLUMNS} FROM ${HANDOFF_TABLES} WHERE h.state = 'claimed' AND h.claimed_by = ?
       ORDER BY h.snoozed_until IS NOT NULL, h.opened_at`,
      staffId,
    );
    return rows.map(toHandoff);
  }

  /** Queues again what was claimed by somebody who is gone; the shopper sees it. Returns the conversations concerned. */
  async lapse(): Promise<string[]> {
    const now = this.#now();
    await this.#database.run(
      `UPDATE handoffs SET snoozed_until = NULL, lease_until = ? WHERE state = 'claimed' AND snoozed_until <= ?`,
      now + this.#leaseMs(),
      now,
    );
    const rows = await this.#database.all(
      `SELECT ${HANDOFF_COLUMNS} FROM ${HANDOFF_TABLES} WHERE h.state = 'claimed' AND h.lease_until < ?`,
      now,
    );
    const lapsed: string[] = [];
    for (const handoff of rows.map(toHandoff)) {
      const { event, writes } = requeue(handoff, 'lapsed', null, this.#times());
      const done = await this.#act('lapse', handoff, {
        conditions: [
          assertThat(
            `(SELECT state = 'claimed' AND lease_until < ? FROM handoffs WHERE id = ?)`,
            now,
            handoff.id,
          ),
        ],
        event,
        writes,
      });
      if (done) lapsed.push(handoff.conversationId);
    }
    return lapsed;
  }

  /** For a batch that must not commit unless the person has the handoff. */
  heldCondition(id: string, staff: Claimer): Statement {
    return assertThat(
      `(SELECT state = 'claimed' AND claimed_by = ? FROM handoffs WHERE id = ?)`,
      staff.id,
      id,
    );
  }

  leaseExtension(id: string): Statement {
    return sql(
      'UPDATE handoffs SET lease_until = ?, snoozed_until = NULL WHERE id = ?',
      this.#now() + this.#leaseMs(),
      id,
    );
  }

  async #create(
    act: 'open' | 'take',
    conversationId: string,
    wish: HandoffWish,
    make: (id: string, summary: string) => { event: LogEventInput; writes: Statement[] },
  ): Promise<{ handoff: Handoff; created: boolean }> {
    const known = await this.current(conversationId);
    if (known !== undefined) return { handoff: known, created: false };
    const id = this.#makeId('hnd');
    const summary = wish.summary.slice(0, 600);
    const { value, priority } = await this.#appraise(conversationId, wish.reason);
    const { event, writes } = make(id, summary);
    try {
      await this.#log.append(
        conversationId,
        [event],
        [
          insertHandoff({ id, conversationId, wish, summary, value, priority }, this.#times()),
          ...writes,
          this.#ownedBy(act, conversationId),
        ],
        [startsFrom(act, conversationId)],
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

  async #held(
    handoff: Handoff | undefined,
    staff: Claimer,
    act: Act,
    change: { event: LogEventInput; writes: Statement[] },
  ): Promise<HeldResult> {
    if (handoff === undefined) return { ok: false, reason: 'not_yours' };
    const conditions = [this.heldCondition(handoff.id, staff)];
    const done = await this.#act(act, handoff, { conditions, ...change });
    return done ? { ok: true } : { ok: false, reason: 'not_yours' };
  }

  /** False when the state it starts from no longer holds; then nothing was written. */
  async #act(
    act: Act,
    handoff: Handoff,
    change: { conditions: Statement[]; event: LogEventInput; writes: Statement[] },
  ): Promise<boolean> {
    const { conversationId } = handoff;
    try {
      await this.#log.append(
        conversationId,
        [change.event],
        [...change.writes, this.#ownedBy(act, conversationId)],
        [startsFrom(act, conversationId), ...change.conditions],
      );
      return true;
    } catch (error) {
      if (isAssertionFailure(error)) return false;
      throw error;
    }
  }

  #ownedBy(act: Act, conversationId: string): Statement {
    return sql(
      'UPDATE conversations SET owner = ?, updated_at = ? WHERE id = ?',
      ownerAfter(act),
      isoTime(this.#now()),
      conversationId,
    );
  }

  #times(): Times {
    return { now: this.#now(), leaseMs: this.#leaseMs() };
  }
}
