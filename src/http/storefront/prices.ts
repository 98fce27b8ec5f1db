import { formatMoney } from '../../language/format.ts';
import { currencyExponent, type Money } from '../../lib/money.ts';

/** Fixed rates of the demo shop against its dollar prices; a real shop has its own. */
const RATES: Readonly<Record<string, number>> = {
  USD: 1,
  EUR: 0.92,
  GBP: 0.79,
  JPY: 150,
  CNY: 7.2,
  KRW: 1380,
  BRL: 5.4,
  AED: 3.67,
  KWD: 0.31,
  IDR: 16_200,
  VND: 25_400,
  THB: 34,
};

/** Shops round their prices: to this many of the smallest unit that is coined. */
const ROUNDED: Readonly<Record<string, number>> = { KRW: 100, IDR: 100_000, VND: 1000 };

export const CURRENCIES: readonly string[] = Object.keys(RATES);

/** A dollar price in another currency, in the locale's form. */
export function priceIn(currency: string, price: Money, locale: string): string {
  const rate = price.currency === 'USD' ? RATES[currency] : undefined;
  if (rate === undefined) return formatMoney(price, locale);
  const step = ROUNDED[currency] ?? 1;
  const units = (price.amount / 100) * rate * 10 ** currencyExponent(currency);
  return formatMoney({ amount: Math.round(units / step) * step, currency }, locale);
}
