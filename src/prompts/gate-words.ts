import { z } from 'zod';

/*
 * The words by which the gate recognises claims in one language: the front matter of `prompts/gate/<locale>.md`.
 * Every entry is matched without regard to case. A `*` at the end stands for any ending (`entregad*`), a `!` in front
 * turns a status into its contrary (`!unpaid` under `paid`). Languages written without spaces are matched anywhere.
 */

const words = z.array(z.string().min(1).max(80)).max(400);
const none = words.default([]);

/** What a status word says of a record; `src/agent/gate/claims.ts` names the record states that make each true. */
export const STATUS_CLAIMS = [
  'delivered',
  'shipped',
  'in_transit',
  'out_for_delivery',
  'ready_for_pickup',
  'delivery_failed',
  'delayed',
  'lost',
  'damaged',
  'customs',
  'customs_cleared',
  'returned',
  'return_requested',
  'cancelled',
  'processing',
  'pending',
  'paid',
  'authorized',
  'declined',
  'refunded',
  'refund_pending',
  'expired',
  'disputed',
] as const;

/** Deeds that only a tool can do: each is true only when its result is among the facts. */
export const DEED_CLAIMS = ['code_sent', 'handed_off', 'proposed', 'other'] as const;

export const RELATIVE_DAYS = [
  'today',
  'tomorrow',
  'yesterday',
  'day_after_tomorrow',
  'day_before_yesterday',
  'this_week',
  'next_week',
  'last_week',
  'this_month',
  'next_month',
  'last_month',
  'weekend',
] as const;

export const DURATION_UNITS = [
  'minute',
  'hour',
  'day',
  'business_day',
  'week',
  'month',
  'year',
] as const;

export const gateWordsSchema = z.strictObject({
  /** words that turn a status around: not, never, not yet */
  negations: words,
  /** words that show that a status is stated: has been, was; left out where the listed forms say it themselves */
  assertions: none,
  /** words before a status that make it no claim: if, once, can be, will be */
  hypotheticals: words,
  status: z.partialRecord(z.enum(STATUS_CLAIMS), words),
  deeds: z.partialRecord(z.enum(DEED_CLAIMS), words),
  /** words of certainty that only policy may use: guaranteed, definitely, I promise */
  certainties: words,
  /** undertakings in the shop's name: we will refund, will arrive */
  commitments: words,
  /** words of suspicion, which are never said beside money that is held for a check: fraud, sanctions, laundering */
  suspicions: none,
  relative: z.partialRecord(z.enum(RELATIVE_DAYS), words),
  units: z.partialRecord(z.enum(DURATION_UNITS), words),
  /** number words by value, e.g. `{ fifty: 50, hundred: 100 }`; 100 and above multiply what stands before them */
  numbers: z.record(z.string().min(1).max(40), z.number().nonnegative()),
  /** words for ten that multiply the digit before them: puluh, mươi, สิบ */
  tens: none,
  /** words that name a whole number of days: 이틀, 사흘 */
  spans: z.record(z.string().min(1).max(40), z.number().positive()).default({}),
  /** names of currencies by ISO 4217 code */
  currencies: z.record(z.string().regex(/^[A-Z]{3}$/), words),
  /** names of the hundredth part: cents, centimes */
  cents: none,
  percents: words,
  /** names and short forms of months that the runtime does not know, by number */
  months: z.record(z.string().regex(/^([1-9]|1[0-2])$/), words).default({}),
  /** further names of weekdays, by number from 1 = Monday */
  weekdays: z.record(z.string().regex(/^[1-7]$/), words).default({}),
  /** words between two days or numbers of one range or list: to, and, until */
  joins: words,
});

export type GateWords = z.infer<typeof gateWordsSchema>;
export type StatusClaim = (typeof STATUS_CLAIMS)[number];
export type DeedClaim = (typeof DEED_CLAIMS)[number];
export type RelativeDay = (typeof RELATIVE_DAYS)[number];
export type DurationUnit = (typeof DURATION_UNITS)[number];
