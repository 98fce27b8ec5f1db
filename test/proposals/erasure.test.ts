import { erasureContract } from '../contracts/erasure.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { testPrompts } from '../helpers/prompts.ts';

erasureContract('better-sqlite3', async () => ({
  database: await createTestDatabase(),
  prompts: (await testPrompts()).current(),
}));
