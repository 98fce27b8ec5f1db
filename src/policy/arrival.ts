import type { Payment, Refund } from '../shop/payment-records.ts';
import { addBusinessDays, type Day, dayIn } from './business-days.ts';
import { capabilityFor, type RefundCapabilities } from './refund-capabilities.ts';

/** Days in the shopper's time zone between which money usually arrives. Never a promise. */
export interface Arrival {
  earliest: Day;
  latest: Day;
}

/** When money sent at `from` usually arrives; null when the table knows nothing of the method. */
export function arrivalFrom(
  payment: Pick<Payment, 'provider' | 'method' | 'country'>,
  from: number,
  timeZone: string,
  capabilities?: RefundCapabilities,
): Arrival | null {
  const days = capabilityFor(payment, capabilities)?.arrivalBusinessDays;
  if (days === undefined) return null;
  const start = dayIn(timeZone, from);
  return {
    earliest: addBusinessDays(start, days[0], payment.country),
    latest: addBusinessDays(start, days[1], payment.country),
  };
}

/** When the money of a refund under way usually arrives, counted from when the provider sent it, else from the request. */
export function usualArrival(payment: Payment, refund: Refund, timeZone: string): Arrival | null {
  if (refund.status !== 'pending' && refund.status !== 'succeeded') return null;
  const sent = Date.parse(refund.completedAt ?? refund.requestedAt);
  if (refund.route === 'store_credit') {
    const day = dayIn(timeZone, sent);
    return { earliest: day, latest: day };
  }
  const carrier =
    refund.route === 'bank_transfer' ? { ...payment, method: 'bank_transfer' as const } : payment;
  return arrivalFrom(carrier, sent, timeZone);
}
