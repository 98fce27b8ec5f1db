import { z } from 'zod';
import { type Clock, isoTime } from '../lib/clock.ts';
import { createSecret, type MakeId, type RandomBytes, sha256Hex } from '../lib/ids.ts';
import type { Database } from '../storage/database.ts';

export const STAFF_ROLES = ['agent', 'lead', 'admin'] as const;

export interface Staff {
  id: string;
  /** shown to shoppers when the person answers */
  name: string;
  role: (typeof STAFF_ROLES)[number];
  /** ISO 8601 */
  createdAt: string;
}

/** People of the desk. A token is shown once, when it is made, and stored as a hash. */
export class StaffStore {
  readonly #database: Database;
  readonly #now: Clock;
  readonly #makeId: MakeId;
  readonly #randomBytes: RandomBytes;

  constructor(options: {
    database: Database;
    now: Clock;
    makeId: MakeId;
    randomBytes: RandomBytes;
  }) {
    this.#database = options.database;
    this.#now = options.now;
    this.#makeId = options.makeId;
    this.#randomBytes = options.randomBytes;
  }

  async add(person: {
    name: string;
    role: Staff['role'];
  }): Promise<{ staff: Staff; token: string }> {
    const staff = { id: this.#makeId('stf'), ...person, createdAt: isoTime(this.#now()) };
    const token = createSecret('sk_staff', this.#randomBytes);
    await this.#database.run(
      'INSERT INTO staff (id, name, role, token_hash, created_at) VALUES (?, ?, ?, ?, ?)',
      staff.id,
      staff.name,
      staff.role,
      await sha256Hex(token),
      staff.createdAt,
    );
    return { staff, token };
  }

  /** Who holds this token; undefined for an unknown or disabled one. Found by its hash, so that no comparison leaks time. */
  async authenticate(token: string): Promise<Staff | undefined> {
    const row = await this.#database.get(
      'SELECT id, name, role, created_at FROM staff WHERE token_hash = ? AND disabled_at IS NULL',
      await sha256Hex(token),
    );
    return row && toStaff(row);
  }

  async list(): Promise<Staff[]> {
    const rows = await this.#database.all(
      'SELECT id, name, role, created_at FROM staff WHERE disabled_at IS NULL ORDER BY created_at, id',
    );
    return rows.map(toStaff);
  }
}

function toStaff(row: unknown): Staff {
  const { created_at: createdAt, ...staff } = rowSchema.parse(row);
  return { ...staff, createdAt };
}

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(STAFF_ROLES),
  created_at: z.string(),
});
