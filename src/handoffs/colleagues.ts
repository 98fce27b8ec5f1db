import type { Clock } from '../lib/clock.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { Colleague } from '../protocol/desk.ts';
import { presentStatus, type Staff, type StaffStore } from '../staff/staff.ts';
import type { Database } from '../storage/database.ts';
import { numberOf, textOf } from '../storage/sql-value.ts';

/** The people of the desk as they are now: who is there, and how much each has. */
export class Colleagues {
  readonly #database: Database;
  readonly #staff: StaffStore;
  readonly #prompts: () => PromptSet;
  readonly #now: Clock;

  constructor(options: {
    database: Database;
    staff: StaffStore;
    prompts: () => PromptSet;
    now: Clock;
  }) {
    this.#database = options.database;
    this.#staff = options.staff;
    this.#prompts = options.prompts;
    this.#now = options.now;
  }

  async list(): Promise<Colleague[]> {
    const [everybody, loads] = await Promise.all([this.#staff.list(), this.#loads()]);
    return everybody.map((staff) => this.#view(staff, loads));
  }

  /** Undefined for somebody who is no longer there. */
  async find(staffId: string): Promise<Colleague | undefined> {
    const [staff, loads] = await Promise.all([this.#staff.find(staffId), this.#loads()]);
    return staff && this.#view(staff, loads);
  }

  #view(staff: Staff, loads: ReadonlyMap<string, number>): Colleague {
    const { id, name, role, languages } = staff;
    return {
      id,
      name,
      role,
      languages,
      status: presentStatus(staff, this.#now()),
      capacity: staff.capacity ?? this.#prompts().desk.capacity,
      load: loads.get(id) ?? 0,
    };
  }

  async #loads(): Promise<Map<string, number>> {
    const rows = await this.#database.all(
      `SELECT claimed_by, count(*) AS number FROM handoffs
       WHERE state = 'claimed' AND snoozed_until IS NULL GROUP BY claimed_by`,
    );
    return new Map(rows.map((row) => [textOf(row, 'claimed_by'), numberOf(row, 'number')]));
  }
}
