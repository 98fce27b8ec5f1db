import type { Problem } from './problem.ts';
import { type Reply, readReplies } from './read-replies.ts';

/** The language that decides which replies there are and which variables each may use. */
const REFERENCE = 'en';

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
    replies: readReplies(file, locale, body, bodyLine, problems),
  }));
  for (const locale of new Set([REFERENCE, ...(expected.locales ?? [])]))
    if (!files.some((file) => file.locale === locale))
      problems.push({
        file: `replies/${locale}.md`,
        line: 1,
        message: 'this file is missing',
        hint: `copy replies/${REFERENCE}.md and translate it`,
      });

  const reference =
    read.find(({ locale }) => locale === REFERENCE)?.replies ?? new Map<string, Reply>();
  const allowed = new Map([...reference].map(([key, { variables }]) => [key, variables]));
  for (const [key, variables] of Object.entries(expected.replies ?? {}))
    allowed.set(key, new Set(variables));
  const closed = expected.replies !== undefined;

  for (const { file, replies } of read) {
    for (const [key, variables] of allowed) {
      const reply = replies.get(key);
      if (reply === undefined)
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
  return Object.fromEntries(
    read.map(({ locale, replies }) => [
      locale,
      Object.fromEntries([...replies].map(([key, { text }]) => [key, text])),
    ]),
  );
}

function listed(names: ReadonlySet<string>): string {
  return [...names].map((name) => `{${name}}`).join(', ');
}
