import type { PageContext } from './page-calls.ts';

/** A message that the service has not accepted yet. */
export interface Pending {
  clientMessageId: string;
  text: string;
  attachmentIds?: string[] | undefined;
  /** what the shopper was looking at */
  pageContext?: PageContext | undefined;
  at: number;
}

/** What this browser keeps of one shop's conversation. */
export interface Stored {
  conversation?: { id: string; secret: string } | undefined;
  /** number of the last event the shopper has seen */
  seen: number;
  outbox: Pending[];
  draft: string;
  open: boolean;
  /** the handoff, or the last message, for which a rating was asked */
  rated?: string;
  /** when the first rating of it was given, in milliseconds */
  ratedAt?: number;
  /** when a nudge was last dismissed, in milliseconds */
  nudgedAt?: number;
}

const EMPTY: Stored = { seen: 0, outbox: [], draft: '', open: false };

/** First-party storage under one key per shop; where it is forbidden, memory until the page ends. */
export class BrowserStorage {
  readonly #key: string;
  #memory: Stored = EMPTY;
  #isForbidden = false;

  constructor(store: string) {
    this.#key = `dragoman:${store}`;
    this.#memory = this.read();
  }

  read(): Stored {
    try {
      const text = localStorage.getItem(this.#key);
      if (text === null) return this.#isForbidden ? this.#memory : EMPTY;
      return { ...EMPTY, ...JSON.parse(text) };
    } catch {
      return this.#memory;
    }
  }

  /** Reads anew before it writes: another tab may have written meanwhile. */
  update(change: (stored: Stored) => Partial<Stored>): Stored {
    const before = this.read();
    const after = { ...before, ...change(before) };
    this.#memory = after;
    try {
      localStorage.setItem(this.#key, JSON.stringify(after));
    } catch {
      // Forbidden or full: the conversation lives as long as the page.
      this.#isForbidden = true;
    }
    return after;
  }

  clear(): void {
    this.#memory = EMPTY;
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // There was nothing to remove.
    }
  }

  /** Calls back when another tab of the shop wrote. */
  watch(onChange: (stored: Stored) => void): () => void {
    const listen = ({ key }: StorageEvent) => {
      if (key === this.#key || key === null) onChange(this.read());
    };
    addEventListener('storage', listen);
    return () => removeEventListener('storage', listen);
  }
}
