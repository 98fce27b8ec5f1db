import { expect, test } from 'vitest';
import { runHostile } from './run-hostile.ts';

const CALLS = 20_000;

test(`whatever a hostile model calls, ${CALLS} times over: nothing is read, moved or written that was not proven, allowed and confirmed`, {
  timeout: 300_000,
}, async () => {
  const { failure, tally } = await runHostile({ calls: CALLS, seed: 20260308 });
  expect(failure).toBeNull();
  // The attack must get as far as it can: a run in which nothing ever happens proves nothing.
  for (const [what, count] of Object.entries(tally)) expect(count, what).toBeGreaterThan(10);
});
