import { formatMoney } from '../../language/format.ts';
import { currencyExponent, type Money } from '../../lib/money.ts';

/** Fixed rates of the demo shop against its dollar prices; a real shop has its own. */
const RATES: Readonly<Record<string, number>> = {
  USD: 1,
  EUR: 0.92,
  GBP: 0.79,
  JPY: 150,
  BRL: 5.4,
  CNY: 7.2,
  KWD: 0.31,
};

export const CURRENCIES: readonly string[] = Object.keys(RATES);

/** A dollar price in another currency, in the locale's form. */
export function priceIn(currency: string, price: Money, locale: string): string {
  const rate = price.currency === 'USD' ? RATES[currency] : undefined;
  if (rate === undefined) return formatMoney(price, locale);
  const dollars = price.amount / 100;
  const exponent = currencyExponent(currency);
  return formatMoney({ amount: Math.round(dollars * rate * 10 ** exponent), currency }, locale);
}
