import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { z } from 'zod';

/** A file that cannot be used at all; the message says which and why. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

export interface Row<Kind> {
  /** line in the file, from 1 */
  line: number;
  value: Kind;
}

export interface Rows<Kind> {
  rows: Row<Kind>[];
  /** lines that are no such row; each names file, line and field */
  problems: { line: number; problem: string; given: unknown }[];
}

/** Reads a file of one JSON value a line. Lines that do not fit are told, the others are read all the same. */
export function readRows<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Rows<z.infer<Schema>> {
  const found: Rows<z.infer<Schema>> = { rows: [], problems: [] };
  for (const [index, text] of readText(file).split('\n').entries()) {
    if (text.trim() === '') continue;
    const line = index + 1;
    const tell = (given: unknown, problem: string) =>
      found.problems.push({ line, given, problem: `${file}:${line}: ${problem}` });
    let given: unknown;
    try {
      given = JSON.parse(text);
    } catch {
      tell(undefined, 'this line is no JSON');
      continue;
    }
    const parsed = schema.safeParse(given);
    if (parsed.success) found.rows.push({ line, value: parsed.data });
    else tell(given, parsed.error.issues.map(worded).join('; '));
  }
  return found;
}

/** The text of a file without a byte order mark. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new UnreadableFile(`${file} cannot be read (${String(reason)})`);
  }
}

/** A path as it was typed: from where the program runs or, under `npm run`, from where npm was called. */
export function typedPath(path: string, initial = process.env.INIT_CWD): string {
  const here = resolve(path);
  if (existsSync(here) || initial === undefined) return here;
  const there = resolve(initial, path);
  return existsSync(there) ? there : here;
}

function worded({ path, message }: z.core.$ZodIssue): string {
  return `${path.length === 0 ? 'the row' : path.join('.')}: ${message}`;
}
