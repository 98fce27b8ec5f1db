import type { Problem } from './problem.ts';

/** What a person at the desk often writes: a text with variables that the desk fills in. */
export interface CannedReply {
  /** the same in all locales, e.g. `refund-sent` */
  key: string;
  /** BCP 47 */
  locale: string;
  /** for the menu, in English in every file, so that whoever does not read the locale finds it */
  title: string;
  text: string;
  variables: string[];
}

/** What the desk can fill in. `{order}` and the like are missing when the conversation has none. */
export const CANNED_VARIABLES = ['agent', 'customer', 'order', 'store', 'tracking'] as const;

const HEADING = /^##\s+([a-z][a-z0-9-]*):\s+(\S.*)$/;
const VARIABLE = /\{([^{}]*)\}/g;

/** Reads `## key: Title` sections. Every locale must have the keys that English has, and no other. */
export function loadCannedReplies(
  files: readonly { file: string; locale: string; body: string; bodyLine: number }[],
  problems: Problem[],
): CannedReply[] {
  const read = files.map((file) => ({ ...file, replies: readFile(file, problems) }));
  const english = read.find(({ locale }) => locale === 'en');
  if (english !== undefined) for (const other of read) compareKeys(english, other, problems);
  return read.flatMap(({ replies }) => replies.map(({ line: _line, ...reply }) => reply));
}

type Placed = CannedReply & { line: number };

function readFile(
  {
    file,
    locale,
    body,
    bodyLine,
  }: { file: string; locale: string; body: string; bodyLine: number },
  problems: Problem[],
): Placed[] {
  const found: (Omit<Placed, 'text' | 'variables'> & { lines: string[] })[] = [];
  for (const [index, line] of body.split('\n').entries()) {
    const [, key, title] = HEADING.exec(line.trimEnd()) ?? [];
    if (key !== undefined && title !== undefined) {
      if (found.some((reply) => reply.key === key))
        problems.push({
          file,
          line: bodyLine + index,
          message: `“${key}” stands here twice`,
          hint: 'keep one of the two',
        });
      found.push({ key, locale, title, line: bodyLine + index, lines: [] });
    } else if (line.startsWith('#'))
      problems.push({
        file,
        line: bodyLine + index,
        message: 'this heading names no canned reply',
        hint: 'write “## refund-sent: Refund is on its way”: a key in small letters, a colon, a title',
      });
    else found.at(-1)?.lines.push(line);
  }
  return found.map(({ lines, ...reply }) => {
    const text = lines.join('\n').trim();
    if (text === '')
      problems.push({
        file,
        line: reply.line,
        message: `“${reply.key}” has no text`,
        hint: 'write the reply below the heading',
      });
    return { ...reply, text, variables: variablesOf(text, { file, line: reply.line }, problems) };
  });
}

function variablesOf(
  text: string,
  where: { file: string; line: number },
  problems: Problem[],
): string[] {
  const known: readonly string[] = CANNED_VARIABLES;
  const names = [...new Set([...text.matchAll(VARIABLE)].map(([, name = '']) => name))];
  for (const name of names.filter((name) => !known.includes(name)))
    problems.push({
      ...where,
      message: `{${name}} is not a known variable`,
      hint: `use one of: ${known.map((name) => `{${name}}`).join(', ')}`,
    });
  return names;
}

function compareKeys(
  english: { file: string; replies: readonly Placed[] },
  other: { file: string; replies: readonly Placed[] },
  problems: Problem[],
): void {
  const keys = new Set(other.replies.map(({ key }) => key));
  for (const { key } of english.replies)
    if (!keys.has(key))
      problems.push({
        file: other.file,
        line: 1,
        message: `“${key}” is missing, which canned/en.md has`,
        hint: 'add it in this language',
      });
  const known = new Set(english.replies.map(({ key }) => key));
  for (const { key, line } of other.replies)
    if (!known.has(key))
      problems.push({
        file: other.file,
        line,
        message: `canned/en.md has no “${key}”`,
        hint: 'add it there too, or remove it here',
      });
}

/** Fills a canned reply in; what is not known is named in `missing` and stays as it is. */
export function fillCannedReply(
  { text, variables }: Pick<CannedReply, 'text' | 'variables'>,
  values: Readonly<Record<string, string | null>>,
): { text: string; missing: string[] } {
  return {
    text: text.replace(VARIABLE, (whole, name: string) => values[name] ?? whole),
    missing: variables.filter((name) => values[name] == null),
  };
}

/** The first variable of canned replies that a text to a shopper still holds; null when there is none. */
export function unfilledVariable(text: string): string | null {
  return CANNED_VARIABLES.find((name) => text.includes(`{${name}}`)) ?? null;
}
