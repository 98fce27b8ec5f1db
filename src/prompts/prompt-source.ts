import type { PromptSet, PromptSource } from './prompt-set.ts';
import { createHelpSearch } from './search-help.ts';

/** A source whose prompts can be replaced while it is in use; readers get the old or the new set, never a mixture. */
export function createPromptSource(
  prompts: PromptSet,
): PromptSource & { replace(next: PromptSet): void } {
  let current = prompts;
  let search = createHelpSearch(prompts.articles);
  return {
    current: () => current,
    searchHelp: (query, options) => search(query, options),
    replace(next) {
      search = createHelpSearch(next.articles);
      current = next;
    },
  };
}
