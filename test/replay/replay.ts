import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import Driver from 'better-sqlite3';
import { verifiedIdentity } from '../../src/conversations/verified-identity.ts';
import { promptExpectations } from '../../src/prompt-expectations.ts';
import { loadPrompts } from '../../src/prompts/load-prompts.ts';
import type { PromptSource } from '../../src/prompts/prompt-set.ts';
import { createPromptSource } from '../../src/prompts/prompt-source.ts';
import { readPromptDirectory } from '../../src/prompts/read-directory.ts';
import { writeShop } from '../../src/shop/import-shop.ts';
import { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import type { Database } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { readMigrations } from '../../src/storage/read-migrations.ts';
import { convertTauShop, type TauShop } from '../fixtures/tau-retail.ts';
import { type TestServices, testServices } from '../helpers/services.ts';
import { NOTHING_TO_DO, type TauCall, toOwnCall } from './tau-calls.ts';
import { exportTauOrder, exportTauUser } from './tau-export.ts';

/** One shop that any number of conversations start from afresh. */
export interface ReplayShop {
  image: Buffer;
  /** as it is before any conversation; only read */
  untouched: Database;
  before: Snapshot;
  prompts: PromptSource;
}

/** The rows of every table of the shop, as text by the record they belong to. */
interface Snapshot {
  orders: Map<string, string>;
  customers: Map<string, string>;
  products: Map<string, string>;
}

export interface Changed {
  orders: Record<string, unknown>;
  users: Record<string, unknown>;
}

export async function openReplayShop(source: TauShop): Promise<ReplayShop> {
  empty ??= emptyImage();
  prompts ??= tauPrompts();
  const driver = new Driver(await empty);
  const untouched = new SqliteDatabase(driver);
  await writeShop(untouched, convertTauShop(source));
  const before = await takeSnapshot(untouched);
  return { image: driver.serialize(), untouched, before, prompts: await prompts };
}

// The same for every shop of a run.
let empty: Promise<Buffer> | undefined;
let prompts: Promise<PromptSource> | undefined;

async function emptyImage(): Promise<Buffer> {
  const driver = new Driver(':memory:');
  const database = new SqliteDatabase(driver);
  await migrate(database, readMigrations());
  const image = driver.serialize();
  database.close();
  return image;
}

/** The project's own prompts under the rules of this shop. */
async function tauPrompts(): Promise<PromptSource> {
  const files = await readPromptDirectory(fileURLToPath(new URL('../../prompts', import.meta.url)));
  const policy = await readFile(new URL('../fixtures/tau-policy.md', import.meta.url), 'utf8');
  const loaded = loadPrompts({ ...files, 'policy.md': policy }, promptExpectations);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems.slice(0, 5)));
  return createPromptSource(loaded.prompts);
}

/** One conversation with the shop, from its first state. `verifiedUser` proves who they are by a one-time code. */
export async function startReplay(shop: ReplayShop, verifiedUser: string | null) {
  const driver = new Driver(shop.image);
  driver.pragma('foreign_keys = ON');
  driver.pragma('trusted_schema = OFF');
  const database = new SqliteDatabase(driver);
  const services = await testServices({ inputs: { database, prompts: shop.prompts } });
  const { conversation } = await services.conversations.start({ channel: 'cli', localeHint: 'en' });
  if (verifiedUser !== null) await verify(services, conversation.id, verifiedUser);
  return {
    /** whether the call was accepted, confirmed and carried out */
    call: (call: TauCall) => perform(services, conversation.id, call),
    snapshot: () => takeSnapshot(database),
    changed: () => readChanged(database, shop),
    close: () => database.close(),
  };
}

export function isSame(left: Snapshot, right: Snapshot): boolean {
  return (['orders', 'customers', 'products'] as const).every(
    (part) =>
      left[part].size === right[part].size &&
      [...left[part]].every(([id, rows]) => right[part].get(id) === rows),
  );
}

async function verify(services: TestServices, conversationId: string, userId: string) {
  const { shop, verifications, codeOutbox, conversations, prompts, now } = services;
  const customer = await shop.findCustomer(userId);
  if (customer === undefined) return;
  const [order] = await shop.ordersOfCustomer(userId, { limit: 1 });
  const { identity } = prompts.current().policy;
  if (order !== undefined) {
    await verifications.start(conversationId, {
      orderId: order.id,
      customerId: userId,
      email: order.email,
    });
    const [sent] = await codeOutbox.listOutbox({ conversationId, limit: 1 });
    const checked = await verifications.check(conversationId, sent?.code ?? '');
    if (!checked.ok) throw new Error(`${userId} could not be verified: ${checked.reason}`);
  }
  await conversations.setIdentity(
    conversationId,
    verifiedIdentity(userId, order === undefined ? 'vouched' : 'code', identity, now()),
  );
}

/** Proposes through the tool, then confirms with the button of the proposal, as the widget does. */
async function perform(
  services: TestServices,
  conversationId: string,
  call: TauCall,
): Promise<boolean> {
  const conversation = await services.conversations.find(conversationId);
  if (conversation === undefined) throw new Error('the conversation is gone');
  const { identity } = conversation;
  const { shop } = services;
  const own = await toOwnCall(call, {
    findOrder: (id) => shop.findOrder(id),
    findProduct: (id) => shop.findProduct(id),
    customer:
      identity.tier === 'verified' ? await shop.findCustomer(identity.customerId) : undefined,
  });
  if (own === null) return false;
  if (own === NOTHING_TO_DO) return true;
  const outcome = await services.toolbox.run(own.tool, own.input, {
    conversationId,
    identity,
    locale: 'en-US',
    timeZone: 'America/New_York',
    shopperTexts: [],
    network: undefined,
  });
  if (!outcome.result.ok) return false;
  // A tool that only looks has nothing to confirm.
  if (outcome.proposalText === undefined) return true;
  const proposal = await services.proposals.current(conversationId);
  if (proposal?.confirmationToken === undefined) throw new Error('no proposal was shown');
  const confirmed = await services.proposals.confirm(conversationId, proposal.id, {
    token: proposal.confirmationToken,
  });
  return confirmed.ok && confirmed.proposal.state === 'executed';
}

async function takeSnapshot(database: Database): Promise<Snapshot> {
  return {
    orders: await rowsBy(database, {
      orders: 'id',
      order_lines: 'order_id',
      payments: 'order_id',
      refunds: 'order_id',
      disputes: 'order_id',
      shipments: 'order_id',
      order_changes: 'order_id',
    }),
    customers: await rowsBy(database, { customers: 'id', payment_instruments: 'customer_id' }),
    products: await rowsBy(database, { products: 'id', product_variants: 'product_id' }),
  };
}

/** SQLite writes the text itself: far quicker than reading thousands of rows for each refusal. */
async function rowsBy(
  database: Database,
  tables: Record<string, string>,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [table, key] of Object.entries(tables)) {
    const columns = await database.all('SELECT name FROM pragma_table_info(?)', table);
    const row = `json_array(${columns.map(({ name }) => name).join(', ')})`;
    const records = await database.all(
      `SELECT ${key} AS id, json_group_array(${row} ORDER BY ${row}) AS rows FROM ${table} GROUP BY ${key}`,
    );
    for (const record of records) {
      const id = String(record.id);
      found.set(id, `${found.get(id) ?? ''}${String(record.rows)}\n`);
    }
  }
  return found;
}

/** Records whose form in that shop is another one than before: a write may also leave a record as it was. */
async function readChanged(
  database: Database,
  { before, untouched }: ReplayShop,
): Promise<Changed> {
  const after = await takeSnapshot(database);
  const different = async (
    ids: readonly string[],
    read: (from: Database, id: string) => Promise<unknown>,
  ) => {
    const found: Record<string, unknown> = {};
    for (const id of ids) {
      const record = await read(database, id);
      if (!isDeepStrictEqual(record, await read(untouched, id))) found[id] = record;
    }
    return found;
  };
  return {
    orders: await different(differing(before.orders, after.orders), exportTauOrder),
    users: await different(differing(before.customers, after.customers), exportTauUser),
  };
}

function differing(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after.keys()].filter((id) => id !== 'null' && before.get(id) !== after.get(id));
}
