import { createParser } from 'eventsource-parser';

export type StreamState = 'connecting' | 'open' | 'waiting' | 'gone';

const LONGEST_WAIT_MS = 30_000;
/** The service sends a sign of life every 15 s; a connection without one is dead, whatever the browser thinks. */
const SILENCE_MS = 40_000;
/** A tab that slept for longer than this comes back on a new connection. */
const NAP_MS = 20_000;

export interface StreamOptions<Event> {
  url: string;
  /** without one the page's own cookie speaks */
  token?: string;
  onEvent(event: Event, id: string): void;
  onState(state: StreamState): void;
}

/**
 * Follows server-sent events over `fetch` and comes back after every break: with jittered backoff, at once when the
 * network or the tab returns, always after the last event it had.
 */
export class EventStream<Event> {
  readonly #options: StreamOptions<Event>;
  #lastEventId = '';
  #failures = 0;
  #heardAt = 0;
  #connection: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(options: StreamOptions<Event>) {
    this.#options = options;
  }

  /** @param lastEventId of the last event already known; the stream goes on after it */
  start(lastEventId = ''): void {
    this.#lastEventId = lastEventId;
    addEventListener('online', this.#wake);
    document.addEventListener('visibilitychange', this.#wake);
    addEventListener('pageshow', this.#wake);
    void this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    removeEventListener('online', this.#wake);
    document.removeEventListener('visibilitychange', this.#wake);
    removeEventListener('pageshow', this.#wake);
    clearTimeout(this.#timer);
    this.#connection?.abort();
  }

  /** Drops the connection and goes on after this event: for when something is missing. */
  restart(lastEventId = this.#lastEventId): void {
    if (this.#stopped) return;
    this.#lastEventId = lastEventId;
    void this.#connect();
  }

  readonly #wake = () => {
    if (document.visibilityState === 'hidden' || this.#stopped) return;
    if (this.#connection === null || Date.now() - this.#heardAt > NAP_MS) {
      this.#failures = 0;
      void this.#connect();
    }
  };

  async #connect(): Promise<void> {
    clearTimeout(this.#timer);
    this.#connection?.abort();
    const connection = new AbortController();
    this.#connection = connection;
    this.#heard(connection);
    this.#options.onState('connecting');
    try {
      await this.#read(connection);
    } catch {
      // However it broke, what follows is the same.
    }
    if (this.#connection !== connection || this.#stopped) return;
    this.#connection = null;
    connection.abort();
    clearTimeout(this.#timer);
    this.#options.onState('waiting');
    const longest = Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(this.#failures, 6));
    this.#failures += 1;
    this.#timer = setTimeout(() => void this.#connect(), longest * (0.5 + Math.random() / 2));
  }

  async #read(connection: AbortController): Promise<void> {
    const response = await fetch(this.#options.url, {
      headers: {
        ...(this.#options.token === undefined
          ? {}
          : { Authorization: `Bearer ${this.#options.token}` }),
        Accept: 'text/event-stream',
        ...(this.#lastEventId === '' ? {} : { 'Last-Event-ID': this.#lastEventId }),
      },
      signal: connection.signal,
      cache: 'no-store',
    });
    if (response.status === 401 || response.status === 404) {
      this.stop();
      this.#options.onState('gone');
      return;
    }
    if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
    this.#failures = 0;
    this.#options.onState('open');
    const parser = createParser({
      onEvent: ({ id, data }) => {
        if (this.#connection !== connection || this.#stopped) return;
        if (id !== undefined) this.#lastEventId = id;
        this.#options.onEvent(JSON.parse(data), id ?? '');
      },
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || this.#connection !== connection) return;
      this.#heard(connection);
      parser.feed(value);
    }
  }

  #heard(connection: AbortController): void {
    this.#heardAt = Date.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => connection.abort(), SILENCE_MS);
  }
}
