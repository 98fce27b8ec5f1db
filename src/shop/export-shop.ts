import type { Database } from '../storage/database.ts';
import { type RecordTable, readRow, selectSql } from './record-table.ts';
import type { ShopData } from './records.ts';
import { readStore } from './store-row.ts';
import { tables } from './tables.ts';

/** The whole shop in order of arrival, in the form that `importShop` reads. */
export async function exportShop(database: Database): Promise<ShopData> {
  const store = await readStore(database);
  return {
    ...(store ? { store } : {}),
    customers: await readAll(database, tables.customers),
    products: await readAll(database, tables.products),
    orders: await readAll(database, tables.orders),
    payments: await readAll(database, tables.payments),
    refunds: await readAll(database, tables.refunds),
    disputes: await readAll(database, tables.disputes),
    shipments: await readAll(database, tables.shipments),
  };
}

// Read in pages: D1 limits the size of one answer.
async function readAll<Item>(database: Database, table: RecordTable<Item>): Promise<Item[]> {
  const sql = `${selectSql(table)} WHERE sequence > ? ORDER BY sequence LIMIT ?`;
  const items: Item[] = [];
  let rows = await database.all(sql, 0, PAGE_SIZE);
  while (rows.length > 0) {
    items.push(...rows.map((row) => readRow(table, row)));
    rows = await database.all(sql, rows.at(-1)?.sequence, PAGE_SIZE);
  }
  return items;
}

const PAGE_SIZE = 1000;
