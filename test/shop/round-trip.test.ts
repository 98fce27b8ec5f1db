import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exportShop } from '../../src/shop/export-shop.ts';
import { importShop } from '../../src/shop/import-shop.ts';
import {
  DISPUTE_STATUSES,
  PAYMENT_METHODS,
  PAYMENT_PROVIDERS,
  REFUND_STATUSES,
} from '../../src/shop/payment-records.ts';
import { ORDER_STATUSES, type ShopData, shopDataSchema } from '../../src/shop/records.ts';
import { LEG_KINDS, TRACKING_STATUSES } from '../../src/shop/shipment-records.ts';
import { createTestDatabase } from '../helpers/database.ts';

// Texts of every script, with quotes, line ends and astral characters; never NUL, which no database keeps safely.
const text = (maxLength: number) =>
  fc
    .string({ unit: 'binary', maxLength: Math.floor(maxLength / 2) })
    .map((value) => value.replaceAll('\0', ''));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const minor = fc.integer({ min: 0, max: 9_000_000_000 });
const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .chain((date) =>
    fc.constantFrom(
      date.toISOString(),
      `${date.toISOString().slice(0, 19)}+05:30`,
      `${date.toISOString().slice(0, 19)}Z`,
    ),
  );
const day = instant.map((value) => value.slice(0, 10));
const currency = fc.constantFrom('EUR', 'JPY', 'KWD', 'USD');
const country = fc.constantFrom('DE', 'JP', 'KW');
const metadata = fc.dictionary(
  text(12).filter((key) => key !== '__proto__'),
  text(20),
  { maxKeys: 3 },
);
const last4 = fc.stringMatching(/^\d{4}$/);
const address = fc.record(
  {
    name: text(20),
    line1: text(30),
    line2: text(20),
    city: text(20),
    region: text(10),
    postalCode: text(10),
    country,
    phone: text(12),
  },
  { requiredKeys: ['line1', 'city', 'country'] },
);

const customer = (index: number) =>
  fc.record({
    id: fc.constant(`cus-${index}`),
    email: fc.constantFrom('ana@example.com', 'BEN@example.org'),
    givenName: maybe(text(20)),
    familyName: maybe(text(20)),
    phone: maybe(text(20)),
    locale: maybe(fc.constantFrom('de', 'zh-Hans', 'pt-BR')),
    country,
    timeZone: maybe(fc.constantFrom('Asia/Kuwait', 'Europe/Berlin')),
    defaultAddress: maybe(address),
    instruments: fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^[a-z]{1,5}$/),
        method: fc.constantFrom(...PAYMENT_METHODS),
        brand: maybe(text(10)),
        last4: maybe(last4),
        balance: maybe(fc.record({ amount: minor, currency })),
      }),
      { selector: ({ id }) => id, maxLength: 3 },
    ),
    createdAt: instant,
    metadata,
  });

const product = (index: number) =>
  fc.record({
    id: fc.constant(`prd-${index}`),
    title: text(60).map((value) => `T${value}`),
    description: text(200),
    category: maybe(text(20)),
    tags: fc.array(text(20), { maxLength: 3 }),
    url: maybe(fc.constant('https://shop.example.com/p?q=ü')),
    originCountry: maybe(country),
    hsCode: maybe(text(8)),
    variants: fc
      .array(
        fc.record({
          sku: maybe(text(20)),
          title: text(30),
          options: metadata,
          price: minor,
          currency,
          available: fc.boolean(),
          stock: maybe(fc.nat(1000)),
        }),
        { minLength: 1, maxLength: 3 },
      )
      .map((variants) =>
        variants.map((variant, position) => ({ id: `var-${position}`, ...variant })),
      ),
    metadata,
  });

const lines = fc
  .array(
    fc.record({
      productId: fc.constantFrom('prd-0', 'prd-1'),
      title: text(40),
      options: metadata,
      quantity: fc.integer({ min: 1, max: 9 }),
      unitPrice: minor,
      off: fc.nat(100),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((items) =>
    items.map(({ off, ...line }, position) => ({
      id: `lin-${position}`,
      ...line,
      variantId: 'var-0',
      total: Math.floor((line.quantity * line.unitPrice * (100 - off)) / 100),
    })),
  );

const order = (index: number) =>
  fc
    .record({
      id: fc.constant(`ord-${index}`),
      number: text(20).map((value) => `#${index}${value}`),
      customerId: fc.constantFrom('cus-0', 'cus-1'),
      email: fc.constant('ana@example.com'),
      phone: maybe(text(20)),
      placedAt: instant,
      status: fc.constantFrom(...ORDER_STATUSES),
      currency,
      lines,
      shippingCost: minor,
      tax: minor,
      duties: minor,
      shippingAddress: address,
      incoterm: fc.constantFrom('DDP', 'DAP'),
      note: maybe(text(200)),
      itemsModified: fc.boolean(),
      cancelledAt: maybe(instant),
      cancelReason: maybe(text(40)),
      deliveredAt: maybe(instant),
      metadata,
    })
    .map((value) => {
      const subtotal = value.lines.reduce((sum, line) => sum + line.total, 0);
      const discount = Math.floor(subtotal / 10);
      return {
        ...value,
        subtotal,
        discount,
        total: subtotal + value.shippingCost + value.tax + value.duties - discount,
      };
    });

const payment = (index: number) =>
  fc
    .record({
      id: fc.constant(`pay-${index}`),
      orderId: fc.constantFrom('ord-0', 'ord-1'),
      provider: fc.constantFrom(...PAYMENT_PROVIDERS),
      method: fc.constantFrom(...PAYMENT_METHODS),
      country,
      instrumentId: maybe(text(10).map((value) => `i${value}`)),
      last4: maybe(last4),
      status: fc.constantFrom('captured', 'partially_refunded'),
      amount: fc.integer({ min: 1000, max: 9_000_000_000 }),
      currency: fc.constant('EUR'),
      presentment: maybe(
        fc.record({
          amount: minor,
          currency,
          exchangeRate: fc.constant('1.0834'),
          rateSource: text(20),
          rateAt: instant,
        }),
      ),
      createdAt: instant,
      expiresAt: maybe(instant),
      attempts: fc
        .array(
          fc.record({
            at: instant,
            outcome: fc.constantFrom('declined', 'succeeded'),
            amount: minor,
            declineCode: maybe(text(20)),
          }),
          { maxLength: 3 },
        )
        .map((attempts) =>
          attempts.map((attempt, position) => ({ id: `att-${position}`, ...attempt })),
        ),
      cashOnDelivery: maybe(fc.record({ refusedAt: maybe(instant), collectedAt: maybe(instant) })),
      capture: fc.record({
        at: instant,
        settlesOn: maybe(day),
        settledAt: maybe(instant),
        settledAmount: maybe(minor),
        settledCurrency: maybe(currency),
        exchangeRate: maybe(fc.constant('0.92')),
      }),
      metadata,
    })
    .map(({ capture, ...value }) => ({
      ...value,
      captures: [
        { id: 'cap-0', amount: value.amount - 100, ...capture },
        { id: 'cap-1', amount: 100, at: value.createdAt },
      ],
    }));

const shipment = (index: number) =>
  fc.record({
    id: fc.constant(`shp-${index}`),
    orderId: fc.constantFrom('ord-0', 'ord-1'),
    lineIds: fc.constantFrom([], ['lin-0']),
    carrier: text(20),
    trackingNumber: text(20).map((value) => `TN${index}${value}`),
    status: fc.constantFrom(...TRACKING_STATUSES),
    leg: maybe(fc.constantFrom(...LEG_KINDS)),
    actionRequired: fc.constantFrom('buyer', 'seller', 'none'),
    destinationCountry: country,
    createdAt: instant,
    eta: maybe(day.map((value) => ({ earliest: value, latest: value, source: 'carrier' }))),
    customs: maybe(
      fc.record({
        stage: fc.constantFrom('processing', 'action_required'),
        since: instant,
        dutiesDue: maybe(fc.record({ amount: minor, currency })),
        documentsNeeded: fc.array(text(20), { maxLength: 2 }),
      }),
    ),
    legs: fc.array(
      fc.record({
        kind: fc.constantFrom(...LEG_KINDS),
        carrier: maybe(text(10)),
        trackingNumber: maybe(text(20)),
        from: maybe(text(20)),
        to: maybe(text(20)),
        status: fc.constantFrom('done', 'active'),
        startedAt: maybe(instant),
      }),
      { maxLength: 3 },
    ),
    scans: fc.array(
      fc.record({
        at: instant,
        status: fc.constantFrom(...TRACKING_STATUSES),
        location: maybe(text(20)),
        description: text(40),
        confidence: fc.constantFrom('high', 'low'),
      }),
      { maxLength: 3 },
    ),
    metadata,
  });

const refund = (index: number) =>
  fc.record({
    id: fc.constant(`rfd-${index}`),
    paymentId: fc.constantFrom('pay-0', 'pay-1'),
    amount: fc.integer({ min: 1, max: 500 }),
    currency: fc.constant('EUR'),
    status: fc.constantFrom(...REFUND_STATUSES),
    route: fc.constantFrom('original_method', 'bank_transfer', 'store_credit'),
    reason: text(40),
    requestedAt: instant,
    traceNumber: maybe(text(20)),
    metadata,
  });

const dispute = fc.record({
  id: fc.constant('dsp-0'),
  paymentId: fc.constantFrom('pay-0', 'pay-1'),
  kind: fc.constantFrom('inquiry', 'chargeback'),
  status: fc.constantFrom(...DISPUTE_STATUSES),
  amount: fc.integer({ min: 1, max: 1000 }),
  currency: fc.constant('EUR'),
  reason: text(40),
  openedAt: instant,
  respondBy: maybe(instant),
  metadata,
});

/** Two of everything, in a random order within each list. */
const anyShop: fc.Arbitrary<ShopData> = fc
  .record({
    store: maybe(
      fc.record({
        name: text(20),
        defaultLocale: fc.constant('en'),
        currency,
        country,
        timeZone: fc.constant('UTC'),
      }),
    ),
    customers: shuffled([customer(1), customer(0)]),
    products: shuffled([product(0), product(1)]),
    orders: shuffled([order(0), order(1)]),
    payments: shuffled([payment(0), payment(1)]),
    refunds: shuffled([refund(0), refund(1)]),
    disputes: fc.array(dispute, { maxLength: 1 }),
    shipments: shuffled([shipment(0), shipment(1)]),
  })
  .map((shop) => {
    const orderOf = ({ paymentId }: { paymentId: string }) => ({
      orderId: shop.payments.find(({ id }) => id === paymentId)?.orderId,
    });
    const complete = {
      ...shop,
      refunds: shop.refunds.map((item) => ({ ...item, ...orderOf(item) })),
      disputes: shop.disputes.map((item) => ({ ...item, ...orderOf(item) })),
    };
    return shopDataSchema.parse(JSON.parse(JSON.stringify(complete)));
  });

function shuffled<T>(items: fc.Arbitrary<T>[]): fc.Arbitrary<T[]> {
  return fc.tuple(...items).chain((list) => fc.shuffledSubarray(list, { minLength: list.length }));
}

it('gives any sound shop back as it was imported, and finds nothing to change in it', async () => {
  await fc.assert(
    fc.asyncProperty(anyShop, async (shop) => {
      const database = await createTestDatabase();
      const result = await importShop(database, [
        { name: 'shop.json', text: JSON.stringify(shop) },
      ]);
      expect(result.ok ? [] : result.problems).toEqual([]);
      const exported = await exportShop(database);
      expect(exported).toEqual(shop);
      const again = await importShop(database, [
        { name: 'shop.json', text: JSON.stringify(exported) },
      ]);
      expect(again).toMatchObject({
        ok: true,
        counts: {
          orders: { unchanged: 2 },
          customers: { unchanged: 2 },
          shipments: { unchanged: 2 },
        },
      });
      database.close();
    }),
    { numRuns: 60, seed: 7 },
  );
});
