import type { Database } from '../../src/storage/database.ts';
import { textOf } from '../../src/storage/sql-value.ts';

/** Every `table.column` in which these words stand, whatever the case: of all tables there are, all columns. */
export async function tracesOf(database: Database, words: string): Promise<string[]> {
  const tables = await database.all(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'",
  );
  const traces: string[] = [];
  for (const table of tables) {
    const name = textOf(table, 'name');
    for (const row of await database.all(`SELECT * FROM "${name}"`))
      for (const [column, value] of Object.entries(row))
        if (String(value).toLowerCase().includes(words.toLowerCase()))
          traces.push(`${name}.${column}`);
  }
  return [...new Set(traces)].sort();
}
