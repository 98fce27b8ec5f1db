import { usualArrival } from '../../policy/arrival.ts';
import { type Proposal, totalOf, wholeRange } from '../../proposals/proposal.ts';
import { paymentCard } from './cards.ts';
import { openOrder } from './order-access.ts';
import { viewPayment } from './payment-view.ts';
import type { OrderToolDependencies } from './read-orders.ts';
import { showMoney } from './shown-money.ts';
import { refuse, type Tool } from './tool.ts';

export interface PaymentToolDependencies extends OrderToolDependencies {
  /** what the shopper has confirmed of an order and a person has yet to decide */
  underReview: (orderId: string) => Promise<Proposal | undefined>;
}

export function getPaymentStatus(
  dependencies: PaymentToolDependencies,
): Tool<'get_payment_status'> {
  const { shop } = dependencies;
  return {
    name: 'get_payment_status',
    kind: 'read',
    async run(input, scope) {
      const opened = await openOrder(dependencies, scope, input);
      if (!opened.ok) return opened.refusal;
      const { order } = opened;
      const [payments, refunds, disputes] = await Promise.all([
        shop.paymentsOfOrder(order.id),
        shop.refundsOfOrder(order.id),
        shop.disputesOfOrder(order.id),
      ]);
      if (payments.length === 0) return refuse('nothing_found');
      const views = payments.map((payment) =>
        viewPayment(
          payment,
          { orderNumber: order.number, refunds, disputes },
          {
            locale: scope.locale,
            arrivalOf: (refund) => usualArrival(payment, refund, scope.timeZone),
          },
        ),
      );
      return {
        result: {
          ok: true,
          orderNumber: order.number,
          payments: views,
          ...(opened.access === 'full'
            ? {
                instruments: await instrumentsOf(dependencies, order.customerId, scope.locale),
                ...viewReview(await dependencies.underReview(order.id), scope.locale),
              }
            : {}),
        },
        cards: views.map(paymentCard),
      };
    },
  };
}

/** Its amount and days are those the shopper said yes to; a decider may still lower the amount and asks them again then. */
function viewReview(proposal: Proposal | undefined, locale: string) {
  if (proposal === undefined) return {};
  const amount = totalOf(proposal.quotes);
  const arrival = wholeRange(proposal.quotes);
  return {
    underReview: {
      kind: proposal.kind,
      ...(amount === null ? {} : { amount: showMoney(amount, locale) }),
      ...(arrival === null ? {} : { arrival: { ...arrival, source: 'usual_times' as const } }),
    },
  };
}

/** The ways to pay stored for the shopper, to be named by their reference in write tools. */
async function instrumentsOf({ shop }: OrderToolDependencies, customerId: string, locale: string) {
  const customer = await shop.findCustomer(customerId);
  return (customer?.instruments ?? []).map(({ id, method, last4, balance }) => ({
    reference: id,
    method,
    ...(last4 === undefined ? {} : { last4 }),
    ...(balance === undefined ? {} : { balance: showMoney(balance, locale) }),
  }));
}
