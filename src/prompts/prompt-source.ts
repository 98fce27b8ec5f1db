import type { PromptSet, PromptSource } from './prompt-set.ts';
import { createHelpSearch } from './search-help.ts';

/** A source whose prompts can be replaced while it is in use; readers get the old or the new set, never a mixture. */
export function createPromptSource(
  prompts: PromptSet,
): PromptSource & { replace(next: PromptSet): void } {
  let current = prompts;
  // Indexing every article takes longer than the rest of a start, so the first question does it.
  let search: ReturnType<typeof createHelpSearch> | undefined;
  return {
    current: () => current,
    searchHelp(query, options) {
      search ??= createHelpSearch(current.articles);
      return search(query, options);
    },
    replace(next) {
      search = undefined;
      current = next;
    },
  };
}
