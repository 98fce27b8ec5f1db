import { describe, expect, it } from 'vitest';
import { countryName } from '../../src/language/country-names.ts';
import {
  formatDate,
  formatDateRange,
  formatList,
  formatMoney,
  formatPercent,
  formatRate,
  joinSentences,
  localDay,
} from '../../src/language/format.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f\u200f\u200e]/g, ' ').trim();

describe('formatting', () => {
  it('shows money with the decimals of its currency in the locale’s own form', () => {
    expect(plain(formatMoney({ amount: 4990, currency: 'EUR' }, 'de'))).toBe('49,90 €');
    expect(plain(formatMoney({ amount: 4990, currency: 'JPY' }, 'en'))).toBe('¥4,990');
    expect(plain(formatMoney({ amount: 1234, currency: 'KWD' }, 'en'))).toBe('KWD 1.234');
    expect(plain(formatMoney({ amount: 4990, currency: 'BRL' }, 'pt'))).toBe('R$ 49,90');
  });

  it('shows a rate of exchange with every place it has', () => {
    expect(formatRate('0.7246', 'fr')).toBe('0,7246');
    expect(formatRate('1.0830', 'en')).toBe('1.0830');
    expect(formatRate('16250', 'de')).toBe('16250');
    expect(formatRate('0.00006153846153846', 'de')).toBe('0.00006153846153846');
  });

  it('shows an instant as the day in the shopper’s zone and a day as that day everywhere', () => {
    expect(formatDate('2026-11-12T23:30:00Z', 'en', 'Europe/Berlin')).toBe('November 13, 2026');
    expect(formatDate('2026-11-12', 'en', 'America/Los_Angeles')).toBe('November 12, 2026');
    expect(localDay('2026-11-12T23:30:00Z', 'Asia/Tokyo')).toBe('2026-11-13');
  });

  it('shows ranges, shares and lists', () => {
    expect(plain(formatDateRange('2026-11-12', '2026-11-15', 'de', 'Europe/Berlin'))).toBe(
      '12.–15. November 2026',
    );
    expect(plain(formatPercent(0.15, 'fr'))).toBe('15 %');
    expect(formatList(['a', 'b', 'c'], 'es')).toBe('a, b y c');
  });

  it.each([
    ['de', '3.–10. Dezember 2026'],
    ['it', '3–10 dicembre 2026'],
    ['ja', '2026年12月3日～10日'],
    ['zh', '2026年12月3日至10日'],
    ['zh-TW', '2026年12月3日至10日'],
    ['ko', '2026년 12월 3일~10일'],
    ['th', '3–10 ธันวาคม 2569'],
  ])('writes a range of days in words in %s', (locale, range) => {
    expect(plain(formatDateRange('2026-12-03', '2026-12-10', locale, 'UTC'))).toBe(range);
  });

  it('says year and month twice only where they differ', () => {
    const range = (from: string, to: string) => formatDateRange(from, to, 'ja', 'UTC');
    expect(range('2026-11-27', '2026-12-04')).toBe('2026年11月27日～12月4日');
    expect(range('2026-12-27', '2027-01-04')).toBe('2026年12月27日～2027年1月4日');
    expect(range('2026-12-27', '2026-12-27')).toBe('2026年12月27日');
    expect(formatDateRange('2026-12-27', '2026-12-27', 'de', 'UTC')).toBe('27. Dezember 2026');
  });

  it('writes the first of a month as people do', () => {
    expect(formatDate('2026-12-01', 'fr', 'UTC')).toBe('1er décembre 2026');
    expect(formatDate('2026-12-11', 'fr', 'UTC')).toBe('11 décembre 2026');
    expect(formatDate('2026-12-01', 'pt', 'UTC')).toBe('1º de dezembro de 2026');
    expect(formatDate('2026-12-01', 'pt-PT', 'UTC')).toBe('1 de dezembro de 2026');
    expect(formatDateRange('2026-12-01', '2026-12-05', 'fr', 'UTC')).toBe('1er–5 décembre 2026');
  });

  it('puts a blank between sentences where the language has one', () => {
    expect(joinSentences(['One.', '', 'Two.'], 'en')).toBe('One. Two.');
    expect(joinSentences(['一。', '二。'], 'zh-TW')).toBe('一。二。');
    expect(joinSentences(['一。', '二。'], 'ja')).toBe('一。二。');
    expect(joinSentences(['หนึ่ง', 'สอง'], 'th')).toBe('หนึ่ง สอง');
  });
});

it('names a country in the shopper’s language', () => {
  expect(countryName('FR', 'ja')).toBe('フランス');
  expect(countryName('fr', 'de')).toBe('Frankreich');
  expect(countryName('Atlantis', 'de')).toBe('Atlantis');
  expect(countryName('XQ', 'de')).toBe('XQ');
});
