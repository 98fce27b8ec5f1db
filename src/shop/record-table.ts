import type { z } from 'zod';
import type { Row, SqlValue, Statement } from '../storage/database.ts';

/*
 * One mapping between records and tables, for reading, import and export alike. Columns follow the schema:
 * a field `shippingCost` is the column `shipping_cost`; lists such as an order's lines are child tables.
 */

type Fields = Readonly<Record<string, unknown>>;

/** How a folded column is made of a text field; null leaves it empty. */
export interface Key {
  of: string;
  fold: (text: string) => string | null;
}

interface Columns {
  table: string;
  fields: readonly string[];
  json: ReadonlySet<string>;
  booleans: ReadonlySet<string>;
  keys: Readonly<Record<string, Key>>;
}

export interface ChildTable extends Columns {
  /** the list in the parent record, e.g. `lines` */
  field: string;
  /** the column that names the parent, e.g. `order_id` */
  parent: string;
}

export interface RecordTable<Item> extends Columns {
  schema: { parse(value: unknown): Item };
  children: readonly ChildTable[];
}

interface TableOptions<Field> {
  table: string;
  json?: readonly Field[];
  booleans?: readonly Field[];
  keys?: Record<string, Key>;
}

export function recordTable<Schema extends z.ZodObject>(
  schema: Schema,
  options: TableOptions<keyof Schema['shape'] & string> & { children?: readonly ChildTable[] },
): RecordTable<z.infer<Schema>> {
  const children = options.children ?? [];
  const listed = new Set(children.map((child) => child.field));
  return {
    ...columnsOf(schema, options, listed),
    schema: { parse: (value) => schema.parse(value) },
    children,
  };
}

export function childTable<Schema extends z.ZodObject>(
  schema: Schema,
  options: TableOptions<keyof Schema['shape'] & string> & { field: string; parent: string },
): ChildTable {
  return { ...columnsOf(schema, options, new Set()), field: options.field, parent: options.parent };
}

/** `SELECT` of whole records, child lists as JSON, to be completed with a condition and read by `readRow`. */
export function selectSql(table: RecordTable<unknown>): string {
  const own = table.fields.map((field) => `${table.table}.${column(field)}`);
  const lists = table.children.map(
    (child) =>
      `(SELECT json_group_array(json_array(${child.fields.map(column).join(', ')}))
        FROM (SELECT * FROM ${child.table} WHERE ${child.parent} = ${table.table}.id ORDER BY position)) AS ${column(child.field)}`,
  );
  return `SELECT ${[`${table.table}.sequence`, ...own, ...lists].join(', ')} FROM ${table.table}`;
}

/** A record as it was stored, checked against its schema. */
export function readRow<Item>(table: RecordTable<Item>, row: Row): Item {
  const record = fieldsOf(table, (field) => row[snakeCase(field)]);
  for (const child of table.children) {
    const list: unknown = JSON.parse(String(row[snakeCase(child.field)]));
    record[child.field] = Array.isArray(list)
      ? list.map((cells: unknown[]) => fieldsOf(child, (_field, index) => cells[index]))
      : list;
  }
  return table.schema.parse(record);
}

/** What `readRow` would read, as one text: equal texts mean an unchanged record. */
export function rowFingerprint(table: RecordTable<unknown>, row: Row): string {
  const lists = table.children.map((child) => JSON.parse(String(row[snakeCase(child.field)])));
  return JSON.stringify([table.fields.map((field) => row[snakeCase(field)]), lists]);
}

export function recordFingerprint(table: RecordTable<unknown>, record: Fields): string {
  const lists = table.children.map((child) =>
    itemsOf(record, child).map((item) => cells(child, item)),
  );
  return JSON.stringify([cells(table, record), lists]);
}

/**
 * Statements that insert or replace whole records. Rows travel as JSON parameters of bounded size, because D1
 * limits the parameters and the statements of a request far more than their length.
 */
export function upsertStatements(
  table: RecordTable<unknown>,
  records: readonly Fields[],
): Statement[] {
  const ids = records.map((record) => [text(record.id)]);
  const statements = [
    ...insertStatements(
      table,
      [],
      records.map((record) => keyedCells(table, record)),
      upsertClause(table),
    ),
  ];
  for (const child of table.children) {
    const rows = records.flatMap((record) =>
      itemsOf(record, child).map((item, index) => [
        text(record.id),
        index,
        ...keyedCells(child, item),
      ]),
    );
    statements.push(
      ...inChunks(ids).map((chunk) => ({
        sql: `DELETE FROM ${child.table} WHERE ${child.parent} IN (SELECT value ->> 0 FROM json_each(?))`,
        params: [chunk],
      })),
      ...insertStatements(child, [child.parent, 'position'], rows, ''),
    );
  }
  return statements;
}

/** JSON arrays of the rows, none much longer than the limit. */
export function inChunks(rows: readonly (readonly SqlValue[])[]): string[] {
  const chunks: string[] = [];
  let parts: string[] = [];
  let length = 0;
  for (const row of rows) {
    const part = JSON.stringify(row);
    if (length + part.length > CHUNK_LENGTH && parts.length > 0) {
      chunks.push(`[${parts.join(',')}]`);
      parts = [];
      length = 0;
    }
    parts.push(part);
    length += part.length + 1;
  }
  if (parts.length > 0) chunks.push(`[${parts.join(',')}]`);
  return chunks;
}

// D1 refuses a parameter over 2 MB; a character takes up to three bytes, or more within SQLite's JSON.
const CHUNK_LENGTH = 200_000;

function insertStatements(
  columns: Columns,
  before: readonly string[],
  rows: readonly (readonly SqlValue[])[],
  clause: string,
): Statement[] {
  const names = [...before, ...columns.fields.map(column), ...Object.keys(columns.keys)];
  const values = names.map((_name, index) => `value ->> ${index}`);
  // `WHERE true` keeps the parser from reading ON CONFLICT as a join condition.
  const sql = `INSERT INTO ${columns.table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM json_each(?) WHERE true ${clause}`;
  return inChunks(rows).map((chunk) => ({ sql, params: [chunk] }));
}

function upsertClause(table: RecordTable<unknown>): string {
  const names = [...table.fields.map(column), ...Object.keys(table.keys)].filter(
    (name) => name !== '"id"',
  );
  return `ON CONFLICT (id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`;
}

function columnsOf(
  schema: z.ZodObject,
  options: TableOptions<string>,
  except: ReadonlySet<string>,
): Columns {
  return {
    table: options.table,
    fields: Object.keys(schema.shape).filter((field) => !except.has(field)),
    json: new Set(options.json),
    booleans: new Set(options.booleans),
    keys: options.keys ?? {},
  };
}

function cells(columns: Columns, record: Fields): SqlValue[] {
  return columns.fields.map((field) => toCell(columns, field, record[field]));
}

function keyedCells(columns: Columns, record: Fields): SqlValue[] {
  const keys = Object.values(columns.keys).map(({ of, fold }) => {
    const value = record[of];
    return typeof value === 'string' ? fold(value) : null;
  });
  return [...cells(columns, record), ...keys];
}

function toCell(columns: Columns, field: string, value: unknown): SqlValue {
  if (value === undefined) return null;
  if (columns.json.has(field)) return JSON.stringify(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`${columns.table}.${field} must be listed as JSON`);
}

function fieldsOf(
  columns: Columns,
  cell: (field: string, index: number) => unknown,
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [index, field] of columns.fields.entries()) {
    const value = cell(field, index);
    if (value === null || value === undefined) continue;
    if (columns.json.has(field)) record[field] = JSON.parse(String(value));
    else record[field] = columns.booleans.has(field) ? value === 1 : value;
  }
  return record;
}

function itemsOf(record: Fields, child: ChildTable): Fields[] {
  const list = record[child.field];
  return Array.isArray(list) ? list : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

// Quoted, because `from` and `to` are words of SQL.
function column(field: string): string {
  return `"${snakeCase(field)}"`;
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
