import type { Database, Statement } from '../storage/database.ts';
import { checkShop } from './check-shop.ts';
import { loadKnownRecords, selectIn } from './known-records.ts';
import { LIST_NAMES, parseShopFiles, type ShopFile } from './parse-shop-files.ts';
import { searchIndexStatements } from './product-store.ts';
import {
  inChunks,
  type RecordTable,
  recordFingerprint,
  rowFingerprint,
  selectSql,
  upsertStatements,
} from './record-table.ts';
import type { ShopData } from './records.ts';
import type { ShopProblem } from './shop-problem.ts';
import { readStore, writeStoreStatement } from './store-row.ts';
import { type ListName, tables } from './tables.ts';

export interface ImportCount {
  added: number;
  changed: number;
  unchanged: number;
}

export type ImportResult =
  | { ok: true; counts: Record<ListName | 'store', ImportCount> }
  | { ok: false; problems: ShopProblem[] };

/**
 * Adds and updates records, never removes any (a record's own lists, such as an order's lines, are replaced whole).
 * All files are written in one batch, or nothing is when any of them has a problem. Files that are already in the
 * database change nothing.
 *
 * @example
 * await importShop(database, [{ name: 'orders.json', text: '[{ "id": "o1", … }]' }])
 */
export async function importShop(
  database: Database,
  files: readonly ShopFile[],
): Promise<ImportResult> {
  const shop = parseShopFiles(files);
  // References to records that could not be read would only repeat the trouble.
  const problems =
    shop.problems.length > 0
      ? shop.problems
      : checkShop(shop, await loadKnownRecords(database, shop.data));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, counts: await writeShop(database, shop.data) };
}

/** Writes records that are known to be sound; for those made by code, such as the demo shop. */
export async function writeShop(
  database: Database,
  data: ShopData,
): Promise<Record<ListName | 'store', ImportCount>> {
  const counts = { store: emptyCount() } as const;
  const store = await storeChange(database, data);
  const changes = {
    customers: await findChanges(database, tables.customers, data.customers),
    products: await findChanges(database, tables.products, data.products),
    orders: await findChanges(database, tables.orders, data.orders),
    payments: await findChanges(database, tables.payments, data.payments),
    refunds: await findChanges(database, tables.refunds, data.refunds),
    disputes: await findChanges(database, tables.disputes, data.disputes),
    shipments: await findChanges(database, tables.shipments, data.shipments),
  };
  const statements = [
    ...store.statements,
    ...steppingAside(changes.orders.replaced, changes.refunds.replaced),
    ...LIST_NAMES.flatMap((list) => upsertStatements(tables[list], changes[list].records)),
    ...searchIndexStatements(changes.products.records),
  ];
  if (statements.length > 0) await database.batch(statements);
  return {
    ...counts,
    store: store.count,
    customers: changes.customers.count,
    products: changes.products.count,
    orders: changes.orders.count,
    payments: changes.payments.count,
    refunds: changes.refunds.count,
    disputes: changes.disputes.count,
    shipments: changes.shipments.count,
  };
}

interface Changes<Item> {
  /** new or different from what is stored */
  records: Item[];
  /** ids of those that replace a stored record */
  replaced: string[];
  count: ImportCount;
}

async function findChanges<Item extends { id: string }>(
  database: Database,
  table: RecordTable<Item>,
  records: readonly Item[],
): Promise<Changes<Item>> {
  const ids = records.map(({ id }) => id);
  const rows = await selectIn(database, `${selectSql(table)} WHERE id IN`, ids);
  const stored = new Map(rows.map((row) => [String(row.id), rowFingerprint(table, row)]));
  const changes: Changes<Item> = { records: [], replaced: [], count: emptyCount() };
  for (const record of records) {
    const before = stored.get(record.id);
    if (before !== undefined && before === recordFingerprint(table, record)) {
      changes.count.unchanged += 1;
    } else {
      changes.records.push(record);
      changes.count[before === undefined ? 'added' : 'changed'] += 1;
      if (before !== undefined) changes.replaced.push(record.id);
    }
  }
  return changes;
}

async function storeChange(
  database: Database,
  { store }: ShopData,
): Promise<{ statements: Statement[]; count: ImportCount }> {
  if (!store) return { statements: [], count: emptyCount() };
  const before = await readStore(database);
  if (before && JSON.stringify(before) === JSON.stringify(store)) {
    return { statements: [], count: { ...emptyCount(), unchanged: 1 } };
  }
  const count = before ? { ...emptyCount(), changed: 1 } : { ...emptyCount(), added: 1 };
  return { statements: [writeStoreStatement(store)], count };
}

/**
 * Rows are replaced one by one, so on the way two orders could hold one number, or the refunds of a payment exceed it.
 * Records about to be replaced first give up what the database guards.
 */
function steppingAside(orderIds: readonly string[], refundIds: readonly string[]): Statement[] {
  const inList = 'WHERE id IN (SELECT value ->> 0 FROM json_each(?))';
  return [
    ...inChunks(orderIds.map((id) => [id])).map((ids) => ({
      sql: `UPDATE orders SET number = number || char(31) || id ${inList}`,
      params: [ids],
    })),
    ...inChunks(refundIds.map((id) => [id])).map((ids) => ({
      sql: `UPDATE refunds SET status = 'cancelled' ${inList}`,
      params: [ids],
    })),
  ];
}

function emptyCount(): ImportCount {
  return { added: 0, changed: 0, unchanged: 0 };
}
