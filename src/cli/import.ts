import { type ImportCount, type ImportResult, importShop } from '../shop/import-shop.ts';
import { describeProblem } from '../shop/shop-problem.ts';
import { leaveDemoMode } from './demo-mode.ts';
import { openDatabase } from './open-database.ts';
import { readShopFiles } from './shop-files.ts';

const SHOWN_PROBLEMS = 50;

/** `import DIR|FILE`: counts per list, or every problem and exit status 1 with nothing written. */
export async function importCommand(
  options: { path: string; db: string; json?: boolean | undefined },
  io: { write(text: string): void },
): Promise<number> {
  const files = readShopFiles(options.path);
  const database = await openDatabase(options.db);
  try {
    const result = await importShop(database, files);
    if (result.ok && Object.values(result.counts).some(hasChanges)) await leaveDemoMode(database);
    io.write(options.json === true ? `${JSON.stringify(result)}\n` : report(result));
    return result.ok ? 0 : 1;
  } finally {
    database.close();
  }
}

function report(result: ImportResult): string {
  if (result.ok) {
    const lines = Object.entries(result.counts)
      .filter(([, count]) => count.added + count.changed + count.unchanged > 0)
      .map(
        ([list, count]) =>
          `${list}: ${count.added} added, ${count.changed} changed, ${count.unchanged} unchanged`,
      );
    return `${lines.length > 0 ? lines.join('\n') : 'No records.'}\n`;
  }
  const { problems } = result;
  const shown = problems.slice(0, SHOWN_PROBLEMS).map(describeProblem);
  const more =
    problems.length > shown.length ? [`… and ${problems.length - shown.length} more`] : [];
  const total = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}; nothing was imported.`;
  return `${[...shown, ...more, total].join('\n')}\n`;
}

function hasChanges(count: ImportCount): boolean {
  return count.added + count.changed > 0;
}
