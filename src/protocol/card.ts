import { z } from 'zod';
import { moneySchema } from '../lib/money.ts';
import { BANK_ACCOUNT_KINDS } from './bank-account.ts';

/*
 * Cards are made by code from tool results. Every fact in them is a typed field; the surface formats it
 * for the shopper's locale. `status` texts are codes, worded by the surface or by `prompts/replies/`.
 */

/** `other_method`: another way to pay of the same shopper, where the shop allows it. */
export const REFUND_ROUTES = [
  'original_method',
  'other_method',
  'bank_transfer',
  'store_credit',
] as const;

const instant = z.string().describe('ISO 8601');
const day = z.string().describe('YYYY-MM-DD');

/** Money that waits for somebody's check. Why is told to staff alone. */
const cardHold = z.object({
  by: z.enum(['provider', 'bank', 'shop']),
  since: instant,
  latest: day.optional().describe('the latest day they have named; no promise'),
});
export type CardHold = z.infer<typeof cardHold>;

export const orderCardSchema = z.object({
  type: z.literal('order'),
  orderNumber: z.string(),
  status: z.string(),
  placedAt: instant,
  total: moneySchema.optional(),
  lines: z.array(z.object({ title: z.string(), quantity: z.int(), total: moneySchema.optional() })),
  moreLines: z.int(),
});

export const paymentCardSchema = z.object({
  type: z.literal('payment'),
  orderNumber: z.string(),
  status: z.string(),
  method: z.string(),
  last4: z.string().optional(),
  amount: moneySchema,
  captured: moneySchema,
  refunded: moneySchema,
  declineReason: z.string().optional().describe('code of the last declined attempt'),
  held: cardHold.optional(),
});

export const trackingCardSchema = z.object({
  type: z.literal('tracking'),
  orderNumber: z.string(),
  carrier: z.string(),
  trackingNumber: z.string(),
  trackingUrl: z.string().optional(),
  status: z.string(),
  actionRequired: z.enum(['buyer', 'seller', 'none']),
  eta: z.object({ earliest: day, latest: day, source: z.enum(['carrier', 'estimate']) }).optional(),
  customsStage: z.string().optional(),
  legs: z.array(
    z.object({
      kind: z.string(),
      status: z.enum(['waiting', 'active', 'done']),
      from: z.string().optional(),
      to: z.string().optional(),
      endedAt: instant.optional(),
    }),
  ),
  lastScanAt: instant.optional(),
});

export const refundCardSchema = z.object({
  type: z.literal('refund'),
  orderNumber: z.string(),
  refundId: z.string(),
  status: z.string(),
  amount: moneySchema,
  route: z.enum(REFUND_ROUTES),
  arrival: z.object({ earliest: day, latest: day }).optional(),
  held: cardHold.optional(),
});

/** A form for a bank account, made by code. Its fields go to `PUT …/refunds/{refundId}/bank-account` and never into the conversation. */
export const bankDetailsCardSchema = z.object({
  type: z.literal('bank_details'),
  orderNumber: z.string(),
  refundId: z.string(),
  amount: moneySchema,
  status: z.enum(['needed', 'received', 'paid']),
  /** one of these ways to name an account, each with its fields besides the name of its holder */
  choices: z.array(z.enum(BANK_ACCOUNT_KINDS)),
});

export const productCardSchema = z.object({
  type: z.literal('products'),
  products: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      price: moneySchema,
      available: z.boolean(),
      url: z.string().optional(),
      imageUrl: z.string().optional(),
    }),
  ),
});

export const cardSchema = z.discriminatedUnion('type', [
  orderCardSchema,
  paymentCardSchema,
  trackingCardSchema,
  refundCardSchema,
  bankDetailsCardSchema,
  productCardSchema,
]);

export type Card = z.infer<typeof cardSchema>;

export const PROPOSAL_KINDS = [
  'refund',
  'cancellation',
  'address_change',
  'item_change',
  'payment_change',
  'return',
  'exchange',
] as const;

export const PROPOSAL_STATES = [
  'open',
  'confirmed',
  'executing',
  'awaiting_approval',
  'executed',
  'declined',
  'lapsed',
  'refused',
  'failed',
] as const;

const proposalLine = z.object({
  title: z.string().describe('with its options'),
  quantity: z.int(),
  price: moneySchema.describe('of all pieces'),
  /** what takes its place */
  replacement: z.object({ title: z.string(), price: moneySchema }).optional(),
});

/** A write that waits for the shopper's own act. `text` is worded by code, in the shopper's locale. */
export const proposalViewSchema = z.object({
  id: z.string(),
  kind: z.enum(PROPOSAL_KINDS),
  state: z.enum(PROPOSAL_STATES),
  text: z.string(),
  /** absent for what concerns no order: the default address */
  orderNumber: z.string().optional(),
  /** the articles it is about; absent when it is about the whole order */
  lines: z.array(proposalLine).optional(),
  /** one part of the new address each, e.g. street, city */
  address: z.array(z.string()).optional(),
  /** code of `prompts/replies/`: why an order is cancelled or something is sent back */
  reason: z.string().optional(),
  /** new price less old: positive is charged, negative given back */
  difference: moneySchema.optional(),
  /** what is charged, and to what */
  charge: moneySchema.optional(),
  chargeMethod: z.object({ method: z.string(), last4: z.string().optional() }).optional(),
  /** what goes back, how and when it usually arrives */
  amount: moneySchema.optional(),
  route: z.enum(REFUND_ROUTES).optional(),
  method: z.object({ method: z.string(), last4: z.string().optional() }).optional(),
  /** instead of `route` and `method`, where not all of it goes the same way */
  parts: z
    .array(
      z.object({
        amount: moneySchema,
        route: z.enum(REFUND_ROUTES),
        method: z.object({ method: z.string(), last4: z.string().optional() }),
      }),
    )
    .optional(),
  arrival: z.object({ earliest: day, latest: day }).optional(),
  /** `person`: a member of staff decides after the shopper's confirmation */
  approval: z.enum(['none', 'person']).optional(),
  /** sent back with the confirmation; shown to no model */
  confirmationToken: z.string().optional(),
  expiresAt: instant,
});

export type ProposalView = z.infer<typeof proposalViewSchema>;
