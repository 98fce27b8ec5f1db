import type { Database, Statement } from '../storage/database.ts';
import type { Store } from './records.ts';
import { storeSchema } from './records.ts';

/** The one row about the shop itself, or undefined while none was imported. */
export async function readStore(database: Database): Promise<Store | undefined> {
  const row = await database.get('SELECT * FROM store');
  if (!row) return undefined;
  return storeSchema.parse({
    name: row.name,
    defaultLocale: row.default_locale,
    currency: row.currency,
    country: row.country,
    timeZone: row.time_zone,
    supportEmail: row.support_email ?? undefined,
    url: row.url ?? undefined,
  });
}

export function writeStoreStatement(store: Store): Statement {
  return {
    sql: `INSERT OR REPLACE INTO store (sequence, name, default_locale, currency, country, time_zone, support_email, url)
      VALUES (1, ?, ?, ?, ?, ?, ?, ?)`,
    params: [
      store.name,
      store.defaultLocale,
      store.currency,
      store.country,
      store.timeZone,
      store.supportEmail,
      store.url,
    ],
  };
}
