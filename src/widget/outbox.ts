import { call, Problem } from '../ui/http-client.ts';
import type { BrowserStorage, Pending } from './storage.ts';

export interface OutboxEntry extends Pending {
  state: 'waiting' | 'sent' | 'failed';
}

export interface OutboxOptions {
  storage: BrowserStorage;
  /** the conversation to send to; started when there is none */
  conversation(): Promise<{ id: string; secret: string }>;
  url(conversationId: string, rest: string): string;
  onChange(): void;
  onError(code: string): void;
  /** the conversation takes no messages any more; the next one starts another */
  onClosed(): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** An answer that says "broken" this often in a row is believed. */
const MAX_SERVER_FAILURES = 3;

/**
 * Messages on their way, in order, one at a time. They stand in storage until the service has accepted them, and carry
 * an id of our own, so that sending one again changes nothing.
 */
export class Outbox {
  entries: readonly OutboxEntry[];
  /** until when the service takes no more, in milliseconds */
  limitedUntil = 0;
  /** times in a row that the service could not be reached, or was broken */
  failures = 0;
  readonly #options: OutboxOptions;
  #isFlushing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
    const { outbox } = options.storage.read();
    this.entries = outbox.map((pending) => ({ ...pending, state: 'waiting' }));
  }

  add(text: string, attachmentIds: string[]): void {
    const pending: Pending = {
      clientMessageId: makeId(),
      text,
      ...(attachmentIds.length > 0 ? { attachmentIds } : {}),
      at: Date.now(),
    };
    this.#options.storage.update(({ outbox }) => ({ outbox: [...outbox, pending] }));
    this.entries = [...this.entries, { ...pending, state: 'waiting' }];
    this.#options.onChange();
    void this.flush();
  }

  /** Sends what waits; called again and again, it does so once. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    try {
      for (;;) {
        const next = this.entries.find(({ state }) => state === 'waiting');
        if (next === undefined || !(await this.#send(next))) return;
      }
    } finally {
      this.#isFlushing = false;
      this.#options.onChange();
    }
  }

  retry(clientMessageId: string): void {
    this.#mark(clientMessageId, 'waiting');
    void this.flush();
  }

  discard(clientMessageId: string): void {
    this.accepted(clientMessageId);
    this.#options.onChange();
  }

  /** The service has it: it stands in the conversation now. */
  accepted(clientMessageId: string): void {
    if (!this.entries.some((entry) => entry.clientMessageId === clientMessageId)) return;
    this.entries = this.entries.filter((entry) => entry.clientMessageId !== clientMessageId);
    this.#forget(clientMessageId);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  clear(): void {
    this.entries = [];
    this.limitedUntil = 0;
    this.failures = 0;
    clearTimeout(this.#timer);
  }

  /** True when the next one may go. */
  async #send(entry: OutboxEntry): Promise<boolean> {
    const { clientMessageId, text, attachmentIds } = entry;
    try {
      const { id, secret } = await this.#options.conversation();
      await call({
        method: 'POST',
        url: this.#options.url(id, '/messages'),
        token: secret,
        body: { clientMessageId, text, ...(attachmentIds ? { attachmentIds } : {}) },
      });
      this.failures = 0;
      this.limitedUntil = 0;
      this.#mark(clientMessageId, 'sent');
      this.#forget(clientMessageId);
      return true;
    } catch (error) {
      return this.#failed(entry, error);
    }
  }

  #failed({ clientMessageId }: OutboxEntry, error: unknown): boolean {
    if (error instanceof Problem && error.status === 429) {
      const seconds = Math.max(1, error.retryAfterSeconds);
      this.limitedUntil = Date.now() + seconds * 1000;
      this.#later(seconds * 1000);
      return false;
    }
    if (error instanceof Problem && isOver(error)) {
      this.failures += 1;
      this.#options.onClosed();
      return this.failures < MAX_SERVER_FAILURES;
    }
    this.failures += 1;
    if (error instanceof Problem && (error.status < 500 || this.failures >= MAX_SERVER_FAILURES)) {
      this.#mark(clientMessageId, 'failed');
      this.#options.onError(error.code);
      return error.status < 500;
    }
    this.#later(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.failures));
    return false;
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }

  #mark(clientMessageId: string, state: OutboxEntry['state']): void {
    this.entries = this.entries.map((entry) =>
      entry.clientMessageId === clientMessageId ? { ...entry, state } : entry,
    );
    this.#options.onChange();
  }

  #forget(clientMessageId: string): void {
    this.#options.storage.update(({ outbox }) => ({
      outbox: outbox.filter((pending) => pending.clientMessageId !== clientMessageId),
    }));
  }
}

/** Erased, logged out elsewhere, or gone with an old database. */
function isOver({ status, code }: Problem): boolean {
  return status === 401 || status === 404 || code === 'conversation_closed' || code === 'erased';
}

/** `randomUUID` exists on secure pages alone. */
function makeId(): string {
  return (
    crypto.randomUUID?.() ??
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('')
  );
}
