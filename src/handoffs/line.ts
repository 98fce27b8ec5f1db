import type { Clock } from '../lib/clock.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { HandoffProgress } from '../protocol/stream-event.ts';
import { presentStatus, type StaffStore } from '../staff/staff.ts';
import type { Database } from '../storage/database.ts';
import { numberOf } from '../storage/sql-value.ts';
import { opensAt } from './business-hours.ts';
import type { HandoffStore } from './handoff-store.ts';
import type { Presence } from './presence.ts';

/** Claims that tell how long people wait now. */
const RECENT_CLAIMS = 20;
const RECENT_MS = 4 * 3_600_000;
/** Fewer tell nothing. */
const FEWEST_CLAIMS = 3;

/** How calls for a person are getting on, as their shoppers may know it. */
export class Line {
  readonly #database: Database;
  readonly #handoffs: HandoffStore;
  readonly #staff: StaffStore;
  readonly #presence: Presence;
  readonly #prompts: () => PromptSet;
  readonly #now: Clock;

  constructor(options: {
    database: Database;
    handoffs: HandoffStore;
    staff: StaffStore;
    presence: Presence;
    prompts: () => PromptSet;
    now: Clock;
  }) {
    this.#database = options.database;
    this.#handoffs = options.handoffs;
    this.#staff = options.staff;
    this.#presence = options.presence;
    this.#prompts = options.prompts;
    this.#now = options.now;
  }

  /** Null while no person is called or there. */
  async progress(conversationId: string): Promise<HandoffProgress | null> {
    const handoff = await this.#handoffs.current(conversationId);
    if (handoff === undefined) return null;
    const named = { type: 'handoff-progress' as const, handoffId: handoff.id };
    if (handoff.claimedBy !== null)
      return { ...named, humanAgent: await this.#person(conversationId, handoff.claimedBy.id) };
    const opening = opensAt(this.#prompts().desk.hours, this.#now());
    const place = await this.#place(handoff.id);
    const waitMinutes = opening === null ? await this.#estimate(place) : null;
    return {
      ...named,
      place,
      ...(waitMinutes === null ? {} : { waitMinutes }),
      ...(opening === null ? {} : { opensAt: opening }),
    };
  }

  /** Those who are ahead have more points or, among equals, came earlier: the order in which they are offered. */
  async #place(handoffId: string): Promise<number> {
    const row = await this.#database.get(
      `SELECT count(*) AS ahead FROM handoffs other JOIN handoffs own ON own.id = ?
       WHERE other.state = 'queued' AND other.id <> own.id
         AND (other.priority > own.priority OR (other.priority = own.priority AND (other.opened_at, other.id) < (own.opened_at, own.id)))`,
      handoffId,
    );
    return 1 + (row === undefined ? 0 : numberOf(row, 'ahead'));
  }

  /** From how long others waited lately, for this place; null when too few did to say anything honest. */
  async #estimate(place: number): Promise<number | null> {
    const now = this.#now();
    const rows = await this.#database.all(
      `SELECT unixepoch(claimed_at, 'subsec') * 1000 - unixepoch(opened_at, 'subsec') * 1000 AS waited FROM handoffs
       WHERE claimed_at IS NOT NULL AND unixepoch(claimed_at, 'subsec') * 1000 > ? AND requeued = 0
       ORDER BY claimed_at DESC LIMIT ?`,
      now - RECENT_MS,
      RECENT_CLAIMS,
    );
    if (rows.length < FEWEST_CLAIMS) return null;
    const waits = rows.map((row) => numberOf(row, 'waited')).sort((left, right) => left - right);
    // Three in four came sooner than this: better to be told too long than too short.
    const usual = waits[Math.floor(waits.length * 0.75)] ?? 0;
    const there = (await this.#staff.list()).filter(
      (one) => presentStatus(one, now) === 'online',
    ).length;
    const turns = Math.ceil(place / Math.max(1, there));
    return Math.max(1, Math.ceil((usual * turns) / 60_000));
  }

  async #person(conversationId: string, staffId: string): Promise<'present' | 'typing' | 'away'> {
    const present = (await this.#presence.of([conversationId])).get(conversationId);
    if (present?.typing.some(({ id }) => id === staffId)) return 'typing';
    if (present?.viewers.some(({ id }) => id === staffId)) return 'present';
    const staff = await this.#staff.find(staffId);
    return staff === undefined || presentStatus(staff, this.#now()) !== 'online'
      ? 'away'
      : 'present';
  }
}
