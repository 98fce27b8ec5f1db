import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { readTauStore } from '../fixtures/tau-retail.ts';
import { openReplayShop } from './replay.ts';
import {
  adversarialSchema,
  expectedSchema,
  replayAdversarial,
  replayTasks,
  taskSchema,
} from './run-replay.ts';

/* npm run -s replay:tau -- --store DIR --tasks FILE.jsonl --expected FILE.jsonl [--adversarial FILE.jsonl] */

const { values } = parseArgs({
  options: {
    store: { type: 'string' },
    tasks: { type: 'string' },
    expected: { type: 'string' },
    adversarial: { type: 'string' },
  },
});
if (
  values.store === undefined ||
  (values.tasks === undefined) !== (values.expected === undefined) ||
  (values.tasks === undefined && values.adversarial === undefined)
) {
  process.stderr.write(
    'Usage: replay:tau -- --store DIR --tasks FILE.jsonl --expected FILE.jsonl [--adversarial FILE.jsonl]\n',
  );
  process.exit(2);
}

const shop = await openReplayShop(readTauStore(values.store));
const report = (line: string) => process.stderr.write(`${line}\n`);
let allEqual = true;
if (values.tasks !== undefined && values.expected !== undefined) {
  const tally = await replayTasks(
    shop,
    readLines(values.tasks, taskSchema),
    readLines(values.expected, expectedSchema),
    report,
  );
  process.stdout.write(`equal ${tally.equal}/${tally.of}\n`);
  allEqual &&= tally.equal === tally.of;
}
if (values.adversarial !== undefined) {
  const { refused, accepted } = await replayAdversarial(
    shop,
    readLines(values.adversarial, adversarialSchema),
    report,
  );
  process.stdout.write(
    `refused ${refused.equal}/${refused.of} accepted ${accepted.equal}/${accepted.of}\n`,
  );
  allEqual &&= refused.equal === refused.of && accepted.equal === accepted.of;
}
process.exitCode = allEqual ? 0 : 1;

function readLines<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema>[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}
