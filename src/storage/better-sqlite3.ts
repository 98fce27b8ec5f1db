import Driver from 'better-sqlite3';
import type { BatchResult, Database, Row, RunResult, SqlValue, Statement } from './database.ts';
import { bindValues } from './sql-value.ts';
import { asStorageError } from './storage-error.ts';

/** How long a statement waits for another process to finish its write. */
const BUSY_TIMEOUT_MS = 5000;

/** Statements kept compiled. Ours are some hundreds; the cap only guards against SQL built from input. */
const MAX_CACHED_STATEMENTS = 1000;

type Prepared = Driver.Statement<unknown[], Row>;

/**
 * Opens or creates a database file (`:memory:` for one that lives as long as the process).
 *
 * `synchronous = NORMAL` in WAL mode: a commit is in the operating system's cache before the promise resolves, so a
 * killed process loses nothing. Only a power cut can take the last moments, never leave a half-written batch.
 */
export function openSqlite(file: string): SqliteDatabase {
  const driver = new Driver(file, { timeout: BUSY_TIMEOUT_MS });
  driver.pragma('journal_mode = WAL');
  driver.pragma('synchronous = NORMAL');
  driver.pragma('foreign_keys = ON');
  // Queries inside triggers and views may not call functions with side effects.
  driver.pragma('trusted_schema = OFF');
  return new SqliteDatabase(driver);
}

/** The port over better-sqlite3. Calls run at once; the promises only keep the shape of the port. */
export class SqliteDatabase implements Database {
  readonly #driver: Driver.Database;
  readonly #prepared = new Map<string, Prepared>();
  readonly #runAll: Driver.Transaction<(statements: readonly Statement[]) => BatchResult[]>;

  constructor(driver: Driver.Database) {
    this.#driver = driver;
    this.#runAll = driver.transaction((statements: readonly Statement[]) =>
      statements.map(({ sql, params = [] }) => this.#execute(sql, params)),
    );
  }

  async all(sql: string, ...params: readonly SqlValue[]): Promise<Row[]> {
    return attempt(() => this.#prepare(sql).all(...bindValues(params)));
  }

  async get(sql: string, ...params: readonly SqlValue[]): Promise<Row | undefined> {
    return attempt(() => this.#prepare(sql).get(...bindValues(params)));
  }

  async run(sql: string, ...params: readonly SqlValue[]): Promise<RunResult> {
    return { changes: attempt(() => this.#execute(sql, params)).changes };
  }

  async batch(statements: readonly Statement[]): Promise<BatchResult[]> {
    // Immediate: the write lock is taken first, so that no batch fails half-way for another process's write.
    return attempt(() => this.#runAll.immediate(statements));
  }

  /** Closes the file. Every later call fails. */
  close(): void {
    this.#prepared.clear();
    this.#driver.close();
  }

  #execute(sql: string, params: readonly SqlValue[]): BatchResult {
    const statement = this.#prepare(sql);
    const values = bindValues(params);
    if (!statement.reader) return { changes: statement.run(...values).changes, rows: [] };
    const rows = statement.all(...values);
    return { changes: statement.readonly ? 0 : rows.length, rows };
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#driver.prepare<unknown[], Row>(sql);
    if (this.#prepared.size >= MAX_CACHED_STATEMENTS) this.#prepared.clear();
    this.#prepared.set(sql, statement);
    return statement;
  }
}

function attempt<Result>(call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    throw asStorageError(error);
  }
}
