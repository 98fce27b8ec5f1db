import { isoTime } from '../lib/clock.ts';
import type { Database } from '../storage/database.ts';
import { holds } from './hold-insights.ts';
import type { Insights, Period } from './insight.ts';
import { declineReasons, paymentSuccess, payouts, settlement } from './money-insights.ts';
import { complaintReasons, handoffRate, refundsByRule } from './service-insights.ts';

const ALL = [
  settlement,
  payouts,
  paymentSuccess,
  declineReasons,
  holds,
  complaintReasons,
  handoffRate,
  refundsByRule,
];

/** All figures for staff. They read the shop's records and what was logged; nothing is counted beside them. */
export async function readInsights(database: Database, period: Period): Promise<Insights> {
  const insights = await Promise.all(ALL.map((read) => read(database, period)));
  return { at: isoTime(period.now), since: period.since, insights };
}
