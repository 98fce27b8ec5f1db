import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSqlite } from '../../src/storage/better-sqlite3.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { readMigrations } from '../../src/storage/read-migrations.ts';
import { databaseContract } from '../contracts/database.ts';
import { createTestDatabase } from '../helpers/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'dragoman-storage-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
async function openFile() {
  files += 1;
  const file = join(folder, `${files}.db`);
  const database = openSqlite(file);
  await migrate(database, readMigrations());
  return { file, database };
}

databaseContract('better-sqlite3 in memory', createTestDatabase);
databaseContract('better-sqlite3 in a file', async () => (await openFile()).database);

test('a second connection sees what the first one committed', async () => {
  const { file, database } = await openFile();
  const other = openSqlite(file);
  await database.run('CREATE TABLE notes (text TEXT NOT NULL) STRICT');
  await database.batch([{ sql: 'INSERT INTO notes VALUES (?)', params: ['kept'] }]);
  expect(await other.all('SELECT text FROM notes')).toEqual([{ text: 'kept' }]);
  database.close();
  other.close();
});

test('a closed database refuses every call', async () => {
  const { database } = await openFile();
  database.close();
  await expect(database.get('SELECT 1')).rejects.toThrow(/not open/);
});
