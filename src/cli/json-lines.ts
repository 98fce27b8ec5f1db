import type { z } from 'zod';

/**
 * Answers each line of JSON as it is read, one line for one line. A bad line gives `{"error": …}` and exit status 1
 * at the end; the lines after it are still answered.
 */
export async function answerJsonLines<Input>(
  lines: AsyncIterable<string>,
  io: { write(text: string): void },
  schema: z.ZodType<Input>,
  answer: (input: Input) => Promise<unknown>,
): Promise<number> {
  let status = 0;
  for await (const line of lines) {
    const read = readLine(line, schema);
    if ('error' in read) status = 1;
    io.write(`${JSON.stringify('error' in read ? read : await answer(read.input))}\n`);
  }
  return status;
}

function readLine<Input>(
  line: string,
  schema: z.ZodType<Input>,
): { input: Input } | { error: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { error: 'the line is not JSON' };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { input: parsed.data };
  const [issue] = parsed.error.issues;
  return { error: `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'is not valid'}` };
}
