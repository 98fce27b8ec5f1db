import type { BrowserStorage, Pending } from './storage.ts';

export interface OutboxEntry extends Pending {
  state: 'waiting' | 'sent' | 'failed';
}

/**
 * Messages on their way, in order. They stand in storage until the service has accepted them, and carry an id of our own,
 * so that sending one again changes nothing.
 */
export class Outbox {
  entries: readonly OutboxEntry[];
  /** until when the service takes no more, in milliseconds */
  limitedUntil = 0;
  /** times in a row that the service could not be reached, or was broken */
  failures = 0;
  readonly #storage: BrowserStorage;
  readonly #onChange: () => void;

  constructor(storage: BrowserStorage, onChange: () => void) {
    this.#storage = storage;
    this.#onChange = onChange;
    this.entries = storage.read().outbox.map((pending) => ({ ...pending, state: 'waiting' }));
  }

  get next(): OutboxEntry | undefined {
    return this.entries.find(({ state }) => state === 'waiting');
  }

  add(message: Pick<Pending, 'text' | 'attachmentIds' | 'pageContext'>): void {
    const pending: Pending = { ...message, clientMessageId: makeId(), at: Date.now() };
    this.#storage.update(({ outbox }) => ({ outbox: [...outbox, pending] }));
    this.entries = [...this.entries, { ...pending, state: 'waiting' }];
    this.#onChange();
  }

  mark(clientMessageId: string, state: OutboxEntry['state']): void {
    this.entries = this.entries.map((entry) =>
      entry.clientMessageId === clientMessageId ? { ...entry, state } : entry,
    );
    if (state === 'sent') this.#forget(clientMessageId);
    this.#onChange();
  }

  /** It stands in the conversation now, or nowhere. */
  remove(clientMessageId: string): void {
    if (!this.entries.some((entry) => entry.clientMessageId === clientMessageId)) return;
    this.entries = this.entries.filter((entry) => entry.clientMessageId !== clientMessageId);
    this.#forget(clientMessageId);
    this.#onChange();
  }

  clear(): void {
    this.entries = [];
    this.limitedUntil = 0;
    this.failures = 0;
  }

  #forget(clientMessageId: string): void {
    this.#storage.update(({ outbox }) => ({
      outbox: outbox.filter((pending) => pending.clientMessageId !== clientMessageId),
    }));
  }
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
