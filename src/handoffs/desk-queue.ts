import { z } from 'zod';
import { type Clock, isoTime } from '../lib/clock.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { QueueCounts, QueueRow } from '../protocol/desk.ts';
import type { Database, Row } from '../storage/database.ts';
import { numberOf, textOf, textOrNull } from '../storage/sql-value.ts';
import { HANDOFF_COLUMNS, HANDOFF_TABLES, type Handoff, toHandoff } from './handoff.ts';
import { NOBODY, type Presence } from './presence.ts';
import { slaClock } from './sla.ts';

export type Tab = 'waiting' | 'mine' | 'all' | 'snoozed' | 'closed';

export interface QueueFilter {
  tab: Tab;
  language?: string | undefined;
  reason?: string | undefined;
  search?: string | undefined;
  offset: number;
  limit: number;
}

/** Counts that are the same for everybody, and those of each person. */
export interface Counts {
  shared: Omit<QueueCounts, 'mine'>;
  mine: ReadonlyMap<string, number>;
}

/** Open handoffs a desk looks at; beyond it something else is wrong. */
const MOST_OPEN = 5_000;
const MOST_CLOSED = 1_000;
const CLOSED_COUNTED_MS = 24 * 3_600_000;

// The packet is read with the one conversation that is open, not with a thousand rows.
const SELECT = `SELECT ${HANDOFF_COLUMNS.replace('h.packet', "'null' AS packet")}, c.locale AS spoken, u.given_name, u.family_name
  FROM ${HANDOFF_TABLES} JOIN conversations c ON c.id = h.conversation_id
  LEFT JOIN customers u ON u.id = c.customer_id`;
const OPEN = `h.state IN ('queued', 'claimed')`;
const FOUND = `AND (h.id = ? OR h.conversation_id = ? OR h.summary LIKE ? ESCAPE '\\' OR h.packet LIKE ? ESCAPE '\\'
  OR coalesce(u.given_name, '') || ' ' || coalesce(u.family_name, '') LIKE ? ESCAPE '\\'
  OR EXISTS (SELECT 1 FROM events e WHERE e.conversation_id = h.conversation_id AND e.type = 'message-end'
    AND json_extract(e.payload, '$.text') LIKE ? ESCAPE '\\'))`;

/** The desk's queue: rows, filters and counts, with SLA clocks by the server's time. */
export class DeskQueue {
  readonly #database: Database;
  readonly #presence: Presence;
  readonly #prompts: () => PromptSet;
  readonly #now: Clock;

  constructor(options: {
    database: Database;
    presence: Presence;
    prompts: () => PromptSet;
    now: Clock;
  }) {
    this.#database = options.database;
    this.#presence = options.presence;
    this.#prompts = options.prompts;
    this.#now = options.now;
  }

  /** One page of a tab. Open rows: least SLA time left first, then priority; closed ones: latest first. */
  async list(
    filter: QueueFilter,
    staffId: string,
  ): Promise<{
    rows: QueueRow[];
    total: number;
    languages: string[];
    reasons: { code: string; label: string }[];
  }> {
    const { tab, language, reason, search, offset, limit } = filter;
    const open = await this.#read(tab === 'closed' ? undefined : search);
    const all = tab === 'closed' ? await this.#readClosed(search) : open;
    const matching = all.filter(
      (found) =>
        isIn(tab, found.handoff, staffId) &&
        (language === undefined || primary(found.locale) === language) &&
        (reason === undefined || found.handoff.reason === reason),
    );
    if (tab !== 'closed') this.#sort(matching);
    const page = matching.slice(offset, offset + limit);
    return {
      rows: await this.#decorate(page),
      total: matching.length,
      languages: distinct(open.flatMap(({ locale }) => primary(locale) ?? [])),
      reasons: distinct(open.map(({ handoff }) => handoff.reason)).map((code) => this.reason(code)),
    };
  }

  /** The rows of handoffs as they are now, whatever their tab. */
  async rows(handoffIds: readonly string[]): Promise<QueueRow[]> {
    if (handoffIds.length === 0) return [];
    const rows = await this.#database.all(
      `${SELECT} WHERE h.id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(handoffIds),
    );
    return this.#decorate(rows.map(toFound));
  }

  /** The latest handoff of a conversation; null when there was none. */
  async rowOf(conversationId: string): Promise<QueueRow | null> {
    const row = await this.#database.get(
      `${SELECT} WHERE h.conversation_id = ? ORDER BY h.opened_at DESC, h.id DESC LIMIT 1`,
      conversationId,
    );
    const [found] = row === undefined ? [] : await this.#decorate([toFound(row)]);
    return found ?? null;
  }

  async counts(): Promise<Counts> {
    const [open, closed, approvals] = await Promise.all([
      this.#database.all(
        `SELECT state, claimed_by, snoozed_until IS NOT NULL AS snoozed, count(*) AS number FROM handoffs
         WHERE state IN ('queued', 'claimed') GROUP BY state, claimed_by, snoozed`,
      ),
      this.#database.get(
        `SELECT count(*) AS number FROM handoffs WHERE state IN ('returned', 'closed') AND ended_at > ?`,
        isoTime(this.#now() - CLOSED_COUNTED_MS),
      ),
      this.#database.get(
        `SELECT count(*) AS number FROM proposals WHERE state = 'awaiting_approval'`,
      ),
    ]);
    const groups = open.map((row) => countSchema.parse(row));
    const sum = (matches: (group: CountRow) => boolean) =>
      groups.filter(matches).reduce((total, { number }) => total + number, 0);
    const mine = new Map<string, number>();
    for (const { claimed_by, snoozed, number } of groups)
      if (claimed_by !== null && snoozed === 0)
        mine.set(claimed_by, (mine.get(claimed_by) ?? 0) + number);
    return {
      shared: {
        waiting: sum(({ state }) => state === 'queued'),
        all: sum(({ snoozed }) => snoozed === 0),
        snoozed: sum(({ snoozed }) => snoozed === 1),
        closed: closed === undefined ? 0 : numberOf(closed, 'number'),
        approvals: approvals === undefined ? 0 : numberOf(approvals, 'number'),
      },
      mine,
    };
  }

  /** A reason in the words of prompts/handoff.md. */
  reason(code: string): { code: string; label: string } {
    const { reasons } = this.#prompts().handoff;
    return { code, label: reasons[code] ?? code.replaceAll('_', ' ') };
  }

  async #read(search: string | undefined): Promise<Found[]> {
    const rows =
      search === undefined || search === ''
        ? await this.#database.all(`${SELECT} WHERE ${OPEN} LIMIT ?`, MOST_OPEN)
        : await this.#database.all(
            `${SELECT} WHERE ${OPEN} ${FOUND} LIMIT ?`,
            ...searchValues(search),
            MOST_OPEN,
          );
    return rows.map(toFound);
  }

  async #readClosed(search: string | undefined): Promise<Found[]> {
    const ended = `h.state IN ('returned', 'closed')`;
    const order = 'ORDER BY h.ended_at DESC, h.id DESC LIMIT ?';
    const rows =
      search === undefined || search === ''
        ? await this.#database.all(`${SELECT} WHERE ${ended} ${order}`, MOST_CLOSED)
        : await this.#database.all(
            `${SELECT} WHERE ${ended} ${FOUND} ${order}`,
            ...searchValues(search),
            MOST_CLOSED,
          );
    return rows.map(toFound);
  }

  #sort(found: Found[]): void {
    const now = this.#now();
    const { desk } = this.#prompts();
    const left = new Map(
      found.map(({ handoff }) => [
        handoff.id,
        slaClock(slaFacts(handoff), desk, now)?.secondsLeft ?? Number.MAX_SAFE_INTEGER,
      ]),
    );
    const leftOf = ({ handoff }: Found) => left.get(handoff.id) ?? 0;
    found.sort(
      (one, other) =>
        leftOf(one) - leftOf(other) ||
        other.handoff.priority - one.handoff.priority ||
        (one.handoff.id < other.handoff.id ? -1 : 1),
    );
  }

  async #decorate(found: readonly Found[]): Promise<QueueRow[]> {
    const ids = found.map(({ handoff }) => handoff.conversationId);
    const [present, approvals] = await Promise.all([
      this.#presence.of(ids),
      this.#approvalsOf(ids),
    ]);
    const now = this.#now();
    const { desk } = this.#prompts();
    return found.map(({ handoff, name, locale }) => ({
      handoffId: handoff.id,
      conversationId: handoff.conversationId,
      state: handoff.state,
      tab: tabOf(handoff),
      name,
      locale,
      reason: this.reason(handoff.reason),
      lastLine: handoff.last === null || handoff.last.text === '' ? null : handoff.last,
      openedAt: handoff.openedAt,
      waitingSince: handoff.waitingSince === null ? null : isoTime(handoff.waitingSince),
      sla: slaClock(slaFacts(handoff), desk, now),
      value: handoff.value,
      claimedBy: handoff.claimedBy,
      reservedFor:
        handoff.reservedFor === null || (handoff.reservedFor.until ?? now) < now
          ? null
          : { id: handoff.reservedFor.id, name: handoff.reservedFor.name },
      snoozedUntil: handoff.snoozedUntil === null ? null : isoTime(handoff.snoozedUntil),
      endedAt: handoff.endedAt,
      resolution:
        handoff.resolution === null
          ? null
          : {
              code: handoff.resolution,
              label: desk.resolutions[handoff.resolution] ?? handoff.resolution,
            },
      requeued: handoff.requeued,
      ...(present.get(handoff.conversationId) ?? NOBODY),
      approvals: approvals.get(handoff.conversationId) ?? 0,
    }));
  }

  async #approvalsOf(conversationIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.#database.all(
      `SELECT conversation_id, count(*) AS number FROM proposals
       WHERE state = 'awaiting_approval' AND conversation_id IN (SELECT value FROM json_each(?)) GROUP BY conversation_id`,
      JSON.stringify(conversationIds),
    );
    return new Map(rows.map((row) => [textOf(row, 'conversation_id'), numberOf(row, 'number')]));
  }
}

interface Found {
  handoff: Handoff;
  /** the customer's name; null until they have proved who they are */
  name: string | null;
  /** BCP 47, as the conversation is held now */
  locale: string | null;
}

function toFound(row: Row): Found {
  const handoff = toHandoff(row);
  const name = [textOrNull(row, 'given_name'), textOrNull(row, 'family_name')]
    .filter((part) => part !== null)
    .join(' ');
  return {
    handoff,
    name: name === '' ? null : name,
    locale: textOrNull(row, 'spoken') ?? handoff.locale,
  };
}

function tabOf({ state, snoozedUntil }: Handoff): QueueRow['tab'] {
  if (state === 'queued') return 'waiting';
  if (state !== 'claimed') return 'closed';
  return snoozedUntil === null ? 'claimed' : 'snoozed';
}

function isIn(tab: Tab, handoff: Handoff, staffId: string): boolean {
  const own = tabOf(handoff);
  switch (tab) {
    case 'mine':
      return own === 'claimed' && handoff.claimedBy?.id === staffId;
    case 'all':
      return own === 'waiting' || own === 'claimed';
    default:
      return own === tab;
  }
}

function slaFacts(handoff: Handoff) {
  return { ...handoff, openedAt: Date.parse(handoff.openedAt) };
}

function searchValues(search: string): string[] {
  const like = `%${search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
  return [search, search, like, like, like, like];
}

function primary(locale: string | null): string | undefined {
  return locale?.split('-')[0];
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

const countSchema = z.object({
  state: z.string(),
  claimed_by: z.string().nullable(),
  snoozed: z.number(),
  number: z.number(),
});
type CountRow = z.infer<typeof countSchema>;
