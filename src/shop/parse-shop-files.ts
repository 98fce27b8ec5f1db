import type { z } from 'zod';
import { jsonErrorPlace } from './json-error-place.ts';
import { disputeSchema, paymentSchema, refundSchema } from './payment-records.ts';
import {
  customerSchema,
  orderSchema,
  productSchema,
  type ShopData,
  storeSchema,
} from './records.ts';
import { shipmentSchema } from './shipment-records.ts';
import { fieldPath, type Origin, type ShopProblem } from './shop-problem.ts';
import type { ListName } from './tables.ts';

export interface ShopFile {
  /** path or name; a list alone in its file is recognised by it (`orders.json`) */
  name: string;
  text: string;
}

/** Records of all files together, and where each came from: `origins.orders[i]` belongs to `data.orders[i]`. */
export interface ParsedShop {
  data: ShopData;
  origins: Record<ListName, Origin[]>;
  storeFile: string;
  problems: ShopProblem[];
}

/** Reads files of either form: an object of lists (`shop.json`), or one list (`orders.json`). Nothing is checked across records yet. */
export function parseShopFiles(files: readonly ShopFile[]): ParsedShop {
  const shop: ParsedShop = {
    data: {
      customers: [],
      products: [],
      orders: [],
      payments: [],
      refunds: [],
      disputes: [],
      shipments: [],
    },
    origins: {
      customers: [],
      products: [],
      orders: [],
      payments: [],
      refunds: [],
      disputes: [],
      shipments: [],
    },
    storeFile: '',
    problems: [],
  };
  for (const file of files) {
    const parsed = parseJson(file);
    if (parsed.ok) readFile(shop, file.name, parsed.value);
    else shop.problems.push({ file: file.name, record: '', field: '', message: parsed.message });
  }
  return shop;
}

export const LIST_NAMES = [
  'customers',
  'products',
  'orders',
  'payments',
  'refunds',
  'disputes',
  'shipments',
] as const satisfies readonly ListName[];

type Parsed = { ok: true; value: unknown } | { ok: false; message: string };

function parseJson({ text }: ShopFile): Parsed {
  const body = text.replace(/^\uFEFF/, '');
  if (body.trim() === '')
    return { ok: false, message: 'is empty; write [] for a list without records' };
  if (body.includes('\0'))
    return { ok: false, message: 'is not UTF-8 text (it contains NUL bytes); save it as UTF-8' };
  try {
    return { ok: true, value: JSON.parse(body) };
  } catch {
    const place = jsonErrorPlace(body);
    const where = place ? ` at line ${place.line}, column ${place.column}` : '';
    const what = place?.atEnd ? 'breaks off: the file is not complete' : 'is not valid JSON';
    return { ok: false, message: `${what}${where}; mend the syntax there` };
  }
}

function readFile(shop: ParsedShop, file: string, value: unknown): void {
  const name = (file.split(/[/\\]/).at(-1) ?? file).replace(/\.json$/i, '').toLowerCase();
  const own = LIST_NAMES.find((list) => list === name);
  if (Array.isArray(value)) {
    if (own) readList(shop, file, own, value);
    else {
      const message = `is a list of records, but its name does not say which; name it after one of ${LIST_NAMES.join(', ')} (e.g. orders.json) or wrap it: {"orders": […]}`;
      shop.problems.push({ file, record: '', field: '', message });
    }
  } else if (!isObject(value)) {
    const message = `holds ${describe(value)}; expected an object with the lists of the shop, or a list of records`;
    shop.problems.push({ file, record: '', field: '', message });
  } else if (name === 'store' && !('store' in value)) {
    readStore(shop, file, value);
  } else {
    readObject(shop, file, own, value);
  }
}

function readObject(
  shop: ParsedShop,
  file: string,
  own: ListName | undefined,
  value: Record<string, unknown>,
): void {
  const unknown = Object.keys(value).filter((key) => key !== 'store' && !isListName(key));
  if (unknown.length > 0) {
    const message = own
      ? `is an object with ${quote(unknown)}; expected a list of records: [ {…}, {…} ]`
      : `has the unknown ${unknown.length === 1 ? 'field' : 'fields'} ${quote(unknown)}; known are store, ${LIST_NAMES.join(', ')}`;
    shop.problems.push({ file, record: '', field: own ? '' : (unknown[0] ?? ''), message });
    return;
  }
  if (value.store !== undefined) readStore(shop, file, value.store);
  for (const list of LIST_NAMES) {
    const records = value[list];
    if (Array.isArray(records)) readList(shop, file, list, records);
    else if (records !== undefined) {
      const message = `holds ${describe(records)}; expected a list of records: [ {…}, {…} ]`;
      shop.problems.push({ file, record: '', field: list, message });
    }
  }
}

function readStore(shop: ParsedShop, file: string, value: unknown): void {
  if (shop.data.store) {
    const message = `describes the store again after ${shop.storeFile}; keep one of the two`;
    shop.problems.push({ file, record: 'store', field: '', message });
    return;
  }
  const parsed = storeSchema.safeParse(value);
  if (parsed.success) {
    shop.data.store = parsed.data;
    shop.storeFile = file;
  } else shop.problems.push(...schemaProblems(file, 'store', parsed.error, value));
}

function readList(
  shop: ParsedShop,
  file: string,
  list: ListName,
  records: readonly unknown[],
): void {
  switch (list) {
    case 'customers':
      readRecords(shop, file, list, customerSchema, shop.data.customers, records);
      break;
    case 'products':
      readRecords(shop, file, list, productSchema, shop.data.products, records);
      break;
    case 'orders':
      readRecords(shop, file, list, orderSchema, shop.data.orders, records);
      break;
    case 'payments':
      readRecords(shop, file, list, paymentSchema, shop.data.payments, records);
      break;
    case 'refunds':
      readRecords(shop, file, list, refundSchema, shop.data.refunds, records);
      break;
    case 'disputes':
      readRecords(shop, file, list, disputeSchema, shop.data.disputes, records);
      break;
    case 'shipments':
      readRecords(shop, file, list, shipmentSchema, shop.data.shipments, records);
      break;
  }
}

function readRecords<Item>(
  shop: ParsedShop,
  file: string,
  list: ListName,
  schema: z.ZodType<Item>,
  into: Item[],
  records: readonly unknown[],
): void {
  for (const [index, record] of records.entries()) {
    const name = recordName(list, index, record);
    const parsed = schema.safeParse(record);
    const unstorable = parsed.success ? unstorableText(record, []) : undefined;
    if (unstorable) {
      const message = 'contains a NUL character or half a surrogate pair; remove it';
      shop.problems.push({ file, record: name, field: fieldPath(unstorable), message });
    } else if (parsed.success) {
      into.push(parsed.data);
      shop.origins[list].push({ file, index });
    } else shop.problems.push(...schemaProblems(file, name, parsed.error, record));
  }
}

/** `orders[2] (DM-10042)`: by number where there is one, else by id. */
export function recordName(list: ListName, index: number, record: unknown): string {
  const label = isObject(record) ? (record.number ?? record.id) : undefined;
  return typeof label === 'string' || typeof label === 'number'
    ? `${list}[${index}] (${String(label).slice(0, 60)})`
    : `${list}[${index}]`;
}

function schemaProblems(
  file: string,
  record: string,
  error: z.ZodError,
  value: unknown,
): ShopProblem[] {
  return error.issues.map((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
    return {
      file,
      record,
      field: fieldPath([...issue.path, ...unknown.slice(0, 1)]),
      message: unknown.length > 0 ? unknownField(unknown) : wording(issue, value),
    };
  });
}

function unknownField(keys: readonly string[]): string {
  return `${keys.length === 1 ? 'is not a field' : `${quote(keys)} are not fields`} of this record; remove it, or put it into metadata where the record has one`;
}

function wording(issue: z.core.$ZodIssue, record: unknown): string {
  const value = issue.path.reduce<unknown>(
    (part, key) => (isIndexable(part) ? part[key] : undefined),
    record,
  );
  if (value === undefined) return 'is missing; add it';
  const hint =
    issue.code === 'invalid_type' && issue.expected === 'int'
      ? '; amounts are whole minor units (1234 for 12.34)'
      : '';
  return `is ${describe(value)}: ${issue.message.replace(/^Invalid input: /, '')}${hint}`;
}

function unstorableText(value: unknown, path: PropertyKey[]): PropertyKey[] | undefined {
  if (typeof value === 'string') return /[\0\p{Surrogate}]/u.test(value) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const found =
      unstorableText(key, path) ??
      unstorableText(part, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found) return found;
  }
  return undefined;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  return JSON.stringify(value)?.slice(0, 80) ?? 'nothing';
}

function quote(keys: readonly string[]): string {
  const shown = keys
    .slice(0, 3)
    .map((key) => `"${key}"`)
    .join(', ');
  return keys.length > 3 ? `${shown} and ${keys.length - 3} more` : shown;
}

function isListName(key: string): key is ListName {
  return LIST_NAMES.some((list) => list === key);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isIndexable(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
