import type { Logger } from '../lib/logger.ts';
import type { ExpectedPrompts } from './load-prompts.ts';
import { readPrompts } from './read-prompts.ts';
import { type WatchedPrompts, watchPrompts } from './watch.ts';

/** Loads a directory of prompts on Node, live when asked to watch. Files with problems are a SetupError that lists them. */
export async function openPrompts(
  directory: string,
  options: { expected: ExpectedPrompts; watch: boolean; logger: Logger },
): Promise<WatchedPrompts> {
  if (options.watch) return watchPrompts(directory, options);
  return { source: await readPrompts(directory, options.expected), close: async () => {} };
}
