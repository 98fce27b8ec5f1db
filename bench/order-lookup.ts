import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ShopStore } from '../src/shop/shop-store.ts';
import { openSqlite } from '../src/storage/better-sqlite3.ts';
import type { Database } from '../src/storage/database.ts';
import { migrate } from '../src/storage/migrate.ts';
import { readMigrations } from '../src/storage/read-migrations.ts';
import { median } from './turns.ts';

export interface LookupRow {
  orders: number;
  /** median of one forgiving look-up by order number, lines included */
  microseconds: number;
}

const LOOKUPS = 4_000;

/** The same look-up in shops of growing size, each in a file of its own; sizes take turns. */
export async function measureLookups(
  sizes: readonly number[],
  onSize: (size: number) => void = () => {},
): Promise<LookupRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dragoman-bench-'));
  try {
    const shops: { size: number; shop: ShopStore; close(): void; samples: number[] }[] = [];
    for (const size of sizes) {
      onSize(size);
      const database = openSqlite(join(folder, `${size}.db`));
      await migrate(database, readMigrations());
      await fill(database, size);
      shops.push({
        size,
        shop: new ShopStore(database),
        close: () => database.close(),
        samples: [],
      });
    }
    let seed = 42;
    for (let lookup = 0; lookup < LOOKUPS; lookup += 1) {
      for (const { size, shop, samples } of shops) {
        seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
        const number = `#dm ${FIRST_NUMBER + (seed % size)}`;
        const start = process.hrtime.bigint();
        const order = await shop.findOrderByNumber(number);
        const end = process.hrtime.bigint();
        if (order?.lines.length !== 2)
          throw new Error(`the look-up of ${number} among ${size} found no whole order`);
        if (lookup >= LOOKUPS / 4) samples.push(Number(end - start) / 1000);
      }
    }
    for (const { close } of shops) close();
    return shops.map(({ size, samples }) => ({ orders: size, microseconds: median(samples) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const FIRST_NUMBER = 1_000_000;

/** Rows made inside the database: the importer is not what is measured here. */
async function fill(database: Database, orders: number): Promise<void> {
  const count =
    'WITH RECURSIVE count (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM count WHERE i + 1 < ?)';
  const address = JSON.stringify({
    name: 'Ana Example',
    line1: 'Gracht 1',
    city: 'Utrecht',
    postalCode: '3511',
    country: 'NL',
  });
  await database.run(
    `${count} INSERT INTO customers (id, email, email_key, country, created_at, metadata)
     SELECT 'cus_' || i, 'ana' || i || '@example.com', 'ana' || i || '@example.com', 'NL', '2025-01-01T00:00:00Z', '{}' FROM count`,
    Math.ceil(orders / 5),
  );
  await database.run(
    `${count} INSERT INTO orders (id, number, number_key, number_digits, customer_id, email, placed_at, status, currency,
       subtotal, shipping_cost, tax, duties, discount, total, shipping_address, incoterm, items_modified, metadata)
     SELECT 'ord_' || i, 'DM-' || (${FIRST_NUMBER} + i), 'DM' || (${FIRST_NUMBER} + i), '' || (${FIRST_NUMBER} + i), 'cus_' || (i / 5),
       'ana' || (i / 5) || '@example.com', '2025-06-01T00:00:00Z', 'shipped', 'EUR', 8450, 0, 0, 0, 0, 8450, ?, 'DAP', 0, '{}' FROM count`,
    orders,
    address,
  );
  for (const position of [0, 1]) {
    await database.run(
      `${count} INSERT INTO order_lines (order_id, position, id, product_id, variant_id, title, options, quantity, unit_price, total)
       SELECT 'ord_' || i, ${position}, 'line_${position}', 'prd_1', 'var_1', 'Glass tea kettle', '{}', 1, 4225, 4225 FROM count`,
      orders,
    );
  }
}
