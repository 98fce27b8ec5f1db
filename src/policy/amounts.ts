import type { Dispute, Payment, Refund } from '../shop/payment-records.ts';
import type { Order } from '../shop/records.ts';

/** What became of the money of one payment, in minor units of its currency. The view `payment_balances` sums the same in SQL. */
export interface Balance {
  captured: number;
  refunded: number;
  refundPending: number;
  disputed: number;
  /** captured − refunded − refundPending − disputed, never below zero */
  refundable: number;
}

/** An inquiry has moved no money yet; a chargeback holds it until it is won or closed, and keeps it when lost. */
export function balanceOf(
  payment: Payment,
  refunds: readonly Refund[],
  disputes: readonly Dispute[],
): Balance {
  const own = refunds.filter(({ paymentId }) => paymentId === payment.id);
  const captured = sum(payment.captures);
  const refunded = sum(own.filter(({ status }) => status === 'succeeded'));
  const refundPending = sum(
    own.filter(({ status }) => status === 'pending' || status === 'requires_action'),
  );
  const disputed = sum(
    disputes.filter((dispute) => dispute.paymentId === payment.id && holdsMoney(dispute)),
  );
  return {
    captured,
    refunded,
    refundPending,
    disputed,
    refundable: Math.max(0, captured - refunded - refundPending - disputed),
  };
}

export function refundableAmount(
  payment: Payment,
  refunds: readonly Refund[],
  disputes: readonly Dispute[],
): number {
  return balanceOf(payment, refunds, disputes).refundable;
}

export function isOpenDispute({ status }: Dispute): boolean {
  return status === 'needs_response' || status === 'under_review';
}

/**
 * What the named lines cost, with their share of tax, duties and discounts but without shipping, in minor units of the
 * order's currency, rounded down. Null for an unknown or repeated line, or more pieces than were bought.
 */
export function lineAmount(
  order: Order,
  lines: readonly { lineId: string; quantity: number }[],
): number | null {
  if (new Set(lines.map(({ lineId }) => lineId)).size !== lines.length) return null;
  let share = 0n;
  for (const { lineId, quantity } of lines) {
    const line = order.lines.find(({ id }) => id === lineId);
    if (
      line === undefined ||
      !Number.isSafeInteger(quantity) ||
      quantity < 1 ||
      quantity > line.quantity
    )
      return null;
    share += (BigInt(line.total) * BigInt(quantity)) / BigInt(line.quantity);
  }
  const goods = BigInt(Math.max(0, order.total - order.shippingCost));
  return order.subtotal === 0 ? 0 : Number((goods * share) / BigInt(order.subtotal));
}

/** `amount × numerator ÷ denominator`, exact, rounded down. */
export function proportion(amount: number, numerator: number, denominator: number): number {
  return denominator === 0 ? 0 : Number((BigInt(amount) * BigInt(numerator)) / BigInt(denominator));
}

function holdsMoney({ kind, status }: Dispute): boolean {
  return kind === 'chargeback' && status !== 'won' && status !== 'closed';
}

function sum(entries: readonly { amount: number }[]): number {
  return entries.reduce((total, { amount }) => total + amount, 0);
}
