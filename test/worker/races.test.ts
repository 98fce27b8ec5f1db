import { env } from 'cloudflare:workers';
import { promptExpectations } from '../../src/prompt-expectations.ts';
import { loadPrompts } from '../../src/prompts/load-prompts.ts';
import { createD1 } from '../../src/storage/d1.ts';
import { raceContract } from '../contracts/races.ts';

// workerd has no folder to read: the bundler brings the files along.
const files = import.meta.glob<string>('../../prompts/**/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const loaded = loadPrompts(
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path.replace('../../prompts/', ''), text]),
  ),
  promptExpectations,
);

raceContract('D1 in workerd', async () => {
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return { database: createD1(env.DB), prompts: loaded.prompts };
});
