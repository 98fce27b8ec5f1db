import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { understand } from '../../../src/agent/models/built-in/understand.ts';
import { strayLanguage } from '../../../src/agent/reply-language.ts';
import { detectLanguage } from '../../../src/language/detect.ts';

/** As long as a message may be (DRAGOMAN_MESSAGE_CHARACTERS). */
const LONGEST = 4_000;
/**
 * Milliseconds. A pattern that tries every way to cut a text into pieces takes minutes, on any machine; reading such a
 * text takes tens of milliseconds.
 */
const LIMIT = 3_000;

async function read(text: string): Promise<number> {
  const started = performance.now();
  await understand(text, 'en');
  await understand(text, 'ja');
  await detectLanguage(text);
  await strayLanguage(text, 'ru', ['en', 'ru', 'ja']);
  return performance.now() - started;
}

const repeated = (piece: string) =>
  piece.repeat(Math.ceil(LONGEST / piece.length)).slice(0, LONGEST);

describe('a text made to be slow', () => {
  it.each([
    ['one long word and a number', `${'x'.repeat(LONGEST - 2)} 1`],
    [
      'a German compound and a number',
      '1 Rindfleischetikettierungsueberwachungsaufgabenuebertragung',
    ],
    ['a word of marks', `a${repeated('\u0483\u0300')}`],
    ['wishes for a person, end on end', `担当者${'対応希望'.repeat(40)}は`],
    ['greetings, end on end', `${'hi'.repeat(29)}x`],
    ['greetings apart, end on end', `${repeated('hi hallo oi ').slice(1)}x`],
    ['a word without end beside a discount', `discount ${repeated('a')}`],
    ['digits without end', repeated('0')],
    ['dashes', repeated('-0')],
  ])(
    'is read as fast as any: %s',
    async (_, text) => {
      expect(await read(text.slice(0, LONGEST))).toBeLessThan(LIMIT);
    },
    60_000,
  );

  it('is read as fast as any, whatever piece it repeats', async () => {
    const piece = fc.array(
      fc.oneof(
        fc.constantFrom(...'aéя人あ한ไنع0٣.,-_/#@\'"()[]<>{}:;!?|*+=% \t\n\u0300\u0483\u200d€'),
        fc.constantFrom(
          'not ',
          'the ',
          'my order ',
          '对应',
          '希望',
          'refund ',
          'http://',
          'a@b',
          'DM-1',
          '## ',
        ),
      ),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 4 }),
        piece,
        fc.string({ maxLength: 4 }),
        async (before, pieces, after) => {
          expect(await read(before + repeated(pieces.join('')) + after)).toBeLessThan(LIMIT);
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});
