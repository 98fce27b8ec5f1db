import { beforeEach, describe, expect, it } from 'vitest';
import { exportShop } from '../../src/shop/export-shop.ts';
import { importShop } from '../../src/shop/import-shop.ts';
import type { ShopData } from '../../src/shop/records.ts';
import { ShopStore } from '../../src/shop/shop-store.ts';
import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { createTestDatabase } from '../helpers/database.ts';
import {
  aCustomer,
  aDispute,
  aLine,
  anOrder,
  aPayment,
  aProduct,
  aRefund,
  aShipment,
  aShop,
} from '../helpers/shop.ts';

let database: SqliteDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

function importText(text: string, name = 'shop.json') {
  return importShop(database, [{ name, text }]);
}

function importData(shop: unknown) {
  return importText(JSON.stringify(shop));
}

async function recordCount(): Promise<unknown> {
  const row = await database.get(
    'SELECT (SELECT count(*) FROM customers) + (SELECT count(*) FROM products) + (SELECT count(*) FROM orders) + (SELECT count(*) FROM store) AS count',
  );
  return row?.count;
}

describe('a sound import', () => {
  it('adds everything, and changes nothing the second time', async () => {
    const shop = aShop({ refunds: [aRefund()], disputes: [aDispute({ amount: 4000 })] });
    const once = { added: 1, changed: 0, unchanged: 0 };
    const lists = {
      store: once,
      customers: once,
      products: once,
      orders: once,
      payments: once,
      refunds: once,
      disputes: once,
      shipments: once,
    };
    expect(await importData(shop)).toEqual({ ok: true, counts: lists });
    const before = await exportShop(database);
    const again = Object.fromEntries(
      Object.keys(lists).map((list) => [list, { added: 0, changed: 0, unchanged: 1 }]),
    );
    expect(await importData(shop)).toEqual({ ok: true, counts: again });
    expect(await exportShop(database)).toEqual(before);
  });

  it('reads one file a list, with or without a byte order mark', async () => {
    const { store, ...lists } = aShop();
    const files = Object.entries(lists).map(([name, records]) => ({
      name: `shop/${name}.json`,
      text: `\uFEFF${JSON.stringify(records)}`,
    }));
    files.push({ name: 'shop/store.json', text: JSON.stringify(store) });
    expect(await importShop(database, files)).toMatchObject({
      ok: true,
      counts: { orders: { added: 1 }, store: { added: 1 } },
    });
  });

  it('updates a changed record with its lines and keeps the others', async () => {
    await importData(aShop());
    const lines = [aLine({ quantity: 3 })];
    const orders = [
      anOrder({
        lines,
        shippingCost: 0,
        shippingAddress: { line1: 'New street 1', city: 'Bonn', country: 'DE' },
      }),
    ];
    expect(await importData({ orders })).toMatchObject({
      counts: { orders: { added: 0, changed: 1 }, customers: { unchanged: 0 } },
    });
    expect(await new ShopStore(database).findOrderByNumber('DM-20001')).toEqual(orders[0]);
    expect((await exportShop(database)).customers).toHaveLength(1);
  });

  it('finds a product under its new words, and no longer under the old ones', async () => {
    await importData(aShop());
    await importData({ products: [aProduct({ title: 'Bamboo tray', tags: ['托盘'] })] });
    const store = new ShopStore(database);
    expect(await store.searchProducts('竹托盘')).toHaveLength(1);
    expect(await store.searchProducts('茶壶')).toEqual([]);
  });

  it('takes orders that exchange their numbers and refunds that exchange their amounts', async () => {
    const orders = [anOrder(), anOrder({ id: 'ord_2', number: 'DM-20002' })];
    const refunds = [aRefund({ amount: 1000 }), aRefund({ id: 'rfd_2', amount: 4000 })];
    await importData(aShop({ orders, refunds }));
    const numbers = [anOrder({ number: 'DM-20002' }), anOrder({ id: 'ord_2', number: 'DM-20001' })];
    const amounts = [aRefund({ amount: 4000 }), aRefund({ id: 'rfd_2', amount: 1000 })];
    expect(await importData({ orders: numbers, refunds: amounts })).toMatchObject({
      ok: true,
      counts: { orders: { changed: 2 }, refunds: { changed: 2 } },
    });
    expect((await new ShopStore(database).findOrderByNumber('DM-20001'))?.id).toBe('ord_2');
  });

  it('accepts an empty list', async () => {
    expect(await importText('[]', 'orders.json')).toMatchObject({
      ok: true,
      counts: { orders: { added: 0 } },
    });
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['', /is empty/],
    ['  \n', /is empty/],
    ['{"orders": [', /breaks off: the file is not complete at line 1, column 13/],
    ['{\n  "orders": [,]\n}', /is not valid JSON at line 2, column 14/],
    ['s\0h\0', /not UTF-8 text/],
    ['42', /holds 42; expected an object/],
    ['[]', /its name does not say which.*orders\.json/],
    ['{"order": []}', /unknown field "order"; known are store, customers/],
    ['{"orders": {"o1": {}}}', /holds an object; expected a list/],
  ])('names what is wrong with %j', async (text, message) => {
    expect(await importText(text)).toEqual({
      ok: false,
      problems: [
        expect.objectContaining({ file: 'shop.json', message: expect.stringMatching(message) }),
      ],
    });
  });

  it('says that a list file holds an object', async () => {
    expect(await importText('{"#1": {}}', 'orders.json')).toMatchObject({
      problems: [
        { file: 'orders.json', message: expect.stringMatching(/expected a list of records/) },
      ],
    });
  });
});

describe('a shop with a fault', () => {
  const second = (changes: Parameters<typeof anOrder>[0]) => [
    anOrder(),
    anOrder({ id: 'ord_2', number: 'DM-20002', ...changes }),
  ];
  const faults: [what: string, shop: unknown, record: string, field: string, message: RegExp][] = [
    [
      'a missing field',
      { ...aShop(), orders: [{ ...anOrder(), status: undefined }] },
      'orders[0] (DM-20001)',
      'status',
      /is missing/,
    ],
    [
      'an unknown field',
      { ...aShop(), customers: [{ ...aCustomer(), vip: true }] },
      'customers[0] (cus_1)',
      'vip',
      /not a field.*metadata/,
    ],
    [
      'a decimal amount',
      { ...aShop(), payments: [{ ...aPayment(), amount: 50.5 }] },
      'payments[0] (pay_1)',
      'amount',
      /is 50.5.*whole minor units/,
    ],
    [
      'an unknown status',
      { ...aShop(), shipments: [{ ...aShipment(), status: 'teleported' }] },
      'shipments[0] (shp_1)',
      'status',
      /"teleported"/,
    ],
    [
      'a NUL character',
      { ...aShop(), orders: [anOrder({ note: 'a\0b' })] },
      'orders[0] (DM-20001)',
      'note',
      /NUL/,
    ],
    [
      'half a surrogate pair',
      { ...aShop(), orders: [anOrder({ note: '\ud83d' })] },
      'orders[0] (DM-20001)',
      'note',
      /surrogate/,
    ],
    [
      'a repeated id',
      aShop({ customers: [aCustomer(), aCustomer()] }),
      'customers[1] (cus_1)',
      'id',
      /earlier record/,
    ],
    [
      'a repeated number',
      aShop({ orders: second({ number: 'DM-20001' }) }),
      'orders[1] (DM-20001)',
      'number',
      /earlier record/,
    ],
    [
      'an unknown customer',
      aShop({ orders: second({ customerId: 'cus_9' }) }),
      'orders[1] (DM-20002)',
      'customerId',
      /"cus_9" is no customer/,
    ],
    [
      'an unknown product',
      aShop({ orders: second({ lines: [aLine({ productId: 'prd_9' })] }) }),
      'orders[1] (DM-20002)',
      'lines[0].productId',
      /no product/,
    ],
    [
      'an unknown variant',
      aShop({ orders: second({ lines: [aLine({ variantId: 'var_9' })] }) }),
      'orders[1] (DM-20002)',
      'lines[0].variantId',
      /no variant of product prd_1/,
    ],
    [
      'a wrong total',
      aShop({ orders: [anOrder({ total: 5100 })] }),
      'orders[0] (DM-20001)',
      'total',
      /is 5100 \(51\.00 EUR\), but .* is 5000 \(50\.00 EUR\)/,
    ],
    [
      'a wrong subtotal',
      aShop({ orders: [anOrder({ subtotal: 4000 })] }),
      'orders[0] (DM-20001)',
      'subtotal',
      /lines add up to 4500/,
    ],
    [
      'a line above its price',
      aShop({ orders: [anOrder({ lines: [aLine({ total: 4600 })] })] }),
      'orders[0] (DM-20001)',
      'lines[0].total',
      /more than quantity × unitPrice/,
    ],
    [
      'repeated lines',
      aShop({ orders: [anOrder({ lines: [aLine(), aLine()] })] }),
      'orders[0] (DM-20001)',
      'lines[1].id',
      /used twice/,
    ],
    [
      'a payment without order',
      aShop({ payments: [aPayment({ orderId: 'ord_9' })] }),
      'payments[0] (pay_1)',
      'orderId',
      /no order/,
    ],
    [
      'captures above the amount',
      aShop({
        payments: [aPayment({ captures: [{ id: 'c', at: '2026-03-01T10:00:05Z', amount: 5001 }] })],
      }),
      'payments[0] (pay_1)',
      'captures',
      /more than the payment's amount/,
    ],
    [
      'refunds above the captures',
      aShop({
        refunds: [
          aRefund({ amount: 3000 }),
          aRefund({ id: 'rfd_2', amount: 2001, status: 'pending' }),
        ],
      }),
      'payments[0] (pay_1)',
      'captures',
      /add up to 5001, more than the 5000 captured/,
    ],
    [
      'a refund in another currency',
      aShop({ refunds: [aRefund({ currency: 'USD' })] }),
      'refunds[0] (rfd_1)',
      'currency',
      /charged in EUR/,
    ],
    [
      'a refund of no payment',
      aShop({ refunds: [aRefund({ paymentId: 'pay_9' })] }),
      'refunds[0] (rfd_1)',
      'paymentId',
      /no payment/,
    ],
    [
      'a dispute above the payment',
      aShop({ disputes: [aDispute({ amount: 6000 })] }),
      'disputes[0] (dsp_1)',
      'amount',
      /more than the 5000/,
    ],
    [
      'an unknown line in a parcel',
      aShop({ shipments: [aShipment({ lineIds: ['lin_9'] })] }),
      'shipments[0] (shp_1)',
      'lineIds[0]',
      /no line of order DM-20001/,
    ],
    [
      'an unknown time zone',
      aShop({ customers: [aCustomer({ timeZone: 'Mars/Base' })] }),
      'customers[0] (cus_1)',
      'timeZone',
      /IANA/,
    ],
    [
      'an unknown currency',
      aShop({
        products: [
          aProduct({
            variants: [
              { id: 'var_1', title: '', options: {}, price: 1, currency: 'XQQ', available: true },
            ],
          }),
        ],
      }),
      'products[0] (prd_1)',
      'variants[0].currency',
      /ISO 4217/,
    ],
  ];

  it.each(faults)('is refused whole for %s', async (_what, shop, record, field, message) => {
    const result = await importData(shop);
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? [] : result.problems).toContainEqual({
      file: 'shop.json',
      record,
      field,
      message: expect.stringMatching(message),
    });
    expect(await recordCount()).toBe(0);
  });

  it('names the file and the index in it', async () => {
    const files = [
      { name: 'customers.json', text: JSON.stringify([aCustomer()]) },
      { name: 'orders.json', text: JSON.stringify([{ ...anOrder(), placedAt: 'yesterday' }]) },
    ];
    expect(await importShop(database, files)).toMatchObject({
      problems: [{ file: 'orders.json', record: 'orders[0] (DM-20001)', field: 'placedAt' }],
    });
  });
});

describe('an import on top of stored records', () => {
  beforeEach(async () => {
    await importData(aShop({ refunds: [aRefund({ amount: 4000 })] }));
  });

  async function problemsOf(shop: Partial<ShopData>) {
    const before = await exportShop(database);
    const result = await importData(shop);
    expect(await exportShop(database)).toEqual(before);
    return result.ok ? [] : result.problems;
  }

  it('finds references in the database', async () => {
    const orders = [anOrder({ id: 'ord_2', number: 'DM-20002' })];
    const shipments = [aShipment({ id: 'shp_2', orderId: 'ord_2' })];
    expect(await importData({ orders, shipments })).toMatchObject({ ok: true });
  });

  it('refuses a refund beyond what stored ones leave', async () => {
    expect(await problemsOf({ refunds: [aRefund({ id: 'rfd_2', amount: 1001 })] })).toMatchObject([
      { record: 'refunds[0] (rfd_2)', field: 'amount' },
    ]);
  });

  it('refuses captures below the stored refunds', async () => {
    const captures = [{ id: 'cap_1', at: '2026-03-01T10:00:05Z', amount: 3999 }];
    expect(await problemsOf({ payments: [aPayment({ captures })] })).toMatchObject([
      { record: 'payments[0] (pay_1)', field: 'captures' },
    ]);
  });

  it('refuses a number that a stored order has', async () => {
    expect(await problemsOf({ orders: [anOrder({ id: 'ord_2' })] })).toMatchObject([
      { field: 'number', message: expect.stringMatching(/stored order ord_1/) },
    ]);
  });

  it('refuses to drop a variant or a line that stored records refer to', async () => {
    const variants = [
      { id: 'var_2', title: 'Red', options: {}, price: 1, currency: 'EUR', available: true },
    ];
    expect(await problemsOf({ products: [aProduct({ variants })] })).toMatchObject([
      { field: 'variants', message: expect.stringMatching(/var_1/) },
    ]);
    expect(
      await problemsOf({ orders: [anOrder({ lines: [aLine({ id: 'lin_2' })] })] }),
    ).toMatchObject([{ field: 'lines', message: expect.stringMatching(/shp_1/) }]);
  });
});
