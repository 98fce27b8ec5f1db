import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LEASE_STATES, leaseTables, TRANSITIONS } from '../../src/handoffs/lease.ts';

test('docs/handoff.md shows the table that the code moves along', () => {
  expect(readFileSync('docs/handoff.md', 'utf8')).toContain(leaseTables());
});

test('every state but the erased one can be left, and every state can be reached', () => {
  const moves: { from: readonly string[]; to: string }[] = Object.values(TRANSITIONS);
  for (const state of Object.keys(LEASE_STATES)) {
    if (state !== 'erased') expect(moves.some(({ from }) => from.includes(state))).toBe(true);
    expect(moves.some(({ to }) => to === state)).toBe(true);
  }
});
