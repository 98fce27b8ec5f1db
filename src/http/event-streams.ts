import { formatEventId } from '../events/event-id.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Pulse } from '../lib/pulse.ts';
import type { HandoffProgress, LogEvent, StreamEvent } from '../protocol/stream-event.ts';
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
  /** how a call for a person is getting on; null while there is none */
  progress?: () => Promise<HandoffProgress | null>;
}

/** A person who has the conversation is looked for with every beat, a place in line with every fifth. */
const BEATS_TO_LOOK_AT_LINE = 5;

/** Tells a shopper how their call for a person is getting on, whenever that changes; silent while there is none. */
class CallProgress {
  readonly #writer: StreamWriter;
  readonly #read: (() => Promise<HandoffProgress | null>) | undefined;
  #told = '';
  #beats = 0;
  #everyBeats: number | null = null;

  constructor(writer: StreamWriter, read: (() => Promise<HandoffProgress | null>) | undefined) {
    this.#writer = writer;
    this.#read = read;
  }

  beat(): void {
    if (this.#everyBeats === null) return;
    this.#beats += 1;
    if (this.#beats % this.#everyBeats === 0) this.tell();
  }

  tell(): void {
    // A look that fails is made again with a later beat.
    this.#read?.().then(
      (progress) => this.#send(progress),
      () => {},
    );
  }

  #send(progress: HandoffProgress | null): void {
    this.#everyBeats =
      progress === null ? null : progress.humanAgent === undefined ? BEATS_TO_LOOK_AT_LINE : 1;
    const data = progress === null ? '' : JSON.stringify(progress);
    if (data === this.#told || this.#writer.closed) return;
    this.#told = data;
    if (data !== '') void this.#writer.write(`data: ${data}\n\n`);
  }
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
  async run(
    writer: StreamWriter,
    { conversationId, after, view, progress }: StreamStart,
  ): Promise<void> {
    const call = new CallProgress(writer, progress);
    const follower = this.#log.follower(conversationId, after);
    writer.onClose(() => follower.leave());
    const send = async () => {
      call.tell();
      while (!writer.closed) {
        const next = await follower.next();
        if (next === null) await follower.news();
        else if (!writer.closed) {
          const shown = view(next.event);
          if (shown !== null)
            await writer.write(
              `id: ${formatEventId(next.position)}\ndata: ${JSON.stringify(shown)}\n\n`,
            );
          if (next.event.type.startsWith('handoff-')) call.tell();
        }
      }
    };
    await this.keep(writer, send, () => {
      follower.look();
      call.beat();
    }).finally(() => follower.leave());
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
