import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectCommand } from '../../src/cli/detect.ts';
import { LANGUAGES } from '../../src/language/languages.ts';

async function detect(...lines: string[]): Promise<{ status: number; answers: unknown[] }> {
  const written: string[] = [];
  async function* input() {
    yield* lines;
  }
  const status = await detectCommand(input(), { write: (text) => written.push(text) });
  return { status, answers: written.map((line) => JSON.parse(line)) };
}

describe('detect', () => {
  it('answers the lines after a bad one, and says by its status that there was one', async () => {
    const { status, answers } = await detect(
      '{"text":"¿Dónde está mi paquete?"}',
      'nonsense',
      '',
      '[1]',
      '{"text":7}',
      '{"text":"wo","prior":7}',
      '{"text":"wo","candidates":"de"}',
      '{"text":"Wo ist mein Paket?"}',
    );
    expect(status).toBe(1);
    expect(answers).toEqual([
      { language: 'es', confidence: expect.any(Number) },
      { error: 'the line is not JSON' },
      { error: 'the line is not JSON' },
      { error: expect.stringMatching(/^line: /u) },
      { error: expect.stringMatching(/^text: /u) },
      { error: expect.stringMatching(/^prior: /u) },
      { error: expect.stringMatching(/^candidates: /u) },
      { language: 'de', confidence: expect.any(Number) },
    ]);
  });

  it('says null where a text tells nothing, or none of the candidates', async () => {
    const { status, answers } = await detect(
      '{"text":""}',
      '{"text":" \\n\\t"}',
      '{"text":"👍 12/03 DM-10042"}',
      '{"text":"wo ist mein Paket","candidates":["xx"]}',
      '{"text":"wo ist mein Paket","candidates":[]}',
      '{"text":"где мой заказ","candidates":["en","de"]}',
    );
    expect(status).toBe(0);
    for (const answer of answers) expect(answer).toEqual({ language: null, confidence: 0 });
  });

  it('passes over candidates and a prior that nobody knows', async () => {
    const { status, answers } = await detect(
      '{"text":"wo ist mein Paket","candidates":["xx","de","tlh"],"prior":"tlh"}',
      '{"text":"wo ist mein Paket","prior":"zz-ZZ"}',
      '{"text":"wo ist mein Paket","prior":null}',
      '{"text":"wo ist mein Paket","prior":""}',
    );
    expect(status).toBe(0);
    for (const answer of answers) expect(answer).toMatchObject({ language: 'de' });
  });

  it('writes one line for one line whatever the text, and no language but a candidate', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            text: fc.oneof(
              fc.string({ unit: 'binary', maxLength: 80 }),
              fc.string({ unit: 'grapheme', maxLength: 80 }),
              fc.lorem({ mode: 'sentences' }),
            ),
            candidates: fc.uniqueArray(fc.constantFrom(...LANGUAGES), { minLength: 1 }),
            prior: fc.option(fc.constantFrom(...LANGUAGES, 'xx')),
          }),
          { maxLength: 5 },
        ),
        async (asked) => {
          const { status, answers } = await detect(...asked.map((one) => JSON.stringify(one)));
          expect(status).toBe(0);
          expect(answers).toHaveLength(asked.length);
          for (const [at, { candidates }] of asked.entries())
            expect(answers[at]).toEqual({
              language: expect.toSatisfy(
                (language) => language === null || candidates.includes(language),
              ),
              confidence: expect.toSatisfy((confidence) => confidence >= 0 && confidence <= 1),
            });
        },
      ),
      { seed: 48_213, numRuns: 150 },
    ));
});
