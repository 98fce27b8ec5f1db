import { isoTime } from '../lib/clock.ts';
import { createSecret, type MakeId, type RandomBytes, sha256Hex } from '../lib/ids.ts';
import type { Database } from '../storage/database.ts';
import { textOf } from '../storage/sql-value.ts';

export const API_KEY_PREFIX = 'sk_api';

/** API keys of integrations: those of the environment, and those made by `keys add`, stored as hashes. */
export class ApiKeys {
  readonly #database: Database;
  readonly #fixed: Promise<ReadonlyMap<string, string>>;

  constructor(database: Database, fixed: readonly { integration: string; key: string }[] = []) {
    this.#database = database;
    this.#fixed = hashAll(fixed);
  }

  /** The integration's name, or null for a key that is none. */
  async authenticate(key: string): Promise<string | null> {
    const hash = await sha256Hex(key);
    const fixed = (await this.#fixed).get(hash);
    if (fixed !== undefined) return fixed;
    const row = await this.#database.get('SELECT integration FROM api_keys WHERE hash = ?', hash);
    return row === undefined ? null : textOf(row, 'integration');
  }

  /** Makes a key; it is shown this once. */
  async add(
    integration: string,
    tools: { now: () => number; makeId: MakeId; randomBytes: RandomBytes },
  ): Promise<{ id: string; key: string }> {
    const id = tools.makeId('key');
    const key = createSecret(API_KEY_PREFIX, tools.randomBytes);
    await this.#database.run(
      'INSERT INTO api_keys (id, integration, hash, created_at) VALUES (?, ?, ?, ?)',
      id,
      integration,
      await sha256Hex(key),
      isoTime(tools.now()),
    );
    return { id, key };
  }

  async list(): Promise<{ id: string; integration: string; createdAt: string }[]> {
    const rows = await this.#database.all(
      'SELECT id, integration, created_at FROM api_keys ORDER BY created_at',
    );
    return rows.map((row) => ({
      id: textOf(row, 'id'),
      integration: textOf(row, 'integration'),
      createdAt: textOf(row, 'created_at'),
    }));
  }

  async remove(id: string): Promise<boolean> {
    return (await this.#database.run('DELETE FROM api_keys WHERE id = ?', id)).changes > 0;
  }
}

async function hashAll(
  keys: readonly { integration: string; key: string }[],
): Promise<Map<string, string>> {
  return new Map(
    await Promise.all(
      keys.map(async ({ integration, key }) => [await sha256Hex(key), integration] as const),
    ),
  );
}
