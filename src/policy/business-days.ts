/** A day as `YYYY-MM-DD`. */
export type Day = string;

/** The day after `count` business days of the country; weekends are skipped, public holidays are not known. */
export function addBusinessDays(day: Day, count: number, country: string): Day {
  const date = new Date(`${day}T00:00:00Z`);
  const weekend = WEEKENDS[country] ?? SATURDAY_SUNDAY;
  let left = count;
  while (left > 0) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (!weekend.includes(date.getUTCDay())) left -= 1;
  }
  return date.toISOString().slice(0, 10);
}

/** Business days of the country after `from`, up to and with `to`; 0 when `to` is not later. */
export function businessDaysBetween(from: Day, to: Day, country: string): number {
  const weekend = WEEKENDS[country] ?? SATURDAY_SUNDAY;
  const whole = Math.floor(daysBetweenDays(from, to) / 7);
  if (whole < 0) return 0;
  // A week has the same number of business days wherever it begins.
  const date = new Date(Date.parse(`${from}T00:00:00Z`) + whole * 7 * 86_400_000);
  let count = whole * (7 - weekend.length);
  while (date.toISOString().slice(0, 10) < to) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (!weekend.includes(date.getUTCDay())) count += 1;
  }
  return count;
}

/** The day on which an instant falls in a time zone. */
export function dayIn(timeZone: string, milliseconds: number): Day {
  return dayFormat(timeZone).format(milliseconds);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetweenDays(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

const SATURDAY_SUNDAY: readonly number[] = [6, 0];
const FRIDAY_SATURDAY: readonly number[] = [5, 6];
const WEEKENDS: Record<string, readonly number[]> = Object.fromEntries(
  ['SA', 'KW', 'BH', 'QA', 'OM', 'JO', 'EG', 'IQ', 'LY', 'DZ', 'YE', 'SD', 'SY', 'IL'].map(
    (country) => [country, FRIDAY_SATURDAY],
  ),
);

const formats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  // Swedish writes days as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  if (formats.size < 500) formats.set(timeZone, format);
  return format;
}
