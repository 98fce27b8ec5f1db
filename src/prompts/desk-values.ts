import { z } from 'zod';

/* The front matter of `prompts/desk.md`: when people are there, how fast they answer, what goes first. */

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const code = z.string().regex(/^[a-z][a-z_]{0,39}$/, 'small letters and _, such as wrong_item');
const minutes = z.int().min(1).max(10_080);
const span = z
  .string()
  .regex(
    /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    'two times such as 09:00-18:00',
  )
  .refine((text) => text.slice(0, 5) < text.slice(6), 'must end after it begins');

export const hoursSchema = z.strictObject({
  timeZone: z.string().max(60).refine(isTimeZone, 'an IANA time zone such as Europe/Berlin'),
  /** spans of each day; a day left out is closed */
  week: z
    .partialRecord(z.enum(DAYS), z.array(span).min(1).max(4))
    .refine((week) => Object.keys(week).length > 0, 'must name at least one day'),
  /** days on which nobody is there */
  holidays: z.array(z.iso.date()).max(400).default([]),
});

export const deskSchema = z.strictObject({
  /** left out: people are there day and night */
  hours: hoursSchema.optional(),
  sla: z.strictObject({ firstReplyMinutes: minutes, nextReplyMinutes: minutes }),
  /** a claim without a sign of life for so long goes back into the queue */
  awayMinutes: minutes,
  /** conversations one person has at once, unless their account says otherwise */
  capacity: z.int().min(1).max(100),
  routing: z.strictObject({
    /** how long a conversation is kept for the person it was offered to */
    offerSeconds: z.int().min(5).max(3600),
    /** after so long anybody may get it, whatever their languages */
    anyLanguageMinutes: minutes,
    /** points for each minute of waiting: the larger, the sooner an old matter outranks an urgent one */
    pointsPerMinute: z.number().min(0.1).max(100),
    /** points for each 100 units of the fast lane's currency at stake, up to `mostForValue` */
    pointsPerHundred: z.number().min(0).max(100),
    mostForValue: z.number().min(0).max(1000),
    /** points by reason of the handoff; others get none */
    reasons: z.record(code, z.number().min(0).max(1000)),
  }),
  /** refunds above this, in the fast lane's currency, need somebody else than the person who has the conversation */
  secondPersonAbove: z.number().min(0),
  /** why a conversation was resolved, with wordings for the desk */
  resolutions: z
    .record(code, z.string().min(1).max(80))
    .refine((all) => Object.keys(all).length > 0, 'must name at least one'),
});

export type DeskValues = z.infer<typeof deskSchema>;
export type BusinessHours = z.infer<typeof hoursSchema>;
export type Weekday = (typeof DAYS)[number];

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
