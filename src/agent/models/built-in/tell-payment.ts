import type { PaymentView, ToolResult } from '../../tools/results.ts';
import type { Dialogue } from './dialogue.ts';
import type { Say } from './say.ts';

/** Each payment with its state, why it was declined, its refunds and disputes. */
export function tellPayments(
  {
    payments,
    orderNumber: order,
    underReview,
  }: Pick<
    Extract<ToolResult<'get_payment_status'>, { ok: true }>,
    'payments' | 'orderNumber' | 'underReview'
  >,
  dialogue: Dialogue,
  say: Say,
): string[] {
  if (payments.length === 0) return [say('payment.none', { order })];
  const asksRefund = ASKS_REFUND.test(dialogue.wishText.toLowerCase());
  const blocks = payments.map((payment) => say.join(tellPayment(payment, say)));
  const hasRefund = payments.some(({ refunds }) => refunds.length > 0);
  const needsPerson = payments.some(
    ({ refunds, disputes, hold }) =>
      // What was collected cannot go back before the check is over, with or without the order.
      hold?.moneyIs === 'captured' ||
      disputes.some(({ status }) => OPEN_DISPUTES.has(status)) ||
      refunds.some(({ status }) => status === 'failed' || status === 'requires_action'),
  );
  return [
    ...blocks,
    ...(underReview?.amount === undefined ? [] : [tellReview(underReview, say)]),
    ...(asksRefund && !hasRefund && underReview === undefined
      ? [tellNone(order, dialogue, say)]
      : []),
    ...(needsPerson ? [say('offer.person')] : []),
  ];
}

/** Money that goes back once a colleague has looked at it. */
function tellReview(
  { arrival }: NonNullable<Extract<ToolResult<'get_payment_status'>, { ok: true }>['underReview']>,
  say: Say,
): string {
  return say.join([
    say('proposal.approval'),
    ...(arrival === undefined ? [] : [say('proposal.arrival', { range: say.range(arrival) })]),
  ]);
}

/** No refund yet; where one is proposed, it waits for the shopper and for nobody else. */
function tellNone(order: string, { situation, lastReply }: Dialogue, say: Say): string {
  const isProposed = situation.openProposal && lastReply?.includes(order) === true;
  return say.join([
    say('refund.none', { order }),
    ...(isProposed ? [say('proposal.open', { order })] : []),
  ]);
}

const ASKS_REFUND =
  /refund|reembols|estorn|rembours|erstatt|退款|退钱|返金|استرداد|استرجاع|rimbors|환불|возврат|верн[уи]|hoàn (?:lại )?tiền|hoan tien|pengembalian|คืนเงิน|เงินคืน/u;
/** Ways to pay that end at a bank counter or in an app, apart from the shop. */
const VOUCHERS: ReadonlySet<string> = new Set(['boleto', 'bank_transfer']);
const OPEN_DISPUTES: ReadonlySet<string> = new Set(['needs_response', 'under_review']);

function tellPayment(payment: PaymentView, say: Say): string[] {
  const { orderNumber: order, status } = payment;
  const method = say(`method.${payment.method}`, { last4: payment.last4 ?? 'none' });
  const values = {
    order,
    method,
    amount: payment.amount.display,
    refunded: payment.refunded.display,
  };
  const sentences = [say(`payment.${status}`, values)];
  const { hold } = payment;
  if (hold !== undefined) sentences.push(...tellHold(hold, say));
  const last = payment.attempts.at(-1);
  if (last?.outcome === 'declined') sentences.push(say(`decline.${last.declineReason ?? 'other'}`));
  if (status === 'pending' && hold === undefined && payment.expiresAt !== undefined)
    sentences.push(say('payment.expires', { date: say.date(payment.expiresAt) }));
  if (payment.cash !== undefined)
    sentences.push(say('payment.cash', { stage: payment.cash.stage }));
  if (status === 'pending' && hold === undefined && VOUCHERS.has(payment.method))
    sentences.push(say('payment.voucher'));
  if (payment.converted !== undefined) {
    const { shown, rate, rateSource } = payment.converted;
    sentences.push(
      say('payment.converted', {
        shown: shown.display,
        rate: say.rate(rate),
        source: rateSource,
      }),
      say('payment.bank_fees'),
    );
  }
  for (const refund of payment.refunds) sentences.push(...tellRefundMade(refund, say));
  for (const dispute of payment.disputes)
    if (OPEN_DISPUTES.has(dispute.status))
      sentences.push(say('dispute.open', { amount: dispute.amount.display }));
  return sentences;
}

/** Who checks and since when, that nobody is to blame, what comes next and what the shopper can do; never why. */
function tellHold(hold: NonNullable<PaymentView['hold']>, say: Say): string[] {
  return [
    say('hold.payment', { by: hold.heldBy, date: say.date(hold.heldAt) }),
    say('hold.no_fault'),
    say('hold.next', { stage: hold.moneyIs }),
    ...(hold.latestOn === undefined ? [] : [say('hold.latest', { date: say.date(hold.latestOn) })]),
    say('hold.your_part'),
    ...(hold.moneyIs === 'captured' ? [] : [say('hold.cancel')]),
  ];
}

function tellRefundMade(refund: PaymentView['refunds'][number], say: Say): string[] {
  const amount = refund.amount.display;
  const first =
    refund.status === 'succeeded' && refund.completedAt !== undefined
      ? say('refund.succeeded_on', { amount, date: say.date(refund.completedAt) })
      : say(`refund.${refund.status}`, { amount });
  const { hold } = refund;
  if (hold !== undefined)
    return [
      first,
      say('hold.refund', { by: hold.heldBy, date: say.date(hold.heldAt) }),
      ...(hold.latestOn === undefined
        ? []
        : [say('hold.latest', { date: say.date(hold.latestOn) })]),
    ];
  const isUnderway = refund.status === 'pending' || refund.status === 'succeeded';
  return [
    first,
    ...(refund.arrival !== undefined && isUnderway
      ? [say('refund.arrival', { range: say.range(refund.arrival) })]
      : []),
    ...(refund.traceNumber === undefined
      ? []
      : [say('refund.trace', { trace: refund.traceNumber })]),
  ];
}
