import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

/*
 * `fetch` for model calls on Node, straight on node:http. The built-in one wraps every answer in web streams, which
 * costs more than everything else in a turn together. Loaded on Node only; elsewhere the runtime's own `fetch` is used.
 */

const KEEP_ALIVE_MS = 30_000;

/** A `fetch` with its own pool of connections. Bodies are texts or bytes; redirects and anything else go to the global `fetch`. */
export function createNodeFetch(): typeof fetch {
  const http = new HttpAgent({ keepAlive: true, keepAliveMsecs: KEEP_ALIVE_MS });
  const https = new HttpsAgent({ keepAlive: true, keepAliveMsecs: KEEP_ALIVE_MS });
  return async (input, init = {}) => {
    const { body = null, signal = null } = init;
    if (typeof input !== 'string' || (body !== null && typeof body !== 'string'))
      return fetch(input, init);
    const url = new URL(input);
    const open = () =>
      url.protocol === 'https:'
        ? requestHttps(url, {
            method: init.method ?? 'GET',
            headers: plainHeaders(init.headers),
            agent: https,
          })
        : requestHttp(url, {
            method: init.method ?? 'GET',
            headers: plainHeaders(init.headers),
            agent: http,
          });
    const message = await send(open, body, signal);
    const status = message.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      message.resume();
      return fetch(input, init);
    }
    // The members that the openai client, our reader and LangChain use; the rest of a Response would cost web streams.
    return new NodeResponse(input, message) as unknown as Response;
  };
}

/** Resolves with the headers. A kept connection that the server closed meanwhile is replaced once. */
function send(
  open: () => ClientRequest,
  body: string | null,
  signal: AbortSignal | null,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const start = (isRepeat: boolean) => {
      const request = open();
      const abort = () => request.destroy(abortError(signal));
      signal?.addEventListener('abort', abort);
      request.once('close', () => signal?.removeEventListener('abort', abort));
      request.once('response', resolve);
      request.on('error', (error: NodeJS.ErrnoException) => {
        const isStale =
          request.reusedSocket && !isRepeat && error.code === 'ECONNRESET' && !signal?.aborted;
        if (isStale) start(true);
        else reject(error);
      });
      request.end(body ?? undefined);
    };
    start(false);
  });
}

function abortError(signal: AbortSignal | null): Error {
  return signal?.reason instanceof Error
    ? signal.reason
    : new DOMException('The operation was aborted.', 'AbortError');
}

function plainHeaders(headers: RequestInit['headers']): Record<string, string> {
  if (headers === undefined) return {};
  return Object.fromEntries(headers instanceof Headers ? headers : new Headers(headers));
}

class NodeResponse {
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly ok: boolean;
  readonly headers: NodeHeaders;
  readonly body: NodeBody;

  constructor(url: string, message: IncomingMessage) {
    this.url = url;
    this.status = message.statusCode ?? 0;
    this.statusText = message.statusMessage ?? '';
    this.ok = this.status >= 200 && this.status < 300;
    this.headers = new NodeHeaders(message);
    this.body = new NodeBody(message);
  }

  get bodyUsed(): boolean {
    return this.body.used;
  }

  async text(): Promise<string> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of this.body) text += decoder.decode(piece, { stream: true });
    return text + decoder.decode();
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
}

class NodeHeaders {
  readonly #message: IncomingMessage;

  constructor(message: IncomingMessage) {
    this.#message = message;
  }

  get(name: string): string | null {
    const value = this.#message.headers[name.toLowerCase()];
    return value === undefined ? null : String(value);
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  entries(): IterableIterator<[string, string]> {
    return Object.entries(this.#message.headers)
      .map(([name, value]): [string, string] => [name, String(value)])
      .values();
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
}

/** The body, read as a web stream's reader would; pieces that wait together come together. */
class NodeBody implements AsyncIterable<Uint8Array> {
  used = false;
  readonly #message: IncomingMessage;
  #waiting: Buffer[] = [];
  #ended: { error: Error | null } | null = null;
  #wake: (() => void) | null = null;

  constructor(message: IncomingMessage) {
    this.#message = message;
  }

  getReader(): {
    read: () => Promise<{ done: boolean; value?: Uint8Array }>;
    cancel: () => Promise<void>;
    releaseLock: () => void;
  } {
    this.#listen();
    return { read: () => this.#read(), cancel: () => this.cancel(), releaseLock: () => undefined };
  }

  async cancel(): Promise<void> {
    if (!this.#message.complete) this.#message.destroy();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const reader = this.getReader();
    try {
      for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read())
        if (value !== undefined) yield value;
    } finally {
      await reader.cancel();
    }
  }

  #listen(): void {
    if (this.used) return;
    this.used = true;
    const end = (error: Error | null) => {
      this.#ended ??= { error };
      this.#wake?.();
    };
    this.#message
      .on('data', (piece: Buffer) => {
        this.#waiting.push(piece);
        // Whoever reads slowly slows the sender down.
        if (this.#waiting.length >= MOST_WAITING_PIECES) this.#message.pause();
        this.#wake?.();
      })
      .once('end', () => end(null))
      .once('error', end)
      .once('close', () => end(this.#message.complete ? null : new Error('terminated')));
  }

  async #read(): Promise<{ done: boolean; value?: Uint8Array }> {
    if (this.#waiting.length === 0 && this.#ended === null) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
    const [first, ...others] = this.#waiting;
    if (first === undefined) {
      if (this.#ended?.error) throw this.#ended.error;
      return { done: true };
    }
    this.#waiting = [];
    if (this.#message.isPaused()) this.#message.resume();
    return { done: false, value: others.length === 0 ? first : Buffer.concat([first, ...others]) };
  }
}

const MOST_WAITING_PIECES = 256;
