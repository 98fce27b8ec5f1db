import { describe, expect, it } from 'vitest';
import {
  formatDate,
  formatDateRange,
  formatList,
  formatMoney,
  formatPercent,
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
});
