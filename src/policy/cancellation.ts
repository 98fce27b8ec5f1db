import type { Order, OrderLine } from '../shop/records.ts';
import { lineAmount } from './amounts.ts';
import { isPaid, moneyBack, uncollected, withApproval } from './change-money.ts';
import {
  type ChangeDecision,
  type ChangeInput,
  type ChangeOf,
  type ChangePlan,
  changedLinesOf,
  type LinePick,
  type OrderTotals,
  pickLines,
  plan,
  plannedLine,
  refuseChange as refuse,
  tooLate,
} from './order-change.ts';

/** Cancels an order, or single lines of it, while nobody has begun to pack it. What was paid for it goes back the way it came. */
export function planCancellation(
  input: ChangeInput,
  request: ChangeOf<'cancellation'>,
): ChangeDecision {
  const { order, policy } = input;
  const rule = policy.changes.cancellation;
  const late = tooLate(input, rule);
  if (late !== null) return late;
  if (!rule.reasons.includes(request.reason))
    return refuse(
      'change.reason_not_allowed',
      `the reasons are ${rule.reasons.join(', ')}; ask which it is`,
    );
  const picks = request.lines ?? wholeOrder(order);
  const picked = pickLines(order, picks);
  if (picked === null) return refuse('change.lines_invalid', 'the lines do not match the order');
  const isWhole =
    piecesOf(picked) === piecesOf(order.lines.map((line) => ({ line, quantity: line.quantity })));
  if (!isWhole && !rule.lines)
    return refuse('change.not_allowed', 'only the whole order can be cancelled');
  const draft = isWhole ? cancelWhole(input, request) : cancelLines(input, picks);
  if (!draft.ok) return draft;
  return withApproval(input, 'cancellation', rule.approval, {
    ...draft,
    stock: picked.map(({ line, quantity }) => ({
      productId: line.productId,
      variantId: line.variantId,
      change: quantity,
    })),
  });
}

function cancelWhole(input: ChangeInput, { reason }: ChangeOf<'cancellation'>): ChangeDecision {
  const refunds = isPaid(input) ? moneyBack(input, null) : noneDisputed(input);
  if (!Array.isArray(refunds)) return refunds;
  return plan({
    refunds,
    released: uncollected(input).map(({ id }) => id),
    effect: { type: 'cancelled', reason },
  });
}

function cancelLines(input: ChangeInput, picks: readonly LinePick[]): ChangeDecision {
  const { order } = input;
  const picked = pickLines(order, picks) ?? [];
  const amount = lineAmount(order, picks) ?? 0;
  const refunds = isPaid(input) ? moneyBack(input, amount) : noneDisputed(input);
  if (!Array.isArray(refunds)) return refunds;
  const adjusted = isPaid(input) ? [] : collectLess(input, amount);
  if (adjusted === null)
    return refuse('change.currency', 'the payment is in another currency', 'person');
  const lines = order.lines.flatMap((line) => {
    const gone = picked.find(({ line: { id } }) => id === line.id)?.quantity ?? 0;
    return gone === line.quantity ? [] : [fewer(line, gone)];
  });
  return plan({
    refunds,
    adjusted,
    lines: picked.map(({ line, quantity }) => plannedLine(line, quantity, order.currency)),
    effect: {
      type: 'lines',
      order: {
        lines,
        itemsModified: order.itemsModified,
        ...totalsWithout(order, lines, amount),
      },
      before: changedLinesOf(order),
    },
  });
}

/** The sums of an order whose remaining lines cost `amount` less; its parts shrink in proportion. */
export function totalsWithout(
  order: Order,
  lines: readonly OrderLine[],
  amount: number,
): OrderTotals {
  const subtotal = lines.reduce((sum, line) => sum + line.total, 0);
  const part = (value: number) =>
    order.subtotal === 0 ? value : Math.floor((value * subtotal) / order.subtotal);
  const total = order.total - amount;
  const duties = part(order.duties);
  const discount = part(order.discount);
  const tax = total - subtotal - order.shippingCost - duties + discount;
  return tax < 0
    ? { subtotal, tax: 0, duties, discount: discount - tax, total }
    : { subtotal, tax, duties, discount, total };
}

/** What uncollected payments collect once the order costs less; null when that cannot be told. */
export function collectLess(input: ChangeInput, amount: number): ChangePlan['adjusted'] | null {
  const [payment, ...others] = uncollected(input);
  if (payment === undefined || amount === 0) return [];
  if (others.length > 0 || payment.currency !== input.order.currency || payment.amount < amount)
    return null;
  return [{ paymentId: payment.id, amount: payment.amount - amount }];
}

function noneDisputed(input: ChangeInput) {
  return input.payments.some(({ captures }) => captures.length > 0) && input.disputes.length > 0
    ? moneyBack(input, null)
    : [];
}

function wholeOrder({ lines }: Order): LinePick[] {
  return lines.map(({ id, quantity }) => ({ lineId: id, quantity }));
}

function piecesOf(picked: readonly { quantity: number }[]): number {
  return picked.reduce((sum, { quantity }) => sum + quantity, 0);
}

function fewer(line: OrderLine, gone: number): OrderLine {
  if (gone === 0) return line;
  const quantity = line.quantity - gone;
  return {
    ...line,
    quantity,
    total: line.total - Math.floor((line.total * gone) / line.quantity),
  };
}
