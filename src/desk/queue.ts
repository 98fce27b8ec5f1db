import { signal } from '@preact/signals';
import type { DeskTab, QueueCounts, QueueRow } from '../protocol/desk.ts';
import type { DeskServer, QueueFilter } from './server.ts';
import { setServerClock } from './server-clock.ts';

const NO_COUNTS: QueueCounts = { waiting: 0, mine: 0, all: 0, snoozed: 0, closed: 0, approvals: 0 };

/** A row, and the server's time when it was read. */
export type ListedRow = QueueRow & { readAt: number };

/** The list at the left: one tab of the queue, filtered, kept up to date by the desk's events. */
export class Queue {
  readonly filter = signal<QueueFilter>({ tab: 'waiting', language: '', reason: '', search: '' });
  readonly rows = signal<readonly ListedRow[]>([]);
  readonly counts = signal(NO_COUNTS);
  readonly total = signal(0);
  readonly languages = signal<readonly string[]>([]);
  readonly reasons = signal<readonly { code: string; label: string }[]>([]);
  readonly loading = signal(true);
  readonly failed = signal<unknown>(null);
  readonly #server: DeskServer;
  readonly #myId: () => string;
  #asked = 0;

  constructor(options: { server: DeskServer; myId: () => string }) {
    this.#server = options.server;
    this.#myId = options.myId;
  }

  /** Reads the tab anew. Returns where the desk's stream goes on, or null when the answer came too late or not at all. */
  async read(): Promise<number | null> {
    this.#asked += 1;
    const asked = this.#asked;
    this.loading.value = true;
    try {
      const page = await this.#server.queue(this.filter.value);
      if (asked !== this.#asked) return null;
      setServerClock(page.now);
      this.rows.value = page.rows.map((row) => ({ ...row, readAt: Date.parse(page.now) }));
      this.counts.value = page.counts;
      this.total.value = page.total;
      this.languages.value = page.languages;
      this.reasons.value = page.reasons;
      this.failed.value = null;
      return page.position;
    } catch (error) {
      if (asked === this.#asked) this.failed.value = error;
      return null;
    } finally {
      if (asked === this.#asked) this.loading.value = false;
    }
  }

  async readMore(): Promise<void> {
    const page = await this.#server.queue(this.filter.value, this.rows.value.length);
    const known = new Set(this.rows.value.map(({ handoffId }) => handoffId));
    this.rows.value = [
      ...this.rows.value,
      ...page.rows
        .filter(({ handoffId }) => !known.has(handoffId))
        .map((row) => ({ ...row, readAt: Date.parse(page.now) })),
    ];
  }

  async show(change: Partial<QueueFilter>): Promise<void> {
    this.filter.value = { ...this.filter.value, ...change };
    await this.read();
  }

  /** Rows as they are now. A search is answered by the server alone. */
  take(rows: readonly QueueRow[], counts: QueueCounts, now: string): void {
    setServerClock(now);
    this.counts.value = counts;
    if (this.filter.value.search !== '') return;
    const readAt = Date.parse(now);
    const changed = new Set(rows.map(({ handoffId }) => handoffId));
    const kept = this.rows.value.filter(({ handoffId }) => !changed.has(handoffId));
    const fitting = rows.filter((row) => this.#fits(row)).map((row) => ({ ...row, readAt }));
    this.total.value += fitting.length + kept.length - this.rows.value.length;
    this.rows.value = [...kept, ...fitting].sort(
      this.filter.value.tab === 'closed' ? latestFirst : leastTimeFirst,
    );
  }

  setPresence(conversationId: string, present: Pick<QueueRow, 'viewers' | 'typing'>): void {
    this.rows.value = this.rows.value.map((row) =>
      row.conversationId === conversationId ? { ...row, ...present } : row,
    );
  }

  #fits(row: QueueRow): boolean {
    const { tab, language, reason } = this.filter.value;
    return (
      isIn(row, tab, this.#myId()) &&
      (language === '' || row.locale?.split('-')[0] === language) &&
      (reason === '' || row.reason.code === reason)
    );
  }
}

/** Whether a row stands in a tab of mine. */
export function isIn(row: QueueRow, tab: DeskTab, myId: string): boolean {
  if (tab === 'all') return row.tab === 'waiting' || row.tab === 'claimed';
  if (tab === 'mine') return row.tab === 'claimed' && row.claimedBy?.id === myId;
  return row.tab === tab;
}

function leastTimeFirst(left: ListedRow, right: ListedRow): number {
  return due(left) - due(right) || left.openedAt.localeCompare(right.openedAt);
}

function due({ sla, readAt }: ListedRow): number {
  return sla === null ? Number.MAX_SAFE_INTEGER : readAt + sla.secondsLeft * 1000;
}

function latestFirst(left: ListedRow, right: ListedRow): number {
  return (right.endedAt ?? '').localeCompare(left.endedAt ?? '');
}
