import { currencyExponent, type Money } from '../lib/money.ts';
import { formatters } from './format-cache.ts';
import { primaryLanguage } from './languages.ts';

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';
const RIGHT_TO_LEFT = new Set(['ar', 'he', 'fa', 'ur']);

/** Money in the locale's own form, e.g. `49,90 €` for `{4990, 'EUR'}` in `de`. Decimals are those of ISO 4217. */
export function formatMoney(money: Money, locale: string): string {
  const exponent = currencyExponent(money.currency);
  return formatters.money(locale, money.currency, exponent).format(money.amount / 10 ** exponent);
}

/** A day (`YYYY-MM-DD`, no zone) or an instant seen from an IANA time zone, e.g. `12 de noviembre de 2026`. */
export function formatDate(isoOrDay: string, locale: string, timeZone: string): string {
  return formatters.date(locale, zoneFor(isoOrDay, timeZone)).format(new Date(isoOrDay));
}

/** Two days or instants in the locale's shortest form, e.g. `12.–15. November 2026`. */
export function formatDateRange(
  earliest: string,
  latest: string,
  locale: string,
  timeZone: string,
): string {
  const formatter = formatters.date(locale, zoneFor(earliest, timeZone));
  return formatter.formatRange(new Date(earliest), new Date(latest));
}

/** `0.15` → `15 %` in the locale's form, with up to two decimals. */
export function formatPercent(fraction: number, locale: string): string {
  return formatters.percent(locale).format(fraction);
}

/** `a, b and c` in the locale's form. */
export function formatList(items: readonly string[], locale: string): string {
  return formatters.list(locale).format(items);
}

/** Keeps a left-to-right token (number, e-mail, link) whole inside right-to-left text; unchanged elsewhere. */
export function isolate(text: string, locale: string): string {
  if (!isRightToLeft(locale)) return text;
  return `${FIRST_STRONG_ISOLATE}${text}${POP_DIRECTIONAL_ISOLATE}`;
}

export function isRightToLeft(locale: string): boolean {
  return RIGHT_TO_LEFT.has(primaryLanguage(locale));
}

/** The calendar day of an instant in a time zone, as `YYYY-MM-DD`; a day is returned as it is. */
export function localDay(isoOrDay: string | number, timeZone: string): string {
  if (typeof isoOrDay === 'string' && isDay(isoOrDay)) return isoOrDay;
  return formatters.isoDay(timeZone).format(new Date(isoOrDay));
}

/** The time of day of an instant in a time zone, as `HH:MM`. */
export function localTime(instant: string | number, timeZone: string): string {
  return formatters.isoTime(timeZone).format(new Date(instant));
}

/** Whole days from one `YYYY-MM-DD` to another; negative when `to` lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function isDay(text: string): boolean {
  return text.length === 10;
}

// A day without a time means that calendar day everywhere: format it where it was parsed, in UTC.
function zoneFor(isoOrDay: string, timeZone: string): string {
  return isDay(isoOrDay) ? 'UTC' : timeZone;
}
