/** What a column can hold. Booleans are stored as 0 and 1, `undefined` as null; Date, bigint, NaN and infinities are refused with a TypeError. */
export type SqlValue = string | number | boolean | null | undefined | Uint8Array;

export type Row = Record<string, string | number | null | Uint8Array>;

/** A statement with plain `?` parameters, at most 100 of them. */
export interface Statement {
  sql: string;
  params?: readonly SqlValue[];
}

export interface RunResult {
  /** Rows inserted, updated or deleted; 0 when none was. D1 adds the rows that triggers changed, so count by RETURNING where that matters. */
  changes: number;
}

export interface BatchResult extends RunResult {
  /** What the statement gave back: rows of a RETURNING clause or a SELECT. */
  rows: Row[];
}

/**
 * The storage port. Two implementations: better-sqlite3 (Node) and Cloudflare D1 (Workers).
 * `batch` is the only atomic unit: all statements commit, or none (D1 has no interactive transactions).
 */
export interface Database {
  all(sql: string, ...params: readonly SqlValue[]): Promise<Row[]>;
  get(sql: string, ...params: readonly SqlValue[]): Promise<Row | undefined>;
  run(sql: string, ...params: readonly SqlValue[]): Promise<RunResult>;
  batch(statements: readonly Statement[]): Promise<BatchResult[]>;
}
