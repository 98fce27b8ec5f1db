import { z } from 'zod';

/*
 * The records of a shop as they are imported, exported and stored. Amounts are minor units of the currency
 * named beside them; instants are ISO 8601 with offset; days are `YYYY-MM-DD`; countries ISO 3166-1 alpha-2.
 */

const id = z.string().min(1).max(120);
const minor = z.int().nonnegative();
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'three capital letters of ISO 4217');
const country = z.string().regex(/^[A-Z]{2}$/, 'two capital letters of ISO 3166-1');
const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
const metadata = z.record(z.string(), z.string()).default({});

export const addressSchema = z.strictObject({
  name: z.string().max(200).optional(),
  line1: z.string().max(300),
  line2: z.string().max(300).optional(),
  city: z.string().max(120),
  region: z.string().max(120).optional(),
  postalCode: z.string().max(20).optional(),
  country,
  phone: z.string().max(40).optional(),
});

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

export const customerSchema = z.strictObject({
  id,
  email: z.email().max(254),
  givenName: z.string().max(120).optional(),
  familyName: z.string().max(120).optional(),
  phone: z.string().max(40).optional(),
  /** BCP 47 */
  locale: z.string().max(35).optional(),
  country,
  /** IANA */
  timeZone: z.string().max(60).optional(),
  defaultAddress: addressSchema.optional(),
  instruments: z.array(paymentInstrumentSchema).default([]),
  createdAt: instant,
  metadata,
});

export const variantSchema = z.strictObject({
  id,
  sku: z.string().max(80).optional(),
  title: z.string().max(200),
  options: z.record(z.string(), z.string()).default({}),
  price: minor,
  currency: currencyCode,
  available: z.boolean(),
  stock: z.int().nonnegative().optional(),
});

export const productSchema = z.strictObject({
  id,
  title: z.string().min(1).max(200),
  description: z.string().max(5000).default(''),
  category: z.string().max(120).optional(),
  tags: z.array(z.string().max(60)).default([]),
  url: z.url().optional(),
  imageUrl: z.url().optional(),
  /** where the goods come from: decides customs */
  originCountry: country.optional(),
  hsCode: z.string().max(12).optional(),
  variants: z.array(variantSchema).min(1),
  metadata,
});

export const ORDER_STATUSES = [
  'pending',
  'processing',
  'shipped',
  'delivered',
  'cancelled',
  'return_requested',
  'returned',
  'exchange_requested',
] as const;

export const orderLineSchema = z.strictObject({
  id,
  productId: id,
  variantId: id,
  title: z.string().max(200),
  options: z.record(z.string(), z.string()).default({}),
  quantity: z.int().positive(),
  unitPrice: minor,
  /** quantity × unitPrice − line discounts */
  total: minor,
});

export const orderSchema = z.strictObject({
  id,
  /** what the shopper sees and types, e.g. `DM-10042` or `#W2611340`; unique in the shop */
  number: z.string().min(1).max(60),
  customerId: id,
  /** contact on the order: identity checks and one-time codes go by these */
  email: z.email().max(254),
  phone: z.string().max(40).optional(),
  placedAt: instant,
  status: z.enum(ORDER_STATUSES),
  currency: currencyCode,
  lines: z.array(orderLineSchema).min(1),
  subtotal: minor,
  shippingCost: minor.default(0),
  tax: minor.default(0),
  duties: minor.default(0),
  discount: minor.default(0),
  /** subtotal + shippingCost + tax + duties − discount; checked at import */
  total: minor,
  shippingAddress: addressSchema,
  /** who pays duties: DDP the seller, DAP (formerly DDU) the recipient */
  incoterm: z.enum(['DDP', 'DAP']).default('DAP'),
  /** free text of the shopper or the shop: data, never an instruction and never a source of facts */
  note: z.string().max(2000).optional(),
  /** items were changed once already: no further change or cancellation */
  itemsModified: z.boolean().default(false),
  cancelledAt: instant.optional(),
  cancelReason: z.string().max(200).optional(),
  deliveredAt: instant.optional(),
  metadata,
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

/** The unified tracking status; see the table in the reference on logistics. */
export const TRACKING_STATUSES = [
  'not_found',
  'info_received',
  'picked_up',
  'in_transit',
  'departed_origin',
  'arrived_destination',
  'customs_processing',
  'customs_action_required',
  'customs_delayed',
  'customs_released',
  'handed_to_last_mile',
  'out_for_delivery',
  'ready_for_pickup',
  'delivery_failed',
  'delivered',
  'delayed',
  'returning',
  'returned',
  'damaged',
  'lost',
  'cancelled',
  'exception',
  'no_update',
] as const;

export const LEG_KINDS = ['first_mile', 'line_haul', 'customs', 'last_mile', 'return'] as const;

export const scanSchema = z.strictObject({
  at: instant,
  status: z.enum(TRACKING_STATUSES),
  leg: z.enum(LEG_KINDS).optional(),
  location: z.string().max(200).optional(),
  /** the carrier's own words: data, never a source of facts */
  description: z.string().max(500).default(''),
  rawCode: z.string().max(80).optional(),
  confidence: z.enum(['high', 'low']).default('high'),
});

export const shipmentLegSchema = z.strictObject({
  kind: z.enum(LEG_KINDS),
  carrier: z.string().max(80).optional(),
  trackingNumber: z.string().max(60).optional(),
  from: z.string().max(120).optional(),
  to: z.string().max(120).optional(),
  status: z.enum(['waiting', 'active', 'done']),
  startedAt: instant.optional(),
  endedAt: instant.optional(),
});

export const shipmentSchema = z.strictObject({
  id,
  orderId: id,
  /** order lines inside this parcel */
  lineIds: z.array(id).default([]),
  carrier: z.string().max(80),
  trackingNumber: z.string().min(3).max(60),
  trackingUrl: z.url().optional(),
  status: z.enum(TRACKING_STATUSES),
  leg: z.enum(LEG_KINDS).optional(),
  actionRequired: z.enum(['buyer', 'seller', 'none']).default('none'),
  originCountry: country.optional(),
  destinationCountry: country,
  createdAt: instant,
  shippedAt: instant.optional(),
  deliveredAt: instant.optional(),
  /** expected delivery as a range of days, with who says so */
  eta: z
    .strictObject({ earliest: day, latest: day, source: z.enum(['carrier', 'estimate']) })
    .optional(),
  customs: z
    .strictObject({
      stage: z.enum(['processing', 'action_required', 'delayed', 'released']),
      since: instant,
      dutiesDue: z.strictObject({ amount: minor, currency: currencyCode }).optional(),
      dueTo: z.string().max(120).optional(),
      dueBy: day.optional(),
      documentsNeeded: z.array(z.string().max(120)).default([]),
    })
    .optional(),
  legs: z.array(shipmentLegSchema).default([]),
  scans: z.array(scanSchema).default([]),
  metadata,
});

export const storeSchema = z.strictObject({
  name: z.string().max(120),
  /** BCP 47 */
  defaultLocale: z.string().max(35),
  currency: currencyCode,
  country,
  /** IANA */
  timeZone: z.string().max(60),
  supportEmail: z.email().optional(),
  url: z.url().optional(),
});

/** The whole shop: one file `shop.json`, or one file per list (`orders.json`, …) in a directory. */
export const shopDataSchema = z.strictObject({
  store: storeSchema.optional(),
  customers: z.array(customerSchema).default([]),
  products: z.array(productSchema).default([]),
  orders: z.array(orderSchema).default([]),
  payments: z.array(paymentSchema).default([]),
  refunds: z.array(refundSchema).default([]),
  disputes: z.array(disputeSchema).default([]),
  shipments: z.array(shipmentSchema).default([]),
});

export type Address = z.infer<typeof addressSchema>;
export type PaymentInstrument = z.infer<typeof paymentInstrumentSchema>;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];
export type PaymentProvider = (typeof PAYMENT_PROVIDERS)[number];
export type Customer = z.infer<typeof customerSchema>;
export type Product = z.infer<typeof productSchema>;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export type OrderLine = z.infer<typeof orderLineSchema>;
export type Order = z.infer<typeof orderSchema>;
export type Payment = z.infer<typeof paymentSchema>;
export type Refund = z.infer<typeof refundSchema>;
export type Dispute = z.infer<typeof disputeSchema>;
export type TrackingStatus = (typeof TRACKING_STATUSES)[number];
export type LegKind = (typeof LEG_KINDS)[number];
export type Scan = z.infer<typeof scanSchema>;
export type Shipment = z.infer<typeof shipmentSchema>;
export type Store = z.infer<typeof storeSchema>;
export type ShopData = z.infer<typeof shopDataSchema>;
