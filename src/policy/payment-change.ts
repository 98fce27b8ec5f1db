import {
  chargeOf,
  chargeProblem,
  isPaid,
  moneyBack,
  namedInstrument,
  pursesOf,
  uncollected,
  withApproval,
} from './change-money.ts';
import {
  type ChangeDecision,
  type ChangeInput,
  type ChangeOf,
  plan,
  refuseChange as refuse,
  tooLate,
} from './order-change.ts';
import { worthInOrder } from './refund-shares.ts';

/** Pays an order with another stored way to pay. The new one is charged first; then the old money goes back. */
export function planPaymentChange(
  input: ChangeInput,
  request: ChangeOf<'payment_change'>,
): ChangeDecision {
  const { order, policy, earlier, customer } = input;
  const rule = policy.changes.payment;
  if (rule.once && earlier.includes('payment_change'))
    return refuse('change.once_only', 'the way to pay of an order can be changed once only');
  const late = tooLate(input, rule);
  if (late !== null) return late;
  const instrument = customer.instruments.find(({ id }) => id === request.instrumentId);
  if (instrument === undefined)
    return refuse('change.method_unknown', 'this shopper has no such way to pay');
  const open = uncollected(input);
  const purses = pursesOf(input);
  const inUse = [
    ...open,
    ...purses.flatMap(({ payment, refundable }) => (refundable > 0 ? [payment] : [])),
  ];
  if (inUse.some(({ instrumentId }) => instrumentId === instrument.id))
    return refuse('change.method_same', 'the order is paid with this already');
  if (input.payments.length === 0)
    return refuse('change.nothing_paid', 'no payment belongs to this order', 'person');

  let amount = order.total;
  if (isPaid(input)) {
    amount = 0;
    for (const purse of purses) {
      const worth = worthInOrder(purse, order);
      if (worth === null)
        return refuse('refund.currency_unknown', 'the rate of the charge is not known', 'person');
      amount += worth;
    }
  }
  const due = { amount, currency: order.currency };
  const problem = chargeProblem(instrument, due);
  if (problem !== null) return problem;
  const refunds =
    isPaid(input) || purses.some(({ disputed }) => disputed > 0) ? moneyBack(input, null) : [];
  if (!Array.isArray(refunds)) return refunds;
  return withApproval(
    input,
    'payment_change',
    rule.approval,
    plan({
      charges: amount === 0 ? [] : [chargeOf(instrument, due)],
      refunds,
      released: open.map(({ id }) => id),
      instrument: namedInstrument(instrument),
      effect: { type: 'none' },
    }),
  );
}
