import type { Money } from '../lib/money.ts';
import type { Hold, Payment } from '../shop/payment-records.ts';

/** Gives money back through the provider that took it. Implementations live in `connectors`. */
export interface PaymentGateway {
  /**
   * Asks for a refund. The same key always means the same refund: a repeat answers with its present state and moves
   * nothing. `unknown` means that no answer came: read it back by its key before anything else.
   */
  refund(call: RefundCall): Promise<RefundAnswer>;
  /** The present state of a refund; `null` when the provider has never seen the key, so that it may be sent (again). */
  readRefund(key: string): Promise<RefundAnswer | null>;
}

/** Takes money from stored ways to pay, and lets go of money that was never collected. Keys as for refunds. */
export interface ChargeGateway {
  charge(call: ChargeCall): Promise<RefundAnswer>;
  /** the present state of a charge; `null` when the provider has never seen the key */
  readCharge(key: string): Promise<RefundAnswer | null>;
  /** gives up what was authorised or waits to be paid */
  release(call: Pick<ChargeCall, 'key' | 'payment'>): Promise<RefundAnswer>;
}

export interface ChargeCall {
  key: string;
  /** names the stored way to pay */
  payment: Payment;
  amount: Money;
}

export interface RefundCall {
  /** idempotency key: one decision, one key */
  key: string;
  payment: Payment;
  /** in the currency of the payment */
  amount: Money;
  /** where it goes, when not back the way it came */
  instrumentId?: string;
  reason: string;
}

export interface RefundAnswer {
  status: 'pending' | 'succeeded' | 'failed' | 'unknown';
  providerReference?: string;
  /** why it failed, in the provider's code, e.g. `insufficient_balance` */
  failureCode?: string;
  /** why it is still pending, when somebody checks it first */
  hold?: Hold;
}
