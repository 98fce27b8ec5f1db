import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from '../lib/errors.ts';
import { openSqlite, type SqliteDatabase } from '../storage/better-sqlite3.ts';
import { migrate } from '../storage/migrate.ts';
import { readMigrations } from '../storage/read-migrations.ts';

/** Opens a database file, made and migrated when needed. @throws SetupError in words when it cannot be used */
export async function openDatabase(file: string): Promise<SqliteDatabase> {
  if (file !== ':memory:') {
    if (existsSync(file) && statSync(file).isDirectory())
      throw new SetupError(`The database ${file} is a folder.`, 'Name a file, e.g. ./dragoman.db.');
    mkdirSync(dirname(file), { recursive: true });
  }
  let database: SqliteDatabase;
  try {
    database = openSqlite(file);
  } catch (error) {
    throw new SetupError(
      `The database ${file} cannot be opened: ${error instanceof Error ? error.message : 'unknown'}.`,
      'Check the path and its permissions.',
    );
  }
  try {
    await migrate(database, readMigrations());
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
