import { currencyExponent, type Money } from '../lib/money.ts';
import type { PolicyValues } from '../prompts/policy-values.ts';

/** What went through the fast lane already, in minor units of its currency. */
export interface FastLaneUse {
  order: number;
  shopper: number;
  shopperCount: number;
  day: number;
}

/** The caps in minor units of the fast lane's currency; null: no cap. */
export interface FastLaneCaps {
  order: number | null;
  shopper: number | null;
  shopperCount: number | null;
  day: number | null;
}

export const UNUSED_FAST_LANE: FastLaneUse = { order: 0, shopper: 0, shopperCount: 0, day: 0 };

/** Rough worth in minor units of the fast lane's currency, rounded up; null for a currency the policy does not list. */
export function fastLaneWorth(
  { amount, currency }: Money,
  { fastLane }: PolicyValues,
): number | null {
  if (currency === fastLane.currency) return amount;
  const worth = fastLane.oneUnitIsWorth[currency];
  if (worth === undefined) return null;
  const units = amount / 10 ** currencyExponent(currency);
  return Math.ceil(units * worth * 10 ** currencyExponent(fastLane.currency));
}

export function fastLaneCaps({ fastLane }: PolicyValues): FastLaneCaps {
  return {
    order: inMinorUnits(fastLane.perOrder, fastLane.currency),
    shopper: inMinorUnits(fastLane.perShopper, fastLane.currency),
    shopperCount: fastLane.refundsPerShopper === 'unlimited' ? null : fastLane.refundsPerShopper,
    day: inMinorUnits(fastLane.perDay, fastLane.currency),
  };
}

/** Whether a refund of this worth may be carried out without a person. */
export function fitsFastLane(
  worth: number | null,
  used: FastLaneUse,
  policy: PolicyValues,
): boolean {
  if (!policy.fastLane.enabled) return false;
  const caps = fastLaneCaps(policy);
  if (Object.values(caps).every((cap) => cap === null)) return true;
  if (worth === null) return false;
  return (
    within(used.order + worth, caps.order) &&
    within(used.shopper + worth, caps.shopper) &&
    within(used.shopperCount + 1, caps.shopperCount) &&
    within(used.day + worth, caps.day)
  );
}

/** Money above the limit needs a fresh code; so does a currency whose worth is unknown. */
export function needsStepUp(worth: number | null, policy: PolicyValues): boolean {
  const { stepUpAbove } = policy.identity;
  if (stepUpAbove === 'never') return false;
  return worth === null || worth > (inMinorUnits(stepUpAbove, policy.fastLane.currency) ?? 0);
}

function inMinorUnits(cap: number | 'unlimited', currency: string): number | null {
  return cap === 'unlimited' ? null : Math.round(cap * 10 ** currencyExponent(currency));
}

function within(value: number, cap: number | null): boolean {
  return cap === null || value <= cap;
}
