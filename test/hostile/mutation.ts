import { attackMutant, MUTANTS } from './mutants.ts';

/* `npm run test:mutation`: takes each check away in turn; every time the hostile run must notice. A part of a name tries only those. */

const lived: string[] = [];
const wanted = process.argv[2] ?? '';
const chosen = MUTANTS.filter(({ name }) => name.includes(wanted));
for (const mutant of chosen) {
  const { name } = mutant;
  const caught = await attackMutant(mutant);
  console.log(caught === null ? `LIVED  without: ${name}` : `caught without: ${name}  (${caught})`);
  if (caught === null) lived.push(name);
}
console.log(`${chosen.length - lived.length} of ${chosen.length} caught`);
process.exitCode = lived.length === 0 ? 0 : 1;
