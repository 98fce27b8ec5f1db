import { currencyExponent, moneySchema } from '../../lib/money.ts';
import { fastLaneWorth } from '../../policy/fast-lane.ts';
import type { PolicyValues } from '../../prompts/policy-values.ts';

/** What the orders of a tool result cost together, in units of the fast lane's currency; null when it shows none. */
export function worthOf(result: unknown, policy: PolicyValues): number | null {
  const worths = totalsIn(result).flatMap((total) => fastLaneWorth(total, policy) ?? []);
  if (worths.length === 0) return null;
  const sum = worths.reduce((total, worth) => total + worth, 0);
  return sum / 10 ** currencyExponent(policy.fastLane.currency);
}

/** The `total` of each record that has an order number. */
function totalsIn(value: unknown): { amount: number; currency: string }[] {
  if (Array.isArray(value)) return value.flatMap(totalsIn);
  if (typeof value !== 'object' || value === null) return [];
  const total =
    'orderNumber' in value && 'total' in value ? moneySchema.safeParse(value.total) : null;
  if (total?.success === true) return [total.data];
  return Object.values(value).flatMap(totalsIn);
}
