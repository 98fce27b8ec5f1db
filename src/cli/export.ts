import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../lib/errors.ts';
import { exportShop } from '../shop/export-shop.ts';
import { LIST_NAMES } from '../shop/parse-shop-files.ts';
import type { ShopData } from '../shop/records.ts';
import { openDatabase } from './open-database.ts';

/** `export`: the whole shop as one JSON object, or with `out` as one file a list in that folder. Imports as it is. */
export async function exportCommand(
  options: { db: string; out?: string | undefined },
  io: { write(text: string): void },
): Promise<number> {
  if (!existsSync(options.db))
    throw new SetupError(`There is no database ${options.db}.`, 'Name it with --db FILE.');
  const database = await openDatabase(options.db);
  try {
    const shop = await exportShop(database);
    if (options.out === undefined) io.write(`${JSON.stringify(shop, null, 2)}\n`);
    else io.write(writeFiles(options.out, shop));
    return 0;
  } finally {
    database.close();
  }
}

function writeFiles(folder: string, shop: ShopData): string {
  mkdirSync(folder, { recursive: true });
  if (shop.store)
    writeFileSync(join(folder, 'store.json'), `${JSON.stringify(shop.store, null, 2)}\n`);
  // One record a line, so that two exports can be compared.
  for (const list of LIST_NAMES)
    writeFileSync(join(folder, `${list}.json`), recordLines(shop[list]));
  return `${LIST_NAMES.map((list) => `${join(folder, `${list}.json`)}: ${shop[list].length} records`).join('\n')}\n`;
}

function recordLines(records: readonly unknown[]): string {
  if (records.length === 0) return '[]\n';
  return `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`;
}
