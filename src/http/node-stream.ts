import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type OpenStream, openWebStream, type StreamWriter } from './stream-writer.ts';

/** How long a client may leave everything unread before it is closed. */
const DRAIN_TIMEOUT_MS = 30_000;

/** A stream on Node, written straight to the socket's response: a `Response` with a body would cost twice the memory. */
export const openNodeStream: OpenStream = (bindings, headers) => {
  if (!isNodeBindings(bindings)) return openWebStream(bindings, headers);
  const { outgoing } = bindings;
  outgoing.writeHead(200, { ...headers });
  outgoing.flushHeaders();
  return { writer: new NodeWriter(outgoing), response: RESPONSE_ALREADY_SENT };
};

/** `@hono/node-server` hands these to every request; a request made in memory has none. */
function isNodeBindings(bindings: unknown): bindings is { outgoing: ServerResponse } {
  return typeof bindings === 'object' && bindings !== null && 'outgoing' in bindings;
}

class NodeWriter implements StreamWriter {
  readonly #outgoing: ServerResponse;

  constructor(outgoing: ServerResponse) {
    this.#outgoing = outgoing;
    // A client that vanishes is no error of ours; 'close' follows.
    outgoing.once('error', ignore);
  }

  get closed(): boolean {
    return this.#outgoing.writableEnded || this.#outgoing.destroyed;
  }

  onClose(callback: () => void): void {
    if (this.closed) callback();
    else this.#outgoing.once('close', callback);
  }

  write(chunk: string): Promise<void> | undefined {
    if (this.closed) return undefined;
    return this.#outgoing.write(chunk) ? undefined : this.#drained();
  }

  close(): void {
    this.#outgoing.end();
  }

  #drained(): Promise<void> {
    const outgoing = this.#outgoing;
    return new Promise((resolve) => {
      const timeout = setTimeout(() => outgoing.destroy(), DRAIN_TIMEOUT_MS);
      const done = () => {
        clearTimeout(timeout);
        outgoing.off('drain', done).off('close', done);
        resolve();
      };
      outgoing.once('drain', done).once('close', done);
    });
  }
}

function ignore(): void {}
