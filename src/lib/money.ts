import { z } from 'zod';

/** An amount in minor units (cents, yen, fils) of an ISO 4217 currency. Never a bare number. */
export const moneySchema = z.object({
  amount: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'three capital letters of ISO 4217'),
});

export type Money = z.infer<typeof moneySchema>;

/** Decimal places of a currency in display, e.g. 2 for EUR, 0 for JPY, 3 for KWD. Source: the runtime's CLDR data, with ISO 4217 where CLDR rounds for display. */
export function currencyExponent(currency: string): number {
  // CLDR shows no decimals for these although ISO 4217 gives them some; prices in the records carry the ISO exponent.
  const iso = ISO_EXPONENTS[currency];
  if (iso !== undefined) return iso;
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  );
}

/** Minor units as an exact decimal string without a symbol: `{1234, 'EUR'}` → `12.34`. For machines, not for display. */
export function decimalString({ amount, currency }: Money): string {
  const exponent = currencyExponent(currency);
  if (exponent === 0) return String(amount);
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  const sign = amount < 0 ? '-' : '';
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

const ISO_EXPONENTS: Record<string, number> = {
  EUR: 2,
  USD: 2,
  GBP: 2,
  BRL: 2,
  SGD: 2,
  MYR: 2,
  PHP: 2,
  THB: 2,
  IDR: 2,
  CNY: 2,
  TWD: 2,
  HKD: 2,
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  KWD: 3,
  BHD: 3,
  JOD: 3,
  TND: 3,
  OMR: 3,
  AED: 2,
  SAR: 2,
  MXN: 2,
  CAD: 2,
  AUD: 2,
  CHF: 2,
  PLN: 2,
  SEK: 2,
  NOK: 2,
  DKK: 2,
  CZK: 2,
  HUF: 2,
  RUB: 2,
  UAH: 2,
  TRY: 2,
  INR: 2,
  ILS: 2,
};
