import { SetupError } from '../lib/errors.ts';
import type { Database } from './database.ts';
import { splitStatements } from './split-statements.ts';
import { sql, textOf } from './sql-value.ts';

/** A numbered file of `migrations/`: `{ name: '0001_events.sql', sql: 'CREATE TABLE …' }`. */
export interface Migration {
  name: string;
  sql: string;
}

// The table `wrangler d1 migrations apply` keeps, so that either way of migrating knows what the other did.
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/**
 * Applies what is new, each migration as one batch, in the order of the names. Returns the names applied.
 * Two processes may start at once: the slower one finds the work done.
 * @throws SetupError when the database was made by a newer version
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
): Promise<string[]> {
  await database.run(CREATE_TABLE);
  const known = [...migrations].sort((left, right) => (left.name < right.name ? -1 : 1));
  const before = await appliedNames(database);
  refuseNewerDatabase(before, known);

  const applied: string[] = [];
  for (const migration of known.filter(({ name }) => !before.has(name))) {
    if (await apply(database, migration)) applied.push(migration.name);
  }
  return applied;
}

async function apply(database: Database, { name, sql: text }: Migration): Promise<boolean> {
  const statements = splitStatements(text).map((statement) => sql(statement));
  try {
    // The name first: a second process stops at its uniqueness, before it touches a table.
    await database.batch([sql('INSERT INTO d1_migrations (name) VALUES (?)', name), ...statements]);
    return true;
  } catch (error) {
    if ((await appliedNames(database)).has(name)) return false;
    throw new SetupError(
      `migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function appliedNames(database: Database): Promise<Set<string>> {
  const rows = await database.all('SELECT name FROM d1_migrations');
  return new Set(rows.map((row) => textOf(row, 'name')));
}

function refuseNewerDatabase(applied: ReadonlySet<string>, known: readonly Migration[]): void {
  const names = new Set(known.map(({ name }) => name));
  const strange = [...applied].filter((name) => !names.has(name));
  if (strange.length > 0)
    throw new SetupError(
      `the database has migrations that this version does not know: ${strange.join(', ')}`,
      'Run the version that made it, or name another file with --db.',
    );
}
