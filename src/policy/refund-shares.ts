import type { Money } from '../lib/money.ts';
import type { Payment } from '../shop/payment-records.ts';
import type { Order } from '../shop/records.ts';
import { proportion } from './amounts.ts';
import { isHeld } from './hold.ts';
import {
  capabilityFor,
  quietUntil,
  type RefundCapabilities,
  refundCapabilities,
} from './refund-capabilities.ts';
import { heldRefusal, type RefundRefusal, refuseRefund as refuse } from './refund-refusal.ts';

/** A payment and what is left of its money. */
export interface Purse {
  payment: Payment;
  captured: number;
  disputed: number;
  refundable: number;
}

/** What one payment gives back. */
export interface Share {
  payment: Payment;
  money: Money;
  route: 'original_method' | 'bank_transfer';
  notBefore: number | null;
}

interface Terms {
  order: Pick<Order, 'currency'>;
  capabilities?: RefundCapabilities;
  now: number;
  /** a person may transfer what the provider cannot give back */
  bankTransfer?: boolean;
  /** it stays with the shop, so that no provider is asked */
  asStoreCredit?: boolean;
}

/** Spreads the amount over the payments, oldest first, where money can go back; all of it or none. */
export function distribute(
  wanted: number | null,
  purses: readonly Purse[],
  input: Terms,
): Share[] | RefundRefusal {
  const { order } = input;
  let left = wanted;
  let obstacle: RefundRefusal | null = null;
  const shares: Share[] = [];
  for (const purse of purses) {
    const { payment, refundable } = purse;
    if (refundable === 0 || left === 0) continue;
    if (isHeld(payment)) {
      obstacle ??= heldRefusal();
      continue;
    }
    const inOrderCurrency = worthInOrder(purse, order);
    if (inOrderCurrency === null) {
      obstacle ??= refuse(
        'refund.currency_unknown',
        'the rate between order and payment is not known',
        'person',
      );
      continue;
    }
    const take = left === null ? inOrderCurrency : Math.min(left, inOrderCurrency);
    const amount =
      take === inOrderCurrency ? refundable : proportion(take, refundable, inOrderCurrency);
    const blocked = input.asStoreCredit === true ? null : providerObstacle(purse, amount, input);
    const byBank = input.bankTransfer === true && blocked?.instead === 'bank_transfer';
    if ((blocked === null || byBank) && amount > 0) {
      const isWaiting = !byBank && input.asStoreCredit !== true;
      shares.push({
        payment,
        money: { amount, currency: payment.currency },
        route: byBank ? 'bank_transfer' : 'original_method',
        notBefore: isWaiting ? quietUntil(payment, input.now, input.capabilities) : null,
      });
      if (left !== null) left -= take;
    } else {
      obstacle ??= blocked;
    }
  }
  if (wanted !== null && left !== null && left > 0)
    return obstacle ?? shortfall(purses, wanted, order);
  if (obstacle !== null && (left === null || shares.length === 0)) return obstacle;
  return shares;
}

/** Nothing stands in the way, and still not all of it can go back. */
function shortfall(
  purses: readonly Purse[],
  wanted: number,
  order: Pick<Order, 'currency'>,
): RefundRefusal {
  const worth = purses.reduce((sum, purse) => sum + (worthInOrder(purse, order) ?? 0), 0);
  return wanted <= worth
    ? refuse('refund.amount_invalid', 'the amount is less than the smallest coin of the charge')
    : refuse('refund.above_refundable', 'the amount is above what can still be refunded');
}

/** What a payment can still give back, in the order's currency at the rate of the charge; null when there is no rate. */
export function worthInOrder(
  { payment, refundable }: Purse,
  order: Pick<Order, 'currency'>,
): number | null {
  if (payment.currency === order.currency) return refundable;
  const { presentment } = payment;
  if (presentment?.currency !== order.currency || payment.amount === 0) return null;
  return proportion(refundable, presentment.amount, payment.amount);
}

/** What the provider's own rules forbid. The way out is a bank transfer by a person, never a pretended refund. */
function providerObstacle(
  { payment, captured }: Purse,
  amount: number,
  input: Terms,
): RefundRefusal | null {
  const capability = capabilityFor(payment, input.capabilities ?? refundCapabilities);
  if (capability === undefined || !capability.native)
    return refuse(
      'refund.no_way_back',
      `${payment.method} has no way back for money`,
      'bank_transfer',
    );
  const paidAt = payment.captures.reduce(
    (first, { at }) => Math.min(first, Date.parse(at)),
    input.now,
  );
  if (capability.windowDays !== null && input.now - paidAt > capability.windowDays * DAY_MS)
    return refuse(
      'refund.provider_window_closed',
      `${payment.method} can be refunded for ${capability.windowDays} days only`,
      'bank_transfer',
    );
  if (!capability.partial && amount !== captured)
    return refuse(
      'refund.partial_not_possible',
      `${payment.method} can only be refunded whole`,
      'person',
    );
  const limits = capability.walletLimits;
  if (limits !== undefined && limits.currency === payment.currency && amount > limits.verified)
    return refuse(
      'refund.wallet_limit',
      'the amount is above what the wallet can hold',
      'bank_transfer',
    );
  return null;
}

const DAY_MS = 86_400_000;
