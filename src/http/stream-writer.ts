/** One open event stream. Holds as little as possible: ten thousand of them idle in one process. */
export interface StreamWriter {
  /** Resolves when more may be written; a client that takes nothing for too long is closed. */
  write(chunk: string): Promise<void> | undefined;
  close(): void;
  readonly closed: boolean;
  /** Calls back once, when the client is gone or the stream is closed. */
  onClose(callback: () => void): void;
}

/** Starts a stream on the given response headers. */
export type OpenStream = (
  bindings: unknown,
  headers: Readonly<Record<string, string>>,
) => { writer: StreamWriter; response: Response };

/** Bytes that may wait for a slow client before it is closed; it resumes by Last-Event-ID. */
const MAX_WAITING_BYTES = 1_000_000;

/** A stream as a web `Response`: Workers, and tests. */
export const openWebStream: OpenStream = (_bindings, headers) => {
  const encoder = new TextEncoder();
  let sink: ReadableStreamDefaultController<Uint8Array> | null = null;
  let closed = false;
  let told: (() => void) | null = null;
  const end = () => {
    sink = null;
    closed = true;
    told?.();
    told = null;
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(opened) {
        sink = opened;
      },
      cancel: end,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_WAITING_BYTES }),
  );
  const writer: StreamWriter = {
    get closed() {
      return closed;
    },
    onClose(callback) {
      if (closed) callback();
      else told = callback;
    },
    write(chunk) {
      if (sink === null) return undefined;
      sink.enqueue(encoder.encode(chunk));
      if ((sink.desiredSize ?? 0) <= 0) this.close();
      return undefined;
    },
    close() {
      sink?.close();
      end();
    },
  };
  return { writer, response: new Response(body, { headers: { ...headers } }) };
};
