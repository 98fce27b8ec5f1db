import type { z } from 'zod';
import { InvalidInputError } from './errors.ts';

/** Parses what came from outside. @throws InvalidInputError that names each wrong field by its JSON pointer (RFC 6901) */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error.issues);
}

/** JSON text to a value. @throws InvalidInputError `malformed JSON` */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInputError('The body is not JSON.', {
      hint: 'Send one JSON object, in UTF-8.',
    });
  }
}

export function invalidInput(
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
): InvalidInputError {
  const errors = issues.map(({ path, message }) => ({
    pointer: jsonPointer(path),
    detail: message,
  }));
  const [first] = errors;
  const where = first === undefined || first.pointer === '' ? 'The body' : first.pointer;
  return new InvalidInputError(`${where}: ${first?.detail ?? 'is not valid'}`, {
    hint: 'Mend the fields named in `errors`; /openapi.json describes them.',
    extra: { errors },
  });
}

function jsonPointer(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
