import type { EventLog } from '../events/event-log.ts';
import type { Timers } from '../lib/timers.ts';
import type { LogEvent, StreamEvent } from '../protocol/stream-event.ts';
import type { Metrics } from './metrics.ts';
import type { StreamWriter } from './stream-writer.ts';

/** Proxies and browsers drop a connection that is silent for long. */
const HEARTBEAT_MS = 15_000;

export interface StreamStart {
  conversationId: string;
  after: { sequence: number; offset: number };
  /** null hides an event */
  view: (event: StreamEvent | LogEvent) => StreamEvent | LogEvent | null;
}

/** All open event streams of this process. Each has its own heartbeat: on Workers a request may not write to the stream of another one. */
export class EventStreams {
  readonly #log: EventLog;
  readonly #timers: Timers;
  readonly #metrics: Metrics | undefined;
  readonly #open = new Set<StreamWriter>();

  constructor(options: { log: EventLog; timers: Timers; metrics?: Metrics | undefined }) {
    this.#log = options.log;
    this.#timers = options.timers;
    this.#metrics = options.metrics;
  }

  /** Sends events until the client is gone. Resolves then; never throws. */
  async run(writer: StreamWriter, { conversationId, after, view }: StreamStart): Promise<void> {
    this.#open.add(writer);
    this.#metrics?.streamOpened();
    const stopBeating = this.#beat(writer);
    try {
      await writer.write('retry: 2000\n\n');
      for await (const { id, event } of this.#log.follow(conversationId, {
        after,
        signal: writer.signal,
      })) {
        const shown = view(event);
        if (shown === null) continue;
        const full = writer.write(`id: ${id}\ndata: ${JSON.stringify(shown)}\n\n`);
        if (full !== undefined) await full;
      }
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

  #beat(writer: StreamWriter): () => void {
    const beat = () => {
      void writer.write(':\n\n');
      timer = this.#timers.setTimeout(beat, HEARTBEAT_MS);
    };
    let timer = this.#timers.setTimeout(beat, HEARTBEAT_MS);
    return () => this.#timers.clearTimeout(timer);
  }
}
