import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { textOf } from '../../src/storage/sql-value.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { seedShop } from '../helpers/shop.ts';
import { hostileShop } from './shop.ts';

/** The shop that every world is played in. */
export const { data, secrets, people } = hostileShop();

/** What belongs to the shop: no tool may write here, and a confirmation only what it names. */
const BUSINESS =
  /^(customers|payment_instruments|products|product_variants|orders|order_lines|payments|captures|refunds|disputes|shipments|shipment_legs|charges?|store_credits?.*|bank_.*|returns?|exchanges?)$/;

export interface Stage {
  database: SqliteDatabase;
}

/** The shop in memory, made once; every world is played in a savepoint of it and taken back. */
export async function openStage(): Promise<Stage> {
  const database = await createTestDatabase();
  await seedShop(database, data);
  await database.run(
    'CREATE TABLE hostile_writes (tbl TEXT NOT NULL, act TEXT NOT NULL, ref TEXT NOT NULL)',
  );
  const tables = await database.all("SELECT name FROM sqlite_schema WHERE type = 'table'");
  for (const name of tables.map((row) => textOf(row, 'name')).filter((one) => BUSINESS.test(one))) {
    const columns = (await database.all(`PRAGMA table_info(${name})`)).map((row) => row.name);
    const ref = ['order_id', 'payment_id', 'customer_id', 'product_id', 'shipment_id', 'id'].find(
      (column) => columns.includes(column),
    );
    if (ref === undefined) continue;
    for (const [act, row] of [
      ['INSERT', 'new'],
      ['UPDATE', 'new'],
      ['DELETE', 'old'],
    ])
      await database.run(
        `CREATE TRIGGER hostile_${name}_${act} AFTER ${act} ON ${name} BEGIN INSERT INTO hostile_writes VALUES ('${name}', '${act}', ${row}.${ref}); END`,
      );
  }
  // Whether money was held when it was booked back no longer shows once the hold is over.
  await database.run(
    `CREATE TRIGGER hostile_held AFTER INSERT ON refunds
      WHEN (SELECT hold IS NOT NULL AND hold ->> '$.releasedAt' IS NULL FROM payments WHERE id = new.payment_id)
      BEGIN INSERT INTO hostile_writes VALUES ('held money', 'INSERT', new.payment_id); END`,
  );
  return { database };
}
