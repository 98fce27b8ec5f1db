import { type Clock, isoTime } from '../lib/clock.ts';
import { ownPulse } from '../lib/pulse.ts';
import { systemTimers, type Timers } from '../lib/timers.ts';
import {
  type LogEvent,
  type LogEventInput,
  logEventSchema,
  type StreamEvent,
} from '../protocol/stream-event.ts';
import type { Database, Statement } from '../storage/database.ts';
import { numberOf } from '../storage/sql-value.ts';
import { formatEventId, type StreamPosition } from './event-id.ts';
import { Follower } from './follower.ts';
import { LiveChannel } from './live-channel.ts';
import { type StoredEvent, storedEvent } from './stored-event.ts';

export type { StoredEvent } from './stored-event.ts';

/** How often a follower looks for events that another process stored. */
const DEFAULT_POLL_MS = 1000;

/** Rows read at once when an old conversation is replayed. */
const PAGE_SIZE = 500;

/** An event on its way to a client; `id` is what it sends back as `Last-Event-ID`. */
export interface FollowedEvent {
  id: string;
  event: StreamEvent | LogEvent;
  /** ISO 8601; absent for deltas, which are not stored */
  at?: string;
}

/** The append-only log of every conversation: the one record that transcript, stream, desk and audit read. */
export class EventLog {
  readonly #database: Database;
  readonly #now: Clock;
  readonly #timers: Timers;
  readonly #pollMs: number;
  readonly #channels = new Map<string, LiveChannel>();
  readonly #watchers = new Set<() => void>();
  #polledPosition: number | undefined;
  #polledAt = Number.NEGATIVE_INFINITY;

  constructor(options: { database: Database; now: Clock; pollMs?: number; timers?: Timers }) {
    this.#database = options.database;
    this.#now = options.now;
    this.#timers = options.timers ?? systemTimers;
    this.#pollMs = options.pollMs ?? DEFAULT_POLL_MS;
  }

  /**
   * Stores events with the next sequences, then fans them out live. `first` runs before and `also` after them in the
   * same batch: all of it commits, or none.
   */
  async append(
    conversationId: string,
    events: readonly LogEventInput[],
    also: readonly Statement[] = [],
    first: readonly Statement[] = [],
  ): Promise<StoredEvent[]> {
    const at = isoTime(this.#now());
    const parsed = events.map((event) => logEventSchema.parse(event));
    const results = await this.#database.batch([
      ...first,
      ...parsed.map((event) => insertEvent(conversationId, at, event)),
      ...also,
    ]);
    const stored = parsed.map((event, index): StoredEvent => {
      const row = results[first.length + index]?.rows[0];
      if (row === undefined) throw new Error('an appended event returned no sequence');
      return { conversationId, sequence: numberOf(row, 'sequence'), at, event };
    });
    const channel = this.#channel(conversationId);
    const [earliest] = stored;
    // A channel made just now knows nothing of the past and needs none of it.
    if (channel.last === 0 && earliest !== undefined) channel.last = earliest.sequence - 1;
    channel.take(stored);
    this.#release(conversationId);
    this.#tellWatchers();
    return stored;
  }

  /**
   * Books what must be booked although its conversation may have been erased meanwhile: `first` commits in any case,
   * an erased conversation is told nothing.
   */
  async appendUnlessErased(
    conversationId: string,
    events: readonly LogEventInput[],
    first: readonly Statement[],
  ): Promise<void> {
    const erased = await this.#database.get(
      'SELECT 1 AS one FROM erasures WHERE conversation_id = ?',
      conversationId,
    );
    if (erased === undefined) {
      try {
        await this.append(conversationId, events, [], first);
        return;
      } catch (error) {
        if (!isErasedFailure(error)) throw error;
      }
    }
    await this.#database.batch(first);
  }

  /** The statements alone, for a caller that batches them itself and calls `announce` after the commit. */
  statements(conversationId: string, events: readonly LogEventInput[]): Statement[] {
    const at = isoTime(this.#now());
    return events.map((event) => insertEvent(conversationId, at, logEventSchema.parse(event)));
  }

  /** Fans out what was stored through `statements`. */
  async announce(conversationId: string): Promise<void> {
    const channel = this.#channel(conversationId);
    if (channel.last === 0) channel.last = await this.#startOfRunningMessage(conversationId);
    channel.take(await this.#readAll(conversationId, channel.last));
    this.#release(conversationId);
    this.#tellWatchers();
  }

  /** Calls back whenever this process stored events of any conversation, until the returned function is called. */
  watch(onStored: () => void): () => void {
    this.#watchers.add(onStored);
    return () => this.#watchers.delete(onStored);
  }

  /** Events with a sequence above `after`, oldest first. */
  async read(
    conversationId: string,
    options: { after?: number; limit?: number } = {},
  ): Promise<StoredEvent[]> {
    const rows = await this.#database.all(
      `SELECT conversation_id, sequence, at, payload FROM events
       WHERE conversation_id = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
      conversationId,
      options.after ?? 0,
      options.limit ?? Number.MAX_SAFE_INTEGER,
    );
    return rows.map(storedEvent);
  }

  /** The last `limit` events, or those before a sequence, oldest first. */
  async readLast(
    conversationId: string,
    limit: number,
    before = Number.MAX_SAFE_INTEGER,
  ): Promise<StoredEvent[]> {
    const rows = await this.#database.all(
      `SELECT conversation_id, sequence, at, payload FROM events
       WHERE conversation_id = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?`,
      conversationId,
      before,
      limit,
    );
    return rows.map(storedEvent).reverse();
  }

  /**
   * Transient text of the running message: fanned out and remembered for whoever joins late, never stored. Text for a
   * message that is not running (ended, or taken over by a person) is dropped: its message-end has the last word.
   */
  publishDelta(conversationId: string, messageId: string, text: string): void {
    const channel = this.#channels.get(conversationId);
    if (channel?.running?.messageId !== messageId || text === '') return;
    channel.running.text += text;
    channel.wake();
  }

  /** Drops what is kept in memory of an erased conversation, so that nobody who joins later gets its words. */
  forget(conversationId: string): void {
    this.#channels.get(conversationId)?.forget();
  }

  /** Messages that were started and never ended, oldest first: what a crash leaves behind. */
  async unfinishedMessages(conversationId: string): Promise<string[]> {
    const rows = await this.#database.all(
      `${OPEN_MESSAGES} ORDER BY sequence`,
      conversationId,
      Number.MAX_SAFE_INTEGER,
      Number.MAX_SAFE_INTEGER,
    );
    return rows.map((row) => String(row.message_id));
  }

  /** A reader of everything after a position, then live, whichever process stored it. It must be told to leave. */
  follower(conversationId: string, after?: StreamPosition): Follower {
    return new Follower(
      {
        channel: this.#channel(conversationId),
        read: (sequence) => this.read(conversationId, { after: sequence, limit: PAGE_SIZE }),
        lastSequence: () => this.#lastSequence(conversationId),
        messageRunningAt: (sequence) => this.#messageRunningAt(conversationId, sequence),
        poll: () => this.#poll(),
        left: () => this.#release(conversationId),
      },
      after,
    );
  }

  /**
   * Everything after a position, then live until `signal` aborts: no gap and no duplicate, whichever process stored
   * the events. A slow reader gets deltas joined, never dropped.
   */
  async *follow(
    conversationId: string,
    { after, signal }: { after?: StreamPosition; signal: AbortSignal },
  ): AsyncGenerator<FollowedEvent, void, undefined> {
    const follower = this.follower(conversationId, after);
    const leave = () => follower.leave();
    signal.addEventListener('abort', leave);
    const stopLooking = ownPulse(this.#timers, this.#pollMs)(() => follower.look());
    try {
      while (!signal.aborted) {
        const next = await follower.next();
        if (signal.aborted) return;
        if (next === null) {
          await follower.news();
          continue;
        }
        const { position, event, at } = next;
        yield { id: formatEventId(position), event, ...(at === undefined ? {} : { at }) };
      }
    } finally {
      stopLooking();
      signal.removeEventListener('abort', leave);
      leave();
    }
  }

  /** One query tells every followed conversation what other processes stored since the last look. */
  #poll(): Promise<void> | null {
    if (this.#now() < this.#polledAt + this.#pollMs) return null;
    this.#polledAt = this.#now();
    return this.#lookForOthers();
  }

  async #lookForOthers(): Promise<void> {
    const since = this.#polledPosition;
    if (since === undefined) {
      const row = await this.#database.get('SELECT coalesce(max(position), 0) AS last FROM events');
      this.#polledPosition = row === undefined ? 0 : numberOf(row, 'last');
      for (const [id, channel] of this.#channels)
        channel.takeSequence(await this.#lastSequence(id));
      return;
    }
    const rows = await this.#database.all(
      `SELECT conversation_id, max(sequence) AS last, max(position) AS position FROM events
       WHERE position > ? GROUP BY conversation_id`,
      since,
    );
    for (const row of rows) {
      this.#polledPosition = Math.max(this.#polledPosition ?? 0, numberOf(row, 'position'));
      this.#channels.get(String(row.conversation_id))?.takeSequence(numberOf(row, 'last'));
    }
  }

  async #lastSequence(conversationId: string): Promise<number> {
    const row = await this.#database.get(
      'SELECT coalesce(max(sequence), 0) AS last FROM events WHERE conversation_id = ?',
      conversationId,
    );
    return row === undefined ? 0 : numberOf(row, 'last');
  }

  async #messageRunningAt(conversationId: string, sequence: number): Promise<string | null> {
    const row = await this.#database.get(
      `${OPEN_MESSAGES} ORDER BY sequence DESC LIMIT 1`,
      conversationId,
      sequence,
      sequence,
    );
    return row === undefined ? null : String(row.message_id);
  }

  async #startOfRunningMessage(conversationId: string): Promise<number> {
    const row = await this.#database.get(
      `${OPEN_MESSAGES} ORDER BY sequence DESC LIMIT 1`,
      conversationId,
      Number.MAX_SAFE_INTEGER,
      Number.MAX_SAFE_INTEGER,
    );
    return row === undefined ? this.#lastSequence(conversationId) : numberOf(row, 'sequence') - 1;
  }

  async #readAll(conversationId: string, after: number): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (;;) {
      const last = events.at(-1)?.sequence ?? after;
      const page = await this.read(conversationId, { after: last, limit: PAGE_SIZE });
      events.push(...page);
      if (page.length < PAGE_SIZE) return events;
    }
  }

  #tellWatchers(): void {
    for (const watcher of this.#watchers) watcher();
  }

  #channel(conversationId: string): LiveChannel {
    const known = this.#channels.get(conversationId);
    if (known !== undefined) return known;
    const channel = new LiveChannel();
    this.#channels.set(conversationId, channel);
    return channel;
  }

  #release(conversationId: string): void {
    if (this.#channels.get(conversationId)?.isIdle === true) this.#channels.delete(conversationId);
  }
}

/** Messages of others than the customer that have a start, but no end up to a sequence. */
const OPEN_MESSAGES = `SELECT sequence, json_extract(payload, '$.messageId') AS message_id FROM events AS started
  WHERE conversation_id = ? AND sequence <= ? AND type = 'message-start'
    AND json_extract(payload, '$.author') <> 'customer'
    AND NOT EXISTS (SELECT 1 FROM events AS ended
      WHERE ended.conversation_id = started.conversation_id AND ended.sequence > started.sequence
        AND ended.sequence <= ? AND ended.type = 'message-end'
        AND json_extract(ended.payload, '$.messageId') = json_extract(started.payload, '$.messageId'))`;

function insertEvent(conversationId: string, at: string, event: LogEvent): Statement {
  return {
    sql: `INSERT INTO events (conversation_id, sequence, at, type, payload)
      SELECT ?, coalesce(max(sequence), 0) + 1, ?, ?, ? FROM events WHERE conversation_id = ?
      RETURNING sequence`,
    params: [conversationId, at, event.type, JSON.stringify(event), conversationId],
  };
}

function isErasedFailure(error: unknown): boolean {
  return error instanceof Error && error.message.includes('conversation_erased');
}
