import { z } from 'zod';
import { type Clock, isoTime } from '../lib/clock.ts';
import type { Database, Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';

/** One act at the desk. Details are codes, ids and figures, never words of a shopper. */
export interface AuditEntry {
  staffId: string | null;
  action: string;
  subject: string;
  detail?: Record<string, string | number | boolean | null>;
}

const rowSchema = z
  .object({
    position: z.int(),
    at: z.string(),
    staff_id: z.string().nullable(),
    name: z.string().nullable(),
    action: z.string(),
    subject: z.string(),
    detail: z.string(),
  })
  .transform(({ staff_id, name, detail, ...entry }) => ({
    ...entry,
    by: staff_id === null ? null : { id: staff_id, name: name ?? '' },
    detail: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .parse(JSON.parse(detail)),
  }));

/** Who did what at the desk, append-only by trigger. */
export class AuditLog {
  readonly #database: Database;
  readonly #now: Clock;

  constructor(options: { database: Database; now: Clock }) {
    this.#database = options.database;
    this.#now = options.now;
  }

  async add(entry: AuditEntry): Promise<void> {
    await this.#database.batch([this.statement(entry)]);
  }

  /** For a batch that must not commit without it. */
  statement({ staffId, action, subject, detail = {} }: AuditEntry): Statement {
    return sql(
      'INSERT INTO staff_audit (at, staff_id, action, subject, detail) VALUES (?, ?, ?, ?, ?)',
      isoTime(this.#now()),
      staffId,
      action,
      subject,
      JSON.stringify(detail),
    );
  }

  /** Newest first, below a position; of one subject when named. */
  async list(options: {
    before?: number | undefined;
    subject?: string | undefined;
    limit: number;
  }) {
    const rows = await this.#database.all(
      `SELECT a.position, a.at, a.staff_id, s.name, a.action, a.subject, a.detail
       FROM staff_audit a LEFT JOIN staff s ON s.id = a.staff_id
       WHERE a.position < ? AND (? IS NULL OR a.subject = ?) ORDER BY a.position DESC LIMIT ?`,
      options.before ?? Number.MAX_SAFE_INTEGER,
      options.subject,
      options.subject,
      options.limit,
    );
    return rows.map((row) => rowSchema.parse(row));
  }
}
