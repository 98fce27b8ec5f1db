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

/** A price with the decimals it was written with, e.g. `75 $` for `'75'` and `6,90 $` for `'6.90'` in `de`. */
export function formatPrice(amount: string, currency: string, locale: string): string {
  const decimals = amount.split('.')[1]?.length ?? 0;
  return formatters.money(locale, currency, decimals).format(Number(amount));
}

/** A day (`YYYY-MM-DD`, no zone) or an instant seen from an IANA time zone, e.g. `12 de noviembre de 2026`. */
export function formatDate(isoOrDay: string, locale: string, timeZone: string): string {
  const formatter = formatters.date(locale, zoneFor(isoOrDay, timeZone));
  return joinParts(formatter.formatToParts(new Date(isoOrDay)), locale);
}

/** Two days or instants in the locale's shortest form, e.g. `12.–15. November 2026`; one day where both are the same. */
export function formatDateRange(
  earliest: string,
  latest: string,
  locale: string,
  timeZone: string,
): string {
  const sign = WRITTEN_OUT[primaryLanguage(locale)];
  if (sign !== undefined) return writtenOutRange(earliest, latest, locale, timeZone, sign);
  const formatter = formatters.date(locale, zoneFor(earliest, timeZone));
  return joinParts(formatter.formatRangeToParts(new Date(earliest), new Date(latest)), locale);
}

/** Languages for which CLDR has ranges of long dates in figures only (2026/12/3～2026/12/10), and their sign between two days. */
const WRITTEN_OUT: Readonly<Record<string, string>> = { ja: '～', zh: '至' };

/** `2026年12月3日～10日`: what both days have in common, year and month, is said once. */
function writtenOutRange(
  earliest: string,
  latest: string,
  locale: string,
  timeZone: string,
  sign: string,
): string {
  const from = formatDate(earliest, locale, timeZone);
  const to = formatDate(latest, locale, timeZone);
  if (from === to) return from;
  const pieces = (date: string) => date.match(/\d+\D+/gu) ?? [date];
  const first = pieces(from);
  const last = pieces(to);
  const apart = last.findIndex((piece, index) => piece !== first[index]);
  return `${from}${sign}${last.slice(apart).join('')}`;
}

/** The first of a month as people write it; CLDR has the bare figure. */
const FIRST_OF_MONTH: Readonly<Record<string, string>> = { fr: '1er', pt: '1º' };

function joinParts(parts: readonly { type: string; value: string }[], locale: string): string {
  const first = /^pt-(?!br$)/iu.test(locale) ? undefined : FIRST_OF_MONTH[primaryLanguage(locale)];
  return parts
    .map(({ type, value }) => {
      if (type !== 'day') return value;
      // Italian ranges come with 01, single days with 1.
      const day = value.replace(/^0(?=.)/u, '');
      return day === '1' ? (first ?? day) : day;
    })
    .join('');
}

/** `0.15` → `15 %` in the locale's form, with up to two decimals. */
export function formatPercent(fraction: number, locale: string): string {
  return formatters.percent(locale).format(fraction);
}

/** A rate of exchange with every place it has: `0.7246` → `0,7246` where commas part decimals. */
export function formatRate(rate: string, locale: string): string {
  const places = rate.split('.')[1]?.length ?? 0;
  // As many places as a number holds exactly; beyond them the text is truer than any rounding.
  return rate.length > 15 ? rate : formatters.decimal(locale, places).format(Number(rate));
}

/** `a, b and c` in the locale's form. */
export function formatList(items: readonly string[], locale: string): string {
  // CLDR runs Thai items together, as words of Thai are; names of articles and methods need their borders.
  if (primaryLanguage(locale) === 'th' && items.length > 1)
    return `${items.slice(0, -1).join(', ')} และ ${items.at(-1)}`;
  return formatters.list(locale).format(items);
}

/** Sentences that are whole, one behind the other as the language sets them; empty ones are left out. */
export function joinSentences(sentences: readonly string[], locale: string): string {
  return sentences
    .filter((sentence) => sentence !== '')
    .join(WITHOUT_BLANK.has(primaryLanguage(locale)) ? '' : ' ');
}

/** Languages whose full stop needs no blank behind it. Thai has no full stop: there the blank is what parts two sentences. */
const WITHOUT_BLANK: ReadonlySet<string> = new Set(['zh', 'ja']);

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

/** The time of day of an instant as the locale's digits write it: `09:00`, `٠٩:٠٠`. */
export function formatTime(instant: string | number, locale: string, timeZone: string): string {
  return formatters.time(locale, timeZone).format(new Date(instant));
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
