import { fileURLToPath } from 'node:url';
import { promptExpectations } from '../src/prompt-expectations.ts';
import type { PromptSet } from '../src/prompts/prompt-set.ts';
import { readPrompts } from '../src/prompts/read-prompts.ts';

/** Checks and reads `prompts/` at build time, so that a start need not. @throws SetupError naming every mistake */
export async function preparePrompts(): Promise<PromptSet> {
  const directory = fileURLToPath(new URL('../prompts', import.meta.url));
  return (await readPrompts(directory, promptExpectations)).current();
}
