import type { Database } from '../storage/database.ts';
import { foldNumber } from './look-up-keys.ts';
import { readRow, selectSql } from './record-table.ts';
import type { Shipment } from './shipment-records.ts';
import { tables } from './tables.ts';

const SELECT = selectSql(tables.shipments);
const OF_ORDER = `${SELECT} WHERE order_id = ? ORDER BY julianday(created_at), sequence`;
// A parcel keeps its number when the last mile gives it another; carriers use numbers again, so the newest parcel counts.
const BY_TRACKING_NUMBER = `${SELECT} WHERE id IN (
  SELECT id FROM shipments WHERE tracking_key = ?
  UNION SELECT shipment_id FROM shipment_legs WHERE tracking_key = ?
) ORDER BY julianday(created_at) DESC, sequence DESC LIMIT 1`;

export class ShipmentStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Oldest first. */
  async ofOrder(orderId: string): Promise<Shipment[]> {
    const rows = await this.#database.all(OF_ORDER, orderId);
    return rows.map((row) => readRow(tables.shipments, row));
  }

  /** By the number of the parcel or of one of its legs, in any case, blanks and dashes aside. */
  async findByTrackingNumber(trackingNumber: string): Promise<Shipment | undefined> {
    // Nothing is equal to null: an empty number runs the same statement and finds nothing.
    const key = foldNumber(trackingNumber) || null;
    const row = await this.#database.get(BY_TRACKING_NUMBER, key, key);
    return row && readRow(tables.shipments, row);
  }
}
