import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs, promisify } from 'node:util';
import { runHostile } from './run-hostile.ts';

/* `npm run test:hostile -- --calls 1000000 [--seed 1] [--workers 2] [--first]` */

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    /** says what broke first, without looking for the fewest steps that break it */
    first: { type: 'boolean', default: false },
  },
});
const [calls, seed, workers] = [Number(values.calls), Number(values.seed), Number(values.workers)];
/** Seeds of one worker never meet those of the next. */
const APART = 1_000_000;

const started = performance.now();
const failed = workers > 1 && calls > 50_000 ? await sharedOut() : await alone();
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${calls} calls in ${seconds} s, seed ${seed}`);
if (failed) process.exitCode = 1;
else console.log('Every rule held.');

async function alone(): Promise<boolean> {
  const { failure, tally } = await runHostile({ calls, seed, shrink: !values.first });
  console.log(JSON.stringify(tally));
  if (failure !== null) console.error(failure);
  return failure !== null;
}

async function sharedOut(): Promise<boolean> {
  const share = Math.ceil(calls / workers);
  const results = await Promise.allSettled(
    Array.from({ length: workers }, (_, index) =>
      promisify(execFile)(process.execPath, [
        ...process.execArgv,
        process.argv[1] ?? '',
        ...['--calls', String(share), '--seed', String(seed + index * APART), '--workers', '1'],
        ...(values.first ? ['--first'] : []),
      ]),
    ),
  );
  for (const result of results)
    if (result.status === 'fulfilled') console.log(result.value.stdout.split('\n')[0]);
    else console.error(result.reason.stderr ?? result.reason);
  return results.some(({ status }) => status === 'rejected');
}
