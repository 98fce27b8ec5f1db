/** The current time in milliseconds since the Unix epoch. Passed in everywhere, so that tests move it by hand. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** An instant as ISO 8601 in UTC, the form in which every timestamp is stored and sent. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
