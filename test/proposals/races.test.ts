import { raceContract } from '../contracts/races.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { testPrompts } from '../helpers/prompts.ts';

raceContract('better-sqlite3', async () => ({
  database: await createTestDatabase(),
  prompts: (await testPrompts()).current(),
}));
