import { primaryLanguage } from '../language/languages.ts';
import type { Problem } from './problem.ts';
import { type ReadReplies, readReplies } from './read-replies.ts';

/** The language that decides which replies there are and which variables each may use, unless most others disagree. */
const REFERENCE = 'en';

interface RepliesOfFile extends ReadReplies {
  file: string;
  locale: string;
}

/** Reads all reply files and holds them to one list of keys: the program's, and what English has. */
export function loadReplies(
  files: readonly { file: string; locale: string; body: string; bodyLine: number }[],
  expected: {
    replies?: Readonly<Record<string, readonly string[]>>;
    locales?: readonly string[];
  },
  problems: Problem[],
): Record<string, Record<string, string>> {
  const read = files.map(({ file, locale, body, bodyLine }) => ({
    file,
    locale,
    ...readReplies(file, locale, body, bodyLine, problems),
  }));
  const worded = files.map(({ locale }) => locale);
  for (const locale of new Set([REFERENCE, ...(expected.locales ?? [])]))
    if (!isWorded(locale, worded))
      problems.push({
        file: `replies/${locale}.md`,
        line: 1,
        message: 'this file is missing',
        hint: `copy replies/${REFERENCE}.md and translate it${locale === REFERENCE ? '' : `, or take ${locale} out of DRAGOMAN_LOCALES`}`,
      });

  const languages = new Set(files.map(({ locale }) => locale));
  const allowed = allowedIn(read.filter(({ locale }) => languageOf(locale, languages) === null));
  for (const [key, variables] of Object.entries(expected.replies ?? {}))
    allowed.set(key, new Set(variables));
  const closed = expected.replies !== undefined;

  for (const { file, locale, replies, unreadable } of read) {
    const isWhole = languageOf(locale, languages) === null;
    for (const [key, variables] of allowed) {
      if (isWhole && !replies.has(key) && !unreadable.has(key))
        problems.push({
          file,
          line: 1,
          message: `the reply “${key}” is missing`,
          hint: `add a heading “## ${key}” and the text below it${variables.size === 0 ? '' : `; it may use ${listed(variables)}`}`,
        });
    }
    for (const [key, { line, variables }] of replies) {
      const known = allowed.get(key);
      if (known === undefined || (closed && !(key in (expected.replies ?? {}))))
        problems.push({
          file,
          line,
          message: `no reply is called “${key}”`,
          hint: 'check the spelling of the heading, or remove this part',
        });
      else
        for (const name of variables)
          if (!known.has(name))
            problems.push({
              file,
              line: line + 1,
              message: `{${name}} is not known in “${key}”`,
              hint: known.size === 0 ? 'this reply has no variables' : `use ${listed(known)}`,
            });
    }
  }
  const texts = new Map(
    read.map(({ locale, replies }) => [
      locale,
      Object.fromEntries([...replies].map(([key, { text }]) => [key, text])),
    ]),
  );
  return Object.fromEntries(
    [...texts].map(([locale, own]) => {
      const language = languageOf(locale, languages);
      return [locale, { ...(language === null ? {} : texts.get(language)), ...own }];
    }),
  );
}

/** The language a regional file such as `pt-PT` differs from, whose replies it has where it has none; null for a whole file. */
function languageOf(locale: string, locales: ReadonlySet<string>): string | null {
  const language = locale.split('-')[0] ?? locale;
  return language !== locale && locales.has(language) ? language : null;
}

/**
 * The replies there are, each with its variables: those of English, and whatever more than half of the other files have. So
 * a slip in English is told of English, not of everybody who has it right.
 */
function allowedIn(read: readonly RepliesOfFile[]): Map<string, ReadonlySet<string>> {
  const reference = read.find(({ locale }) => locale === REFERENCE)?.replies;
  const others = read.filter(({ locale }) => locale !== REFERENCE).map(({ replies }) => replies);
  const most = (has: (replies: ReadReplies['replies']) => boolean) =>
    others.filter(has).length * 2 > others.length;
  const keys = new Set([
    ...(reference?.keys() ?? []),
    ...[...new Set(others.flatMap((replies) => [...replies.keys()]))].filter((key) =>
      most((replies) => replies.has(key)),
    ),
  ]);
  return new Map(
    [...keys].map((key) => {
      const named = reference?.get(key)?.variables ?? new Set<string>();
      const elsewhere = new Set(
        others.flatMap((replies) => [...(replies.get(key)?.variables ?? [])]),
      );
      const agreed = [...elsewhere].filter((name) =>
        most((replies) => replies.get(key)?.variables.has(name) === true),
      );
      const isSlip = agreed.some((name) => !named.has(name));
      const own = isSlip ? [...named].filter((name) => elsewhere.has(name)) : named;
      return [key, new Set([...own, ...agreed])];
    }),
  );
}

/** Whether there are replies for a locale, or for its language: `pt` words `pt-BR`, too. */
export function isWorded(locale: string, worded: readonly string[]): boolean {
  return worded.includes(locale) || worded.includes(primaryLanguage(locale));
}

function listed(names: ReadonlySet<string>): string {
  return [...names].map((name) => `{${name}}`).join(', ');
}
