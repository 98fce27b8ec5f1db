import { z } from 'zod';
import { differences } from './differences.ts';
import type { Row, Rows } from './read-rows.ts';
import { isSame, type ReplayShop, startReplay } from './replay.ts';

const call = z.object({ name: z.string(), kwargs: z.unknown() });

export const taskSchema = z.object({
  id: z.string(),
  user_id: z.string(),
  actions: z.array(call),
});

export const expectedSchema = z.object({
  id: z.string(),
  results: z.array(z.string()),
  changed: z.object({
    orders: z.record(z.string(), z.unknown()).default({}),
    users: z.record(z.string(), z.unknown()).default({}),
  }),
});

const verdict = z.enum(['accept', 'refuse']);

export const adversarialSchema = z.object({
  verified_user: z.string().nullable(),
  setup: z.array(call).default([]),
  call,
  expect: verdict,
});

export type Task = z.infer<typeof taskSchema>;
export type Expected = z.infer<typeof expectedSchema>;
export type AdversarialRow = z.infer<typeof adversarialSchema>;

export interface Tally {
  equal: number;
  of: number;
}

/** Who hears of what went otherwise than expected, and how far it has come. */
export interface Listener {
  report(line: string): void;
  progress?(done: number, of: number): void;
}

/** Replays each task from the first state of the shop and compares what it leaves with what was expected. A line that is no task counts as unequal. */
export async function replayTasks(
  shop: ReplayShop,
  tasks: Rows<Task>,
  expected: Rows<Expected>,
  { report, progress }: Listener,
): Promise<Tally> {
  for (const { problem } of [...tasks.problems, ...expected.problems]) report(problem);
  const expectedOf = new Map(expected.rows.map(({ value }) => [value.id, value]));
  const of = tasks.rows.length + tasks.problems.length;
  let equal = 0;
  for (const [index, { value: task }] of tasks.rows.entries()) {
    progress?.(index, of);
    const wanted = expectedOf.get(task.id);
    const found =
      wanted === undefined ? ['nothing is expected of it'] : await play(shop, task, wanted);
    if (found.length === 0) equal += 1;
    for (const difference of found) report(`${task.id}: ${difference}`);
  }
  return { equal, of };
}

async function play(shop: ReplayShop, task: Task, wanted: Expected): Promise<string[]> {
  const replay = await startReplay(shop, task.user_id);
  const results: string[] = [];
  for (const action of task.actions) results.push((await replay.call(action)) ? 'ok' : 'refused');
  const changed = await replay.changed();
  replay.close();
  const told = wanted.results.map((result) => (result === 'ok' ? 'ok' : 'refused'));
  return [...differences(told, results, 'results'), ...differences(wanted.changed, changed)];
}

/**
 * Tries each call after its setup. A refusal counts only when it leaves every record as it was. A line that is no such row
 * counts as failed where it says what it expects; `unread` counts those that do not even say that.
 */
export async function replayAdversarial(
  shop: ReplayShop,
  { rows, problems }: Rows<AdversarialRow>,
  { report, progress }: Listener,
): Promise<{ refused: Tally; accepted: Tally; unread: number }> {
  const tallies = { accept: { equal: 0, of: 0 }, refuse: { equal: 0, of: 0 } };
  let unread = 0;
  for (const { problem, given } of problems) {
    report(problem);
    const expect = z.object({ expect: verdict }).safeParse(given).data?.expect;
    if (expect === undefined) unread += 1;
    else tallies[expect].of += 1;
  }
  for (const [index, row] of rows.entries()) {
    progress?.(index, rows.length);
    const tally = tallies[row.value.expect];
    tally.of += 1;
    if (await tryRow(shop, row, report)) tally.equal += 1;
  }
  return { refused: tallies.refuse, accepted: tallies.accept, unread };
}

async function tryRow(
  shop: ReplayShop,
  { line, value: row }: Row<AdversarialRow>,
  report: (line: string) => void,
): Promise<boolean> {
  const replay = await startReplay(shop, row.verified_user);
  const missed: string[] = [];
  for (const each of row.setup) if (!(await replay.call(each))) missed.push(each.name);
  const before = row.setup.length === 0 ? shop.before : await replay.snapshot();
  const accepted = await replay.call(row.call);
  const untouched = accepted || isSame(before, await replay.snapshot());
  replay.close();
  if (untouched && accepted === (row.expect === 'accept')) return true;
  const found = accepted ? 'accepted' : `refused${untouched ? '' : ' but changed the store'}`;
  report(`row ${line}: expected ${row.expect}, ${row.call.name} was ${found}`);
  for (const name of missed) report(`row ${line}: its setup ${name} was refused`);
  return false;
}
