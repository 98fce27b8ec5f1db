import { refundableAmount } from '../../policy/amounts.ts';
import { plainDeclineReason } from '../../policy/decline-reasons.ts';
import { heldStage, isHeld, viewHold } from '../../policy/hold.ts';
import type { Dispute, Payment, Refund } from '../../shop/payment-records.ts';
import type { PaymentView } from './results.ts';
import { showMoney } from './shown-money.ts';

type Arrival = { earliest: string; latest: string };

/** A payment as tools show it. Settlement and payout dates are for staff and do not appear. */
export function viewPayment(
  payment: Payment,
  records: { orderNumber: string; refunds: readonly Refund[]; disputes: readonly Dispute[] },
  options: { locale: string; arrivalOf: (refund: Refund) => Arrival | null },
): PaymentView {
  const money = (amount: number) =>
    showMoney({ amount, currency: payment.currency }, options.locale);
  const refunds = records.refunds.filter((refund) => refund.paymentId === payment.id);
  const disputes = records.disputes.filter((dispute) => dispute.paymentId === payment.id);
  const sum = (of: readonly { amount: number }[]) =>
    of.reduce((total, { amount }) => total + amount, 0);
  const pending = refunds.filter(
    ({ status }) => status === 'pending' || status === 'requires_action',
  );
  const hold = viewHold(payment);
  return {
    orderNumber: records.orderNumber,
    reference: payment.id,
    method: payment.method,
    ...(payment.last4 === undefined ? {} : { last4: payment.last4 }),
    status: payment.status,
    amount: money(payment.amount),
    captured: money(sum(payment.captures)),
    refunded: money(sum(refunds.filter(({ status }) => status === 'succeeded'))),
    refundPending: money(sum(pending)),
    refundable: money(isHeld(payment) ? 0 : refundableAmount(payment, refunds, disputes)),
    attemptCount: payment.attempts.length,
    attempts: payment.attempts.map(({ at, outcome, declineCode }) => ({
      at,
      outcome,
      ...(declineCode === undefined ? {} : { declineReason: plainDeclineReason(declineCode) }),
    })),
    ...(payment.presentment === undefined
      ? {}
      : {
          converted: {
            shown: showMoney(
              { amount: payment.presentment.amount, currency: payment.presentment.currency },
              options.locale,
            ),
            rate: payment.presentment.exchangeRate,
            rateSource: payment.presentment.rateSource,
            rateAt: payment.presentment.rateAt,
          },
        }),
    disputes: disputes.map(({ kind, status, amount, openedAt }) => ({
      kind,
      status,
      amount: money(amount),
      openedAt,
    })),
    refunds: refunds.map((refund) => viewRefund(refund, options)),
    ...(hold === null ? {} : { hold: { ...hold, moneyIs: heldStage(payment) } }),
    ...(payment.expiresAt === undefined ? {} : { expiresAt: payment.expiresAt }),
    ...(payment.method === 'cash_on_delivery' ? { cash: viewCash(payment) } : {}),
  };
}

function viewCash({ cashOnDelivery = {} }: Payment): NonNullable<PaymentView['cash']> {
  const { collectedAt, refusedAt } = cashOnDelivery;
  if (collectedAt !== undefined) return { stage: 'collected', collectedAt };
  return refusedAt === undefined ? { stage: 'not_collected' } : { stage: 'refused', refusedAt };
}

function viewRefund(
  refund: Refund,
  { locale, arrivalOf }: { locale: string; arrivalOf: (refund: Refund) => Arrival | null },
): PaymentView['refunds'][number] {
  const arrival =
    (refund.status === 'pending' && !isHeld(refund)) || refund.status === 'succeeded'
      ? arrivalOf(refund)
      : null;
  const hold = refund.status === 'pending' ? viewHold(refund) : null;
  return {
    refundId: refund.id,
    status: refund.status,
    amount: showMoney({ amount: refund.amount, currency: refund.currency }, locale),
    requestedAt: refund.requestedAt,
    ...(refund.completedAt === undefined ? {} : { completedAt: refund.completedAt }),
    ...(arrival === null ? {} : { arrival: { ...arrival, source: 'usual_times' as const } }),
    ...(refund.traceNumber === undefined ? {} : { traceNumber: refund.traceNumber }),
    ...(hold === null ? {} : { hold }),
  };
}
