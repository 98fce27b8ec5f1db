import { writeShop } from '../../src/shop/import-shop.ts';
import {
  type Dispute,
  disputeSchema,
  type Payment,
  paymentSchema,
  type Refund,
  refundSchema,
} from '../../src/shop/payment-records.ts';
import {
  type Customer,
  customerSchema,
  type Order,
  type OrderLine,
  orderLineSchema,
  orderSchema,
  type Product,
  productSchema,
  type ShopData,
  type Store,
} from '../../src/shop/records.ts';
import { type Shipment, shipmentSchema } from '../../src/shop/shipment-records.ts';
import type { Database } from '../../src/storage/database.ts';

/*
 * Builders of sound records with defaults: `anOrder({ status: 'delivered' })`. They fit together as they are: the
 * customer, the product, the order, its captured card payment and its parcel refer to each other by their default ids.
 */

export const aStore: Store = {
  name: 'Damask & Moon',
  defaultLocale: 'en',
  currency: 'EUR',
  country: 'DE',
  timeZone: 'Europe/Berlin',
  supportEmail: 'help@damaskmoon.example.com',
};

export function aCustomer(changes: Partial<Customer> = {}): Customer {
  return customerSchema.parse({
    id: 'cus_1',
    email: 'maria.santos@example.com',
    givenName: 'Maria',
    familyName: 'Santos',
    phone: '+49 151 5550 1234',
    locale: 'de',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    defaultAddress: anAddress(),
    createdAt: '2026-01-05T09:00:00Z',
    ...changes,
  });
}

export function anAddress(): Order['shippingAddress'] {
  return {
    name: 'Maria Santos',
    line1: 'Lindenstraße 12',
    city: 'Berlin',
    postalCode: '10969',
    country: 'DE',
  };
}

export function aProduct(changes: Partial<Product> = {}): Product {
  return productSchema.parse({
    id: 'prd_1',
    title: 'Cast-iron teapot',
    description: 'Holds 0.8 litres.',
    category: 'Tea ware',
    tags: ['teapot', '茶壶'],
    originCountry: 'CN',
    variants: [
      {
        id: 'var_1',
        title: 'Black',
        options: { color: 'black' },
        price: 4500,
        currency: 'EUR',
        available: true,
      },
    ],
    ...changes,
  });
}

export function aLine(changes: Partial<OrderLine> = {}): OrderLine {
  const quantity = changes.quantity ?? 1;
  const unitPrice = changes.unitPrice ?? 4500;
  return orderLineSchema.parse({
    id: 'lin_1',
    productId: 'prd_1',
    variantId: 'var_1',
    title: 'Cast-iron teapot',
    options: { color: 'black' },
    quantity,
    unitPrice,
    total: quantity * unitPrice,
    ...changes,
  });
}

/** Sums follow from the lines, shipping cost, tax, duties and discount unless they are given. */
export function anOrder(changes: Partial<Order> = {}): Order {
  const lines = changes.lines ?? [aLine()];
  const subtotal = changes.subtotal ?? lines.reduce((sum, line) => sum + line.total, 0);
  const { shippingCost = 500, tax = 0, duties = 0, discount = 0 } = changes;
  return orderSchema.parse({
    id: 'ord_1',
    number: 'DM-20001',
    customerId: 'cus_1',
    email: 'maria.santos@example.com',
    phone: '+49 151 5550 1234',
    placedAt: '2026-03-01T10:00:00Z',
    status: 'shipped',
    currency: 'EUR',
    lines,
    subtotal,
    shippingCost,
    total: subtotal + shippingCost + tax + duties - discount,
    shippingAddress: anAddress(),
    ...changes,
  });
}

/** Captured whole, unless captures are given or the status is one without money. */
export function aPayment(changes: Partial<Payment> = {}): Payment {
  const amount = changes.amount ?? 5000;
  const status = changes.status ?? 'captured';
  const captured = ['captured', 'partially_refunded', 'refunded'].includes(status);
  return paymentSchema.parse({
    id: 'pay_1',
    orderId: 'ord_1',
    provider: 'built-in',
    method: 'card',
    country: 'DE',
    brand: 'visa',
    last4: '4242',
    status,
    amount,
    currency: 'EUR',
    createdAt: '2026-03-01T10:00:00Z',
    attempts: [
      {
        id: 'att_1',
        at: '2026-03-01T10:00:00Z',
        outcome: captured ? 'succeeded' : 'pending',
        amount,
      },
    ],
    captures: captured ? [{ id: 'cap_1', at: '2026-03-01T10:00:05Z', amount }] : [],
    ...changes,
  });
}

export function aRefund(changes: Partial<Refund> = {}): Refund {
  return refundSchema.parse({
    id: 'rfd_1',
    orderId: 'ord_1',
    paymentId: 'pay_1',
    amount: 1000,
    currency: 'EUR',
    status: 'succeeded',
    route: 'original_method',
    reason: 'damaged',
    requestedAt: '2026-03-10T10:00:00Z',
    ...changes,
  });
}

export function aDispute(changes: Partial<Dispute> = {}): Dispute {
  return disputeSchema.parse({
    id: 'dsp_1',
    orderId: 'ord_1',
    paymentId: 'pay_1',
    kind: 'chargeback',
    status: 'needs_response',
    amount: 5000,
    currency: 'EUR',
    reason: 'product_not_received',
    openedAt: '2026-03-12T10:00:00Z',
    ...changes,
  });
}

export function aShipment(changes: Partial<Shipment> = {}): Shipment {
  return shipmentSchema.parse({
    id: 'shp_1',
    orderId: 'ord_1',
    lineIds: ['lin_1'],
    carrier: 'Yanwen',
    trackingNumber: 'YW928471035CN',
    status: 'in_transit',
    leg: 'line_haul',
    originCountry: 'CN',
    destinationCountry: 'DE',
    createdAt: '2026-03-02T08:00:00Z',
    shippedAt: '2026-03-03T08:00:00Z',
    scans: [
      {
        at: '2026-03-04T02:10:00Z',
        status: 'in_transit',
        leg: 'line_haul',
        description: 'Departed from facility',
      },
    ],
    ...changes,
  });
}

/** One customer, product, order, payment and parcel of the defaults above. */
export function aShop(changes: Partial<ShopData> = {}): ShopData {
  return {
    store: aStore,
    customers: [aCustomer()],
    products: [aProduct()],
    orders: [anOrder()],
    payments: [aPayment()],
    refunds: [],
    disputes: [],
    shipments: [aShipment()],
    ...changes,
  };
}

/** Writes a shop into the database as it is; lists left out are those of `aShop()`. */
export async function seedShop(
  database: Database,
  changes: Partial<ShopData> = {},
): Promise<ShopData> {
  const shop = aShop(changes);
  await writeShop(database, shop);
  return shop;
}
