import type { Database } from '../storage/database.ts';
import { foldEmail } from './look-up-keys.ts';
import { readRow, selectSql } from './record-table.ts';
import type { Customer } from './records.ts';
import { tables } from './tables.ts';

const SELECT = selectSql(tables.customers);
const BY_ID = `${SELECT} WHERE id = ?`;
// Several accounts can share an address; whoever reads its mail owns each of them, so the newest will do.
const BY_EMAIL = `${SELECT} WHERE email_key = ? ORDER BY julianday(created_at) DESC, sequence DESC LIMIT 1`;

export class CustomerStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async find(id: string): Promise<Customer | undefined> {
    const row = await this.#database.get(BY_ID, id);
    return row && readRow(tables.customers, row);
  }

  /** Whatever its case; the newest account when several share the address. */
  async findByEmail(email: string): Promise<Customer | undefined> {
    const row = await this.#database.get(BY_EMAIL, foldEmail(email));
    return row && readRow(tables.customers, row);
  }
}
