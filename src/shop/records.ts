import { z } from 'zod';
import {
  disputeSchema,
  paymentInstrumentSchema,
  paymentSchema,
  refundSchema,
} from './payment-records.ts';
import { country, currencyCode, id, instant, metadata, minor } from './record-fields.ts';
import { shipmentSchema } from './shipment-records.ts';

/*
 * The records of a shop as they are imported, exported and stored. Amounts are minor units of the currency
 * named beside them; instants are ISO 8601 with offset; days are `YYYY-MM-DD`; countries ISO 3166-1 alpha-2.
 */

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
export type Customer = z.infer<typeof customerSchema>;
export type Product = z.infer<typeof productSchema>;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export type OrderLine = z.infer<typeof orderLineSchema>;
export type Order = z.infer<typeof orderSchema>;
export type Store = z.infer<typeof storeSchema>;
export type ShopData = z.infer<typeof shopDataSchema>;
