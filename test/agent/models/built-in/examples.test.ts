import { describe, expect, it } from 'vitest';
import { type Example, readExamples } from '../../../../scripts/train-understanding.ts';
import { INTENTS } from '../../../../src/agent/models/built-in/intents.ts';
import { HELD_OUT_FOLDERS } from '../../../helpers/held-out.ts';

const DATA = new URL('../../../../data/understanding/', import.meta.url);
const LEAST_EXAMPLES = 40;
const LEAST_HELD_OUT = 100;

const examples = readExamples();
const heldOut = HELD_OUT_FOLDERS.flatMap((folder) => readExamples(new URL(`${folder}/`, DATA)));
const locales = [...new Set(examples.map(({ locale }) => locale))];

describe('the examples', () => {
  it('are written for fourteen locales', () => {
    expect(locales).toEqual('ar de en es fr id it ja ko pt ru th vi zh'.split(' '));
  });

  it.each(locales)('are enough for every intent in %s', (locale) => {
    const mine = examples.filter((example) => example.locale === locale);
    const few = INTENTS.filter(
      (intent) => mine.filter((example) => example.intent === intent).length < LEAST_EXAMPLES,
    );
    expect(few).toEqual([]);
  });

  it.each(locales)('are kept apart from the held-out questions in %s', (locale) => {
    const learnt = new Set(examples.filter((row) => row.locale === locale).map(wording));
    const asked = heldOut.filter((row) => row.locale === locale);
    expect(asked.length).toBeGreaterThanOrEqual(LEAST_HELD_OUT);
    expect(asked.filter((row) => learnt.has(wording(row)))).toEqual([]);
  });
});

/** The letters and digits of a text: "Hi!" and "hi" teach the same. */
function wording({ text }: Example): string {
  const bare = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}@]+/gu, ' ')
    .trim();
  return bare === '' ? text : bare;
}
