import type { Money } from '../lib/money.ts';
import type { Payment } from '../shop/payment-records.ts';
import { arrivalFrom } from './arrival.ts';
import type { RefundQuote } from './refund.ts';

/** Money that a person transfers to an account the shopper names in a form. */
export function byBankTransfer(
  payment: Payment,
  amount: Money,
  terms: { now: number; timeZone: string },
): RefundQuote {
  const { provider, country } = payment;
  const carrier = { provider, country, method: 'bank_transfer' as const };
  return {
    paymentId: payment.id,
    amount,
    route: 'bank_transfer',
    method: 'bank_transfer',
    last4: null,
    instrumentId: null,
    arrival: arrivalFrom(carrier, terms.now, terms.timeZone),
    approval: 'none',
    rules: [],
    notBefore: null,
  };
}
