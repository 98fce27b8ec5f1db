import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { fixturesFolder, readTauShop } from '../fixtures/tau-retail.ts';
import { differences } from './differences.ts';
import { openReplayShop, type ReplayShop } from './replay.ts';
import {
  adversarialSchema,
  expectedSchema,
  replayAdversarial,
  replayTasks,
  taskSchema,
} from './run-replay.ts';

const folder = fixturesFolder();
const adversarial = new URL('adversarial.jsonl', import.meta.url).pathname;

describe.skipIf(folder === null)('the shop of tau-retail, replayed through our own tools', () => {
  let shop: ReplayShop;
  const inFolder = (name: string) => join(folder ?? '', 'tau-retail', name);

  beforeAll(async () => {
    shop = await openReplayShop(readTauShop(folder ?? ''));
  });

  it('ends every task in the state that was expected', async () => {
    const told: string[] = [];
    const tasks = readLines(inFolder('tasks_dev.jsonl'), taskSchema);
    const expected = readLines(inFolder('expected_dev.jsonl'), expectedSchema);
    const tally = await replayTasks(shop, tasks, expected, (line) => told.push(line));
    expect(told).toEqual([]);
    expect(tally).toEqual({ equal: 20, of: 20 });
  });

  it('notices an end state that is another one', async () => {
    const told: string[] = [];
    const [task] = readLines(inFolder('tasks_dev.jsonl'), taskSchema);
    const [expected] = readLines(inFolder('expected_dev.jsonl'), expectedSchema);
    if (task === undefined || expected === undefined) throw new Error('the fixtures are empty');
    const without = { ...expected, changed: { orders: {}, users: {} } };
    const tally = await replayTasks(shop, [task], [without], (line) => told.push(line));
    expect(tally).toEqual({ equal: 0, of: 1 });
    expect(told[0]).toMatch(/^dev-0: orders\.#W5442520: expected undefined/);
  });

  it('refuses what the written policy refuses and leaves every record as it was', async () => {
    const told: string[] = [];
    const rows = readLines(adversarial, adversarialSchema);
    const { refused, accepted } = await replayAdversarial(shop, rows, (line) => told.push(line));
    expect(told).toEqual([]);
    expect(refused.equal).toBe(refused.of);
    expect(accepted.equal).toBe(accepted.of);
    expect(refused.of + accepted.of).toBeGreaterThan(100);
  });
});

describe('comparing end states', () => {
  it('takes floats of the other side as cents, and nothing else as equal', () => {
    expect(differences({ a: 52.029999999999745 }, { a: 52.03 })).toEqual([]);
    expect(differences({ a: 52.03 }, { a: 52.04 })).toHaveLength(1);
    expect(differences({ a: [1, { b: 'x' }] }, { a: [1, { b: 'y' }, 2] })).toEqual([
      'a[1].b: expected "x", found "y"',
      'a[2]: expected undefined, found 2',
    ]);
  });
});

function readLines<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema>[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}
