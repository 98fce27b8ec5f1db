import type { ProposalView } from '../protocol/card.ts';

/** Minor units and currency, as every record carries it. */
export type Money = NonNullable<ProposalView['amount']>;

/* How records are written for a person: always by `Intl`, in the interface's locale. */

/** ISO 4217 gives these two decimals although browsers show none; amounts in the records carry them. */
const TWO_DECIMALS = new Set(['IDR', 'TWD', 'HUF']);

/** Digits of a currency's minor unit. */
export function currencyDigits(currency: string): number {
  if (TWO_DECIMALS.has(currency)) return 2;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits;
}

export function formatMoney(locale: string, { amount, currency }: Money): string {
  const digits = currencyDigits(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}

/** A calendar day (`YYYY-MM-DD`) or a range of two, e.g. "3–5 Dec". */
export function formatDays(locale: string, earliest: string, latest = earliest): string {
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const [from, to] = [new Date(earliest), new Date(latest)];
  return earliest === latest ? format.format(from) : format.formatRange(from, to);
}

/** An instant in the reader's time zone. */
export function formatInstant(
  locale: string,
  at: string | number,
  options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' },
): string {
  return new Intl.DateTimeFormat(locale, options).format(new Date(at));
}

export function formatBytes(locale: string, bytes: number): string {
  const isSmall = bytes < 1_000_000;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isSmall ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: isSmall ? 0 : 1,
  }).format(isSmall ? Math.ceil(bytes / 1000) : bytes / 1_000_000);
}
