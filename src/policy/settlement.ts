import { z } from 'zod';
import data from '../../data/settlement.json' with { type: 'json' };
import { PAYMENT_METHODS, PAYMENT_PROVIDERS } from '../shop/payment-records.ts';
import { addBusinessDays, type Day, dayIn } from './business-days.ts';

const ruleSchema = z.strictObject({
  provider: z.enum([...PAYMENT_PROVIDERS, '*']),
  method: z.enum([...PAYMENT_METHODS, '*']),
  country: z.union([z.string().regex(/^[A-Z]{2}$/), z.literal('*')]),
  /** business days of the payment's country from the capture to the settlement */
  businessDays: z.int().nonnegative(),
  /** local to the zone; a capture after it counts for the next day */
  cutOff: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/),
  timeZone: z.string(),
});

export type SettlementRule = z.infer<typeof ruleSchema>;

const rules: readonly SettlementRule[] = z.array(ruleSchema).parse(data.rows);

interface PaymentKind {
  provider: string;
  method: string;
  country: string;
}

/** The most exact row of `data/settlement.json`. */
export function settlementRuleFor(payment: PaymentKind): SettlementRule {
  const fits = (wanted: string, given: string) => wanted === '*' || wanted === given;
  const exactness = (rule: SettlementRule) =>
    (rule.provider === '*' ? 0 : 4) +
    (rule.method === '*' ? 0 : 2) +
    (rule.country === '*' ? 0 : 1);
  const [best] = rules
    .filter(
      (rule) =>
        fits(rule.provider, payment.provider) &&
        fits(rule.method, payment.method) &&
        fits(rule.country, payment.country),
    )
    .sort((left, right) => exactness(right) - exactness(left));
  if (best === undefined)
    throw new TypeError('data/settlement.json has no row for everything else');
  return best;
}

/** The day from which the settlement is counted: a capture after the cut-off counts for the next one. */
export function captureDay(capturedAt: string, { cutOff, timeZone }: SettlementRule): Day {
  const instant = Date.parse(capturedAt);
  const [hours = 24, minutes = 0] = cutOff.split(':').map(Number);
  return dayIn(timeZone, instant + (24 * 60 - hours * 60 - minutes) * 60_000);
}

/** T+N in business days of the payment's country. */
export function settlementDay(capturedAt: string, payment: PaymentKind): Day {
  const rule = settlementRuleFor(payment);
  return addBusinessDays(captureDay(capturedAt, rule), rule.businessDays, payment.country);
}
