import { adviseShipment } from '../../policy/shipment-advice.ts';
import type { Order } from '../../shop/records.ts';
import { trackingCard } from './cards.ts';
import { openOrder } from './order-access.ts';
import type { OrderToolDependencies } from './read-orders.ts';
import { viewShipment } from './shipment-view.ts';
import { refuse, type Tool, type ToolScope } from './tool.ts';

/**
 * Tracks the parcels of an order, or one parcel by its number. A tracking number alone unlocks nothing: it stands on
 * labels and in carrier mails, so the order behind it is opened by the same rules as any other.
 */
export function trackShipment(dependencies: OrderToolDependencies): Tool<'track_shipment'> {
  const { shop, policy, now } = dependencies;
  return {
    name: 'track_shipment',
    kind: 'read',
    async run(input, scope) {
      const orderNumber =
        input.orderNumber ?? (await orderNumberOf(dependencies, input.trackingNumber));
      if (orderNumber === undefined && input.trackingNumber === undefined) {
        const only = await onlyReadableOrder(dependencies, scope);
        if (only === undefined)
          return refuse('identity_needed', { ask: ['order_number', 'contact'] });
        return tracked(only);
      }
      // An unknown parcel goes the same way as a known one, so that the answer does not tell them apart.
      const opened = await openOrder(dependencies, scope, {
        orderNumber: orderNumber ?? '',
        contact: input.contact,
        typed: input.orderNumber ?? input.trackingNumber,
      });
      if (!opened.ok) return opened.refusal;
      return tracked(
        opened.order,
        input.orderNumber === undefined ? input.trackingNumber : undefined,
      );

      async function tracked(order: Order, trackingNumber?: string) {
        const all = await shop.shipmentsOfOrder(order.id);
        const wanted = await shop.findShipmentByTrackingNumber(trackingNumber ?? '');
        const shipments = wanted === undefined ? all : all.filter(({ id }) => id === wanted.id);
        if (shipments.length === 0)
          return refuse('not_shipped_yet', { detail: `order ${order.number} is ${order.status}` });
        const views = shipments.map((shipment) =>
          viewShipment(shipment, order, {
            locale: scope.locale,
            advice: adviseShipment(shipment, { policy: policy(), now: now() }),
          }),
        );
        return {
          result: {
            ok: true as const,
            orderNumber: order.number,
            shipments: views,
            shipmentCount: views.length,
          },
          cards: views.map(trackingCard),
        };
      }
    },
  };
}

async function orderNumberOf(
  { shop }: OrderToolDependencies,
  trackingNumber: string | undefined,
): Promise<string | undefined> {
  const shipment = await shop.findShipmentByTrackingNumber(trackingNumber ?? '');
  return (await shop.findOrder(shipment?.orderId ?? ''))?.number;
}

/** With neither number given, the order meant is clear only when the shopper can read exactly one open one. */
async function onlyReadableOrder(
  { shop }: OrderToolDependencies,
  { identity }: ToolScope,
): Promise<Order | undefined> {
  if (identity.tier === 'anonymous') return undefined;
  const orders =
    identity.tier === 'verified'
      ? await shop.ordersOfCustomer(identity.customerId, {})
      : (await Promise.all(identity.orderIds.map((orderId) => shop.findOrder(orderId)))).filter(
          (order) => order !== undefined,
        );
  const underway = orders.filter(
    ({ status }) => status === 'shipped' || status === 'processing' || status === 'pending',
  );
  if (orders.length === 1) return orders[0];
  return underway.length === 1 ? underway[0] : undefined;
}
