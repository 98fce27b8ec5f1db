import { foldDigits, foldEmail, foldNumber } from './look-up-keys.ts';
import {
  captureSchema,
  disputeSchema,
  paymentInstrumentSchema,
  paymentSchema,
  refundSchema,
} from './payment-records.ts';
import { childTable, recordTable } from './record-table.ts';
import {
  customerSchema,
  orderLineSchema,
  orderSchema,
  productSchema,
  variantSchema,
} from './records.ts';
import { shipmentLegSchema, shipmentSchema } from './shipment-records.ts';

/** The lists of a shop and their tables, in the order in which they refer to each other. */
export const tables = {
  customers: recordTable(customerSchema, {
    table: 'customers',
    json: ['defaultAddress', 'metadata'],
    keys: { email_key: { of: 'email', fold: foldEmail } },
    children: [
      childTable(paymentInstrumentSchema, {
        table: 'payment_instruments',
        field: 'instruments',
        parent: 'customer_id',
        json: ['balance'],
      }),
    ],
  }),
  products: recordTable(productSchema, {
    table: 'products',
    json: ['tags', 'metadata'],
    children: [
      childTable(variantSchema, {
        table: 'product_variants',
        field: 'variants',
        parent: 'product_id',
        json: ['options'],
        booleans: ['available'],
      }),
    ],
  }),
  orders: recordTable(orderSchema, {
    table: 'orders',
    json: ['shippingAddress', 'metadata'],
    booleans: ['itemsModified'],
    keys: {
      number_key: { of: 'number', fold: foldNumber },
      number_digits: { of: 'number', fold: foldDigits },
    },
    children: [
      childTable(orderLineSchema, {
        table: 'order_lines',
        field: 'lines',
        parent: 'order_id',
        json: ['options'],
      }),
    ],
  }),
  payments: recordTable(paymentSchema, {
    table: 'payments',
    json: ['presentment', 'attempts', 'cashOnDelivery', 'hold', 'metadata'],
    children: [
      childTable(captureSchema, { table: 'captures', field: 'captures', parent: 'payment_id' }),
    ],
  }),
  refunds: recordTable(refundSchema, { table: 'refunds', json: ['hold', 'metadata'] }),
  disputes: recordTable(disputeSchema, { table: 'disputes', json: ['metadata'] }),
  shipments: recordTable(shipmentSchema, {
    table: 'shipments',
    json: ['lineIds', 'eta', 'customs', 'scans', 'metadata'],
    keys: { tracking_key: { of: 'trackingNumber', fold: foldNumber } },
    children: [
      childTable(shipmentLegSchema, {
        table: 'shipment_legs',
        field: 'legs',
        parent: 'shipment_id',
        keys: { tracking_key: { of: 'trackingNumber', fold: foldNumber } },
      }),
    ],
  }),
} as const;

export type ListName = keyof typeof tables;
