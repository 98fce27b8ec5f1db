import { isoTime } from '../lib/clock.ts';
import type { BusinessHours, Weekday } from '../prompts/desk-values.ts';

/* When people are there. Without hours they always are. Times are milliseconds since the epoch. */

interface Span {
  from: number;
  to: number;
}

const DAY_MS = 24 * 3_600_000;
/** A year and a bit of holidays in a row: whoever closes for longer has no opening to name. */
const DAYS_LOOKED_AHEAD = 400;
const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export function isOpen(hours: BusinessHours | undefined, at: number): boolean {
  if (hours === undefined) return true;
  return spansFrom(hours, at).next().value?.from === at;
}

/** When somebody is there next: `at` itself while open; null when the year ahead has no opening. */
export function nextOpening(hours: BusinessHours | undefined, at: number): number | null {
  if (hours === undefined) return at;
  return spansFrom(hours, at).next().value?.from ?? null;
}

/** ISO 8601 of the next opening; null while open, and when the year ahead has none. */
export function opensAt(hours: BusinessHours | undefined, at: number): string | null {
  const opening = isOpen(hours, at) ? null : nextOpening(hours, at);
  return opening === null ? null : isoTime(opening);
}

/** When the present opening ends; null while closed. */
export function nextClosing(hours: BusinessHours, at: number): number | null {
  const span = spansFrom(hours, at).next().value;
  return span?.from === at ? span.to : null;
}

/** The instant at which so much business time has passed. */
export function addBusinessTime(
  hours: BusinessHours | undefined,
  from: number,
  milliseconds: number,
): number {
  if (hours === undefined) return from + milliseconds;
  let left = milliseconds;
  let last = from;
  for (const span of spansFrom(hours, from)) {
    const length = span.to - span.from;
    if (length >= left) return span.from + left;
    left -= length;
    last = span.to;
  }
  return last + left;
}

/** Business time between two instants; negative when they stand the other way round. */
export function businessTimeBetween(
  hours: BusinessHours | undefined,
  from: number,
  to: number,
): number {
  if (to < from) return -businessTimeBetween(hours, to, from);
  if (hours === undefined) return to - from;
  let sum = 0;
  for (const span of spansFrom(hours, from)) {
    if (span.from >= to) break;
    sum += Math.min(span.to, to) - span.from;
  }
  return sum;
}

/** Open spans from an instant on, in order; the first begins at the instant itself while open. */
function* spansFrom(hours: BusinessHours, at: number): Generator<Span, undefined> {
  const first = Math.floor((at + offsetAt(hours.timeZone, at)) / DAY_MS);
  for (let day = first; day < first + DAYS_LOOKED_AHEAD; day += 1)
    for (const span of spansOfDay(hours, day))
      if (span.to > at) yield { from: Math.max(span.from, at), to: span.to };
  return undefined;
}

/** `day` counts local days since 1970-01-01. */
function spansOfDay(hours: BusinessHours, day: number): readonly Span[] {
  const known = spansByDay.get(hours) ?? new Map<number, readonly Span[]>();
  spansByDay.set(hours, known);
  const cached = known.get(day);
  if (cached !== undefined) return cached;
  const midnight = new Date(day * DAY_MS);
  const weekday = WEEKDAYS[midnight.getUTCDay()] ?? 'mon';
  const closed = hours.holidays.includes(midnight.toISOString().slice(0, 10));
  const spans = closed
    ? []
    : (hours.week[weekday] ?? [])
        .map((text) => {
          const [from = '', to = ''] = text.split('-');
          return {
            from: instantOf(hours.timeZone, day * DAY_MS + minutesOf(from) * 60_000),
            to: instantOf(hours.timeZone, day * DAY_MS + minutesOf(to) * 60_000),
          };
        })
        .sort((left, right) => left.from - right.from);
  if (known.size > DAYS_KEPT) known.clear();
  known.set(day, spans);
  return spans;
}

const spansByDay = new WeakMap<BusinessHours, Map<number, readonly Span[]>>();
const DAYS_KEPT = 1000;

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** The instant at which clocks of the zone show a local time (given as if it were UTC). */
function instantOf(timeZone: string, local: number): number {
  const guess = local - offsetAt(timeZone, local);
  // Near a change of the clocks the first guess may stand on its other side.
  return local - offsetAt(timeZone, guess);
}

/** How far the zone's clocks are ahead of UTC at an instant. */
function offsetAt(timeZone: string, at: number): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  return shown - Math.floor(at / 1000) * 1000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

const formats = new Map<string, Intl.DateTimeFormat>();
