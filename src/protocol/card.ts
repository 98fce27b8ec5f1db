import { z } from 'zod';
import { moneySchema } from '../lib/money.ts';

/*
 * Cards are made by code from tool results. Every fact in them is a typed field; the surface formats it
 * for the shopper's locale. `status` texts are codes, worded by the surface or by `prompts/replies/`.
 */

const instant = z.string().describe('ISO 8601');
const day = z.string().describe('YYYY-MM-DD');

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
  route: z.enum(['original_method', 'bank_transfer', 'store_credit']),
  arrival: z.object({ earliest: day, latest: day }).optional(),
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
    }),
  ),
});

export const cardSchema = z.discriminatedUnion('type', [
  orderCardSchema,
  paymentCardSchema,
  trackingCardSchema,
  refundCardSchema,
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

/** A write that waits for the shopper's own act. `text` is worded by code, in the shopper's locale. */
export const proposalViewSchema = z.object({
  id: z.string(),
  kind: z.enum(PROPOSAL_KINDS),
  state: z.enum(PROPOSAL_STATES),
  text: z.string(),
  orderNumber: z.string(),
  amount: moneySchema.optional(),
  route: z.enum(['original_method', 'bank_transfer', 'store_credit']).optional(),
  arrival: z.object({ earliest: day, latest: day }).optional(),
  /** sent back with the confirmation; shown to no model */
  confirmationToken: z.string().optional(),
  expiresAt: instant,
});

export type ProposalView = z.infer<typeof proposalViewSchema>;
