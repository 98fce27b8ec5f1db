import { call, Problem } from '../ui/http-client.ts';
import type { Outbox, OutboxEntry } from './outbox.ts';

export interface SenderOptions {
  outbox: Outbox;
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

/** Sends what waits in the outbox, in order, one at a time, again and again until the service has it. */
export class Sender {
  readonly #options: SenderOptions;
  readonly #outbox: Outbox;
  #isFlushing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#outbox = options.outbox;
  }

  /** Called again and again, it does so once. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    try {
      for (;;) {
        const { next } = this.#outbox;
        if (next === undefined || !(await this.#send(next))) return;
      }
    } finally {
      this.#isFlushing = false;
      this.#options.onChange();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** True when the next one may go. */
  async #send(entry: OutboxEntry): Promise<boolean> {
    const { clientMessageId, text, attachmentIds, pageContext } = entry;
    try {
      const { id, secret } = await this.#options.conversation();
      await call({
        method: 'POST',
        url: this.#options.url(id, '/messages'),
        token: secret,
        body: { clientMessageId, text, attachmentIds, pageContext },
      });
      this.#outbox.failures = 0;
      this.#outbox.limitedUntil = 0;
      this.#outbox.mark(clientMessageId, 'sent');
      return true;
    } catch (error) {
      return this.#failed(entry, error);
    }
  }

  #failed({ clientMessageId }: OutboxEntry, error: unknown): boolean {
    const outbox = this.#outbox;
    if (error instanceof Problem && error.status === 429) {
      const seconds = Math.max(1, error.retryAfterSeconds);
      outbox.limitedUntil = Date.now() + seconds * 1000;
      this.#later(seconds * 1000);
      return false;
    }
    outbox.failures += 1;
    // Whatever went wrong, it was not the number of messages.
    if (error instanceof Problem) outbox.limitedUntil = 0;
    if (error instanceof Problem && isOver(error)) {
      this.#options.onClosed();
      return outbox.failures < MAX_SERVER_FAILURES;
    }
    if (
      error instanceof Problem &&
      (error.status < 500 || outbox.failures >= MAX_SERVER_FAILURES)
    ) {
      outbox.mark(clientMessageId, 'failed');
      this.#options.onError(error.code);
      return error.status < 500;
    }
    this.#later(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** outbox.failures));
    return false;
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }
}

/** Erased, logged out elsewhere, or gone with an old database. */
function isOver({ status, code }: Problem): boolean {
  return status === 401 || status === 404 || code === 'conversation_closed' || code === 'erased';
}
