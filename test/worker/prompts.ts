import { promptExpectations } from '../../src/prompt-expectations.ts';
import { loadPrompts } from '../../src/prompts/load-prompts.ts';
import type { PromptSet } from '../../src/prompts/prompt-set.ts';

// workerd has no folder to read: the bundler brings the files along.
const files = import.meta.glob<string>('../../prompts/**/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The prompts as they stand in the project. */
export function workerPrompts(): PromptSet {
  const loaded = loadPrompts(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path.replace('../../prompts/', ''), text]),
    ),
    promptExpectations,
  );
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.prompts;
}
