import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixturesFolder, readTauShop } from '../fixtures/tau-retail.ts';
import { differences } from './differences.ts';
import { readRows } from './read-rows.ts';
import { openReplayShop, type ReplayShop } from './replay.ts';
import {
  adversarialSchema,
  expectedSchema,
  replayAdversarial,
  replayTasks,
  taskSchema,
} from './run-replay.ts';

const folder = fixturesFolder();
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe.skipIf(folder === null)('the shop of tau-retail, replayed through our own tools', () => {
  let shop: ReplayShop;
  const inFolder = (name: string) => join(folder ?? '', 'tau-retail', name);
  const told: string[] = [];
  const listener = { report: (line: string) => void told.push(line) };

  beforeAll(async () => {
    shop = await openReplayShop(readTauShop(folder ?? ''));
  });

  it.each([
    ['the shop’s own', inFolder('tasks_dev.jsonl'), inFolder('expected_dev.jsonl'), 20],
    // Kinds of task that are not among them; what they end in was worked out from the written policy.
    ['further ones', here('own-tasks.jsonl'), here('own-expected.jsonl'), 28],
  ])('ends every task in the state that was expected: %s', async (_, asked, ends, of) => {
    told.length = 0;
    const tasks = readRows(asked, taskSchema);
    const tally = await replayTasks(shop, tasks, readRows(ends, expectedSchema), listener);
    expect(told).toEqual([]);
    expect(tally).toEqual({ equal: of, of });
  });

  it('notices an end state that is another one', async () => {
    told.length = 0;
    const [task] = readRows(inFolder('tasks_dev.jsonl'), taskSchema).rows;
    const [expected] = readRows(inFolder('expected_dev.jsonl'), expectedSchema).rows;
    if (task === undefined || expected === undefined) throw new Error('the fixtures are empty');
    const value = { ...expected.value, changed: { orders: {}, users: {} } };
    const without = { rows: [{ ...expected, value }], problems: [] };
    const tally = await replayTasks(shop, { rows: [task], problems: [] }, without, listener);
    expect(tally).toEqual({ equal: 0, of: 1 });
    expect(told[0]).toMatch(/^dev-0: orders\.#W5442520: expected undefined/);
  });

  it.each(['adversarial.jsonl', 'policy-sentences.jsonl'])(
    'refuses what the written policy refuses and leaves every record as it was: %s',
    async (name) => {
      told.length = 0;
      const rows = readRows(here(name), adversarialSchema);
      const { refused, accepted, unread } = await replayAdversarial(shop, rows, listener);
      expect(told).toEqual([]);
      expect(refused.equal).toBe(refused.of);
      expect(accepted.equal).toBe(accepted.of);
      expect(unread).toBe(0);
      expect(refused.of + accepted.of).toBeGreaterThan(100);
    },
    120_000,
  );
});

describe.skipIf(folder === null)('npm run replay:tau', () => {
  const place = mkdtempSync(join(tmpdir(), 'replay-'));
  const file = (name: string, text: string) => {
    writeFileSync(join(place, name), text);
    return name;
  };
  const store = join(folder ?? '', 'tau-retail');
  const row = (more: object) =>
    JSON.stringify({
      verified_user: null,
      setup: [],
      call: { name: 'cancel_pending_order', kwargs: {} },
      expect: 'refuse',
      ...more,
    });
  const run = (...args: string[]) =>
    new Promise<{ status: unknown; stdout: string; stderr: string }>((done) => {
      const program = [...process.execArgv, '--import', 'tsx', here('replay-tau.ts'), ...args];
      // As npm calls it: from the project, with the caller's folder beside it.
      const env = { ...process.env, INIT_CWD: place };
      execFile(process.execPath, program, { env }, (error, stdout, stderr) =>
        done({ status: error === null ? 0 : error.code, stdout, stderr }),
      );
    });
  afterAll(() => rmSync(place, { recursive: true }));

  it('names line and field of a row that is none, and runs the others', async () => {
    const rows = file(
      'rows.jsonl',
      [row({}), '{"verified_user"', row({ expect: 'perhaps' }), row({ verified_user: 7 })].join(
        '\r\n',
      ),
    );
    const { status, stdout, stderr } = await run('--store', store, '--adversarial', rows);
    expect(stdout).toBe('refused 1/2 accepted 0/0\n');
    expect(status).toBe(1);
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/rows\.jsonl:2: this line is no JSON$/),
      expect.stringMatching(/rows\.jsonl:3: expect: /),
      expect.stringMatching(/rows\.jsonl:4: verified_user: /),
      '',
    ]);
  });

  it('says what is missing and stops with status 2', async () => {
    const [none, half, nothing] = await Promise.all([
      run('--store', join(place, 'nowhere'), '--adversarial', file('one.jsonl', row({}))),
      run('--store', store, '--tasks', 'tasks.jsonl'),
      run('--store', store, '--adversarial', 'nowhere.jsonl'),
    ]);
    expect(none).toMatchObject({ status: 2, stdout: '' });
    expect(none.stderr).toMatch(/nowhere\/orders\.json cannot be read \(ENOENT\)/);
    expect(half).toMatchObject({ status: 2, stdout: '' });
    expect(half.stderr).toMatch(/--tasks and --expected belong together/);
    expect(nothing.stderr).toMatch(/nowhere\.jsonl cannot be read/);
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
