import { watch } from 'chokidar';
import { nameOfError } from '../lib/errors.ts';
import type { Logger } from '../lib/logger.ts';
import { type ExpectedPrompts, loadPrompts } from './load-prompts.ts';
import type { PromptSource } from './prompt-set.ts';
import { readPromptDirectory } from './read-directory.ts';
import { readPrompts } from './read-prompts.ts';

/** Editors write a file in several steps; half-written ones would only make noise in the log. */
const SETTLE_MS = 150;

export interface WatchedPrompts {
  source: PromptSource;
  close(): Promise<void>;
}

/** Loads a directory and keeps it live: a good edit is used within a second, a broken one is logged and never goes live. */
export async function watchPrompts(
  directory: string,
  options: { expected: ExpectedPrompts; logger: Logger; onReload?: (version: string) => void },
): Promise<WatchedPrompts> {
  const source = await readPrompts(directory, options.expected);
  let timer: NodeJS.Timeout | undefined;
  let reloading = Promise.resolve();
  const watcher = watch(directory, { ignoreInitial: true });
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      reloading = reloading.then(reload);
    }, SETTLE_MS);
  });
  watcher.on('error', () => options.logger.error('prompts are no longer watched'));
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return {
    source,
    async close() {
      clearTimeout(timer);
      await watcher.close();
      await reloading;
    },
  };

  async function reload(): Promise<void> {
    try {
      const loaded = loadPrompts(await readPromptDirectory(directory), options.expected);
      if (!loaded.ok) {
        for (const { file, line, message, hint } of loaded.problems)
          options.logger.warn('prompt edit refused, the last good version stays', {
            file,
            line,
            problem: message,
            hint,
          });
      } else if (loaded.prompts.version !== source.current().version) {
        source.replace(loaded.prompts);
        options.logger.info('prompts reloaded', { version: loaded.prompts.version });
        options.onReload?.(loaded.prompts.version);
      }
    } catch (error) {
      options.logger.warn('prompts could not be read, the last good version stays', {
        error: nameOfError(error),
      });
    }
  }
}
