import type { Row, SqlValue, Statement } from './database.ts';

/** D1 refuses more bound parameters in a statement, so both drivers do. */
export const MAX_PARAMETERS = 100;

export type BoundValue = string | number | null | Uint8Array;

/** Turns the port's values into what both databases bind alike. @throws TypeError for anything else */
export function bindValues(params: readonly SqlValue[]): BoundValue[] {
  if (params.length > MAX_PARAMETERS)
    throw new TypeError(
      `a statement has ${params.length} parameters, D1 allows ${MAX_PARAMETERS}: split it, or pass a list as JSON to json_each(?)`,
    );
  return params.map(bindValue);
}

function bindValue(value: SqlValue, index: number): BoundValue {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      break;
    case 'boolean':
      return value ? 1 : 0;
    case 'undefined':
      return null;
    case 'object':
      if (value === null || value instanceof Uint8Array) return value;
      break;
  }
  throw new TypeError(`parameter ${index + 1} cannot be stored: ${describe(value)}`);
}

// The value itself stays out of the message: it may be personal data.
function describe(value: unknown): string {
  return value instanceof Date ? 'a Date (pass ISO text or milliseconds)' : `a ${typeof value}`;
}

/** A text column. @throws TypeError when the query does not yield text there */
export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} holds no text`);
  return value;
}

/** A numeric column. @throws TypeError when the query does not yield a number there */
export function numberOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`column ${column} holds no number`);
  return value;
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] == null ? null : textOf(row, column);
}

export function numberOrNull(row: Row, column: string): number | null {
  return row[column] == null ? null : numberOf(row, column);
}

/** A statement with its parameters, in one line. @example sql('DELETE FROM notes WHERE id = ?', id) */
export function sql(text: string, ...params: readonly SqlValue[]): Statement {
  return { sql: text, params };
}
