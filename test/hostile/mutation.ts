import { MUTANTS } from './mutants.ts';
import { playMutant } from './run-mutants.ts';

/* `npm run test:mutation`: takes each check away in turn; every time the hostile run must notice. */

const lived: string[] = [];
for (const mutant of MUTANTS) {
  const { name, caught } = await playMutant(mutant);
  console.log(caught === null ? `LIVED  without: ${name}` : `caught without: ${name}  (${caught})`);
  if (caught === null) lived.push(name);
}
console.log(`${MUTANTS.length - lived.length} of ${MUTANTS.length} caught`);
process.exitCode = lived.length === 0 ? 0 : 1;
