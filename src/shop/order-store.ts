import type { Database } from '../storage/database.ts';
import { foldDigits, foldNumber } from './look-up-keys.ts';
import { readRow, selectSql } from './record-table.ts';
import type { Order, OrderStatus } from './records.ts';
import { tables } from './tables.ts';

const SELECT = selectSql(tables.orders);
const BY_ID = `${SELECT} WHERE id = ?`;
const BY_NUMBER = `${SELECT} WHERE number_key = ? OR number_digits = ? LIMIT 5`;
const NEWEST_FIRST = 'ORDER BY julianday(placed_at) DESC, sequence DESC LIMIT ?';
const OF_CUSTOMER = `${SELECT} WHERE customer_id = ? ${NEWEST_FIRST}`;
const OF_CUSTOMER_IN_STATUS = `${SELECT} WHERE customer_id = ? AND status = ? ${NEWEST_FIRST}`;

export class OrderStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async find(id: string): Promise<Order | undefined> {
    const row = await this.#database.get(BY_ID, id);
    return row && readRow(tables.orders, row);
  }

  /**
   * Finds what the shopper meant: any case, with or without `#`, blanks, dashes and prefix, digits of any script.
   * A number that fits several orders and is none of theirs exactly finds nothing. One statement in every case.
   */
  async findByNumber(number: string): Promise<Order | undefined> {
    const key = foldNumber(number);
    const bareDigits = /^\d+$/.test(key) ? foldDigits(key) : null;
    const rows = await this.#database.all(BY_NUMBER, key === '' ? null : key, bareDigits);
    const exact = rows.filter((row) => row.number === number.trim());
    const folded = rows.filter((row) => foldNumber(String(row.number)) === key);
    const found = [exact, folded, rows].find((candidates) => candidates.length > 0) ?? [];
    return found.length === 1 && found[0] ? readRow(tables.orders, found[0]) : undefined;
  }

  /** Newest first. */
  async ofCustomer(
    customerId: string,
    options: { limit?: number | undefined; status?: OrderStatus | undefined } = {},
  ): Promise<Order[]> {
    const limit = options.limit ?? DEFAULT_LIMIT;
    const rows = options.status
      ? await this.#database.all(OF_CUSTOMER_IN_STATUS, customerId, options.status, limit)
      : await this.#database.all(OF_CUSTOMER, customerId, limit);
    return rows.map((row) => readRow(tables.orders, row));
  }
}

const DEFAULT_LIMIT = 50;
