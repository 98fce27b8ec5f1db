import type { TimerHandle, Timers } from '../lib/timers.ts';
import type { LogEvent, StreamEvent } from '../protocol/stream-event.ts';
import type { StreamPosition } from './event-id.ts';
import type { LiveChannel } from './live-channel.ts';
import type { StoredEvent } from './stored-event.ts';

/** What a follower needs of the log. */
export interface FollowSource {
  channel: LiveChannel;
  timers: Timers;
  pollMs: number;
  /** the next page of stored events */
  read(after: number): Promise<StoredEvent[]>;
  lastSequence(): Promise<number>;
  /** the message that had been started and not ended when `sequence` was the last event */
  messageRunningAt(sequence: number): Promise<string | null>;
  /** asks the database, at most once per `pollMs` for all followers */
  poll(): Promise<void>;
}

/**
 * Stored events first, then running text, over and over. The order is what makes it exact: text is sent only to a
 * follower that has every stored event the text builds on (`running.since`).
 */
export async function* follow(
  source: FollowSource,
  { after, signal }: { after?: StreamPosition; signal: AbortSignal },
): AsyncGenerator<{ position: StreamPosition; event: StreamEvent | LogEvent; at?: string }> {
  const { channel } = source;
  const bell = new Bell(source.timers);
  const leave = channel.join(() => bell.ring());
  const ringOnAbort = () => bell.ring();
  signal.addEventListener('abort', ringOnAbort);
  try {
    const last = await source.lastSequence();
    // A position beyond the log is not ours (an older backup, a made-up id): start over.
    const known = after !== undefined && after.sequence <= last;
    let sequence = known ? after.sequence : 0;
    let offset = known ? after.offset : 0;
    let messageId = offset > 0 ? await source.messageRunningAt(sequence) : null;
    if (messageId === null) offset = 0;
    channel.takeSequence(last);

    while (!signal.aborted) {
      if (channel.last > sequence) {
        const events = channel.recentAfter(sequence) ?? (await source.read(sequence));
        for (const { sequence: next, at, event } of events) {
          sequence = next;
          if (event.type === 'message-retract' && event.messageId === messageId) {
            offset = Math.min(offset, event.keep);
          } else if (event.type === 'message-end' && event.messageId === messageId) {
            messageId = null;
            offset = 0;
          }
          if (signal.aborted) return;
          yield { position: { sequence, offset }, event, at };
        }
        if (events.length > 0) continue;
      }
      const { running } = channel;
      if (running !== null && running.since <= sequence) {
        if (running.messageId !== messageId) {
          messageId = running.messageId;
          offset = 0;
        }
        const text = running.text.slice(offset);
        if (text !== '') {
          offset = running.text.length;
          yield {
            position: { sequence, offset },
            event: { type: 'message-delta', messageId, text },
          };
          continue;
        }
      }
      if (!(await bell.wait(source.pollMs))) await source.poll();
    }
  } finally {
    leave();
    signal.removeEventListener('abort', ringOnAbort);
  }
}

/** Waits for a ring or a time-out. A ring while nobody waits is kept for the next wait. */
class Bell {
  readonly #timers: Timers;
  #rung = false;
  #answer: (() => void) | null = null;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  ring(): void {
    this.#rung = true;
    this.#answer?.();
  }

  /** True when it rang, false when the time ran out. */
  async wait(milliseconds: number): Promise<boolean> {
    if (!this.#rung) {
      let timer: TimerHandle;
      await new Promise<void>((resolve) => {
        timer = this.#timers.setTimeout(resolve, milliseconds);
        this.#answer = resolve;
      });
      // Here, not in `ring`: on Workers a request may not touch the timer of another one.
      this.#timers.clearTimeout(timer);
    }
    this.#answer = null;
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }
}
