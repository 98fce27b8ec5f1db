import { findPlanted, PLANTED } from './planted.ts';

/* `npm run test:planted`: plants bugs in the ledger, one after the other; the simulation must find each. A part of a name plants only those. */

const SEEDS = 1000;
let missed = 0;
const wanted = process.argv[2] ?? '';
const chosen = PLANTED.filter(({ name }) => name.includes(wanted));
for (const bug of chosen) {
  const found = await findPlanted(bug, SEEDS);
  console.log(found === null ? `MISSED: ${bug.name}` : `found: ${bug.name}  (${found})`);
  if (found === null) missed += 1;
}
console.log(
  `${chosen.length - missed} of ${chosen.length} planted bugs found within ${SEEDS} seeds`,
);
process.exitCode = missed === 0 ? 0 : 1;
