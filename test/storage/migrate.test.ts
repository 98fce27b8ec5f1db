import { describe, expect, test } from 'vitest';
import { SetupError } from '../../src/lib/errors.ts';
import { openSqlite } from '../../src/storage/better-sqlite3.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { readMigrations } from '../../src/storage/read-migrations.ts';
import { splitStatements } from '../../src/storage/split-statements.ts';

const first = {
  name: '0001_first.sql',
  sql: 'CREATE TABLE a (n INTEGER) STRICT; INSERT INTO a VALUES (1);',
};
const second = { name: '0002_second.sql', sql: 'ALTER TABLE a ADD COLUMN t TEXT' };

describe('migrating', () => {
  test('applies what is new, in order, once', async () => {
    const database = openSqlite(':memory:');
    expect(await migrate(database, [first])).toEqual(['0001_first.sql']);
    expect(await migrate(database, [second, first])).toEqual(['0002_second.sql']);
    expect(await migrate(database, [first, second])).toEqual([]);
    expect(await database.all('SELECT * FROM a')).toEqual([{ n: 1, t: null }]);
  });

  test('leaves nothing of a migration that fails, and names it', async () => {
    const database = openSqlite(':memory:');
    const broken = {
      name: '0002_broken.sql',
      sql: 'CREATE TABLE b (n INTEGER); INSERT INTO nowhere VALUES (1);',
    };
    await expect(migrate(database, [first, broken])).rejects.toThrow(
      /0002_broken\.sql failed: no such table: nowhere/,
    );
    expect(await database.get("SELECT name FROM sqlite_master WHERE name = 'b'")).toBeUndefined();
    expect(await migrate(database, [first, second])).toEqual(['0002_second.sql']);
  });

  test('refuses a database of a newer version', async () => {
    const database = openSqlite(':memory:');
    await migrate(database, [first, second]);
    await expect(migrate(database, [first])).rejects.toThrow(SetupError);
  });

  test('two starts at once apply each migration once', async () => {
    const database = openSqlite(':memory:');
    const applied = await Promise.all([
      migrate(database, [first, second]),
      migrate(database, [first, second]),
    ]);
    expect(applied.flat().sort()).toEqual(['0001_first.sql', '0002_second.sql']);
  });

  test('every table of this version is STRICT', async () => {
    const database = openSqlite(':memory:');
    await migrate(database, readMigrations());
    const lax = await database.all(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
       AND name NOT LIKE 'sqlite_%' AND name <> 'd1_migrations'`,
    );
    expect(lax).toEqual([]);
  });
});

describe('splitting a migration', () => {
  test('ends a statement at its semicolon, the last one with or without', () => {
    expect(splitStatements('SELECT 1; SELECT 2')).toEqual(['SELECT 1', 'SELECT 2']);
    expect(splitStatements(' ;; SELECT 1; -- done\n')).toEqual(['SELECT 1']);
  });

  test('keeps semicolons of strings, quoted names and comments', () => {
    const sql = `INSERT INTO "a;b" VALUES ('x;''y'); -- no; really\n/* ; */ SELECT [c;d], \`e;f\``;
    expect(splitStatements(sql)).toEqual([
      `INSERT INTO "a;b" VALUES ('x;''y')`,
      'SELECT [c;d], `e;f`',
    ]);
  });

  test('keeps the body of a trigger whole, CASE … END in it too', () => {
    const trigger = `CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN
      UPDATE a SET n = CASE WHEN n > 1 THEN 2 ELSE 3 END;
      DELETE FROM a;
    END`;
    expect(splitStatements(`${trigger}; SELECT 1;`)).toEqual([trigger, 'SELECT 1']);
  });
});
