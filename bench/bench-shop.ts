import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importShop } from '../src/shop/import-shop.ts';
import { openSqlite } from '../src/storage/better-sqlite3.ts';
import { migrate } from '../src/storage/migrate.ts';
import { readMigrations } from '../src/storage/read-migrations.ts';

/** A database file with the one order of the scene; the caller removes its folder. */
export async function makeBenchDatabase(): Promise<{ folder: string; file: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'dragoman-bench-'));
  const file = join(folder, 'bench.db');
  const database = openSqlite(file);
  await migrate(database, readMigrations());
  const imported = await importShop(database, [{ name: 'shop.json', text: JSON.stringify(SHOP) }]);
  database.close();
  if (!imported.ok)
    throw new Error(`the shop of the bench is refused: ${JSON.stringify(imported.problems[0])}`);
  return { folder, file };
}

const address = {
  name: 'Ana Example',
  line1: 'Gracht 1',
  city: 'Utrecht',
  postalCode: '3511',
  country: 'NL',
};

const SHOP = {
  store: {
    name: 'Aurora Crossing',
    defaultLocale: 'en',
    currency: 'EUR',
    country: 'NL',
    timeZone: 'UTC',
  },
  customers: [
    {
      id: 'cus_1',
      email: 'ana@example.com',
      givenName: 'Ana',
      familyName: 'Example',
      locale: 'en',
      country: 'NL',
      createdAt: '2025-01-01T00:00:00Z',
    },
  ],
  products: [
    {
      id: 'prd_kettle',
      title: 'Glass tea kettle',
      variants: [
        { id: 'var_kettle', title: 'Clear', price: 5200, currency: 'EUR', available: true },
      ],
    },
    {
      id: 'prd_cups',
      title: 'Set of four cups',
      variants: [{ id: 'var_cups', title: 'Blue', price: 3250, currency: 'EUR', available: true }],
    },
  ],
  orders: [
    {
      id: 'ord_1',
      number: 'DM-10042',
      customerId: 'cus_1',
      email: 'ana@example.com',
      placedAt: '2026-01-05T09:30:00Z',
      status: 'shipped',
      currency: 'EUR',
      lines: [
        {
          id: 'l1',
          productId: 'prd_kettle',
          variantId: 'var_kettle',
          title: 'Glass tea kettle',
          quantity: 1,
          unitPrice: 5200,
          total: 5200,
        },
        {
          id: 'l2',
          productId: 'prd_cups',
          variantId: 'var_cups',
          title: 'Set of four cups',
          quantity: 1,
          unitPrice: 3250,
          total: 3250,
        },
      ],
      subtotal: 8450,
      total: 8450,
      shippingAddress: address,
    },
  ],
  shipments: [
    {
      id: 'shp_1',
      orderId: 'ord_1',
      carrier: 'Cainiao',
      trackingNumber: 'LP00123456789CN',
      status: 'in_transit',
      destinationCountry: 'NL',
      createdAt: '2026-01-06T08:00:00Z',
      shippedAt: '2026-01-06T18:00:00Z',
      lineIds: ['l1', 'l2'],
    },
  ],
};
