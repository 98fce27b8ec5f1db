import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { TauShop } from '../fixtures/tau-retail.ts';
import { readRows, readText, typedPath, UnreadableFile } from './read-rows.ts';
import { openReplayShop, type ReplayShop } from './replay.ts';
import {
  adversarialSchema,
  expectedSchema,
  type Listener,
  replayAdversarial,
  replayTasks,
  taskSchema,
} from './run-replay.ts';

const USAGE = `Usage: npm run -s replay:tau -- --store DIR [--tasks FILE.jsonl --expected FILE.jsonl] [--adversarial FILE.jsonl]
  DIR holds orders.json, users.json and products.json. Exit status: 0 all as expected, 1 differences, 2 cannot be run.`;

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof UnreadableFile)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function main(): Promise<boolean> {
  const { store, tasks, expected, adversarial } = readArguments();
  // Everything is read before anything runs: a wrong path is told at once.
  const pair =
    tasks === undefined || expected === undefined
      ? null
      : { tasks: readRows(tasks, taskSchema), expected: readRows(expected, expectedSchema) };
  const rows = adversarial === undefined ? null : readRows(adversarial, adversarialSchema);
  const shop = await openStore(store);
  let isAsExpected = true;
  if (pair !== null) {
    const { equal, of } = await replayTasks(shop, pair.tasks, pair.expected, listener('tasks'));
    process.stdout.write(`equal ${equal}/${of}\n`);
    isAsExpected &&= equal === of && pair.expected.problems.length === 0;
  }
  if (rows !== null) {
    const { refused, accepted, unread } = await replayAdversarial(shop, rows, listener('rows'));
    process.stdout.write(
      `refused ${refused.equal}/${refused.of} accepted ${accepted.equal}/${accepted.of}\n`,
    );
    isAsExpected &&= refused.equal === refused.of && accepted.equal === accepted.of && unread === 0;
  }
  return isAsExpected;
}

function readArguments() {
  const path = { type: 'string' } as const;
  const options = { store: path, tasks: path, expected: path, adversarial: path };
  let values: Partial<Record<keyof typeof options, string>>;
  try {
    values = parseArgs({ options }).values;
  } catch (error) {
    throw new UnreadableFile(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
  const { store, tasks, expected, adversarial } = values;
  if (store === undefined) throw new UnreadableFile(`--store is missing\n${USAGE}`);
  if ((tasks === undefined) !== (expected === undefined))
    throw new UnreadableFile(`--tasks and --expected belong together\n${USAGE}`);
  if (tasks === undefined && adversarial === undefined)
    throw new UnreadableFile(`nothing to replay: give --tasks or --adversarial\n${USAGE}`);
  const typed = (value: string | undefined) => (value === undefined ? value : typedPath(value));
  return {
    store: typedPath(store),
    tasks: typed(tasks),
    expected: typed(expected),
    adversarial: typed(adversarial),
  };
}

async function openStore(folder: string): Promise<ReplayShop> {
  const read = (name: string): unknown => {
    const file = resolve(folder, name);
    try {
      return JSON.parse(readText(file));
    } catch (error) {
      if (error instanceof SyntaxError) throw new UnreadableFile(`${file}: ${error.message}`);
      throw error;
    }
  };
  const source: TauShop = {
    orders: read('orders.json'),
    users: read('users.json'),
    products: read('products.json'),
  };
  try {
    return await openReplayShop(source);
  } catch (error) {
    if (error instanceof z.ZodError)
      throw new UnreadableFile(`${folder} holds no such shop:\n${z.prettifyError(error)}`);
    if (error instanceof RangeError)
      throw new UnreadableFile(`${folder} holds no such shop: ${error.message}`);
    throw error;
  }
}

const PROGRESS_MS = 5000;

/** Differences go to stderr; how far it has come only where somebody watches. */
function listener(what: string): Listener {
  let last = performance.now();
  return {
    report: (line) => process.stderr.write(`${line}\n`),
    progress: (done, of) => {
      if (!process.stderr.isTTY || performance.now() - last < PROGRESS_MS) return;
      last = performance.now();
      process.stderr.write(`${done} of ${of} ${what}\n`);
    },
  };
}
