export function isDate(
  day: string,
  year: number | null,
  month: number,
  dayOfMonth: number,
): boolean {
  return (
    (year === null || Number(day.slice(0, 4)) === year) &&
    Number(day.slice(5, 7)) === month &&
    Number(day.slice(8, 10)) === dayOfMonth
  );
}

/** 1 = Monday … 7 = Sunday */
export function weekdayOf(day: string): number {
  return ((new Date(day).getUTCDay() + 6) % 7) + 1;
}

export function pad(value: number): string {
  return String(value).padStart(2, '0');
}
