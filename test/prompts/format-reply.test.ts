import { beforeAll, describe, expect, it } from 'vitest';
import { formatReply } from '../../src/prompts/format-reply.ts';
import { testPrompts } from '../helpers/prompts.ts';

const LOCALES = 'en zh es pt fr de it ja ko ar ru id vi th'.split(' ');
const ISOLATED = /\u2068[^\u2068\u2069]*\u2069/gu;
/** Counts that fall into every plural form of the fourteen languages. */
const COUNTS = [0, 1, 2, 3, 5, 11, 21, 22, 25, 100, 101, 103];

let replies: Record<string, Record<string, string>>;

beforeAll(async () => {
  replies = (await testPrompts()).current().replies as typeof replies;
});

/** A text for each variable that is shown, a number for each that is counted, a choice for each that chooses. */
function valuesFor(text: string, count: number): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const [, name = '', kind] of text.matchAll(/\{\s*(\w+)\s*(?:,\s*(plural|select))?[,}\s]/g)) {
    if (kind === 'plural') values[name] = count;
    else values[name] ??= kind === 'select' ? 'other' : `<${name}>`;
  }
  return values;
}

describe.each(LOCALES)('the replies in %s', (locale) => {
  it('are whole for every count, with nothing left to fill in', () => {
    for (const [key, text] of Object.entries(replies[locale] ?? {}))
      for (const count of COUNTS) {
        const shown = formatReply(replies, locale, key, valuesFor(text, count));
        expect({ key, count, left: shown.match(/[{}]|undefined/g) }).toEqual({
          key,
          count,
          left: null,
        });
      }
  });

  it('bend the words behind a number as the language does', () => {
    const told = COUNTS.map((count) => formatReply(replies, locale, 'orders.found', { count }));
    const forms = new Set(COUNTS.map((count) => new Intl.PluralRules(locale).select(count)));
    // Each number but one, two and none is named.
    for (const [index, count] of COUNTS.entries())
      if (count > 2) expect(told[index]).toContain(new Intl.NumberFormat(locale).format(count));
    if (locale === 'ru')
      expect(new Set(told.map((text) => text.replace(/\d+/, '#'))).size).toBe(
        forms.size - (forms.has('other') ? 1 : 0),
      );
  });
});

it('keeps every value whole between Arabic words', () => {
  for (const [key, text] of Object.entries(replies.ar ?? {})) {
    const shown = formatReply(replies, 'ar', key, valuesFor(text, 3));
    expect({ key, bare: shown.replace(ISOLATED, '').match(/<\w+>/g) }).toEqual({
      key,
      bare: null,
    });
  }
});

it('puts no isolates where words run from left to right', () => {
  for (const locale of LOCALES.filter((each) => each !== 'ar'))
    for (const [key, text] of Object.entries(replies[locale] ?? {}))
      expect(formatReply(replies, locale, key, valuesFor(text, 3))).not.toMatch(/[\u2066-\u2069]/);
});
