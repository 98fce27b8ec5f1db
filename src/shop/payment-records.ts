import { z } from 'zod';
import { country, currencyCode, day, id, instant, metadata, minor } from './record-fields.ts';

/* Ways to pay, payments, and what goes back: records of money, amounts in minor units. */

export const PAYMENT_METHODS = [
  'card',
  'paypal',
  'ideal',
  'wero',
  'sofort',
  'klarna',
  'grabpay',
  'gopay',
  'shopeepay',
  'boleto',
  'cash_on_delivery',
  'bank_transfer',
  'gift_card',
] as const;

export const PAYMENT_PROVIDERS = [
  'built-in',
  'stripe',
  'paypal',
  'adyen',
  'midtrans',
  'xendit',
  'courier',
  'store',
] as const;

/** A stored way to pay of a customer, e.g. a card by its last digits or a gift card with a balance. Never a full number. */
export const paymentInstrumentSchema = z.strictObject({
  id,
  method: z.enum(PAYMENT_METHODS),
  brand: z.string().max(40).optional(),
  last4: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  balance: z.strictObject({ amount: minor, currency: currencyCode }).optional(),
});

export const PAYMENT_STATUSES = [
  'pending',
  'authorized',
  'captured',
  'partially_refunded',
  'refunded',
  'failed',
  'cancelled',
  'expired',
] as const;

/** Who looks at money before it moves on: the payment provider, a bank, or the shop itself. */
export const HOLDERS = ['provider', 'bank', 'shop'] as const;

/**
 * Money that waits for somebody's check. A reserve on the shop's own payouts is none: there the shopper's money has
 * arrived. Whether it was collected, is authorised or on its way says the payment beside it.
 */
export const holdSchema = z.strictObject({
  by: z.enum(HOLDERS),
  since: instant,
  /** the latest day that whoever holds it has named: theirs, no promise of ours */
  latestOn: day.optional(),
  releasedAt: instant.optional(),
  /** in the words of whoever holds it, e.g. PayPal's `PENDING_REVIEW`: for staff alone, never for the shopper or a model */
  reason: z.string().min(1).max(120),
});

export const paymentAttemptSchema = z.strictObject({
  id,
  at: instant,
  outcome: z.enum(['succeeded', 'declined', 'pending', 'expired', 'cancelled']),
  amount: minor,
  /** the provider's reason, e.g. `insufficient_funds`, `expired_card`, `do_not_honor`; worded for shoppers by code */
  declineCode: z.string().max(60).optional(),
});

export const captureSchema = z.strictObject({
  id,
  at: instant,
  amount: minor,
  /** for staff: capture day + N business days of the acquirer's country */
  settlesOn: day.optional(),
  settledAt: instant.optional(),
  payoutOn: day.optional(),
  /** what the merchant received, when it differs from the currency charged */
  settledAmount: minor.optional(),
  settledCurrency: currencyCode.optional(),
  /** settled per charged unit as an exact decimal, e.g. `1.0834` */
  exchangeRate: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .optional(),
  rateSource: z.string().max(80).optional(),
  rateAt: instant.optional(),
});

export const paymentSchema = z.strictObject({
  id,
  orderId: id,
  provider: z.enum(PAYMENT_PROVIDERS),
  method: z.enum(PAYMENT_METHODS),
  /** country of the method or acquirer, for refund rules */
  country,
  instrumentId: id.optional(),
  brand: z.string().max(40).optional(),
  last4: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  providerReference: z.string().max(120).optional(),
  status: z.enum(PAYMENT_STATUSES),
  /** charged to the shopper, in the payment currency */
  amount: minor,
  currency: currencyCode,
  /** price shown in the shop when it was converted for charging */
  presentment: z
    .strictObject({
      amount: minor,
      currency: currencyCode,
      exchangeRate: z.string(),
      rateSource: z.string(),
      rateAt: instant,
    })
    .optional(),
  createdAt: instant,
  /** Boleto and other vouchers lapse unpaid at this instant */
  expiresAt: instant.optional(),
  attempts: z.array(paymentAttemptSchema).default([]),
  captures: z.array(captureSchema).default([]),
  /** cash on delivery: three separate facts */
  cashOnDelivery: z
    .strictObject({
      refusedAt: instant.optional(),
      collectedAt: instant.optional(),
      remittedAt: instant.optional(),
    })
    .optional(),
  hold: holdSchema.optional(),
  metadata,
});

export const REFUND_STATUSES = [
  'pending',
  'requires_action',
  'succeeded',
  'failed',
  'cancelled',
] as const;

export const refundSchema = z.strictObject({
  id,
  orderId: id,
  paymentId: id,
  amount: z.int().positive(),
  currency: currencyCode,
  status: z.enum(REFUND_STATUSES),
  /** `other_method`: another way to pay of the same customer */
  route: z.enum(['original_method', 'other_method', 'bank_transfer', 'store_credit']),
  reason: z.string().max(200),
  requestedAt: instant,
  completedAt: instant.optional(),
  /** trace number the shopper's bank knows, e.g. a card ARN */
  traceNumber: z.string().max(80).optional(),
  providerReference: z.string().max(120).optional(),
  hold: holdSchema.optional(),
  metadata,
});

export const DISPUTE_STATUSES = [
  'needs_response',
  'under_review',
  'won',
  'lost',
  'closed',
] as const;

export const disputeSchema = z.strictObject({
  id,
  orderId: id,
  paymentId: id,
  kind: z.enum(['inquiry', 'chargeback']),
  status: z.enum(DISPUTE_STATUSES),
  amount: z.int().positive(),
  currency: currencyCode,
  reason: z.string().max(120),
  openedAt: instant,
  respondBy: instant.optional(),
  closedAt: instant.optional(),
  metadata,
});

export type PaymentInstrument = z.infer<typeof paymentInstrumentSchema>;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];
export type PaymentProvider = (typeof PAYMENT_PROVIDERS)[number];
export type Hold = z.infer<typeof holdSchema>;
export type Payment = z.infer<typeof paymentSchema>;
export type Refund = z.infer<typeof refundSchema>;
export type Dispute = z.infer<typeof disputeSchema>;
