import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

export interface Explained {
  path: PropertyKey[];
  message: string;
  hint: string;
}

/** A fault that a schema found, in words for whoever edits the file. */
export function explainIssue(issue: Issue): Explained[] {
  const name = `“${issue.path.map(String).join('.')}”`;
  const one = (message: string, hint: string): Explained[] => [{ path: issue.path, message, hint }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        message: `“${key}” is not a known setting`,
        hint: 'check the spelling, or remove the line',
      }));
    case 'invalid_type':
      return issue.input === undefined && issue.message.includes('received undefined')
        ? one(
            `${name} is missing`,
            `add it: ${String(issue.path.at(-1))}: … (${KINDS[issue.expected] ?? issue.expected})`,
          )
        : one(
            `${name} must be ${KINDS[issue.expected] ?? issue.expected}`,
            'correct the value after the colon',
          );
    case 'too_small':
      return one(
        `${name} is too ${issue.origin === 'string' || issue.origin === 'array' ? 'short' : 'small'}`,
        `at least ${issue.minimum}`,
      );
    case 'too_big':
      return one(
        `${name} is too ${issue.origin === 'string' || issue.origin === 'array' ? 'long' : 'large'}`,
        `at most ${issue.maximum}`,
      );
    case 'invalid_value':
      return one(
        `${name} has a value that is not known`,
        `use one of: ${issue.values.map(String).join(', ')}`,
      );
    case 'invalid_format':
      return one(`${name} is not in the right form`, `it must be ${plain(issue.message)}`);
    case 'invalid_key':
      return one(
        `${name} is not a valid name here`,
        issue.issues.map(({ message }) => `it must be ${plain(message)}`).join('; '),
      );
    case 'invalid_union':
      return one(
        `${name} has a value that is not allowed`,
        [
          ...new Set(
            issue.errors
              .flat()
              .flatMap((inner) => explainIssue({ ...inner, path: issue.path }))
              .map(({ message, hint }) => `${message.replace(`${name} `, '')} (${hint})`),
          ),
        ].join(', or '),
      );
    default:
      return one(`${name} ${issue.message}`, 'correct the value');
  }
}

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of settings, each on its own indented line',
  record: 'a group of settings, each on its own indented line',
};

function plain(message: string): string {
  return message.replace(/^Invalid string: must match pattern .*/, 'of another form');
}
