import { expect, it } from 'vitest';
import { asStorageError, StorageError } from '../../src/storage/storage-error.ts';

const coded = (message: string, code: string) => Object.assign(new Error(message), { code });

it.each([
  ['a full disk', coded('database or disk is full', 'SQLITE_FULL'), 30],
  [
    'a read-only disk',
    coded('attempt to write a readonly database', 'SQLITE_READONLY_DBMOVED'),
    30,
  ],
  ['a broken disk', coded('disk I/O error', 'SQLITE_IOERR_WRITE'), 30],
  ['a held lock', coded('database is locked', 'SQLITE_BUSY'), 5],
  ['a full D1', new Error('D1_ERROR: Exceeded maximum DB size: SQLITE_FULL'), 30],
  ['a D1 out of reach', new Error('D1_ERROR: Network connection lost.'), 5],
])('blames the storage for %s', (_what, error, seconds) => {
  const told = asStorageError(error);
  expect(told).toBeInstanceOf(StorageError);
  expect(told).toMatchObject({ status: 503, retryAfterSeconds: seconds, cause: error });
});

it.each([
  ['a broken rule', coded('UNIQUE constraint failed: orders.id', 'SQLITE_CONSTRAINT_UNIQUE')],
  ['a rule broken in D1', new Error('D1_ERROR: UNIQUE constraint failed: SQLITE_CONSTRAINT')],
  ['wrong SQL', coded('no such table: notes', 'SQLITE_ERROR')],
  ['anything else', 'a string'],
])('leaves %s as it is', (_what, error) => {
  expect(asStorageError(error)).toBe(error);
});
