import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Insight } from '../insights/insight.ts';
import { readInsights } from '../insights/read-insights.ts';
import { systemClock } from '../lib/clock.ts';
import { SetupError } from '../lib/errors.ts';
import { openDatabase } from './open-database.ts';

/** Rows of one figure shown to people; `--json` has all. */
const ROWS_SHOWN = 15;

/** `insights`: the figures for staff, as tables or as one object. */
export async function insightsCommand(
  options: { db: string; since?: string | undefined; json?: boolean | undefined },
  io: { write(text: string): void },
): Promise<number> {
  const since = z.iso.date().optional().safeParse(options.since);
  if (!since.success) throw new SetupError('--since must be a day such as 2026-03-01.');
  if (!existsSync(options.db))
    throw new SetupError(
      `There is no database ${options.db}.`,
      'Name it with --db FILE, or start the service once.',
    );
  const database = await openDatabase(options.db);
  try {
    const found = await readInsights(database, { since: since.data ?? null, now: systemClock() });
    io.write(
      options.json === true ? `${JSON.stringify(found)}\n` : found.insights.map(tell).join('\n'),
    );
    return 0;
  } finally {
    database.close();
  }
}

function tell({ title, definition, count, rows }: Insight): string {
  const shown = rows.slice(0, ROWS_SHOWN);
  const columns = Object.keys(shown[0] ?? {});
  const cells = [
    columns,
    ...shown.map((row) => columns.map((column) => wordCell(column, row[column]))),
  ];
  const widths = columns.map((_, index) =>
    Math.max(...cells.map((line) => line[index]?.length ?? 0)),
  );
  const table = cells.map(
    (line) =>
      `  ${line
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd()}`,
  );
  return [
    `${title} (of ${count})`,
    definition,
    ...(rows.length === 0 ? ['  nothing yet'] : table),
    ...(rows.length > shown.length ? [`  and ${rows.length - shown.length} more: --json`] : []),
    '',
  ].join('\n');
}

function wordCell(column: string, value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  return column === 'rate' || column === 'share'
    ? `${(Number(value) * 100).toFixed(1)} %`
    : String(value);
}
