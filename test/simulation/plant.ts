import { findPlanted, PLANTED } from './planted.ts';

/* `npm run test:planted`: plants a bug in the ledger, ten times over; the simulation must find each. */

const SEEDS = 1000;
let missed = 0;
for (const bug of PLANTED) {
  const found = await findPlanted(bug, SEEDS);
  console.log(found === null ? `MISSED: ${bug.name}` : `found: ${bug.name}  (${found})`);
  if (found === null) missed += 1;
}
console.log(
  `${PLANTED.length - missed} of ${PLANTED.length} planted bugs found within ${SEEDS} seeds`,
);
process.exitCode = missed === 0 ? 0 : 1;
