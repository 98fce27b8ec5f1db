import { describe, expect, test } from 'vitest';
import { assertThat, isAssertionFailure, isUniqueViolation } from '../../src/storage/assertion.ts';
import type { Database } from '../../src/storage/database.ts';
import { sql } from '../../src/storage/sql-value.ts';

/**
 * What every driver of the `Database` port must do. `open` gives a database with all migrations applied; the tests
 * keep to tables of their own.
 */
export function databaseContract(name: string, open: () => Promise<Database>): void {
  let tables = 0;

  async function withTable(columns: string): Promise<{ database: Database; table: string }> {
    const database = await open();
    tables += 1;
    const table = `contract_${tables}`;
    await database.run(`CREATE TABLE ${table} (${columns}) STRICT`);
    return { database, table };
  }

  describe(`the database contract: ${name}`, () => {
    test('gives back text, numbers, null and bytes as they were stored', async () => {
      const { database, table } = await withTable(
        'id INTEGER PRIMARY KEY, t TEXT, i INTEGER, r REAL, b BLOB',
      );
      const bytes = new Uint8Array([0, 1, 255]);
      await database.run(
        `INSERT INTO ${table} (id, t, i, r, b) VALUES (?, ?, ?, ?, ?)`,
        1,
        'päivää 你好 🧭',
        9007199254740991,
        0.1,
        bytes,
      );
      const row = await database.get(`SELECT * FROM ${table}`);
      expect(row).toMatchObject({ id: 1, t: 'päivää 你好 🧭', i: 9007199254740991, r: 0.1 });
      expect(row?.b).toBeInstanceOf(Uint8Array);
      expect(Array.from(row?.b instanceof Uint8Array ? row.b : [])).toEqual([0, 1, 255]);
    });

    test('stores booleans as 0 and 1 and undefined as null', async () => {
      const { database, table } = await withTable('a INTEGER, b INTEGER, c TEXT, d TEXT');
      await database.run(`INSERT INTO ${table} VALUES (?, ?, ?, ?)`, true, false, undefined, null);
      expect(await database.all(`SELECT * FROM ${table}`)).toEqual([
        { a: 1, b: 0, c: null, d: null },
      ]);
    });

    test.each([
      ['a Date', new Date(0)],
      ['a bigint', 1n],
      ['NaN', Number.NaN],
      ['an infinity', Number.POSITIVE_INFINITY],
      ['an object', { a: 1 }],
    ])('refuses %s with a TypeError', async (_what, value) => {
      const { database, table } = await withTable('a ANY');
      // @ts-expect-error the type refuses it too
      await expect(database.run(`INSERT INTO ${table} VALUES (?)`, value)).rejects.toThrow(
        TypeError,
      );
      expect(await database.all(`SELECT * FROM ${table}`)).toEqual([]);
    });

    test('refuses more than 100 parameters', async () => {
      const database = await open();
      const list = (length: number) => Array.from({ length }, () => '?').join(', ');
      const values = Array.from({ length: 101 }, (_, index) => index);
      await expect(database.all(`SELECT 1 WHERE 1 IN (${list(101)})`, ...values)).rejects.toThrow(
        TypeError,
      );
      expect(
        await database.all(`SELECT 1 AS found WHERE 1 IN (${list(100)})`, ...values.slice(0, 100)),
      ).toEqual([{ found: 1 }]);
    });

    test('takes numbers for LIMIT, OFFSET and integer columns', async () => {
      const { database, table } = await withTable('n INTEGER');
      await database.batch([1, 2, 3, 4].map((n) => sql(`INSERT INTO ${table} VALUES (?)`, n)));
      expect(
        await database.all(`SELECT n FROM ${table} ORDER BY n LIMIT ? OFFSET ?`, 2, 1),
      ).toEqual([{ n: 2 }, { n: 3 }]);
    });

    test('answers undefined for no row', async () => {
      const { database, table } = await withTable('n INTEGER');
      expect(await database.get(`SELECT n FROM ${table}`)).toBeUndefined();
    });

    test('counts the rows a statement changed', async () => {
      const { database, table } = await withTable('id INTEGER PRIMARY KEY, n INTEGER');
      expect(await database.run(`INSERT INTO ${table} VALUES (1, 1), (2, 2), (3, 3)`)).toEqual({
        changes: 3,
      });
      expect(await database.run(`UPDATE ${table} SET n = 9 WHERE id >= ?`, 2)).toEqual({
        changes: 2,
      });
      expect(await database.run(`UPDATE ${table} SET n = 9 WHERE id = 77`)).toEqual({ changes: 0 });
      expect(
        await database.run(`INSERT INTO ${table} VALUES (1, 1) ON CONFLICT DO NOTHING`),
      ).toEqual({ changes: 0 });
      expect(
        await database.run(
          `INSERT INTO ${table} VALUES (1, 5) ON CONFLICT (id) DO UPDATE SET n = excluded.n WHERE n > 100`,
        ),
      ).toEqual({ changes: 0 });
      expect(await database.run(`DELETE FROM ${table}`)).toEqual({ changes: 3 });
    });

    test('tells a statement that changed something from one that did not, triggers or not', async () => {
      const { database, table } = await withTable('id INTEGER PRIMARY KEY, n INTEGER');
      await database.run(`CREATE TABLE ${table}_trace (id INTEGER) STRICT`);
      await database.run(
        `CREATE TRIGGER ${table}_t AFTER INSERT ON ${table} BEGIN INSERT INTO ${table}_trace VALUES (new.id), (new.id); END`,
      );
      const results = await database.batch([
        sql(`INSERT INTO ${table} VALUES (?, ?)`, 1, 1),
        sql(`SELECT id FROM ${table}`),
        sql(`UPDATE ${table} SET n = 2 WHERE id = 5`),
      ]);
      expect(results.map(({ changes }) => changes > 0)).toEqual([true, false, false]);
      expect(results[1]?.rows).toEqual([{ id: 1 }]);
    });

    test('gives back the rows of RETURNING, alone and in a batch', async () => {
      const { database, table } = await withTable('id INTEGER PRIMARY KEY, n INTEGER');
      const [inserted, updated] = await database.batch([
        sql(`INSERT INTO ${table} (n) VALUES (?) RETURNING id, n`, 7),
        sql(`UPDATE ${table} SET n = n + 1 RETURNING n`),
      ]);
      expect(inserted).toEqual({ changes: 1, rows: [{ id: 1, n: 7 }] });
      expect(updated).toEqual({ changes: 1, rows: [{ n: 8 }] });
      expect(await database.get(`UPDATE ${table} SET n = 1 WHERE id = 1 RETURNING n`)).toEqual({
        n: 1,
      });
    });

    test('undoes a whole batch when one statement fails', async () => {
      const { database, table } = await withTable('id INTEGER PRIMARY KEY');
      const failed = await database
        .batch([
          sql(`INSERT INTO ${table} VALUES (1)`),
          sql(`INSERT INTO ${table} VALUES (2)`),
          sql(`INSERT INTO ${table} VALUES (1)`),
        ])
        .catch((error: unknown) => error);
      expect(isUniqueViolation(failed)).toBe(true);
      expect(await database.all(`SELECT * FROM ${table}`)).toEqual([]);
    });

    test('undoes a batch whose assertion does not hold, and only then', async () => {
      const { database, table } = await withTable('id INTEGER PRIMARY KEY');
      const insertIf = (condition: string, ...params: (number | null)[]) =>
        database.batch([
          sql(`INSERT INTO ${table} (id) VALUES (1)`),
          assertThat(condition, ...params),
        ]);

      const failed = await insertIf(`(SELECT count(*) FROM ${table}) = ?`, 5).catch(
        (error: unknown) => error,
      );
      expect(isAssertionFailure(failed)).toBe(true);
      const unknown = await insertIf('? = 1', null).catch((error: unknown) => error);
      expect(isAssertionFailure(unknown)).toBe(true);
      expect(isUniqueViolation(unknown)).toBe(false);
      expect(await database.all(`SELECT * FROM ${table}`)).toEqual([]);

      await insertIf(`(SELECT count(*) FROM ${table}) = ?`, 1);
      expect(await database.all(`SELECT * FROM ${table}`)).toEqual([{ id: 1 }]);
    });

    test('runs concurrent batches one after the other', async () => {
      const { database, table } = await withTable('sequence INTEGER PRIMARY KEY');
      const next = sql(`INSERT INTO ${table} SELECT coalesce(max(sequence), 0) + 1 FROM ${table}`);
      await Promise.all(Array.from({ length: 20 }, () => database.batch([next, next])));
      expect(
        await database.get(`SELECT count(*) AS count, max(sequence) AS last FROM ${table}`),
      ).toEqual({ count: 40, last: 40 });
    });

    test('does nothing for an empty batch', async () => {
      expect(await (await open()).batch([])).toEqual([]);
    });

    test('holds foreign keys', async () => {
      const { database, table } = await withTable('id INTEGER PRIMARY KEY');
      await database.run(
        `CREATE TABLE ${table}_child (parent INTEGER NOT NULL REFERENCES ${table} (id)) STRICT`,
      );
      await expect(database.run(`INSERT INTO ${table}_child VALUES (1)`)).rejects.toThrow(
        /FOREIGN KEY/,
      );
    });

    test('rejects, never throws, for broken SQL', async () => {
      const database = await open();
      await expect(database.all('SELEC 1')).rejects.toThrow(/syntax/);
      await expect(database.batch([sql('SELEC 1')])).rejects.toThrow(/syntax/);
    });

    test('reads JSON and full text, Chinese too', async () => {
      const database = await open();
      tables += 1;
      await database.run(
        `CREATE VIRTUAL TABLE search_${tables} USING fts5 (title, tokenize = 'trigram')`,
      );
      await database.run(`INSERT INTO search_${tables} VALUES ('不锈钢保温杯'), ('steel bottle')`);
      expect(
        await database.all(
          `SELECT title FROM search_${tables} WHERE search_${tables} MATCH ?`,
          '保温杯',
        ),
      ).toEqual([{ title: '不锈钢保温杯' }]);
      expect(
        await database.all('SELECT value FROM json_each(?) ORDER BY value', '["b","a"]'),
      ).toEqual([{ value: 'a' }, { value: 'b' }]);
    });
  });
}
