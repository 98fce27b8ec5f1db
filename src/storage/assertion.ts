import type { SqlValue, Statement } from './database.ts';

/**
 * A condition that a batch depends on: when `condition` (an SQL expression) is not true, the whole batch is undone.
 * This is how a decision and its write become one step without an interactive transaction.
 *
 * @example await database.batch([assertThat('(SELECT owner FROM conversations WHERE id = ?) = ?', id, 'human'), …])
 */
export function assertThat(condition: string, ...params: readonly SqlValue[]): Statement {
  return {
    sql: `INSERT INTO assertion (holds) SELECT CASE WHEN ${condition} THEN 1 ELSE 0 END`,
    params,
  };
}

/** Whether a batch failed because one of its assertions did not hold. */
export function isAssertionFailure(error: unknown): boolean {
  return error instanceof Error && error.message.includes('assertion_failed');
}

/** Whether a statement failed on a UNIQUE or PRIMARY KEY constraint. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && /(UNIQUE|PRIMARY KEY) constraint failed/.test(error.message);
}
