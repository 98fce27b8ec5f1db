import { SetupError } from '../lib/errors.ts';
import { type ExpectedPrompts, loadPrompts } from './load-prompts.ts';
import { describeProblem } from './problem.ts';
import { createPromptSource } from './prompt-source.ts';
import { readPromptDirectory } from './read-directory.ts';

/** Loads a directory once. A problem in any file is a SetupError that lists them all. */
export async function readPrompts(directory: string, expected: ExpectedPrompts) {
  const loaded = loadPrompts(await readFiles(directory), expected);
  if (loaded.ok) return createPromptSource(loaded.prompts);
  const list = loaded.problems.map((problem) => `  ${describeProblem(problem)}`).join('\n');
  throw new SetupError(
    `The prompts in ${directory} have ${loaded.problems.length} problem(s):\n${list}`,
    'Mend the lines named and start again; “npm run -s cli -- prompts check” checks without starting.',
  );
}

async function readFiles(directory: string): Promise<Record<string, string>> {
  try {
    return await readPromptDirectory(directory);
  } catch (error) {
    throw new SetupError(
      `The prompts directory ${directory} cannot be read.`,
      `Check the path. (${error instanceof Error ? error.message : 'unknown'})`,
    );
  }
}
