import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findPlanted, PLANTED } from './planted.ts';
import { openShop } from './shop.ts';
import { simulate } from './simulate.ts';

const SEEDS = 50;

test(`the books hold after every step of ${SEEDS} bad days, and nothing is left open after them`, {
  timeout: 300_000,
}, async () => {
  const database = await openShop();
  const totals: Record<string, number> = {};
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { fault, trail, tally } = await simulate(database, seed);
    expect(fault, `seed ${seed}\n${trail.join('\n')}`).toBeNull();
    for (const [what, count] of Object.entries(tally)) totals[what] = (totals[what] ?? 0) + count;
  }
  // Days on which nothing happens prove nothing.
  for (const [what, count] of Object.entries(totals))
    expect(count, what).toBeGreaterThan(SEEDS / 5);
});

test('every bug that `npm run test:planted` plants still finds its place', () => {
  expect(PLANTED).toHaveLength(23);
  for (const { name, edits } of PLANTED)
    for (const { file, find } of edits) expect(readFileSync(file, 'utf8'), name).toContain(find);
});

test('a planted bug is found', { timeout: 120_000 }, async () => {
  const [bug] = PLANTED;
  if (bug !== undefined) expect(await findPlanted(bug, 100)).toMatch(/^seed \d+: /);
});
