import { formatEventId } from '../events/event-id.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Pulse } from '../lib/pulse.ts';
import type { LogEvent, StreamEvent } from '../protocol/stream-event.ts';
import type { Metrics } from './metrics.ts';
import type { StreamWriter } from './stream-writer.ts';

/** How often a stream looks for what other processes stored. */
export const STREAM_BEAT_MS = 1_000;
/** Proxies and browsers drop a connection that is silent for long: a sign of life every 15 s. */
const BEATS_TO_HEARTBEAT = 15;

export interface StreamStart {
  conversationId: string;
  after: { sequence: number; offset: number };
  /** null hides an event */
  view: (event: StreamEvent | LogEvent) => StreamEvent | LogEvent | null;
}

/** All open event streams of this process. */
export class EventStreams {
  readonly #log: EventLog;
  readonly #pulse: Pulse;
  readonly #metrics: Metrics | undefined;
  readonly #open = new Set<StreamWriter>();

  constructor(options: { log: EventLog; pulse: Pulse; metrics?: Metrics | undefined }) {
    this.#log = options.log;
    this.#pulse = options.pulse;
    this.#metrics = options.metrics;
  }

  /** Sends the events of a conversation until the client is gone. */
  async run(writer: StreamWriter, { conversationId, after, view }: StreamStart): Promise<void> {
    const follower = this.#log.follower(conversationId, after);
    writer.onClose(() => follower.leave());
    const send = async () => {
      while (!writer.closed) {
        const next = await follower.next();
        if (next === null) await follower.news();
        else if (!writer.closed) {
          const shown = view(next.event);
          if (shown !== null)
            await writer.write(
              `id: ${formatEventId(next.position)}\ndata: ${JSON.stringify(shown)}\n\n`,
            );
        }
      }
    };
    await this.keep(writer, send, () => follower.look()).finally(() => follower.leave());
  }

  /** Keeps a stream open and alive while `send` runs; `look` is called with each beat. */
  async keep(
    writer: StreamWriter,
    send: () => Promise<void>,
    look: () => void = () => {},
  ): Promise<void> {
    this.#open.add(writer);
    this.#metrics?.streamOpened();
    let beats = 0;
    const stopBeating = this.#pulse(() => {
      beats += 1;
      if (beats % BEATS_TO_HEARTBEAT === 0) void writer.write(':\n\n');
      look();
    });
    try {
      await writer.write('retry: 2000\n\n');
      await send();
    } finally {
      stopBeating();
      this.#open.delete(writer);
      this.#metrics?.streamClosed();
      writer.close();
    }
  }

  /** Ends every stream, so that the server can close; clients come back by Last-Event-ID. */
  closeAll(): void {
    for (const writer of [...this.#open]) writer.close();
  }
}
