import type { Problem } from './problem.ts';

/** Values a text may name as `{returns.windowDays}`; nested groups are joined by a dot. */
export type Variables = ReadonlyMap<string, string>;

const VARIABLE = /\{([A-Za-z][\w.]*)\}/g;

/** Fills in the variables. An unknown one is a problem on its line and stays as it is. */
export function fillIn(
  text: string,
  variables: Variables,
  where: { file: string; line: number; problems: Problem[] },
): string {
  return text.replace(VARIABLE, (whole, name: string, offset: number) => {
    const value = variables.get(name);
    if (value !== undefined) return value;
    where.problems.push({
      file: where.file,
      line: where.line + text.slice(0, offset).split('\n').length - 1,
      message: `{${name}} is not a known variable`,
      hint: `use one of: ${likely(name, variables)}`,
    });
    return whole;
  });
}

/** Flattens checked settings into variables: numbers and texts as they are, lists joined by commas. */
export function variablesOf(values: object, prefix = ''): Map<string, string> {
  const variables = new Map<string, string>();
  for (const [key, value] of Object.entries(values)) {
    const name = `${prefix}${key}`;
    if (Array.isArray(value)) variables.set(name, value.join(', '));
    else if (typeof value === 'object' && value !== null)
      for (const [inner, text] of variablesOf(value, `${name}.`)) variables.set(inner, text);
    else variables.set(name, String(value));
  }
  return variables;
}

/** Names of the same group, else the first letters in common, else the groups there are. */
function likely(name: string, variables: Variables): string {
  const names = [...variables.keys()];
  const group = name.split('.')[0] ?? name;
  const near = names.filter((known) => known.startsWith(`${group}.`));
  const shown = near.length > 0 ? near : names.filter((known) => known[0] === name[0]);
  return (shown.length > 0 ? shown : names)
    .slice(0, 12)
    .map((known) => `{${known}}`)
    .join(', ');
}
