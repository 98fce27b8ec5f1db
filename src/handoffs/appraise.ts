import type { EventLog } from '../events/event-log.ts';
import { currencyExponent, type Money } from '../lib/money.ts';
import { fastLaneWorth } from '../policy/fast-lane.ts';
import type { DeskValues } from '../prompts/desk-values.ts';
import type { PolicyValues } from '../prompts/policy-values.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { ShopStore } from '../shop/shop-store.ts';

/** What is at stake, and how many points the queue gives it. */
export interface Appraisal {
  value: Money | null;
  priority: number;
}

const EVENTS_READ = 600;
const MOST_ORDERS = 5;

/** The orders this conversation is about, as tools found them, and their worth. */
export async function appraise(
  { log, shop, prompts }: { log: EventLog; shop: ShopStore; prompts: () => PromptSet },
  conversationId: string,
  reason: string,
): Promise<Appraisal> {
  const events = await log.readLast(conversationId, EVENTS_READ);
  const numbers = new Set<string>();
  for (const { event } of events)
    if (event.type === 'tool-result') collectOrders(event.result, numbers);
  const orders = await Promise.all(
    [...numbers].slice(-MOST_ORDERS).map((number) => shop.findOrderByNumber(number)),
  );
  const totals = orders.flatMap((order) =>
    order === undefined ? [] : [{ amount: order.total, currency: order.currency }],
  );
  const value = largest(totals, prompts().policy);
  return { value, priority: points(reason, value, prompts().desk, prompts().policy) };
}

/** Points of prompts/desk.md: by reason, and by what is at stake up to a limit. */
export function points(
  reason: string,
  value: Money | null,
  { routing }: Pick<DeskValues, 'routing'>,
  policy: PolicyValues,
): number {
  const worth = value === null ? null : fastLaneWorth(value, policy);
  const units = worth === null ? 0 : worth / 10 ** currencyExponent(policy.fastLane.currency);
  const forValue = Math.min(routing.mostForValue, (units / 100) * routing.pointsPerHundred);
  return Math.round((routing.reasons[reason] ?? 0) + forValue);
}

/** In one currency their sum, else the one that is worth most. */
function largest(totals: readonly Money[], policy: PolicyValues): Money | null {
  const [first] = totals;
  if (first === undefined) return null;
  if (totals.every(({ currency }) => currency === first.currency))
    return {
      amount: totals.reduce((sum, { amount }) => sum + amount, 0),
      currency: first.currency,
    };
  return totals.reduce((most, one) =>
    (fastLaneWorth(one, policy) ?? 0) > (fastLaneWorth(most, policy) ?? 0) ? one : most,
  );
}

function collectOrders(value: unknown, numbers: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) collectOrders(one, numbers);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value))
      if (key === 'orderNumber' && typeof inner === 'string') numbers.add(inner);
      else collectOrders(inner, numbers);
}
