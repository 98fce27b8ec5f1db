import { z } from 'zod';
import { differences } from './differences.ts';
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

export const adversarialSchema = z.object({
  verified_user: z.string().nullable(),
  setup: z.array(call).default([]),
  call,
  expect: z.enum(['accept', 'refuse']),
});

export interface Tally {
  equal: number;
  of: number;
}

/** Replays each task from the first state of the shop and compares what it leaves with what was expected. */
export async function replayTasks(
  shop: ReplayShop,
  tasks: readonly z.infer<typeof taskSchema>[],
  expected: readonly z.infer<typeof expectedSchema>[],
  report: (line: string) => void,
): Promise<Tally> {
  const expectedOf = new Map(expected.map((each) => [each.id, each]));
  let equal = 0;
  for (const task of tasks) {
    const wanted = expectedOf.get(task.id);
    const found =
      wanted === undefined ? ['nothing is expected of it'] : await play(shop, task, wanted);
    if (found.length === 0) equal += 1;
    for (const difference of found) report(`${task.id}: ${difference}`);
  }
  return { equal, of: tasks.length };
}

async function play(
  shop: ReplayShop,
  task: z.infer<typeof taskSchema>,
  wanted: z.infer<typeof expectedSchema>,
): Promise<string[]> {
  const replay = await startReplay(shop, task.user_id);
  const results: string[] = [];
  for (const action of task.actions) results.push((await replay.call(action)) ? 'ok' : 'refused');
  const changed = await replay.changed();
  replay.close();
  const told = wanted.results.map((result) => (result === 'ok' ? 'ok' : 'refused'));
  return [...differences(told, results, 'results'), ...differences(wanted.changed, changed)];
}

/** Tries each call after its setup. A refusal counts only when it leaves every record as it was. */
export async function replayAdversarial(
  shop: ReplayShop,
  rows: readonly z.infer<typeof adversarialSchema>[],
  report: (line: string) => void,
): Promise<{ refused: Tally; accepted: Tally }> {
  const tallies = { refused: { equal: 0, of: 0 }, accepted: { equal: 0, of: 0 } };
  for (const [index, row] of rows.entries()) {
    const replay = await startReplay(shop, row.verified_user);
    for (const each of row.setup)
      if (!(await replay.call(each)))
        report(`row ${index + 1}: its setup ${each.name} was refused`);
    const before = row.setup.length === 0 ? shop.before : await replay.snapshot();
    const accepted = await replay.call(row.call);
    const untouched = row.expect === 'refuse' && isSame(before, await replay.snapshot());
    replay.close();
    const tally = row.expect === 'accept' ? tallies.accepted : tallies.refused;
    tally.of += 1;
    if (row.expect === 'accept' ? accepted : !accepted && untouched) tally.equal += 1;
    else
      report(
        `row ${index + 1}: expected ${row.expect}, ${row.call.name} was ${accepted ? 'accepted' : `refused${untouched ? '' : ' but changed the store'}`}`,
      );
  }
  return tallies;
}
