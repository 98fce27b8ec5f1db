import type { PaymentInstrument } from '../shop/payment-records.ts';
import { lineAmount } from './amounts.ts';
import { dayIn, daysBetweenDays } from './business-days.ts';
import { chooseInstrument, namedInstrument, withApproval } from './change-money.ts';
import {
  type ChangeDecision,
  type ChangeInput,
  type ChangeOf,
  type ChangeRefusal,
  pickLines,
  plan,
  plannedLine,
  refuseChange as refuse,
} from './order-change.ts';
import { replaceLines } from './replacements.ts';

/** Takes back articles of a delivered order. Their money follows when they are back. */
export function planReturn(input: ChangeInput, request: ChangeOf<'return'>): ChangeDecision {
  const { order, policy } = input;
  const rule = policy.returns;
  const refusal = notReturnable(input, rule);
  if (refusal !== null) return refusal;
  const { reason } = request;
  if (reason === undefined ? rule.reasonNeeded : !rule.reasons.includes(reason))
    return refuse(
      'change.reason_not_allowed',
      `the reasons are ${rule.reasons.join(', ')}; ask which it is`,
    );
  const picked = pickLines(order, request.lines);
  const amount = lineAmount(order, request.lines);
  if (picked === null || amount === null)
    return refuse('change.lines_invalid', 'the lines do not match the order');
  const target = refundTarget(input, request.instrumentId);
  if (target !== null && 'ok' in target) return target;
  return withApproval(
    input,
    'return',
    rule.approval,
    plan({
      difference: { amount: amount === 0 ? 0 : -amount, currency: order.currency },
      instrument: namedInstrument(target),
      lines: picked.map(({ line, quantity }) => plannedLine(line, quantity, order.currency)),
      effect: { type: 'status', status: 'return_requested' },
    }),
  );
}

/** Swaps delivered articles for other variants. The price difference is settled when they are back. */
export function planExchange(
  input: ChangeInput,
  request: ChangeOf<'item_change' | 'exchange'>,
): ChangeDecision {
  const rule = input.policy.exchange;
  const refusal = notReturnable(input, rule);
  if (refusal !== null) return refusal;
  const replaced = replaceLines(input, request.replacements);
  if (!replaced.ok) return replaced;
  const { difference } = replaced;
  const instrument = chooseInstrument(input, request.instrumentId, difference.amount);
  if (instrument !== null && 'ok' in instrument) return instrument;
  return withApproval(
    input,
    'exchange',
    rule.approval,
    plan({
      difference,
      instrument: namedInstrument(instrument),
      lines: replaced.planned,
      // What comes back is looked at first; what goes out is set aside at once.
      stock: replaced.stock.filter(({ change }) => change < 0),
      effect: { type: 'status', status: 'exchange_requested' },
    }),
  );
}

function notReturnable(
  { order, now, askedAt = now, timeZone }: ChangeInput,
  rule: { approval: string; windowDays: number | 'unlimited' },
): ChangeRefusal | null {
  if (rule.approval === 'refused')
    return refuse('change.not_allowed', 'the shop does not offer this', 'person');
  if (order.status !== 'delivered')
    return refuse('change.status', `the order is ${order.status}, not delivered`);
  const since = dayIn(timeZone, Date.parse(order.deliveredAt ?? order.placedAt));
  const passed = daysBetweenDays(since, dayIn(timeZone, askedAt));
  return rule.windowDays !== 'unlimited' && passed > rule.windowDays
    ? refuse(
        'change.window_closed',
        `the ${rule.windowDays} days after delivery are over`,
        'person',
      )
    : null;
}

/** Money goes back the way it came, or onto a gift card where the shop allows it. Null: the way it came. */
function refundTarget(
  { customer, payments, policy }: ChangeInput,
  instrumentId: string | undefined,
): PaymentInstrument | ChangeRefusal | null {
  const { refundTo } = policy.returns;
  if (instrumentId === undefined) {
    if (!policy.changes.methodNeeded && refundTo.includes('original_method')) return null;
    return refuse('change.method_needed', 'ask where the money should go');
  }
  const instrument = customer.instruments.find(({ id }) => id === instrumentId);
  if (instrument === undefined)
    return refuse('change.method_unknown', 'this shopper has no such way to pay');
  const isOriginal = payments.some((payment) => payment.instrumentId === instrument.id);
  if (isOriginal && refundTo.includes('original_method')) return instrument;
  if (instrument.method === 'gift_card' && refundTo.includes('gift_card')) return instrument;
  return refuse(
    'change.method_not_allowed',
    'the money goes back the way it came or onto a gift card, nowhere else',
  );
}
