import { DEMO_BASE } from '../../src/shop/demo-shop.ts';

/*
 * The files are dated around one fixed moment; `loadDemoShop` moves everything so that this moment becomes today.
 */

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** An instant so many days (also parts of days) before the base. */
export function daysAgo(days: number): string {
  const milliseconds = Date.parse(DEMO_BASE) - days * DAY_MS;
  return new Date(Math.floor(milliseconds / MINUTE_MS) * MINUTE_MS).toISOString();
}

/** A calendar day so many days after the base; negative for before. */
export function dayAfter(days: number): string {
  return new Date(Date.parse(DEMO_BASE) + Math.round(days) * DAY_MS).toISOString().slice(0, 10);
}
