import { fileURLToPath } from 'node:url';
import { promptExpectations } from '../src/prompt-expectations.ts';
import { loadPrompts } from '../src/prompts/load-prompts.ts';
import type { PromptSet } from '../src/prompts/prompt-set.ts';
import { readPromptDirectory } from '../src/prompts/read-directory.ts';

export const PROMPTS_DIRECTORY = fileURLToPath(new URL('../prompts', import.meta.url));

/** The prompts of the repository, as the service loads them. */
export async function loadBenchPrompts(): Promise<PromptSet> {
  const loaded = loadPrompts(await readPromptDirectory(PROMPTS_DIRECTORY), promptExpectations);
  if (loaded.ok) return loaded.prompts;
  throw new Error(`prompts/ is broken: ${JSON.stringify(loaded.problems[0])}`);
}
