import { z } from 'zod';
import data from '../../data/payment-capabilities.json' with { type: 'json' };
import { PAYMENT_METHODS, PAYMENT_PROVIDERS, type Payment } from '../shop/payment-records.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const capabilitySchema = z.strictObject({
  provider: z.enum([...PAYMENT_PROVIDERS, '*']),
  method: z.enum(PAYMENT_METHODS),
  country: z.union([z.string().regex(/^[A-Z]{2}$/), z.literal('*')]),
  /** the provider can send money back the way it came */
  native: z.boolean(),
  partial: z.boolean(),
  /** days from the payment in which it can; null: no limit */
  windowDays: z.int().positive().nullable(),
  /** business days until the money usually arrives, from and to */
  arrivalBusinessDays: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
  /** no refunds in these hours: they wait until the end of them */
  quietHours: z.strictObject({ from: time, to: time, timeZone: z.string() }).optional(),
  /** most a wallet can hold, in minor units: a refund above it bounces */
  walletLimits: z
    .strictObject({ currency: z.string(), unverified: z.int(), verified: z.int() })
    .optional(),
  mark: z.enum(['D', 'S', 'T', 'K']),
  note: z.string().optional(),
});

export type RefundCapability = z.infer<typeof capabilitySchema>;
export type RefundCapabilities = readonly RefundCapability[];

/** The table of `data/payment-capabilities.json`. */
export const refundCapabilities: RefundCapabilities = z.array(capabilitySchema).parse(data.rows);

/** The most exact row for a payment; undefined when the table knows nothing of it: then nothing is promised. */
export function capabilityFor(
  payment: Pick<Payment, 'provider' | 'method' | 'country'>,
  capabilities: RefundCapabilities = refundCapabilities,
): RefundCapability | undefined {
  let best: RefundCapability | undefined;
  for (const row of capabilities) {
    const fits =
      row.method === payment.method &&
      (row.provider === '*' || row.provider === payment.provider) &&
      (row.country === '*' || row.country === payment.country);
    if (fits && (best === undefined || exactness(row) > exactness(best))) best = row;
  }
  return best;
}

function exactness({ provider, country }: RefundCapability): number {
  return (provider === '*' ? 0 : 2) + (country === '*' ? 0 : 1);
}

/** When the provider of a payment takes refunds again, in milliseconds; null when it takes them now. */
export function quietUntil(
  payment: Pick<Payment, 'provider' | 'method' | 'country'>,
  now: number,
  capabilities?: RefundCapabilities,
): number | null {
  const capability = capabilityFor(payment, capabilities);
  return capability === undefined ? null : endOfQuietHours(capability, now);
}

function endOfQuietHours({ quietHours }: RefundCapability, now: number): number | null {
  if (quietHours === undefined) return null;
  const minute = minuteOfDay(now, quietHours.timeZone);
  const from = minutes(quietHours.from);
  const to = minutes(quietHours.to);
  const quiet = from <= to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!quiet) return null;
  return now - (now % 60_000) + ((to - minute + 1440) % 1440) * 60_000;
}

function minuteOfDay(now: number, timeZone: string): number {
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
  return minutes(text);
}

function minutes(text: string): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
}
