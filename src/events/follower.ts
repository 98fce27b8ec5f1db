import type { LogEvent, StreamEvent } from '../protocol/stream-event.ts';
import type { StreamPosition } from './event-id.ts';
import type { LiveChannel } from './live-channel.ts';
import type { StoredEvent } from './stored-event.ts';

/** What a follower needs of the log. */
export interface FollowSource {
  channel: LiveChannel;
  /** the next page of stored events */
  read(after: number): Promise<StoredEvent[]>;
  lastSequence(): Promise<number>;
  /** the message that had been started and not ended when `sequence` was the last event */
  messageRunningAt(sequence: number): Promise<string | null>;
  /** looks for what other processes stored; null when that was done a moment ago */
  poll(): Promise<void> | null;
  /** called once, when this follower leaves */
  left(): void;
}

/** An event and where a client stands that has it. `at`: ISO 8601, absent for deltas. */
export interface Followed {
  position: StreamPosition;
  event: StreamEvent | LogEvent;
  at?: string;
}

/**
 * One reader of a conversation: stored events first, then running text, over and over. The order is what makes it exact:
 * text is given only to a follower that has every stored event the text builds on (`running.since`). It holds as little
 * as it can, since thousands wait at once.
 */
export class Follower {
  readonly #source: FollowSource;
  #after: StreamPosition | undefined;
  #sequence = 0;
  #offset = 0;
  #messageId: string | null = null;
  #started = false;
  #left = false;
  #failure: { error: unknown } | null = null;
  /** events read and not given out yet */
  #page: readonly StoredEvent[] = NOTHING;
  #given = 0;
  #rung = false;
  #answer: (() => void) | null = null;
  readonly #ring = () => {
    this.#rung = true;
    this.#answer?.();
  };

  constructor(source: FollowSource, after: StreamPosition | undefined) {
    this.#source = source;
    this.#after = after;
    source.channel.join(this.#ring);
  }

  /** The next event; null when there is none yet. */
  async next(): Promise<Followed | null> {
    if (this.#failure !== null) throw this.#failure.error;
    if (!this.#started) await this.#start();
    const { channel } = this.#source;
    if (this.#given >= this.#page.length && channel.last > this.#sequence) {
      this.#page = channel.recentAfter(this.#sequence) ?? (await this.#source.read(this.#sequence));
      this.#given = 0;
    }
    return this.#stored() ?? this.#running();
  }

  /** Resolves when there may be something new. A ring while nobody waits is kept for the next wait. */
  async news(): Promise<void> {
    if (!this.#rung && !this.#left)
      await new Promise<void>((resolve) => {
        this.#answer = resolve;
      });
    this.#answer = null;
    this.#rung = false;
  }

  /** Asks the database for what other processes stored. To be called from time to time. */
  look(): void {
    this.#source.poll()?.catch((error: unknown) => {
      this.#failure = { error };
      this.#ring();
    });
  }

  /** Lets go of the conversation; whoever waits for news is woken. */
  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#source.channel.leave(this.#ring);
    this.#ring();
    this.#source.left();
  }

  async #start(): Promise<void> {
    this.#started = true;
    const last = await this.#source.lastSequence();
    const after = this.#after;
    this.#after = undefined;
    // A position beyond the log is not ours (an older backup, a made-up id): start over.
    if (after !== undefined && after.sequence <= last) {
      this.#sequence = after.sequence;
      this.#offset = after.offset;
    }
    if (this.#offset > 0) this.#messageId = await this.#source.messageRunningAt(this.#sequence);
    if (this.#messageId === null) this.#offset = 0;
    this.#source.channel.takeSequence(last);
  }

  #stored(): Followed | null {
    const stored = this.#page[this.#given];
    if (stored === undefined) {
      this.#page = NOTHING;
      return null;
    }
    this.#given += 1;
    const { sequence, at, event } = stored;
    this.#sequence = sequence;
    if (event.type === 'message-retract' && event.messageId === this.#messageId) {
      this.#offset = Math.min(this.#offset, event.keep);
    } else if (event.type === 'message-end' && event.messageId === this.#messageId) {
      this.#messageId = null;
      this.#offset = 0;
    }
    return { position: { sequence, offset: this.#offset }, event, at };
  }

  #running(): Followed | null {
    const { running } = this.#source.channel;
    if (running === null || running.since > this.#sequence) return null;
    const { messageId } = running;
    if (messageId !== this.#messageId) {
      this.#messageId = messageId;
      this.#offset = 0;
    }
    const text = running.text.slice(this.#offset);
    if (text === '') return null;
    this.#offset = running.text.length;
    return {
      position: { sequence: this.#sequence, offset: this.#offset },
      event: { type: 'message-delta', messageId, text },
    };
  }
}

const NOTHING: readonly StoredEvent[] = [];
