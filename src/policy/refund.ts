import type { Money } from '../lib/money.ts';
import type { PolicyValues, RefundReason } from '../prompts/policy-values.ts';
import type {
  Dispute,
  Payment,
  PaymentInstrument,
  PaymentMethod,
  Refund,
} from '../shop/payment-records.ts';
import type { Order } from '../shop/records.ts';
import { balanceOf, isOpenDispute, lineAmount } from './amounts.ts';
import { type Arrival, arrivalFrom } from './arrival.ts';
import { byBankTransfer } from './bank-transfer.ts';
import { dayIn, daysBetweenDays } from './business-days.ts';
import {
  type FastLaneUse,
  fastLaneWorth,
  fitsFastLane,
  needsStepUp,
  UNUSED_FAST_LANE,
} from './fast-lane.ts';
import { isHeld } from './hold.ts';
import type { RefundCapabilities } from './refund-capabilities.ts';
import { heldRefusal, type RefundRefusal, refuseRefund as refuse } from './refund-refusal.ts';
import { distribute, type Purse, type Share } from './refund-shares.ts';

export type RefundRoute = Refund['route'];

export interface RefundRequest {
  /** minor units of the order's currency; left out: everything */
  amount?: number | undefined;
  lines?: readonly { lineId: string; quantity: number }[] | undefined;
  reason: RefundReason;
  /** instead of money the way it came */
  route?: 'store_credit' | undefined;
}

/** What goes back to one payment. */
export interface RefundQuote {
  paymentId: string;
  /** in the currency that was charged */
  amount: Money;
  route: RefundRoute;
  method: PaymentMethod;
  /** of the card it goes back to */
  last4: string | null;
  /** the stored way to pay it goes to, where that is not for the provider to know: gift cards and other methods */
  instrumentId: string | null;
  arrival: Arrival | null;
  approval: 'none' | 'person';
  /** ids of the rules that led here */
  rules: string[];
  /** the provider takes no refunds before this instant, in milliseconds */
  notBefore: number | null;
}

export type RefundDecision =
  | {
      ok: true;
      quotes: RefundQuote[];
      approval: 'none' | 'person';
      /** rough worth of all quotes in minor units of the fast lane's currency; null when unknown */
      worth: number | null;
      /** all of it is transferred by a person, outside the caps */
      byHand: boolean;
    }
  | RefundRefusal;

export interface RefundInput {
  order: Order;
  payments: readonly Payment[];
  refunds: readonly Refund[];
  disputes: readonly Dispute[];
  /** the shopper's stored ways to pay, for store credit */
  instruments?: readonly PaymentInstrument[];
  policy: PolicyValues;
  capabilities?: RefundCapabilities;
  /** milliseconds */
  now: number;
  /** when the shopper asked, where a person decides later: the merchant's windows count to there. Left out: now */
  askedAt?: number;
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
  const asStoreCredit = requested.route === 'store_credit';
  if (asStoreCredit && !policy.refund.storeCredit)
    return refuse('refund.no_store_credit', 'the shop gives no store credit');
  const { bankTransfer } = policy.refund;
  const shares = distribute(wanted, purses, { ...input, bankTransfer, asStoreCredit });
  if (!Array.isArray(shares)) return shares;

  const amounts = shares.map(({ money }) => money);
  // Whoever makes a transfer looks at it, so that nobody needs to look twice.
  const byHand = shares.every(({ route }) => route === 'bank_transfer');
  const worth = totalWorth(amounts, policy);
  const stepUp =
    needsStepUp(worth, policy) && input.freshlyVerified !== true ? ['identity.step_up'] : [];
  const signs = byHand ? [] : personSigns(input);
  if (!byHand && !fitsFastLane(worth, input.fastLaneUsed ?? UNUSED_FAST_LANE, policy))
    signs.push('fast_lane.caps');
  if (!byHand) signs.push(...stepUp);
  const approval = signs.length === 0 ? 'none' : 'person';
  return {
    ok: true,
    approval,
    worth,
    byHand,
    quotes: shares.map((share) => ({
      ...quoteOf(share, input),
      approval,
      rules: [
        `refund.reason.${requested.reason}`,
        ...(byHand ? ['refund.bank_transfer', ...stepUp] : []),
        ...(signs.length === 0 && !byHand ? ['fast_lane.within_caps'] : signs),
      ],
    })),
  };
}

function quoteOf({ payment, money, route, notBefore }: Share, input: RefundInput): RefundQuote {
  if (route === 'bank_transfer') return byBankTransfer(payment, money, input);
  const asCredit = input.requested.route === 'store_credit';
  const method = asCredit ? 'gift_card' : payment.method;
  const { provider, country } = payment;
  return {
    paymentId: payment.id,
    amount: money,
    route: asCredit ? 'store_credit' : 'original_method',
    method,
    last4: asCredit ? null : (payment.last4 ?? null),
    instrumentId: asCredit
      ? creditInstrument(input.instruments ?? [], money.currency)
      : payment.method === 'gift_card'
        ? (payment.instrumentId ?? null)
        : null,
    arrival: arrivalFrom(
      { provider, method, country },
      notBefore ?? input.now,
      input.timeZone,
      input.capabilities,
    ),
    approval: 'none',
    rules: [],
    notBefore,
  };
}

/** The gift card of this currency that store credit goes onto, or the one that is opened for it. */
function creditInstrument(instruments: readonly PaymentInstrument[], currency: string): string {
  const own = instruments.find(
    ({ method, balance }) => method === 'gift_card' && balance?.currency === currency,
  );
  return own?.id ?? `store_credit_${currency.toLowerCase()}`;
}

function nothingToGive(purses: readonly Purse[]): RefundRefusal | null {
  if (purses.some(({ refundable }) => refundable > 0)) return null;
  if (purses.some(({ disputed }) => disputed > 0))
    return refuse(
      'refund.disputed',
      'a chargeback holds this money; a colleague handles disputes',
      'person',
    );
  if (purses.some(({ payment, captured }) => captured === 0 && isHeld(payment)))
    return heldRefusal();
  if (purses.some(({ captured }) => captured > 0))
    return refuse(
      'refund.nothing_left',
      'everything that was paid has been refunded or is being refunded',
    );
  return purses.some(({ payment }) => payment.method === 'cash_on_delivery')
    ? refuse('refund.cash_not_collected', 'the courier has collected no cash for this order')
    : refuse('refund.not_captured', 'no money has been collected for this order');
}

/** Counted from delivery, so that it cannot close while a parcel is under way; from the order when the fault lies before it. */
function windowClosed(
  { order, requested, now, askedAt = now, timeZone }: RefundInput,
  windowDays: number | 'unlimited',
): boolean {
  if (windowDays === 'unlimited' || order.status === 'cancelled' || order.status === 'returned')
    return false;
  const fromOrder = requested.reason === 'not_received' || requested.reason === 'duplicate';
  if (!fromOrder && order.deliveredAt === undefined && order.status !== 'delivered') return false;
  const start = fromOrder ? order.placedAt : (order.deliveredAt ?? order.placedAt);
  return daysBetweenDays(dayIn(timeZone, Date.parse(start)), dayIn(timeZone, askedAt)) > windowDays;
}

/** In minor units of the order's currency; null: everything. */
function amountWanted({ order, requested }: RefundInput): number | null | RefundRefusal {
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

/** Why a person must look at it first, besides the caps. */
function personSigns({ order, policy, disputes, requested }: RefundInput): string[] {
  const signs: string[] = [];
  const underway =
    order.status === 'pending' || order.status === 'processing' || order.status === 'shipped';
  // What comes back is paid with its arrival: who asks for more, before or after, may be paid twice.
  if (
    COMES_BACK.has(order.status) ||
    (policy.refund.reasons[requested.reason].approval === 'person' && order.status !== 'cancelled')
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

/** Something of the order is on its way back, or was. */
const COMES_BACK: ReadonlySet<Order['status']> = new Set([
  'return_requested',
  'exchange_requested',
  'returned',
]);

/** Rough worth of amounts in minor units of the fast lane's currency; null when one of them is unknown. */
export function totalWorth(amounts: readonly Money[], policy: PolicyValues): number | null {
  let total = 0;
  for (const amount of amounts) {
    const worth = fastLaneWorth(amount, policy);
    if (worth === null) return null;
    total += worth;
  }
  return total;
}
