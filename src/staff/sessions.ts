import { z } from 'zod';
import { isoTime } from '../lib/clock.ts';
import { createSecret, sha256Hex } from '../lib/ids.ts';
import type { StaffParts } from './parts.ts';

/** A session ends after so long without a request, and in any case after a working day. */
const IDLE_MS = 60 * 60_000;
const LONGEST_MS = 12 * 60 * 60_000;
/** Signs of life are written down this often at most. */
const TOUCH_MS = 60_000;

export interface Session {
  id: string;
  staffId: string;
  /** false: a second factor must be set up before anything else */
  complete: boolean;
}

const rowSchema = z.object({
  id: z.string(),
  staff_id: z.string(),
  complete: z.int(),
  browser: z.string(),
  created_at: z.int(),
  seen_at: z.int(),
});

/** Sessions of the desk's page. The secret lives in the cookie alone; its hash is kept. */
export class Sessions {
  readonly #parts: StaffParts;

  constructor(parts: StaffParts) {
    this.#parts = parts;
  }

  async start(input: {
    staffId: string;
    complete: boolean;
    browser: string;
  }): Promise<{ session: Session; secret: string }> {
    const session = {
      id: this.#parts.makeId('ses'),
      staffId: input.staffId,
      complete: input.complete,
    };
    const secret = createSecret('dss', this.#parts.randomBytes);
    await this.#parts.database.run(
      `INSERT INTO staff_sessions (id, staff_id, secret_hash, complete, browser, created_at, seen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      session.id,
      session.staffId,
      await sha256Hex(secret),
      session.complete,
      input.browser.slice(0, 200),
      this.#parts.now(),
      this.#parts.now(),
    );
    return { session, secret };
  }

  /** The live session of a cookie; undefined for an unknown, ended or lapsed one. */
  async find(secret: string): Promise<Session | undefined> {
    const now = this.#parts.now();
    const row = await this.#parts.database.get(
      `SELECT ${COLUMNS} FROM staff_sessions WHERE secret_hash = ? AND ${ALIVE}`,
      await sha256Hex(secret),
      ...alive(now),
    );
    if (row === undefined) return undefined;
    const found = rowSchema.parse(row);
    if (found.seen_at < now - TOUCH_MS)
      await this.#parts.database.run(
        'UPDATE staff_sessions SET seen_at = ? WHERE id = ?',
        now,
        found.id,
      );
    return { id: found.id, staffId: found.staff_id, complete: found.complete === 1 };
  }

  /** The second factor was set up in this very session. */
  async complete(id: string): Promise<void> {
    await this.#parts.database.run('UPDATE staff_sessions SET complete = 1 WHERE id = ?', id);
  }

  /** Newest first. */
  async list(staffId: string) {
    const rows = await this.#parts.database.all(
      `SELECT ${COLUMNS} FROM staff_sessions WHERE staff_id = ? AND ${ALIVE} ORDER BY created_at DESC, id`,
      staffId,
      ...alive(this.#parts.now()),
    );
    return rows.map((row) => {
      const { id, browser, created_at, seen_at } = rowSchema.parse(row);
      return { id, browser, createdAt: isoTime(created_at), seenAt: isoTime(seen_at) };
    });
  }

  /** False for a session that is not this person's. */
  async end(id: string, staffId: string): Promise<boolean> {
    const { changes } = await this.#parts.database.run(
      'UPDATE staff_sessions SET ended_at = ? WHERE id = ? AND staff_id = ? AND ended_at IS NULL',
      this.#parts.now(),
      id,
      staffId,
    );
    return changes > 0;
  }

  /** After a new password, a new second factor or a farewell. */
  async endAll(staffId: string, except: string | null = null): Promise<void> {
    await this.#parts.database.run(
      `UPDATE staff_sessions SET ended_at = ? WHERE staff_id = ? AND ended_at IS NULL AND id IS NOT ?`,
      this.#parts.now(),
      staffId,
      except,
    );
  }
}

const COLUMNS = 'id, staff_id, complete, browser, created_at, seen_at';
const ALIVE = 'ended_at IS NULL AND seen_at > ? AND created_at > ?';

function alive(now: number): [number, number] {
  return [now - IDLE_MS, now - LONGEST_MS];
}
