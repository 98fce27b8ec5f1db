/** Names of months (January first) and weekdays (Monday first) in a language and in English, long and short, as the runtime knows them. */
export function calendarNames(language: string): { months: string[][]; weekdays: string[][] } {
  const locales = language === 'en' ? ['en'] : [language, 'en'];
  const months = range(12).map((month) => Date.UTC(2026, month, 15));
  // 5 January 2026 was a Monday.
  const weekdays = range(7).map((day) => Date.UTC(2026, 0, 5 + day));
  return { months: names(locales, 'month', months), weekdays: names(locales, 'weekday', weekdays) };
}

function names(
  locales: readonly string[],
  part: 'month' | 'weekday',
  times: readonly number[],
): string[][] {
  const found = times.map(() => new Set<string>());
  for (const locale of locales) {
    for (const width of ['long', 'short'] as const) {
      const options = {
        [part]: width,
        timeZone: 'UTC',
        calendar: 'gregory',
        numberingSystem: 'latn',
      };
      const alone = new Intl.DateTimeFormat(locale, options);
      // In a date some languages bend the name.
      const inDate =
        part === 'month' ? new Intl.DateTimeFormat(locale, { ...options, day: 'numeric' }) : null;
      times.forEach((time, index) => {
        const bent = inDate?.formatToParts(time).find((piece) => piece.type === part)?.value ?? '';
        for (const name of [alone.format(time), bent]) {
          const clean = name.replace(/\.$/, '');
          // Chinese and Japanese write months as digits; single letters would match anything.
          if (!/\d/.test(clean) && clean.length > 1) found[index]?.add(clean);
        }
      });
    }
  }
  return found.map((set) => [...set]);
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
