import { cardHold, viewHold } from '../policy/hold.ts';
import { type Card, REFUND_ROUTES } from '../protocol/card.ts';
import type { Hold } from '../shop/payment-records.ts';
import type { Row } from '../storage/database.ts';
import { numberOf, textOf } from '../storage/sql-value.ts';
import type { Proposal } from './proposal.ts';

/** What the shopper sees of a refund on its way; `row` has its ids, amount, currency and route. */
export function refundCard(
  row: Row,
  { orderNumber, quotes }: Proposal,
  status: 'pending' | 'succeeded' | 'failed',
  hold?: Hold,
): Card {
  const quote = quotes.find(({ paymentId }) => paymentId === textOf(row, 'payment_id'));
  // While it is held, the usual time of arrival says nothing.
  const arrives = status !== 'failed' && hold === undefined ? quote?.arrival : null;
  const held = viewHold(hold === undefined ? {} : { hold });
  return {
    type: 'refund',
    orderNumber: orderNumber ?? '',
    refundId: textOf(row, 'refund_id'),
    status,
    amount: { amount: numberOf(row, 'amount'), currency: textOf(row, 'currency') },
    route: REFUND_ROUTES.find((route) => route === row.route) ?? 'original_method',
    ...(arrives == null ? {} : { arrival: arrives }),
    ...(held === null ? {} : { held: cardHold(held) }),
  };
}
