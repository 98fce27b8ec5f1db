import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { aCustomer, aLine, anOrder, aPayment, seedShop } from '../helpers/shop.ts';
import { watchHeldRefunds } from './return-invariants.ts';

export const CUSTOMERS = [1, 2];
/** Each order's number is also how many pieces of its one article were bought. */
export const ORDERS = [1, 2, 3];

/** A database with the shop, to be used for many seeds one after the other. */
export async function openShop(): Promise<SqliteDatabase> {
  const database = await createTestDatabase();
  const customers = CUSTOMERS.map((number) =>
    aCustomer({ id: `cus_${number}`, email: `shopper${number}@mail.example` }),
  );
  const orders = CUSTOMERS.flatMap((customer) =>
    ORDERS.map((number) =>
      anOrder({
        id: `ord_${customer}${number}`,
        number: `DM-${customer}000${number}`,
        customerId: `cus_${customer}`,
        email: `shopper${customer}@mail.example`,
        lines: [aLine({ id: `lin_${customer}${number}`, unitPrice: 3000, quantity: number })],
        shippingCost: 0,
        status: 'delivered',
        deliveredAt: '2026-03-05T10:00:00Z',
      }),
    ),
  );
  // Money that was never collected: all that can happen to it is a check.
  const authorized = CUSTOMERS.map((customer) =>
    anOrder({
      id: `ord_${customer}9`,
      number: `DM-${customer}0009`,
      customerId: `cus_${customer}`,
      email: `shopper${customer}@mail.example`,
      lines: [aLine({ id: `lin_${customer}9` })],
      status: 'pending',
    }),
  );
  await seedShop(database, {
    customers,
    orders: [...orders, ...authorized],
    shipments: [],
    // The third order of each was paid in two parts.
    payments: [
      ...authorized.map(({ id }) =>
        aPayment({ id: `pay_${id}a`, orderId: id, status: 'authorized', captures: [] }),
      ),
      ...orders.flatMap(({ id, total }) =>
        (id.endsWith('3') ? ['a', 'b'] : ['a']).map((part, _index, parts) =>
          aPayment({ id: `pay_${id}${part}`, orderId: id, amount: total / parts.length }),
        ),
      ),
    ],
  });
  await watchHeldRefunds(database);
  return database;
}
