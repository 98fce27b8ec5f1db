import { z } from 'zod';
import { isoTime } from '../lib/clock.ts';
import { createSecret, sha256Hex } from '../lib/ids.ts';
import type { StaffParts } from './parts.ts';

export const STAFF_ROLES = ['agent', 'lead', 'admin'] as const;
export const STAFF_STATUSES = ['online', 'away', 'offline'] as const;

export type StaffStatus = (typeof STAFF_STATUSES)[number];

export interface Staff {
  id: string;
  /** shown to shoppers when the person answers */
  name: string;
  role: (typeof STAFF_ROLES)[number];
  email: string | null;
  /** BCP 47: what the person reads */
  locale: string | null;
  /** languages they answer in; empty: any */
  languages: string[];
  /** conversations at once; null: the value in prompts/desk.md */
  capacity: number | null;
  /** what they chose; `presentStatus` tells what holds now */
  status: StaffStatus;
  /** last sign of life in milliseconds since the epoch */
  seenAt: number;
  /** ISO 8601 */
  createdAt: string;
}

/** Without a sign of life for so long, somebody who is online counts as away. */
export const SEEN_MS = 2 * 60_000;

/** Somebody whose page is closed is not there, whatever they last chose. */
export function presentStatus({ status, seenAt }: Staff, now: number): StaffStatus {
  return status === 'online' && seenAt < now - SEEN_MS ? 'away' : status;
}

/** People of the desk. A token is shown once, when it is made, and stored as a hash. */
export class StaffStore {
  readonly #parts: StaffParts;

  constructor(parts: StaffParts) {
    this.#parts = parts;
  }

  async add(person: {
    name: string;
    role: Staff['role'];
    email?: string | undefined;
  }): Promise<{ staff: Staff; token: string }> {
    const id = this.#parts.makeId('stf');
    const token = createSecret('sk_staff', this.#parts.randomBytes);
    await this.#parts.database.run(
      'INSERT INTO staff (id, name, role, email, token_hash, created_at) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      person.name,
      person.role,
      person.email === undefined ? null : foldAddress(person.email),
      await sha256Hex(token),
      isoTime(this.#parts.now()),
    );
    const staff = await this.find(id);
    if (staff === undefined) throw new Error('a person was stored but cannot be read');
    return { staff, token };
  }

  /** Who holds this token; undefined for an unknown or disabled one. Found by its hash, so that no comparison leaks time. */
  async authenticate(token: string): Promise<Staff | undefined> {
    const row = await this.#parts.database.get(
      `${SELECT} WHERE token_hash = ? AND disabled_at IS NULL`,
      await sha256Hex(token),
    );
    return row && toStaff(row);
  }

  async find(id: string): Promise<Staff | undefined> {
    const row = await this.#parts.database.get(
      `${SELECT} WHERE id = ? AND disabled_at IS NULL`,
      id,
    );
    return row && toStaff(row);
  }

  async findByEmail(email: string): Promise<Staff | undefined> {
    const row = await this.#parts.database.get(
      `${SELECT} WHERE email = ? AND disabled_at IS NULL`,
      foldAddress(email),
    );
    return row && toStaff(row);
  }

  async list(): Promise<Staff[]> {
    const rows = await this.#parts.database.all(
      `${SELECT} WHERE disabled_at IS NULL ORDER BY created_at, id`,
    );
    return rows.map(toStaff);
  }

  /** Changes what is named and nothing else; false for somebody unknown. */
  async change(
    id: string,
    to: Partial<Pick<Staff, 'name' | 'role' | 'locale' | 'languages' | 'capacity' | 'status'>>,
  ): Promise<boolean> {
    const columns = Object.entries({
      ...to,
      ...(to.languages === undefined ? {} : { languages: JSON.stringify(to.languages) }),
    });
    if (columns.length === 0) return (await this.find(id)) !== undefined;
    // The names come from the type above, never from a request.
    const { changes } = await this.#parts.database.run(
      `UPDATE staff SET ${columns.map(([name]) => `${name} = ?`).join(', ')} WHERE id = ? AND disabled_at IS NULL`,
      ...columns.map(([, value]) => value as string | number | null),
      id,
    );
    return changes > 0;
  }

  /** The person can no longer do anything; what they did stays theirs. */
  async disable(id: string): Promise<boolean> {
    const { changes } = await this.#parts.database.run(
      `UPDATE staff SET disabled_at = ?, status = 'offline' WHERE id = ? AND disabled_at IS NULL`,
      isoTime(this.#parts.now()),
      id,
    );
    return changes > 0;
  }

  /** A sign of life: keeps somebody who is online there. */
  async seen(id: string): Promise<void> {
    await this.#parts.database.run(
      'UPDATE staff SET seen_at = ? WHERE id = ?',
      this.#parts.now(),
      id,
    );
  }
}

/** Addresses are compared without case. */
export function foldAddress(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

const SELECT =
  'SELECT id, name, role, email, locale, languages, capacity, status, seen_at, created_at FROM staff';

function toStaff(row: unknown): Staff {
  const { created_at: createdAt, seen_at: seenAt, languages, ...staff } = rowSchema.parse(row);
  return {
    ...staff,
    seenAt,
    createdAt,
    languages: z.array(z.string()).parse(JSON.parse(languages)),
  };
}

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(STAFF_ROLES),
  email: z.string().nullable(),
  locale: z.string().nullable(),
  languages: z.string(),
  capacity: z.int().nullable(),
  status: z.enum(STAFF_STATUSES),
  seen_at: z.int(),
  created_at: z.string(),
});
