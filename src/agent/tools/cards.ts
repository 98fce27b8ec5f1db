import type { z } from 'zod';
import type { Money } from '../../lib/money.ts';
import { cardHold } from '../../policy/hold.ts';
import type { Card } from '../../protocol/card.ts';
import type {
  OrderView,
  PaymentView,
  productViewSchema,
  ShipmentView,
  ShownMoney,
} from './results.ts';

/** Lines on an order card before "n more". */
const LINES_SHOWN = 3;

export function orderCard(order: OrderView): Card {
  return {
    type: 'order',
    orderNumber: order.orderNumber,
    status: order.status,
    placedAt: order.placedAt,
    total: bare(order.total),
    lines: order.lines
      .slice(0, LINES_SHOWN)
      .map(({ quote, quantity, total }) => ({ title: quote, quantity, total: bare(total) })),
    moreLines: Math.max(0, order.lines.length - LINES_SHOWN),
  };
}

export function paymentCard(payment: PaymentView): Card {
  const last = payment.attempts.at(-1);
  const declineReason = last?.outcome === 'declined' ? last.declineReason : undefined;
  return {
    type: 'payment',
    orderNumber: payment.orderNumber,
    status: payment.status,
    method: payment.method,
    ...(payment.last4 === undefined ? {} : { last4: payment.last4 }),
    amount: bare(payment.amount),
    captured: bare(payment.captured),
    refunded: bare(payment.refunded),
    ...(declineReason === undefined ? {} : { declineReason }),
    ...(payment.hold === undefined ? {} : { held: cardHold(payment.hold) }),
  };
}

export function trackingCard(shipment: ShipmentView): Card {
  return {
    type: 'tracking',
    orderNumber: shipment.orderNumber,
    carrier: shipment.carrier,
    trackingNumber: shipment.trackingNumber,
    ...(shipment.url === undefined ? {} : { trackingUrl: shipment.url }),
    status: shipment.status,
    actionRequired: shipment.actionRequired,
    ...(shipment.eta === undefined || shipment.eta.source === 'usual_times'
      ? {}
      : {
          eta: {
            earliest: shipment.eta.earliest,
            latest: shipment.eta.latest,
            source: shipment.eta.source,
          },
        }),
    ...(shipment.customs === undefined ? {} : { customsStage: shipment.customs.customsStage }),
    legs: shipment.legs,
    ...(shipment.lastScanAt === undefined ? {} : { lastScanAt: shipment.lastScanAt }),
  };
}

export function productsCard(products: readonly z.infer<typeof productViewSchema>[]): Card {
  return {
    type: 'products',
    products: products.flatMap((product) => {
      const cheapest = [...product.variants].sort(
        (left, right) => left.price.amount - right.price.amount,
      )[0];
      if (cheapest === undefined) return [];
      return [
        {
          id: product.productId,
          title: product.title,
          price: bare(cheapest.price),
          available: product.variants.some(({ available }) => available),
          ...(product.url === undefined ? {} : { url: product.url }),
        },
      ];
    }),
  };
}

function bare({ amount, currency }: ShownMoney): Money {
  return { amount, currency };
}
