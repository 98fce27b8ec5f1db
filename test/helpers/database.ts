import { openSqlite, type SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { readMigrations } from '../../src/storage/read-migrations.ts';

const migrations = readMigrations();

/** A database in memory with every migration applied. */
export async function createTestDatabase(): Promise<SqliteDatabase> {
  const database = openSqlite(':memory:');
  await migrate(database, migrations);
  return database;
}
