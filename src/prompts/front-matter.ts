import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { explainIssue } from './explain-issue.ts';
import type { Problem } from './problem.ts';
import { findTextProblems } from './text-problems.ts';

export interface PromptFile<Values> {
  values: Values;
  /** the Markdown below the front matter */
  body: string;
  /** line of the file on which the body starts, from 1 */
  bodyLine: number;
}

/** Reads one prompt file: YAML between two `---` lines, checked by the schema, then Markdown. Never throws. */
export function readPromptFile<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
  problems: Problem[],
): PromptFile<z.infer<Schema>> | undefined {
  const unreadable = findTextProblems(file, text);
  problems.push(...unreadable);
  if (unreadable.length > 0) return undefined;

  const lines = text.split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end === -1) {
    problems.push({
      file,
      line: lines[0] === '---' ? lines.length : 1,
      message:
        lines[0] === '---'
          ? 'the block at the top is never closed'
          : 'the file does not begin with a block of settings',
      hint: 'put one line with three dashes (---) before the settings and one after them',
    });
    return undefined;
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(lines.slice(1, end).join('\n'), { lineCounter, uniqueKeys: true });
  // The front matter starts on line 2 of the file.
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + 1;
  for (const error of document.errors)
    problems.push({ file, line: lineAt(error.pos[0]), ...explainYaml(error.code, error.message) });
  if (document.errors.length > 0) return undefined;

  const parsed = schema.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      for (const { path, message, hint } of explainIssue(issue))
        problems.push({ file, line: lineAt(offsetOf(document, path)), message, hint });
    return undefined;
  }
  return { values: parsed.data, body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 };
}

/** Where the named value, or the nearest thing around it, stands in the YAML text. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => (isScalar(key) ? String(key.value) : String(key)) === String(step),
      );
      if (pair === undefined || !isPair(pair)) return offset;
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else {
      node = document.getIn(path.slice(0, path.indexOf(step) + 1), true);
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    }
  }
  return offset;
}

function explainYaml(code: string, message: string): { message: string; hint: string } {
  const first = message.split(' at line ')[0] ?? message;
  if (code === 'DUPLICATE_KEY')
    return { message: 'the same name stands here twice', hint: 'keep one of the two lines' };
  if (code === 'BAD_INDENT' || code === 'MULTILINE_IMPLICIT_KEY')
    return {
      message: `the indentation cannot be read (${first})`,
      hint: 'indent by two blanks a level and put a blank after each colon',
    };
  return {
    message: `the settings cannot be read (${first})`,
    hint: 'check quotes, colons and indentation on this line; a text with a colon in it needs quotes around it',
  };
}
