import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildServer } from '../../scripts/build.ts';
import { openSqlite, type SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { readMigrations } from '../../src/storage/read-migrations.ts';
import { numberOf } from '../../src/storage/sql-value.ts';
import { aCustomer, anOrder, aPayment, seedShop } from '../helpers/shop.ts';
import { RefundShopper } from './refund-shopper.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

/*
 * kill −9 of the real server between proposal, confirmation, provider call and its outcome, while shoppers ask for one
 * refund after the other. `npm run test:crash` does it 200 times.
 */

const CRASHES = Number(process.env.REFUND_CRASHES ?? 4);
const CUSTOMERS = [1, 2, 3];
/** enough that there is always something under way */
const ORDERS = 20 + CRASHES * 4;
const SECRET = 'a-secret-of-the-shop-of-32-characters-or-more';
/** after a confirmation was sent: its booking, its call and its outcome all lie within */
const LATEST_KILL_MS = 60;
/** without one the server is killed all the same: before and while proposals are made */
const PATIENCE_MS = 1_500;
/** a turn that died is done over when its lease has lapsed and the next sweep comes */
const RECOVERY_MS = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'dragoman-refunds-'));
const file = join(folder, 'crash.db');
let server: ServerProcess | undefined;
let shoppers: RefundShopper[];

beforeAll(async () => {
  await buildServer('dist/crash-refunds');
  // Without caps, so that every refund goes ahead at once and none waits for a person.
  cpSync('prompts', join(folder, 'prompts'), { recursive: true });
  const policy = join(folder, 'prompts', 'policy.md');
  writeFileSync(
    policy,
    readFileSync(policy, 'utf8').replaceAll(
      /^( {2}(?:perOrder|perShopper|perDay|refundsPerShopper)): .*$/gm,
      '$1: unlimited',
    ),
  );
  const database = openSqlite(file);
  await migrate(database, readMigrations());
  const orders = CUSTOMERS.flatMap((customer) =>
    Array.from({ length: ORDERS }, (_, index) =>
      anOrder({
        id: `ord_${customer}_${index}`,
        number: `DM-${customer}${String(index).padStart(4, '0')}`,
        customerId: `cus_${customer}`,
        status: 'delivered',
        deliveredAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
        placedAt: new Date(Date.now() - 9 * 86_400_000).toISOString(),
      }),
    ),
  );
  await seedShop(database, {
    customers: CUSTOMERS.map((customer) => aCustomer({ id: `cus_${customer}` })),
    orders,
    payments: orders.map((order) => aPayment({ id: `pay_${order.id}`, orderId: order.id })),
    shipments: [],
  });
  database.close();
  shoppers = CUSTOMERS.map(
    (customer) =>
      new RefundShopper(
        `cus_${customer}`,
        orders
          .filter(({ customerId }) => customerId === `cus_${customer}`)
          .map(({ number }) => number),
        SECRET,
      ),
  );
}, 120_000);

afterAll(async () => {
  await server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

function start(): Promise<ServerProcess> {
  return startServerProcess('dist/crash-refunds/server.js', {
    DRAGOMAN_DATABASE: file,
    DRAGOMAN_DEMO: 'off',
    DRAGOMAN_LOG: 'error',
    DRAGOMAN_PROMPTS: join(folder, 'prompts'),
    DRAGOMAN_IDENTITY_SECRET: SECRET,
    DRAGOMAN_MESSAGES_PER_MINUTE: '10000',
    DRAGOMAN_REQUESTS_PER_MINUTE: '1000000',
    MODEL: 'built-in',
  });
}

test(`carries out every confirmed refund exactly once over ${CRASHES} crashes`, {
  timeout: 120_000 + RECOVERY_MS + CRASHES * 8000,
}, async () => {
  let underWay = 0;
  for (let crash = 0; crash < CRASHES; crash += 1) {
    server = await start();
    const { url } = server;
    const working = shoppers.map((shopper) => shopper.work(url));
    await Promise.race([
      ...shoppers.map((shopper) => shopper.confirming()),
      pause(Math.random() * PATIENCE_MS),
    ]);
    await pause(Math.random() * LATEST_KILL_MS);
    await server.kill();
    await Promise.all(working);
    underWay += await countUnderWay();
  }
  server = await start();
  const { url } = server;
  // What was begun is brought to its end; no new wishes.
  for (const shopper of shoppers)
    shopper.wishes.splice(
      0,
      shopper.wishes.length,
      ...shopper.wishes.filter(({ conversation }) => conversation !== null),
    );
  const deadline = Date.now() + RECOVERY_MS;
  await Promise.all(shoppers.map((shopper) => shopper.work(url, () => Date.now() > deadline)));
  for (const shopper of shoppers) expect(shopper.isDone).toBe(true);

  const database = openSqlite(file);
  while (Date.now() < deadline && (await countOf(database, OPEN)) > 0) await pause(100);
  const confirmed = shoppers.flatMap(({ wishes }) => wishes).length;
  expect(confirmed).toBeGreaterThan(CRASHES / 4);
  expect(await countOf(database, OPEN)).toBe(0);
  // One refund for each confirmation: in our books, in the provider's, and on the shopper's screen.
  expect(
    await countOf(
      database,
      "SELECT count(*) AS n FROM refunds WHERE status = 'succeeded' AND amount = 500",
    ),
  ).toBe(confirmed);
  expect(await countOf(database, 'SELECT count(DISTINCT payment_id) AS n FROM refunds')).toBe(
    confirmed,
  );
  expect(
    await countOf(
      database,
      "SELECT count(*) AS n FROM gateway_refunds WHERE outcome = 'succeeded' AND amount = 500",
    ),
  ).toBe(confirmed);
  expect(
    await countOf(
      database,
      "SELECT count(*) AS n FROM events WHERE type = 'card' AND payload ->> '$.card.type' = 'refund' AND payload ->> '$.card.status' = 'succeeded'",
    ),
  ).toBe(confirmed);
  expect(await countOf(database, 'SELECT count(*) AS n FROM refunds')).toBe(confirmed);
  database.close();
  // The crashes must hit what is to be tried: calls that were begun and had no outcome yet.
  if (CRASHES >= 100) expect(underWay).toBeGreaterThan(0);
});

const OPEN =
  "SELECT (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sent')) + (SELECT count(*) FROM proposals WHERE state = 'executing') AS n";

/** Refunds that the kill has left between confirmation and outcome. */
async function countUnderWay(): Promise<number> {
  const database = openSqlite(file);
  const count = await countOf(database, OPEN);
  database.close();
  return count;
}

async function countOf(database: SqliteDatabase, sql: string): Promise<number> {
  return numberOf((await database.get(sql)) ?? {}, 'n');
}
