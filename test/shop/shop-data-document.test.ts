import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { importShop } from '../../src/shop/import-shop.ts';
import { createTestDatabase } from '../helpers/database.ts';

it('documents the format with examples that import', async () => {
  const document = readFileSync(new URL('../../docs/shop-data.md', import.meta.url), 'utf8');
  const examples = [...document.matchAll(/```json\n([\s\S]*?)```/g)].map(
    ([, example]) => example ?? '',
  );
  expect(examples.length).toBeGreaterThan(0);
  for (const text of examples) {
    const result = await importShop(await createTestDatabase(), [
      { name: 'docs/shop-data.md', text },
    ]);
    expect(result.ok ? [] : result.problems).toEqual([]);
  }
});
