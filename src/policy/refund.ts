import type { Money } from '../lib/money.ts';
import type { PolicyValues, RefundReason } from '../prompts/policy-values.ts';
import type { Dispute, Order, Payment, PaymentMethod, Refund } from '../shop/records.ts';
import { balanceOf, isOpenDispute, lineAmount, proportion } from './amounts.ts';
import { type Arrival, arrivalFrom } from './arrival.ts';
import { dayIn, daysBetweenDays } from './business-days.ts';
import {
  type FastLaneUse,
  fastLaneWorth,
  fitsFastLane,
  needsStepUp,
  UNUSED_FAST_LANE,
} from './fast-lane.ts';
import {
  capabilityFor,
  endOfQuietHours,
  type RefundCapabilities,
  refundCapabilities,
} from './refund-capabilities.ts';

export interface RefundRequest {
  /** minor units of the order's currency; left out: everything */
  amount?: number | undefined;
  lines?: readonly { lineId: string; quantity: number }[] | undefined;
  reason: RefundReason;
}

/** What goes back to one payment. */
export interface RefundQuote {
  paymentId: string;
  /** in the currency that was charged */
  amount: Money;
  route: 'original_method';
  method: PaymentMethod;
  /** of the card it goes back to */
  last4: string | null;
  arrival: Arrival | null;
  approval: 'none' | 'person';
  /** ids of the rules that led here */
  rules: string[];
  /** the provider takes no refunds before this instant, in milliseconds */
  notBefore: number | null;
}

export type RefundRefusalRule =
  | 'refund.reason_not_allowed'
  | 'refund.not_captured'
  | 'refund.cash_not_collected'
  | 'refund.disputed'
  | 'refund.nothing_left'
  | 'refund.window_closed'
  | 'refund.lines_invalid'
  | 'refund.amount_invalid'
  | 'refund.above_lines'
  | 'refund.above_refundable'
  | 'refund.currency_unknown'
  | 'refund.no_way_back'
  | 'refund.provider_window_closed'
  | 'refund.partial_not_possible'
  | 'refund.wallet_limit';

export type RefundDecision =
  | {
      ok: true;
      quotes: RefundQuote[];
      approval: 'none' | 'person';
      /** rough worth of all quotes in minor units of the fast lane's currency; null when unknown */
      worth: number | null;
    }
  | {
      ok: false;
      rule: RefundRefusalRule;
      reason: string;
      instead?: 'bank_transfer' | 'store_credit' | 'person';
    };

export interface RefundInput {
  order: Order;
  payments: readonly Payment[];
  refunds: readonly Refund[];
  disputes: readonly Dispute[];
  policy: PolicyValues;
  capabilities?: RefundCapabilities;
  /** milliseconds */
  now: number;
  /** the shopper's, IANA */
  timeZone: string;
  requested: RefundRequest;
  fastLaneUsed?: FastLaneUse;
  /** the shopper gave a fresh code for this; without it money above the step-up limit goes to a person */
  freshlyVerified?: boolean;
}

/**
 * Decides whether a refund may be given, how much of which payment, by which route, and whether a person must approve.
 * Pure: asked when a refund is proposed and again, with fresh records, when it is carried out.
 */
export function quoteRefund(input: RefundInput): RefundDecision {
  const { policy, requested } = input;
  const rule = policy.refund.reasons[requested.reason];
  if (rule.approval === 'refused')
    return refuse(
      'refund.reason_not_allowed',
      'the shop gives no refund for this reason',
      'person',
    );
  const purses = input.payments.map((payment) => ({
    payment,
    ...balanceOf(payment, input.refunds, input.disputes),
  }));
  const missing = nothingToGive(purses);
  if (missing !== null) return missing;
  if (windowClosed(input, rule.windowDays))
    return refuse(
      'refund.window_closed',
      `the ${rule.windowDays} days for this reason are over`,
      'person',
    );

  const wanted = amountWanted(input);
  if (typeof wanted === 'object' && wanted !== null) return wanted;
  const shares = distribute(wanted, purses, input);
  if (!Array.isArray(shares)) return shares;

  const amounts = shares.map(({ money }) => money);
  const worth = totalWorth(amounts, policy);
  const signs = personSigns(input);
  if (!fitsFastLane(worth, input.fastLaneUsed ?? UNUSED_FAST_LANE, policy))
    signs.push('fast_lane.caps');
  if (needsStepUp(worth, policy) && input.freshlyVerified !== true) signs.push('identity.step_up');
  const approval = signs.length === 0 ? 'none' : 'person';
  return {
    ok: true,
    approval,
    worth,
    quotes: shares.map(({ payment, money, notBefore }) => ({
      paymentId: payment.id,
      amount: money,
      route: 'original_method',
      method: payment.method,
      last4: payment.last4 ?? null,
      arrival: arrivalFrom(payment, notBefore ?? input.now, input.timeZone, input.capabilities),
      approval,
      rules: [
        `refund.reason.${requested.reason}`,
        ...(signs.length === 0 ? ['fast_lane.within_caps'] : signs),
      ],
      notBefore,
    })),
  };
}

interface Purse {
  payment: Payment;
  captured: number;
  disputed: number;
  refundable: number;
}

interface Share {
  payment: Payment;
  money: Money;
  notBefore: number | null;
}

type Refusal = Extract<RefundDecision, { ok: false }>;

function nothingToGive(purses: readonly Purse[]): Refusal | null {
  if (purses.some(({ refundable }) => refundable > 0)) return null;
  if (purses.some(({ disputed }) => disputed > 0))
    return refuse(
      'refund.disputed',
      'a chargeback holds this money; a colleague handles disputes',
      'person',
    );
  if (purses.some(({ captured }) => captured > 0))
    return refuse(
      'refund.nothing_left',
      'everything that was paid has been refunded or is being refunded',
    );
  return purses.some(({ payment }) => payment.method === 'cash_on_delivery')
    ? refuse('refund.cash_not_collected', 'the courier has collected no cash for this order')
    : refuse('refund.not_captured', 'no money has been collected for this order');
}

/** Counted from delivery; from the order when nothing was delivered or the fault lies before it. */
function windowClosed(
  { order, requested, now, timeZone }: RefundInput,
  windowDays: number | 'unlimited',
): boolean {
  if (windowDays === 'unlimited' || order.status === 'cancelled' || order.status === 'returned')
    return false;
  const fromOrder = requested.reason === 'not_received' || requested.reason === 'duplicate';
  const start = fromOrder ? order.placedAt : (order.deliveredAt ?? order.placedAt);
  return daysBetweenDays(dayIn(timeZone, Date.parse(start)), dayIn(timeZone, now)) > windowDays;
}

/** In minor units of the order's currency; null: everything. */
function amountWanted({ order, requested }: RefundInput): number | null | Refusal {
  const { amount, lines } = requested;
  if (amount !== undefined && (!Number.isSafeInteger(amount) || amount <= 0))
    return refuse('refund.amount_invalid', 'the amount must be positive and whole in minor units');
  if (lines === undefined || lines.length === 0) return amount ?? null;
  const ofLines = lineAmount(order, lines);
  if (ofLines === null) return refuse('refund.lines_invalid', 'the lines do not match the order');
  if (ofLines === 0) return refuse('refund.amount_invalid', 'nothing was paid for these lines');
  if (amount !== undefined && amount > ofLines)
    return refuse('refund.above_lines', 'the amount is above what these lines cost');
  return amount ?? ofLines;
}

/** Spreads the amount over the payments, oldest first, where money can go back; all of it or none. */
function distribute(
  wanted: number | null,
  purses: readonly Purse[],
  input: RefundInput,
): Share[] | Refusal {
  const { order } = input;
  let left = wanted;
  let obstacle: Refusal | null = null;
  const shares: Share[] = [];
  for (const purse of purses) {
    const { payment, refundable } = purse;
    if (refundable === 0 || left === 0) continue;
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
    const blocked = providerObstacle(purse, amount, input);
    if (blocked === null && amount > 0) {
      const capability = capabilityFor(payment, input.capabilities ?? refundCapabilities);
      const notBefore = capability === undefined ? null : endOfQuietHours(capability, input.now);
      shares.push({ payment, money: { amount, currency: payment.currency }, notBefore });
      if (left !== null) left -= take;
    } else {
      obstacle ??= blocked;
    }
  }
  if (left !== null && left > 0)
    return (
      obstacle ??
      refuse('refund.above_refundable', 'the amount is above what can still be refunded')
    );
  if (obstacle !== null && (left === null || shares.length === 0)) return obstacle;
  return shares;
}

/** What a payment can still give back, in the order's currency at the rate of the charge; null when there is no rate. */
function worthInOrder({ payment, refundable }: Purse, order: Order): number | null {
  if (payment.currency === order.currency) return refundable;
  const { presentment } = payment;
  if (presentment?.currency !== order.currency || payment.amount === 0) return null;
  return proportion(refundable, presentment.amount, payment.amount);
}

/** What the provider's own rules forbid. The way out is a bank transfer by a person, never a pretended refund. */
function providerObstacle(
  { payment, captured }: Purse,
  amount: number,
  input: RefundInput,
): Refusal | null {
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

/** Why a person must look at it first, besides the caps. */
function personSigns({ order, policy, disputes, requested }: RefundInput): string[] {
  const signs: string[] = [];
  const underway =
    order.status === 'pending' || order.status === 'processing' || order.status === 'shipped';
  if (
    policy.refund.reasons[requested.reason].approval === 'person' &&
    order.status !== 'cancelled' &&
    order.status !== 'returned'
  )
    signs.push('refund.reason_needs_person');
  if (policy.refund.undeliveredNeedsPerson && underway) signs.push('refund.undelivered');
  if (
    policy.refund.undeliveredNeedsPerson &&
    order.status === 'delivered' &&
    requested.reason === 'not_received'
  )
    signs.push('refund.marked_delivered');
  if (disputes.some((dispute) => dispute.orderId === order.id && isOpenDispute(dispute)))
    signs.push('refund.open_dispute');
  return signs;
}

function totalWorth(amounts: readonly Money[], policy: PolicyValues): number | null {
  let total = 0;
  for (const amount of amounts) {
    const worth = fastLaneWorth(amount, policy);
    if (worth === null) return null;
    total += worth;
  }
  return total;
}

function refuse(
  rule: RefundRefusalRule,
  reason: string,
  instead?: 'bank_transfer' | 'store_credit' | 'person',
): Refusal {
  return { ok: false, rule, reason, ...(instead === undefined ? {} : { instead }) };
}

const DAY_MS = 86_400_000;
