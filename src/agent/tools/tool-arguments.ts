import { z } from 'zod';
import { CANCEL_REASONS, RETURN_REASONS } from '../../prompts/policy-values.ts';
import { ORDER_STATUSES } from '../../shop/records.ts';

const contact = z
  .string()
  .max(254)
  .optional()
  .describe(
    'e-mail, phone number or postcode, exactly as the shopper wrote it; only needed until the order is unlocked',
  );
const orderNumber = z.string().max(60);
const lines = z
  .array(z.object({ line: z.int().positive(), quantity: z.int().positive().optional() }))
  .max(50);
const replacements = z
  .array(
    z.object({
      line: z.int().positive(),
      quantity: z.int().positive().optional(),
      variantId: z.string().min(1).max(120),
    }),
  )
  .min(1)
  .max(50);
/** a `reference` among the `instruments` of get_payment_status */
const payWith = z.string().min(1).max(120);

/** What tools take, as the model gives it. Descriptions of tools and parameters come from `prompts/tools/`. */
export const toolArguments = {
  search_products: z.object({ query: z.string().min(1).max(300).optional() }),
  search_help: z.object({ query: z.string().min(1).max(300) }),
  find_orders: z.object({ status: z.enum(ORDER_STATUSES).optional() }),
  get_order: z.object({ orderNumber, contact }),
  get_payment_status: z.object({ orderNumber, contact }),
  track_shipment: z.object({
    orderNumber: orderNumber.optional(),
    trackingNumber: z.string().max(60).optional(),
    contact,
  }),
  propose_refund: z.object({
    orderNumber,
    /** absent: everything that can be refunded */
    amount: z
      .string()
      .max(30)
      .optional()
      .describe('decimal amount in the order’s currency, e.g. "12.50"; leave out for the whole'),
    lines: lines.optional(),
    reason: z.enum([
      'not_received',
      'damaged',
      'wrong_item',
      'not_as_described',
      'changed_mind',
      'duplicate',
      'other',
    ]),
    asStoreCredit: z.boolean().optional(),
  }),
  propose_cancellation: z.object({
    orderNumber,
    lines: lines.optional(),
    reason: z.enum(CANCEL_REASONS),
  }),
  propose_address_change: z.object({
    orderNumber: orderNumber.optional(),
    address: z.object({
      name: z.string().max(200).optional(),
      line1: z.string().max(300),
      line2: z.string().max(300).optional(),
      city: z.string().max(120),
      region: z.string().max(120).optional(),
      postalCode: z.string().max(20).optional(),
      country: z.string().max(80),
    }),
  }),
  propose_item_change: z.object({
    orderNumber,
    items: replacements,
    payWith: payWith.optional(),
  }),
  propose_payment_change: z.object({ orderNumber, payWith }),
  propose_return: z.object({
    orderNumber,
    lines: lines.min(1),
    reason: z.enum(RETURN_REASONS).optional(),
    refundTo: payWith.optional(),
  }),
  propose_exchange: z.object({ orderNumber, items: replacements, payWith: payWith.optional() }),
  start_verification: z.object({ orderNumber: orderNumber.optional(), contact }),
  hand_off_to_human: z.object({
    reason: z.enum([
      'asked',
      'complaint',
      'chargeback',
      'legal',
      'safety',
      'refund',
      'parcel',
      'other',
    ]),
    summary: z.string().max(600),
  }),
} as const;

export type ToolName = keyof typeof toolArguments;
export type ToolArguments<Name extends ToolName> = z.infer<(typeof toolArguments)[Name]>;
