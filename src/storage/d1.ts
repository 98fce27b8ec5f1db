import type { BatchResult, Database, Row, RunResult, SqlValue, Statement } from './database.ts';
import { bindValues } from './sql-value.ts';
import { asStorageError } from './storage-error.ts';

/** What this driver uses of a Cloudflare D1 binding. */
export interface D1Binding {
  prepare(sql: string): D1Prepared;
  batch(statements: D1Prepared[]): Promise<D1Result[]>;
}

export interface D1Prepared {
  bind(...values: unknown[]): D1Prepared;
  all(): Promise<D1Result>;
}

export interface D1Result {
  results: Record<string, unknown>[];
  meta: { changes?: number };
}

/** The port over a D1 binding. D1 runs each batch as one transaction. */
export function createD1(binding: D1Binding): Database {
  const prepare = (sql: string, params: readonly SqlValue[]) =>
    binding.prepare(sql).bind(...bindValues(params));

  return {
    async all(sql, ...params): Promise<Row[]> {
      return rowsOf(await attempt(prepare(sql, params).all()));
    },
    async get(sql, ...params): Promise<Row | undefined> {
      return rowsOf(await attempt(prepare(sql, params).all()))[0];
    },
    async run(sql, ...params): Promise<RunResult> {
      return { changes: changesOf(await attempt(prepare(sql, params).all())) };
    },
    async batch(statements: readonly Statement[]): Promise<BatchResult[]> {
      if (statements.length === 0) return [];
      const results = await attempt(
        binding.batch(statements.map(({ sql, params = [] }) => prepare(sql, params))),
      );
      return results.map((result) => ({ changes: changesOf(result), rows: rowsOf(result) }));
    },
  };
}

async function attempt<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer;
  } catch (error) {
    throw asStorageError(error);
  }
}

function changesOf(result: D1Result): number {
  return result.meta.changes ?? 0;
}

function rowsOf(result: D1Result): Row[] {
  return result.results.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [column, columnOf(value)])),
  );
}

function columnOf(value: unknown): string | number | null | Uint8Array {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  // D1 sends blobs as arrays of byte values.
  if (Array.isArray(value)) return Uint8Array.from(value, Number);
  throw new TypeError(`D1 returned a ${typeof value}`);
}
