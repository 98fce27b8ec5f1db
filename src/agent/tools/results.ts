import { z } from 'zod';
import { moneySchema } from '../../lib/money.ts';
import { PROPOSAL_KINDS, REFUND_ROUTES } from '../../protocol/card.ts';
import {
  HOLDERS,
  PAYMENT_METHODS,
  PAYMENT_STATUSES,
  REFUND_STATUSES,
} from '../../shop/payment-records.ts';
import { ORDER_STATUSES } from '../../shop/records.ts';
import { LEG_KINDS, TRACKING_STATUSES } from '../../shop/shipment-records.ts';
import type { ToolName } from './tool-arguments.ts';

/*
 * What tools give. The gate grounds every fact of a reply in these fields, by their shape and name:
 *   { amount, currency, display }            an amount; `display` is the wording for the reply's locale
 *   keys ending in At or On, earliest, latest  an instant or a day
 *   orderNumber, trackingNumber, refundId, productId, reference   identifiers; the nearest one above a field is its record
 *   …Status, status, customsStage, method, carrier   codes, worded per locale
 *   …Days, …Count, quantity                   whole numbers
 *   url, email, phone                         contact facts
 *   quote                                     merchant text that may be quoted (articles, catalogue)
 *   untrusted                                 words of carriers, customers and notes: grounds nothing
 */

/** Money as a tool returns it: exact minor units and the wording in the reply's locale. */
export const shownMoneySchema = moneySchema.extend({ display: z.string() });
export type ShownMoney = z.infer<typeof shownMoneySchema>;

const dayRange = z.object({
  earliest: z.string(),
  latest: z.string(),
  source: z.enum(['carrier', 'estimate', 'usual_times']),
});

export const refusalSchema = z.object({
  ok: z.literal(false),
  /** what stands in the way; the model words it, `prompts/replies/` has a wording for each */
  reason: z.enum([
    'identity_needed',
    'verification_needed',
    'no_match',
    'nothing_found',
    'not_shipped_yet',
    'invalid_arguments',
    'too_many_attempts',
    'no_codes',
    'already_open',
    'policy_refused',
    'unavailable',
  ]),
  /** for identity: what to ask the shopper for */
  ask: z.array(z.enum(['order_number', 'contact', 'code', 'email'])).default([]),
  /** for a policy refusal: the rule's id, e.g. `refund.window_closed` */
  rule: z.string().optional(),
  /** a sentence for the model, never shown as it is */
  detail: z.string().optional(),
  /** what the policy allows instead, e.g. `bank_transfer`, `person` */
  instead: z.string().optional(),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** a check that keeps money from moving on; why is told to staff alone */
const holdView = z.object({
  heldBy: z.enum(HOLDERS),
  holdStatus: z.literal('held'),
  heldAt: z.string().describe('since when'),
  latestOn: z
    .string()
    .optional()
    .describe('the latest day that whoever holds it has named; never a promise'),
});

export const orderViewSchema = z.object({
  orderNumber: z.string(),
  status: z.enum(ORDER_STATUSES),
  placedAt: z.string(),
  total: shownMoneySchema,
  lineCount: z.int(),
  lines: z.array(
    z.object({
      /** position in the order, from 1: how a line is named in write tools */
      line: z.int(),
      productId: z.string(),
      quote: z.string().describe('title and options of the article'),
      quantity: z.int(),
      total: shownMoneySchema,
    }),
  ),
  subtotal: shownMoneySchema.optional(),
  shippingCost: shownMoneySchema.optional(),
  tax: shownMoneySchema.optional(),
  duties: shownMoneySchema.optional(),
  discount: shownMoneySchema.optional(),
  deliveredAt: z.string().optional(),
  cancelledAt: z.string().optional(),
  shipmentCount: z.int(),
  shipments: z.array(
    z.object({
      trackingNumber: z.string(),
      carrier: z.string(),
      status: z.enum(TRACKING_STATUSES),
    }),
  ),
  /** verified shoppers only */
  shippingAddress: z.object({ untrusted: z.string() }).optional(),
  /** days left in which a return is allowed by policy; absent when not delivered */
  returnDaysLeft: z.int().optional(),
});
export type OrderView = z.infer<typeof orderViewSchema>;

export const paymentViewSchema = z.object({
  orderNumber: z.string(),
  reference: z.string(),
  method: z.enum(PAYMENT_METHODS),
  last4: z.string().optional(),
  status: z.enum(PAYMENT_STATUSES),
  amount: shownMoneySchema,
  captured: shownMoneySchema,
  refunded: shownMoneySchema,
  refundPending: shownMoneySchema,
  /** captured − refunded − pending − disputed */
  refundable: shownMoneySchema,
  attemptCount: z.int(),
  attempts: z.array(
    z.object({ at: z.string(), outcome: z.string(), declineReason: z.string().optional() }),
  ),
  /** present when the shop showed another currency than was charged */
  converted: z
    .object({
      shown: shownMoneySchema,
      rate: z.string(),
      rateSource: z.string(),
      rateAt: z.string(),
    })
    .optional(),
  disputes: z.array(
    z.object({
      kind: z.enum(['inquiry', 'chargeback']),
      status: z.string(),
      amount: shownMoneySchema,
      openedAt: z.string(),
    }),
  ),
  refunds: z.array(
    z.object({
      refundId: z.string(),
      status: z.enum(REFUND_STATUSES),
      amount: shownMoneySchema,
      requestedAt: z.string(),
      completedAt: z.string().optional(),
      arrival: dayRange.optional(),
      traceNumber: z.string().optional(),
      hold: holdView.optional(),
    }),
  ),
  /** nothing of it can be refunded meanwhile, so that `refundable` is 0 */
  hold: holdView.extend({ moneyIs: z.enum(['on_its_way', 'authorized', 'captured']) }).optional(),
  expiresAt: z.string().optional(),
  /** cash on delivery: what the courier has done so far; before that no money moves */
  cash: z
    .object({
      stage: z.enum(['not_collected', 'collected', 'refused']),
      collectedAt: z.string().optional(),
      refusedAt: z.string().optional(),
    })
    .optional(),
});
export type PaymentView = z.infer<typeof paymentViewSchema>;

export const shipmentViewSchema = z.object({
  orderNumber: z.string(),
  trackingNumber: z.string(),
  carrier: z.string(),
  url: z.string().optional(),
  status: z.enum(TRACKING_STATUSES),
  leg: z.enum(LEG_KINDS).optional(),
  actionRequired: z.enum(['buyer', 'seller', 'none']),
  eta: dayRange.optional(),
  shippedAt: z.string().optional(),
  deliveredAt: z.string().optional(),
  lastScanAt: z.string().optional(),
  /** whole days since the last scan */
  silentDays: z.int().optional(),
  /** longer without a scan than the limit for its leg: offer a trace and a person */
  stuck: z.boolean(),
  customs: z
    .object({
      customsStage: z.enum(['processing', 'action_required', 'delayed', 'released']),
      sinceAt: z.string(),
      dutiesDue: shownMoneySchema.optional(),
      dueTo: z.string().optional(),
      dueOn: z.string().optional(),
      documentsNeeded: z.array(z.string()),
      paidBy: z.enum(['seller', 'recipient']),
    })
    .optional(),
  legs: z.array(
    z.object({
      kind: z.enum(LEG_KINDS),
      status: z.enum(['waiting', 'active', 'done']),
      from: z.string().optional(),
      to: z.string().optional(),
      endedAt: z.string().optional(),
    }),
  ),
  lastScan: z.object({ at: z.string(), untrusted: z.string() }).optional(),
  /** what the shopper can do next */
  nextStep: z.enum([
    'wait',
    'pay_duties',
    'send_documents',
    'collect_parcel',
    'contact_carrier',
    'arrange_redelivery',
    'talk_to_person',
    'none',
  ]),
});
export type ShipmentView = z.infer<typeof shipmentViewSchema>;

export const proposalResultSchema = z.object({
  ok: z.literal(true),
  proposal: z.object({
    kind: z.enum(PROPOSAL_KINDS),
    reference: z.string().describe('proposal id'),
    /** absent for a default address */
    orderNumber: z.string().optional(),
    lines: z
      .array(
        z.object({
          quote: z.string(),
          quantity: z.int(),
          price: shownMoneySchema,
          replacement: z.object({ quote: z.string(), price: shownMoneySchema }).optional(),
        }),
      )
      .optional(),
    address: z.object({ untrusted: z.string() }).optional(),
    /** between the new price and the old */
    difference: shownMoneySchema.optional(),
    differenceGoes: z.enum(['to_shop', 'to_shopper', 'nowhere']).optional(),
    /** charged at once */
    charge: shownMoneySchema.optional(),
    chargedTo: z.object({ method: z.string(), last4: z.string().optional() }).optional(),
    /** what goes back */
    amount: shownMoneySchema.optional(),
    route: z.enum(REFUND_ROUTES).optional(),
    method: z.string().optional(),
    last4: z.string().optional(),
    /** instead of route and method, where not all of it goes the same way */
    parts: z
      .array(
        z.object({
          amount: shownMoneySchema,
          route: z.enum(REFUND_ROUTES),
          method: z.string(),
          last4: z.string().optional(),
        }),
      )
      .optional(),
    arrival: dayRange.optional(),
    approval: z.enum(['none', 'person']),
    expiresAt: z.string(),
  }),
});

export const productViewSchema = z.object({
  productId: z.string(),
  title: z.string(),
  quote: z.string().describe('title and description of the catalogue'),
  url: z.string().optional(),
  variants: z.array(
    z.object({
      variantId: z.string(),
      quote: z.string(),
      price: shownMoneySchema,
      available: z.boolean(),
    }),
  ),
});

export const articleViewSchema = z.object({
  reference: z.string().describe('article id'),
  title: z.string(),
  quote: z.string(),
  url: z.string().optional(),
  locale: z.string(),
});

export const toolResults = {
  search_products: z.union([
    z.object({
      ok: z.literal(true),
      /** without a query: the kinds of goods in the catalogue, those with the most articles first */
      categories: z.array(z.string()).optional(),
      products: z.array(productViewSchema),
      productCount: z.int(),
    }),
    refusalSchema,
  ]),
  search_help: z.union([
    z.object({ ok: z.literal(true), articles: z.array(articleViewSchema) }),
    refusalSchema,
  ]),
  find_orders: z.union([
    z.object({ ok: z.literal(true), orders: z.array(orderViewSchema), orderCount: z.int() }),
    refusalSchema,
  ]),
  get_order: z.union([z.object({ ok: z.literal(true), order: orderViewSchema }), refusalSchema]),
  get_payment_status: z.union([
    z.object({
      ok: z.literal(true),
      orderNumber: z.string(),
      payments: z.array(paymentViewSchema),
      /** stored ways to pay; verified shoppers only */
      instruments: z
        .array(
          z.object({
            reference: z.string(),
            method: z.enum(PAYMENT_METHODS),
            last4: z.string().optional(),
            balance: shownMoneySchema.optional(),
          }),
        )
        .optional(),
      /** confirmed by the shopper, and waiting for a person of the shop; verified shoppers only */
      underReview: z
        .object({
          kind: z.enum(PROPOSAL_KINDS),
          amount: shownMoneySchema.optional(),
          arrival: dayRange.optional(),
        })
        .optional(),
    }),
    refusalSchema,
  ]),
  track_shipment: z.union([
    z.object({
      ok: z.literal(true),
      orderNumber: z.string(),
      shipments: z.array(shipmentViewSchema),
      shipmentCount: z.int(),
    }),
    refusalSchema,
  ]),
  propose_refund: z.union([proposalResultSchema, refusalSchema]),
  propose_cancellation: z.union([proposalResultSchema, refusalSchema]),
  propose_address_change: z.union([proposalResultSchema, refusalSchema]),
  propose_item_change: z.union([proposalResultSchema, refusalSchema]),
  propose_payment_change: z.union([proposalResultSchema, refusalSchema]),
  propose_return: z.union([proposalResultSchema, refusalSchema]),
  propose_exchange: z.union([proposalResultSchema, refusalSchema]),
  start_verification: z.union([
    z.object({
      ok: z.literal(true),
      sentTo: z.enum(['email', 'phone']),
      codeValidMinutes: z.int(),
    }),
    refusalSchema,
  ]),
  hand_off_to_human: z.union([
    z.object({
      ok: z.literal(true),
      status: z.enum(['queued', 'already_queued']),
      /** nobody is at the desk before */
      opensAt: z.string().optional(),
    }),
    refusalSchema,
  ]),
} as const;

export type ToolResult<Name extends ToolName> = z.infer<(typeof toolResults)[Name]>;
