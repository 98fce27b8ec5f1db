import type { Database } from '../../src/storage/database.ts';

export class Killed extends Error {
  override readonly name = 'Killed';
}

/** The database as one process sees it: once the process is killed, not one statement more reaches the file. */
export function mortalDatabase(database: Database): {
  database: Database;
  killAfter(statements: number): void;
  isDead(): boolean;
} {
  let left = Number.POSITIVE_INFINITY;
  const spend = () => {
    left -= 1;
    if (left < 0) throw new Killed('the process was killed');
  };
  return {
    killAfter(statements) {
      left = statements;
    },
    isDead: () => left < 0,
    database: {
      async all(sql, ...params) {
        spend();
        return database.all(sql, ...params);
      },
      async get(sql, ...params) {
        spend();
        return database.get(sql, ...params);
      },
      async run(sql, ...params) {
        spend();
        return database.run(sql, ...params);
      },
      async batch(statements) {
        spend();
        return database.batch(statements);
      },
    },
  };
}
