import { IntlMessageFormat } from 'intl-messageformat';
import type { Problem } from './problem.ts';

export interface ReadReplies {
  replies: ReadonlyMap<string, Reply>;
  /** keys that are there, with a text that cannot be read */
  unreadable: ReadonlySet<string>;
}

interface Reply {
  text: string;
  line: number;
  variables: ReadonlySet<string>;
}

/** Splits `## key` sections; each text must be readable as ICU MessageFormat. */
export function readReplies(
  file: string,
  locale: string,
  body: string,
  bodyLine: number,
  problems: Problem[],
): ReadReplies {
  const unreadable = new Set<string>();
  const replies = new Map<string, Reply>();
  for (const { key, text, line } of sections(body, bodyLine)) {
    const known = replies.get(key);
    if (known !== undefined) {
      problems.push({
        file,
        line,
        message: `“${key}” stands here twice, first on line ${known.line}`,
        hint: 'keep one of the two',
      });
      continue;
    }
    if (text === '')
      problems.push({
        file,
        line,
        message: `“${key}” has no text`,
        hint: 'write the reply on the line below the heading',
      });
    const variables = icuVariables(file, locale, text, line + 1, problems);
    if (variables === undefined) unreadable.add(key);
    else replies.set(key, { text, line, variables });
  }
  return { replies, unreadable };
}

function sections(body: string, bodyLine: number): { key: string; text: string; line: number }[] {
  const found: { key: string; lines: string[]; line: number }[] = [];
  for (const [index, line] of body.split('\n').entries()) {
    const heading = /^##\s+(\S.*)$/.exec(line);
    if (heading?.[1] !== undefined)
      found.push({ key: heading[1].trim(), lines: [], line: bodyLine + index });
    else if (!line.startsWith('<!--')) found.at(-1)?.lines.push(line);
  }
  return found.map(({ key, lines, line }) => ({ key, text: lines.join('\n').trim(), line }));
}

function icuVariables(
  file: string,
  locale: string,
  text: string,
  line: number,
  problems: Problem[],
): Set<string> | undefined {
  try {
    const names = new Set<string>();
    collect(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst(), names);
    return names;
  } catch (error) {
    const at = locationOf(error);
    problems.push({
      file,
      line: line + at.line - 1,
      message: `the reply cannot be read (${ICU_FAULTS[at.code] ?? at.code.toLowerCase().replaceAll('_', ' ')})`,
      hint: 'every { needs its }, and plural and select need a form “other {…}”',
    });
    return undefined;
  }
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

function collect(elements: readonly Element[], names: Set<string>): void {
  for (const element of elements) {
    // 0 is literal text, 7 the # of a plural; everything else names a value.
    if ('value' in element && typeof element.value === 'string' && element.type !== 0)
      names.add(element.value);
    if ('options' in element)
      for (const option of Object.values(element.options)) collect(option.value, names);
  }
}

function locationOf(error: unknown): { code: string; line: number } {
  if (!(error instanceof Error)) return { code: 'unknown', line: 1 };
  const location = 'location' in error ? error.location : undefined;
  const start =
    typeof location === 'object' && location !== null && 'start' in location
      ? location.start
      : undefined;
  const line =
    typeof start === 'object' && start !== null && 'line' in start && typeof start.line === 'number'
      ? start.line
      : 1;
  return { code: error.message, line };
}

const ICU_FAULTS: Record<string, string> = {
  EXPECT_ARGUMENT_CLOSING_BRACE: 'a closing } is missing',
  UNCLOSED_QUOTE_IN_ARGUMENT_STYLE: 'an apostrophe opens a quotation that never ends',
  EMPTY_ARGUMENT: 'there is nothing between { and }',
  MALFORMED_ARGUMENT: 'the name between { and } is not valid',
  MISSING_OTHER_CLAUSE: 'the form “other” is missing',
  UNMATCHED_CLOSING_TAG: 'a tag is closed that was never opened',
};
