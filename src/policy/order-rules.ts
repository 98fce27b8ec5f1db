import type { PolicyValues } from '../prompts/policy-values.ts';
import type { Order } from '../shop/records.ts';
import { dayIn, daysBetweenDays } from './business-days.ts';

/** Whole days left to send something back, the last day counting as 0; null when nothing can be sent back (any more, or yet) or no limit is set. */
export function returnDaysLeft(
  order: Pick<Order, 'status' | 'deliveredAt'>,
  { policy, now, timeZone }: { policy: PolicyValues; now: number; timeZone: string },
): number | null {
  const { windowDays } = policy.returns;
  if (order.status !== 'delivered' || order.deliveredAt === undefined || windowDays === 'unlimited')
    return null;
  const passed = daysBetweenDays(
    dayIn(timeZone, Date.parse(order.deliveredAt)),
    dayIn(timeZone, now),
  );
  return passed > windowDays ? null : windowDays - Math.max(0, passed);
}
