import { isLanguageCode } from '../language/languages.ts';
import type { Problem } from './problem.ts';
import { readReplies } from './read-replies.ts';

/** The sections `## code` of `prompts/other-languages.md`: words by language (ISO 639-1), shown as they stand. */
export function loadOtherLanguages(
  { file, body, bodyLine }: { file: string; body: string; bodyLine: number },
  problems: Problem[],
): Record<string, string> {
  const words: Record<string, string> = {};
  for (const [code, { text, line, variables }] of readReplies(file, 'en', body, bodyLine, problems)
    .replies) {
    if (!isLanguageCode(code))
      problems.push({
        file,
        line,
        message: `“${code}” is no language code`,
        hint: 'write two letters as in ISO 639-1, for example pl or nl',
      });
    for (const name of variables)
      problems.push({
        file,
        line: line + 1,
        message: `{${name}} is not known here`,
        hint: 'these words have no variables',
      });
    words[code] = text;
  }
  return words;
}
