/*
 * Intl formatters cost tens of microseconds to build and a few to use, so each is built once. The keys are locales,
 * currencies and zones of the shop and its shoppers; the cap keeps a hostile time zone header from filling memory.
 */

const MAX_CACHED = 500;

// Locales whose CLDR default would differ from what the shop means by the short tag.
const REGION: Record<string, string> = { zh: 'zh-Hans-CN', pt: 'pt-BR', ar: 'ar', en: 'en' };

export const formatters = {
  money: cached(
    (locale: string, currency: string, exponent: number) =>
      new Intl.NumberFormat(tag(locale), {
        style: 'currency',
        currency,
        minimumFractionDigits: exponent,
        maximumFractionDigits: exponent,
      }),
  ),
  percent: cached(
    (locale: string) =>
      new Intl.NumberFormat(tag(locale), { style: 'percent', maximumFractionDigits: 2 }),
  ),
  decimal: cached(
    (locale: string, places: number) =>
      new Intl.NumberFormat(tag(locale), {
        minimumFractionDigits: places,
        maximumFractionDigits: places,
        useGrouping: false,
      }),
  ),
  list: cached((locale: string) => new Intl.ListFormat(tag(locale), { type: 'conjunction' })),
  countries: cached(
    (locale: string) => new Intl.DisplayNames([tag(locale)], { type: 'region', fallback: 'none' }),
  ),
  date: cached(
    (locale: string, timeZone: string) =>
      new Intl.DateTimeFormat(tag(locale), {
        dateStyle: 'long',
        timeZone,
        calendar: calendarOf(locale),
      }),
  ),
  time: cached(
    (locale: string, timeZone: string) =>
      new Intl.DateTimeFormat(`en-GB-u-nu-${numberingOf(locale)}`, {
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone,
      }),
  ),
  isoDay: cached(
    (timeZone: string) =>
      new Intl.DateTimeFormat('en-CA', {
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        timeZone,
      }),
  ),
  isoTime: cached(
    (timeZone: string) =>
      new Intl.DateTimeFormat('en-GB', {
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone,
      }),
  ),
};

/** Thailand counts its years from the Buddha; a record's year is the same one everywhere else. */
function calendarOf(locale: string): string {
  return /^th\b/.test(locale) ? 'buddhist' : 'gregory';
}

/** The digits a locale writes: those of Egypt differ from those of the Emirates. */
function numberingOf(locale: string): string {
  return new Intl.NumberFormat(tag(locale)).resolvedOptions().numberingSystem;
}

function tag(locale: string): string {
  return REGION[locale] ?? locale;
}

function cached<Key extends (string | number)[], Formatter>(
  build: (...key: Key) => Formatter,
): (...key: Key) => Formatter {
  const built = new Map<string, Formatter>();
  return (...key) => {
    const name = key.join('|');
    let formatter = built.get(name);
    if (formatter === undefined) {
      if (built.size >= MAX_CACHED) built.clear();
      formatter = build(...key);
      built.set(name, formatter);
    }
    return formatter;
  };
}
