import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAmount } from '../../src/desk/amount.ts';
import { currencyExponent } from '../../src/lib/money.ts';

test.each([
  ['25', 'EUR', 2500],
  ['25.5', 'EUR', 2550],
  [' 25,50 ', 'EUR', 2550],
  ['1250', 'JPY', 1250],
  ['1.234', 'KWD', 1234],
  ['0.01', 'EUR', 1],
])('%s in %s', (text, currency, minor) => {
  expect(parseAmount(text, currency)).toBe(minor);
});

test.each([
  ['', 'EUR'],
  ['1.234', 'EUR'],
  ['1,234.50', 'EUR'],
  ['-5', 'EUR'],
  ['12.5', 'JPY'],
  ['1e3', 'EUR'],
  ['12 €', 'EUR'],
  ['.5', 'EUR'],
  ['9999999999999', 'EUR'],
])('takes no guess at %j in %s', (text, currency) => {
  expect(parseAmount(text, currency)).toBeNull();
});

test('reads back every amount that is written in full', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('EUR', 'JPY', 'KWD', 'USD', 'KRW', 'BHD', 'IDR', 'TWD'),
      fc.nat({ max: 1_000_000_000 }),
      (currency, minor) => {
        const digits = currencyExponent(currency);
        const text = (minor / 10 ** digits).toFixed(digits);
        expect(parseAmount(text, currency)).toBe(minor);
      },
    ),
    { seed: 3 },
  );
});
