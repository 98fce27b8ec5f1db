import { z } from 'zod';
import { detectLanguage } from '../language/detect.ts';
import { answerJsonLines } from './json-lines.ts';

const input = z.object({
  text: z.string(),
  candidates: z.array(z.string()).optional(),
  prior: z.string().nullish(),
});

/** `detect`: `{"text", "candidates"?, "prior"?}` a line in, `{"language", "confidence"}` a line out. */
export function detectCommand(
  lines: AsyncIterable<string>,
  io: { write(text: string): void },
): Promise<number> {
  return answerJsonLines(lines, io, input, ({ text, candidates, prior }) =>
    detectLanguage(text, {
      ...(candidates === undefined ? {} : { candidates }),
      prior: prior ?? null,
    }),
  );
}
