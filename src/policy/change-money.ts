import type { Money } from '../lib/money.ts';
import { type ChangeApproval, REFUND_REASONS } from '../prompts/policy-values.ts';
import type { Payment, PaymentInstrument, PaymentMethod } from '../shop/payment-records.ts';
import { balanceOf, isOpenDispute } from './amounts.ts';
import { arrivalFrom } from './arrival.ts';
import { byBankTransfer } from './bank-transfer.ts';
import { fitsFastLane, needsStepUp, UNUSED_FAST_LANE } from './fast-lane.ts';
import {
  type ChangeInput,
  type ChangeKind,
  type ChangePlan,
  type ChangeRefusal,
  type Charge,
  refuseChange as refuse,
} from './order-change.ts';
import { type RefundQuote, totalWorth } from './refund.ts';
import { distribute, type Purse } from './refund-shares.ts';

/** Ways to pay that can be charged without the shopper at the checkout. */
const CHARGEABLE: ReadonlySet<PaymentMethod> = new Set(['card', 'paypal', 'gift_card']);

export function pursesOf({ payments, refunds, disputes }: ChangeInput): Purse[] {
  return payments.map((payment) => ({ payment, ...balanceOf(payment, refunds, disputes) }));
}

/** Whether money of this order has been collected and not all given back. */
export function isPaid(input: ChangeInput): boolean {
  return pursesOf(input).some(({ refundable }) => refundable > 0);
}

/** Payments that are still to be collected: authorised, waiting, or due at the door. */
export function uncollected({ payments }: ChangeInput): Payment[] {
  return payments.filter(
    ({ status, captures }) =>
      (status === 'pending' || status === 'authorized') && captures.length === 0,
  );
}

/**
 * What goes back, in the currencies that were charged: the way it came, or to `target`. `wanted` is in the order's
 * currency; null: everything. Money that a chargeback disputes is left to a person.
 */
export function moneyBack(
  input: ChangeInput,
  wanted: number | null,
  target: PaymentInstrument | null = null,
): RefundQuote[] | ChangeRefusal {
  if (wanted === 0) return [];
  const purses = pursesOf(input);
  if (purses.some(({ disputed }) => disputed > 0))
    return refuse('refund.disputed', 'a chargeback disputes this money', 'person');
  // Money that came from the target goes back to it first, so that the provider sees a plain refund.
  const ordered =
    target === null
      ? purses
      : [...purses].sort((left, right) => rank(right, target) - rank(left, target));
  const { bankTransfer } = input.policy.refund;
  const shares = distribute(wanted, ordered, { ...input, bankTransfer });
  if (!Array.isArray(shares)) return shares;
  const foreign = shares.find(({ payment }) => !accepts(target, payment));
  if (foreign !== undefined)
    return refuse('change.currency', 'that way to pay is in another currency', 'person');
  return shares.map(({ payment, money, route, notBefore }) => {
    if (route === 'bank_transfer') return byBankTransfer(payment, money, input);
    const other = target !== null && payment.instrumentId !== target.id ? target : null;
    const method = other?.method ?? payment.method;
    const carrier = { provider: payment.provider, method, country: payment.country };
    return {
      paymentId: payment.id,
      amount: money,
      route:
        other === null
          ? 'original_method'
          : other.method === 'gift_card'
            ? 'store_credit'
            : 'other_method',
      method,
      last4: (other === null ? payment.last4 : other.last4) ?? null,
      instrumentId:
        other?.id ?? (payment.method === 'gift_card' ? (payment.instrumentId ?? null) : null),
      arrival: arrivalFrom(carrier, notBefore ?? input.now, input.timeZone, input.capabilities),
      approval: 'none',
      rules: [],
      notBefore,
    };
  });
}

/** Finds the way to pay the shopper named, or the one to take when they named none; null where none is needed. */
export function chooseInstrument(
  input: ChangeInput,
  instrumentId: string | undefined,
  due: number,
): PaymentInstrument | ChangeRefusal | null {
  const { customer, order, payments, policy } = input;
  const named = customer.instruments.find(({ id }) => id === instrumentId);
  if (instrumentId !== undefined && named === undefined)
    return refuse('change.method_unknown', 'this shopper has no such way to pay');
  if (named === undefined && policy.changes.methodNeeded)
    return refuse('change.method_needed', 'ask which of their ways to pay to use');
  const used = payments.findLast(({ instrumentId: id }) => id !== undefined)?.instrumentId;
  const chosen =
    named ??
    customer.instruments.find(({ id }) => id === used) ??
    (customer.instruments.length === 1 ? customer.instruments[0] : undefined);
  if (chosen === undefined) {
    if (due <= 0) return null;
    return customer.instruments.length === 0
      ? refuse('change.method_needed', 'no way to pay is stored for this shopper', 'person')
      : refuse('change.method_needed', 'ask which of their ways to pay to use');
  }
  if (due <= 0) return named ?? null;
  return chargeProblem(chosen, { amount: due, currency: order.currency }) ?? chosen;
}

/** Why this amount cannot be charged there; null when it can. */
export function chargeProblem(instrument: PaymentInstrument, due: Money): ChangeRefusal | null {
  if (!CHARGEABLE.has(instrument.method))
    return refuse(
      'change.method_not_allowed',
      `${instrument.method} cannot be charged without the shopper at the checkout`,
      'person',
    );
  if (instrument.method !== 'gift_card') return null;
  const balance = instrument.balance ?? { amount: 0, currency: due.currency };
  if (balance.currency !== due.currency)
    return refuse('change.currency', 'the gift card is in another currency');
  return balance.amount < due.amount
    ? refuse('change.balance_too_low', 'the gift card does not hold enough for this')
    : null;
}

export function chargeOf({ id, method, last4 }: PaymentInstrument, amount: Money): Charge {
  return { instrumentId: id, method, last4: last4 ?? null, amount };
}

export function namedInstrument(instrument: PaymentInstrument | null): ChangePlan['instrument'] {
  if (instrument === null) return null;
  return { id: instrument.id, method: instrument.method, last4: instrument.last4 ?? null };
}

/** Whether a person must look first: by the merchant's setting, by the caps on money that goes back, or for want of a fresh code. */
export function withApproval(
  input: ChangeInput,
  kind: ChangeKind,
  setting: ChangeApproval,
  draft: ChangePlan,
): ChangePlan {
  const { policy, disputes, order } = input;
  const worth = totalWorth(
    draft.refunds.map(({ amount }) => amount),
    policy,
  );
  const signs: string[] = [];
  if (setting === 'person') signs.push(`change.${kind}.needs_person`);
  // Its money follows with the goods, whatever was refunded for them before: somebody compares the two first.
  if (kind === 'return' && isRefundedInPart(input)) signs.push('change.return.refunded_before');
  if (draft.refunds.length > 0) {
    const used = input.fastLaneUsed ?? UNUSED_FAST_LANE;
    if (setting === 'fast_lane' && !fitsFastLane(worth, used, policy)) signs.push('fast_lane.caps');
    if (disputes.some((dispute) => dispute.orderId === order.id && isOpenDispute(dispute)))
      signs.push('refund.open_dispute');
  }
  const moved = [...draft.refunds, ...draft.charges].map(({ amount }) => amount);
  // Charged when the goods are back, without another word of the shopper's.
  const { difference } = draft;
  if (kind === 'exchange' && difference !== null && difference.amount > 0) moved.push(difference);
  const atStake = totalWorth(moved, policy);
  if (moved.length > 0 && needsStepUp(atStake, policy) && input.freshlyVerified !== true)
    signs.push('identity.step_up');
  const approval = signs.length === 0 ? 'none' : 'person';
  const rules = [`change.${kind}`, ...signs];
  return {
    ...draft,
    approval,
    worth,
    rules,
    refunds: draft.refunds.map((quote) => ({ ...quote, approval, rules })),
  };
}

function isRefundedInPart({ refunds }: ChangeInput): boolean {
  return refunds.some(
    ({ status, reason }) => status !== 'failed' && status !== 'cancelled' && FOR_GOODS.has(reason),
  );
}

/** Reasons of refunds for articles that the shopper has; what was cancelled is no longer in the order. */
const FOR_GOODS: ReadonlySet<string> = new Set(REFUND_REASONS.filter((one) => one !== 'duplicate'));

function rank({ payment }: Purse, target: PaymentInstrument): number {
  return payment.instrumentId === target.id ? 1 : 0;
}

function accepts(target: PaymentInstrument | null, payment: Payment): boolean {
  if (target?.method !== 'gift_card' || payment.instrumentId === target.id) return true;
  return target.balance?.currency === payment.currency;
}
