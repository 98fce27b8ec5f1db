import customers from '../../data/demo-store/customers.json' with { type: 'json' };
import disputes from '../../data/demo-store/disputes.json' with { type: 'json' };
import orders from '../../data/demo-store/orders.json' with { type: 'json' };
import payments from '../../data/demo-store/payments.json' with { type: 'json' };
import products from '../../data/demo-store/products.json' with { type: 'json' };
import refunds from '../../data/demo-store/refunds.json' with { type: 'json' };
import shipments from '../../data/demo-store/shipments.json' with { type: 'json' };
import store from '../../data/demo-store/store.json' with { type: 'json' };
import type { Clock } from '../lib/clock.ts';
import type { Database } from '../storage/database.ts';
import { writeShop } from './import-shop.ts';
import { type ShopData, shopDataSchema } from './records.ts';

/** The files of `data/demo-store/` are dated around this midnight (UTC): all that has happened lies before it. */
export const DEMO_BASE = '2026-01-01T00:00:00.000Z';

/** Writes Damask & Moon into the database, its dates moved by whole days so that the base is the last midnight UTC. */
export async function loadDemoShop(database: Database, now: Clock): Promise<void> {
  await writeShop(database, demoShop(now));
}

export function demoShop(now: Clock): ShopData {
  const days = Math.floor((now() - Date.parse(DEMO_BASE)) / DAY_MS);
  const files = { store, customers, products, orders, payments, refunds, disputes, shipments };
  return shopDataSchema.parse(moveDates(files, days * DAY_MS));
}

const DAY_MS = 86_400_000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** A copy in which every instant and every day is later by so many milliseconds. */
function moveDates(value: unknown, byMs: number): unknown {
  if (typeof value === 'string') {
    if (INSTANT.test(value)) return new Date(Date.parse(value) + byMs).toISOString();
    return DAY.test(value) ? new Date(Date.parse(value) + byMs).toISOString().slice(0, 10) : value;
  }
  if (Array.isArray(value)) return value.map((item) => moveDates(item, byMs));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, moveDates(part, byMs)]),
  );
}
