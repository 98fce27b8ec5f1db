import { Bell } from '../events/bell.ts';
import type { EventLog } from '../events/event-log.ts';
import { type Clock, isoTime } from '../lib/clock.ts';
import type { Timers } from '../lib/timers.ts';
import type { DeskEvent } from '../protocol/desk.ts';
import type { Database } from '../storage/database.ts';
import { numberOf, textOf } from '../storage/sql-value.ts';
import type { Counts, DeskQueue } from './desk-queue.ts';
import type { Presence } from './presence.ts';

/** How often a desk looks for what another process changed. */
const POLL_MS = 1000;
/** Changes that come in a burst are told together. */
const GATHER_MS = 25;
/** Batches kept for desks that are a little behind; whoever is further behind reads the database. */
const BATCHES_KEPT = 200;
/** More changes than this are not told one by one: the desk reads the queue again. */
const MOST_CHANGES = 2_000;
/** Changes kept for desks that come back. */
const CHANGES_KEPT = 20_000;

/** What one desk is sent: the position to come back with, and the event as JSON. */
export interface FedEvent {
  position: number;
  data: string;
}

interface Batch {
  after: number;
  position: number;
  /** rows as JSON, made once for all desks; null when no row changed */
  rows: string | null;
  counts: Counts | null;
  others: string[];
  /** there was more than one batch holds */
  full: boolean;
}

/**
 * What changes at the desk, told to every desk as it happens. Triggers write each change down, so that nothing is
 * missed whoever made it; rows are read and serialised once for all desks.
 */
export class DeskFeed {
  readonly #database: Database;
  readonly #queue: DeskQueue;
  readonly #presence: Presence;
  readonly #colleague: (staffId: string) => Promise<Extract<DeskEvent, { type: 'staff' }>>;
  readonly #now: Clock;
  readonly #timers: Timers;
  readonly #bells = new Set<Bell>();
  readonly #batches: Batch[] = [];
  #unwatch: (() => void) | null = null;
  readonly #watch: (onStored: () => void) => () => void;
  #position: number | null = null;
  #reading: Promise<void> | null = null;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(options: {
    database: Database;
    log: EventLog;
    queue: DeskQueue;
    presence: Presence;
    colleague: (staffId: string) => Promise<Extract<DeskEvent, { type: 'staff' }>>;
    now: Clock;
    timers: Timers;
  }) {
    this.#database = options.database;
    this.#queue = options.queue;
    this.#presence = options.presence;
    this.#colleague = options.colleague;
    this.#now = options.now;
    this.#timers = options.timers;
    this.#watch = (onStored) => options.log.watch(onStored);
  }

  /** Position of the latest change: what is read from now on is at least as new. */
  async position(): Promise<number> {
    const row = await this.#database.get(
      'SELECT coalesce(max(position), 0) AS last FROM desk_changes',
    );
    return row === undefined ? 0 : numberOf(row, 'last');
  }

  /** Tells the desks of this process at once what was written without an event of a conversation. */
  wake(): void {
    for (const bell of this.#bells) bell.ring();
  }

  /** Everything after a position, then live until `signal` aborts. */
  async *follow(
    staffId: string,
    options: { after: number | null; signal: AbortSignal },
  ): AsyncGenerator<FedEvent, void, undefined> {
    const bell = new Bell(this.#timers);
    const ring = () => bell.ring();
    this.#join(bell);
    options.signal.addEventListener('abort', ring);
    try {
      let position = options.after ?? (await this.position());
      bell.ring();
      while (!options.signal.aborted) {
        await bell.wait(POLL_MS);
        if (options.signal.aborted) return;
        await this.#advance();
        for (const batch of await this.#since(position)) {
          const events = eventsFor(batch, staffId, this.#now());
          // Whoever loses the connection in the middle of a batch gets all of it again.
          for (const [index, data] of events.entries())
            yield { position: index === events.length - 1 ? batch.position : position, data };
          position = batch.position;
        }
      }
    } finally {
      options.signal.removeEventListener('abort', ring);
      this.#leave(bell);
    }
  }

  /** Forgets changes that no desk will ask for any more; the last one stays, so that no position is used twice. */
  async prune(): Promise<void> {
    await this.#database.run(
      'DELETE FROM desk_changes WHERE position < ?',
      (await this.position()) - CHANGES_KEPT,
    );
  }

  #join(bell: Bell): void {
    this.#bells.add(bell);
    this.#unwatch ??= this.#watch(() => this.wake());
  }

  #leave(bell: Bell): void {
    this.#bells.delete(bell);
    if (this.#bells.size > 0) return;
    this.#unwatch?.();
    this.#unwatch = null;
    this.#batches.length = 0;
    this.#position = null;
  }

  /** Reads what is new, once for all desks that ask at the same time. */
  #advance(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    const early = this.#readAt + GATHER_MS - this.#now();
    if (early > 0)
      await new Promise<void>((resolve) => {
        this.#timers.setTimeout(resolve, early);
      });
    this.#readAt = this.#now();
    const after = this.#position ?? (await this.position());
    const batch = await this.#batchAfter(after);
    this.#position = batch?.position ?? after;
    if (batch === null) return;
    if (batch.full) this.wake();
    this.#batches.push(batch);
    if (this.#batches.length > BATCHES_KEPT) this.#batches.shift();
  }

  /** The batches that lead from a position to the present. */
  async #since(position: number): Promise<Batch[]> {
    const present = this.#position ?? position;
    if (position >= present) return [];
    const first = this.#batches.findIndex(({ after }) => after === position);
    if (first !== -1) return this.#batches.slice(first);
    // Not one of the kept places: what this desk missed is read for it alone.
    const [oldest] = await this.#database.all('SELECT min(position) AS first FROM desk_changes');
    const known = oldest?.first == null ? present : Number(oldest.first) - 1;
    const gap = position < known || present - position > MOST_CHANGES;
    const missed = gap ? null : await this.#batchAfter(position, present);
    return [
      missed ?? {
        after: position,
        position: present,
        rows: null,
        counts: null,
        full: false,
        others: gap ? [JSON.stringify({ type: 'reload', reason: 'gap' } satisfies DeskEvent)] : [],
      },
    ];
  }

  async #batchAfter(after: number, until = Number.MAX_SAFE_INTEGER): Promise<Batch | null> {
    const changes = await this.#database.all(
      'SELECT position, kind, subject FROM desk_changes WHERE position > ? AND position <= ? ORDER BY position LIMIT ?',
      after,
      until,
      MOST_CHANGES,
    );
    const last = changes.at(-1);
    if (last === undefined) return null;
    const of = (kind: string) => [
      ...new Set(changes.filter((row) => row.kind === kind).map((row) => textOf(row, 'subject'))),
    ];
    const handoffs = of('handoff');
    const approvals = of('approval');
    const [rows, counts, presence, staff] = await Promise.all([
      this.#queue.rows(handoffs),
      handoffs.length + approvals.length > 0 ? this.#queue.counts() : null,
      this.#presenceEvents(of('presence')),
      Promise.all(of('staff').map((id) => this.#colleague(id))),
    ]);
    const notes = of('note').map((conversationId): DeskEvent => ({ type: 'note', conversationId }));
    return {
      after,
      position: numberOf(last, 'position'),
      rows: rows.length > 0 ? JSON.stringify(rows) : null,
      counts,
      full: changes.length === MOST_CHANGES,
      others: [...presence, ...staff, ...notes].map((event) => JSON.stringify(event)),
    };
  }

  async #presenceEvents(conversationIds: readonly string[]): Promise<DeskEvent[]> {
    if (conversationIds.length === 0) return [];
    const present = await this.#presence.of(conversationIds);
    return conversationIds.map((conversationId) => ({
      type: 'presence',
      conversationId,
      ...(present.get(conversationId) ?? { viewers: [], typing: [] }),
    }));
  }
}

function eventsFor({ rows, counts, others }: Batch, staffId: string, now: number): string[] {
  if (counts === null) return others;
  const own = JSON.stringify({ ...counts.shared, mine: counts.mine.get(staffId) ?? 0 });
  const told =
    rows === null
      ? `{"type":"approvals","counts":${own}}`
      : `{"type":"queue","now":"${isoTime(now)}","rows":${rows},"counts":${own}}`;
  return [told, ...others];
}
