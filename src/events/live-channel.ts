import type { StoredEvent } from './stored-event.ts';

/** Stored events kept in memory for followers, so that live ones need no query. */
const RECENT_EVENTS = 64;

/** The text of a message that is being written. */
interface RunningMessage {
  messageId: string;
  /** sequence of its message-start, or of its last retract: whoever has not seen that must not get the text */
  since: number;
  text: string;
}

/** What this process knows of one conversation that is followed or being answered now. */
export class LiveChannel {
  /** the last stored sequence known here */
  last = 0;
  running: RunningMessage | null = null;
  #recent: StoredEvent[] = [];
  readonly #wakers = new Set<() => void>();

  get isIdle(): boolean {
    return this.#wakers.size === 0 && this.running === null;
  }

  /** Calls `waker` whenever there is something new, until it leaves. */
  join(waker: () => void): void {
    this.#wakers.add(waker);
  }

  leave(waker: () => void): void {
    this.#wakers.delete(waker);
  }

  wake(): void {
    for (const waker of this.#wakers) waker();
  }

  /** Takes in events that were stored, in order of sequence; ones seen before are skipped. */
  take(events: readonly StoredEvent[]): void {
    const ended = new Set(
      events.map(({ event }) => event.type === 'message-end' && event.messageId),
    );
    for (const stored of events) {
      if (stored.sequence <= this.last) continue;
      // After a gap (another process wrote) followers read the missing events from the database.
      if (stored.sequence !== this.last + 1) this.#recent = [];
      this.last = stored.sequence;
      this.#recent.push(stored);
      this.#follow(stored, ended);
    }
    if (this.#recent.length > RECENT_EVENTS) this.#recent = this.#recent.slice(-RECENT_EVENTS);
    this.wake();
  }

  /** Learns that events up to `sequence` exist, without having them. */
  takeSequence(sequence: number): void {
    if (sequence <= this.last) return;
    this.last = sequence;
    this.#recent = [];
    this.wake();
  }

  /** The events after `sequence`, when all of them are in memory. */
  recentAfter(sequence: number): StoredEvent[] | undefined {
    const first = this.#recent[0];
    if (first === undefined || first.sequence > sequence + 1) return undefined;
    return this.#recent.slice(sequence + 1 - first.sequence);
  }

  forget(): void {
    this.running = null;
    this.#recent = [];
  }

  // A message that starts and ends in one batch is never running: it must not end the one that is.
  #follow({ sequence, event }: StoredEvent, ended: ReadonlySet<string | false>): void {
    if (event.type === 'message-start' && event.author !== 'customer') {
      if (!ended.has(event.messageId))
        this.running = { messageId: event.messageId, since: sequence, text: '' };
    } else if (event.type === 'message-retract' && event.messageId === this.running?.messageId) {
      this.running.text = this.running.text.slice(0, event.keep);
      this.running.since = sequence;
    } else if (event.type === 'message-end' && event.messageId === this.running?.messageId) {
      this.running = null;
    }
  }
}
