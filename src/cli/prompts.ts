import { primaryLanguage } from '../language/languages.ts';
import { promptExpectations } from '../prompt-expectations.ts';
import { loadPrompts } from '../prompts/load-prompts.ts';
import { isWorded } from '../prompts/load-replies.ts';
import { describeProblem } from '../prompts/problem.ts';
import { readPromptDirectory } from '../prompts/read-directory.ts';

/** `prompts check`: prints `file:line  what is wrong  → how to mend it`; exit status 1 when anything is wrong. */
export async function promptsCheckCommand(
  options: { directory: string; locales: readonly string[]; json?: boolean | undefined },
  io: { write(text: string): void },
): Promise<number> {
  const { directory, locales } = options;
  const loaded = loadPrompts(await readPromptDirectory(directory), {
    ...promptExpectations,
    locales,
  });
  const problems = loaded.ok ? [] : loaded.problems;
  if (options.json === true) {
    io.write(
      `${JSON.stringify({ ok: loaded.ok, problems, ...(loaded.ok ? { version: loaded.prompts.version } : {}) })}\n`,
    );
  } else if (loaded.ok) {
    const { articles, replies } = loaded.prompts;
    io.write(
      `All prompts are in order: ${articles.length} help articles, replies in ${Object.keys(replies).length} languages and regions, version ${loaded.prompts.version}.\n`,
    );
    for (const unused of Object.keys(replies).filter((worded) => !isEnabled(worded, locales)))
      io.write(
        `replies/${unused}.md waits: nobody is answered in it until DRAGOMAN_LOCALES names ${unused}.\n`,
      );
  } else {
    for (const problem of problems) io.write(`${describeProblem(problem)}\n`);
    io.write(
      `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}. The service keeps the last version that was in order.\n`,
    );
  }
  return loaded.ok ? 0 : 1;
}

/** Words of a region answer those whose browser names it, where the language alone is enabled. */
function isEnabled(worded: string, locales: readonly string[]): boolean {
  return locales.some((locale) => isWorded(locale, [worded]) || locale === primaryLanguage(worded));
}
