import type { Order, OrderLine } from '../../shop/records.ts';
import type { Shipment } from '../../shop/shipment-records.ts';
import type { OrderView } from './results.ts';
import { showMoney } from './shown-money.ts';

/**
 * An order as tools show it. With access `claimed` (order number and contact only) no address and no name leaves;
 * `returnDaysLeft` comes from the policy.
 */
export function viewOrder(
  order: Order,
  shipments: readonly Shipment[],
  options: { access: 'claimed' | 'full'; locale: string; returnDaysLeft: number | null },
): OrderView {
  const money = (amount: number) => showMoney({ amount, currency: order.currency }, options.locale);
  return {
    orderNumber: order.number,
    status: order.status,
    placedAt: order.placedAt,
    total: money(order.total),
    lineCount: order.lines.length,
    lines: order.lines.map((line, index) => ({
      line: index + 1,
      productId: line.productId,
      quote: lineTitle(line),
      quantity: line.quantity,
      total: money(line.total),
    })),
    subtotal: money(order.subtotal),
    ...(order.shippingCost > 0 ? { shippingCost: money(order.shippingCost) } : {}),
    ...(order.tax > 0 ? { tax: money(order.tax) } : {}),
    ...(order.duties > 0 ? { duties: money(order.duties) } : {}),
    ...(order.discount > 0 ? { discount: money(order.discount) } : {}),
    ...(order.deliveredAt === undefined ? {} : { deliveredAt: order.deliveredAt }),
    ...(order.cancelledAt === undefined ? {} : { cancelledAt: order.cancelledAt }),
    shipmentCount: shipments.length,
    shipments: shipments.map(({ trackingNumber, carrier, status }) => ({
      trackingNumber,
      carrier,
      status,
    })),
    ...(options.access === 'full' ? { shippingAddress: { untrusted: addressText(order) } } : {}),
    ...(options.returnDaysLeft === null ? {} : { returnDaysLeft: options.returnDaysLeft }),
  };
}

function lineTitle(line: OrderLine): string {
  const options = Object.values(line.options).join(', ');
  return options === '' ? line.title : `${line.title} (${options})`;
}

function addressText({ shippingAddress: address }: Order): string {
  return [
    address.name,
    address.line1,
    address.line2,
    address.postalCode,
    address.city,
    address.region,
    address.country,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}
