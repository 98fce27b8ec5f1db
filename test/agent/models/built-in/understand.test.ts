import { describe, expect, it } from 'vitest';
import { readExamples } from '../../../../scripts/train-understanding.ts';
import { understand } from '../../../../src/agent/models/built-in/understand.ts';

// `test` was looked at while examples were written; `fresh` came before the later examples, from the same hand: both flatter.
const heldOut = ['test', 'messy', 'fresh'].flatMap((folder) =>
  readExamples(new URL(`../../../../data/understanding/${folder}/`, import.meta.url)),
);
const locales = [...new Set(heldOut.map(({ locale }) => locale))];

describe('understanding of held-out questions', () => {
  it.each(locales)('names the intent in %s', (locale) => {
    const rows = heldOut.filter((example) => example.locale === locale);
    const missed = rows.filter(({ text, intent }) => understand(text, locale).intent !== intent);
    const accuracy = 1 - missed.length / rows.length;
    console.log(
      `${locale}: ${(accuracy * 100).toFixed(1)} % of ${rows.length}`,
      missed.map(({ text, intent }) => `${intent}: "${text}" → ${understand(text, locale).intent}`),
    );
    expect(accuracy).toBeGreaterThanOrEqual(0.85);
  });

  it('never takes another wish for a refund', () => {
    const proposals = heldOut.filter(
      ({ text, locale, intent }) =>
        intent !== 'refund_request' && understand(text, locale).wishes.includes('refund_request'),
    );
    expect(proposals).toEqual([]);
  });
});
