import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { attackMutant, MUTANTS } from './mutants.ts';

test('every check that `npm run test:mutation` takes away is still there to be taken', () => {
  for (const { name, edits } of MUTANTS)
    for (const { file, find } of edits) expect(readFileSync(file, 'utf8'), name).toContain(find);
});

// One check on reading and one on money, so that a run of the tests shows the hostile run biting.
test.each([
  'an order is shown to its own customer only',
  'a person decides what the rules leave to a person',
])('the hostile run notices when this is missing: %s', { timeout: 120_000 }, async (name) => {
  const mutant = MUTANTS.find((one) => one.name === name);
  expect(mutant).toBeDefined();
  if (mutant !== undefined) expect(await attackMutant(mutant)).toMatch(/Broken/);
});
