import { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { Database } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';
import { chooseOffers, type Waiting } from './choose-offers.ts';
import type { Colleagues } from './colleagues.ts';

const MOST_WAITING = 2_000;

const waitingSchema = z
  .object({
    id: z.string(),
    language: z.string().nullable(),
    priority: z.number(),
    opened: z.number(),
    reserved_until: z.number().nullable(),
    offered: z.string(),
  })
  .transform(
    ({ id, language, priority, opened, reserved_until, offered }): Waiting => ({
      id,
      language: language?.split('-')[0] ?? null,
      priority,
      openedAt: opened,
      reservedUntil: reserved_until,
      offered: z.array(z.string()).parse(JSON.parse(offered)),
    }),
  );

/** Offers what waits to whoever fits best. An offer reserves nothing against others: anybody may claim at any time. */
export class Routing {
  readonly #database: Database;
  readonly #colleagues: Colleagues;
  readonly #prompts: () => PromptSet;
  readonly #now: Clock;

  constructor(options: {
    database: Database;
    colleagues: Colleagues;
    prompts: () => PromptSet;
    now: Clock;
  }) {
    this.#database = options.database;
    this.#colleagues = options.colleagues;
    this.#prompts = options.prompts;
    this.#now = options.now;
  }

  /** Makes the offers that are due; returns how many. Call every few seconds, and when somebody comes online. */
  async offer(): Promise<number> {
    const { routing } = this.#prompts().desk;
    const now = this.#now();
    const rows = await this.#database.all(
      `SELECT h.id, coalesce(c.locale, h.locale) AS language, h.priority, unixepoch(h.opened_at, 'subsec') * 1000 AS opened,
         h.reserved_until, h.offered
       FROM handoffs h JOIN conversations c ON c.id = h.conversation_id WHERE h.state = 'queued' LIMIT ?`,
      MOST_WAITING,
    );
    if (rows.length === 0) return 0;
    const waiting = rows.map((row) => waitingSchema.parse(row));
    const people = await this.#people();
    const offers = chooseOffers(waiting, people, routing, now);
    for (const { handoffId, staffId } of offers)
      await this.#database.batch([
        sql(
          `UPDATE handoffs SET reserved_for = ?, reserved_until = ?, offered = json_insert(offered, '$[#]', ?)
           WHERE id = ? AND state = 'queued' AND (reserved_until IS NULL OR reserved_until <= ?)`,
          staffId,
          now + routing.offerSeconds * 1000,
          staffId,
          handoffId,
          now,
        ),
        sql('UPDATE staff SET offered_at = ? WHERE id = ?', now, staffId),
      ]);
    return offers.length;
  }

  async #people() {
    const [colleagues, times] = await Promise.all([
      this.#colleagues.list(),
      this.#database.all('SELECT id, offered_at FROM staff WHERE disabled_at IS NULL'),
    ]);
    const offeredAt = new Map(times.map((row) => [row.id, Number(row.offered_at)]));
    return colleagues
      .filter(({ status, capacity }) => status === 'online' && capacity > 0)
      .map(({ id, languages, load, capacity }) => ({
        id,
        languages,
        load,
        capacity,
        offeredAt: offeredAt.get(id) ?? 0,
      }));
  }
}
