import { parseArgs } from 'node:util';
import { runHostile } from './run-hostile.ts';

/* `npm run test:hostile -- --calls 1000000 [--seed 1]` */

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
  },
});
const started = performance.now();
const { failure, tally } = await runHostile({
  calls: Number(values.calls),
  seed: Number(values.seed),
});
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${JSON.stringify(tally)}\n${tally.calls} calls in ${seconds} s, seed ${values.seed}`);
if (failure === null) console.log('Every rule held.');
else {
  console.error(failure);
  process.exitCode = 1;
}
