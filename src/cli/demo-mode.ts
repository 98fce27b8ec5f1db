import type { Config } from '../config/config.ts';
import { isoTime } from '../lib/clock.ts';
import { SetupError } from '../lib/errors.ts';
import type { Database } from '../storage/database.ts';

/**
 * Whether this database is a demo: true fills a new one with the demo shop. A database that holds any other shop is
 * never one, since in demo mode everybody sees the one-time codes.
 */
export async function enterDemoMode(
  database: Database,
  demo: Config['demo'],
  now: () => number,
): Promise<boolean> {
  if (demo === 'off') return false;
  if (await isDemo(database)) return true;
  const shop = await database.get(
    'SELECT (SELECT count(*) FROM store) + (SELECT count(*) FROM orders) AS records',
  );
  if (shop?.records === 0) {
    // Some hundred records that nobody else should pay for in start-up time.
    const { loadDemoShop } = await import('../shop/demo-shop.ts');
    await loadDemoShop(database, now);
    await database.run(
      "INSERT OR REPLACE INTO settings (name, value) VALUES ('demo_shop', ?)",
      isoTime(now()),
    );
    return true;
  }
  if (demo === 'auto') return false;
  throw new SetupError(
    'DRAGOMAN_DEMO is on, but the database holds another shop.',
    'Name a new file with DRAGOMAN_DATABASE (or --db), or unset DRAGOMAN_DEMO.',
  );
}

/** A shop's own records came in: from now on the codes of its customers stay secret. */
export async function leaveDemoMode(database: Database): Promise<void> {
  await database.run("DELETE FROM settings WHERE name = 'demo_shop'");
}

export async function isDemo(database: Database): Promise<boolean> {
  return (await database.get("SELECT 1 FROM settings WHERE name = 'demo_shop'")) !== undefined;
}
