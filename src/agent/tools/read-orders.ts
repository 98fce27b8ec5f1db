import { returnDaysLeft } from '../../policy/order-rules.ts';
import type { PolicyValues } from '../../prompts/policy-values.ts';
import type { Order } from '../../shop/records.ts';
import type { ShopStore } from '../../shop/shop-store.ts';
import { orderCard } from './cards.ts';
import { type OrderAccessDependencies, openOrder } from './order-access.ts';
import { viewOrder } from './order-view.ts';
import type { OrderView } from './results.ts';
import { refuse, type Tool, type ToolScope } from './tool.ts';

/** Orders a verified shopper sees at once; more are named by their count. */
const ORDERS_SHOWN = 5;

export interface OrderToolDependencies extends OrderAccessDependencies {
  shop: ShopStore;
  policy: () => PolicyValues;
  now: () => number;
}

export function getOrder(dependencies: OrderToolDependencies): Tool<'get_order'> {
  return {
    name: 'get_order',
    kind: 'read',
    async run(input, scope) {
      const opened = await openOrder(dependencies, scope, input);
      if (!opened.ok) return opened.refusal;
      const order = await view(dependencies, opened.order, opened.access, scope);
      return { result: { ok: true, order }, cards: [orderCard(order)] };
    },
  };
}

export function findOrders(dependencies: OrderToolDependencies): Tool<'find_orders'> {
  return {
    name: 'find_orders',
    kind: 'read',
    async run({ status }, scope) {
      const orders = await readableOrders(dependencies, scope, status);
      if (orders === null) return refuse('identity_needed', { ask: ['order_number', 'contact'] });
      if (orders.length === 0) return refuse('nothing_found');
      const access = scope.identity.tier === 'verified' ? 'full' : 'claimed';
      const views = await Promise.all(
        orders.slice(0, ORDERS_SHOWN).map((order) => view(dependencies, order, access, scope)),
      );
      return {
        result: { ok: true, orders: views, orderCount: orders.length },
        cards: views.map(orderCard),
      };
    },
  };
}

async function readableOrders(
  { shop }: OrderToolDependencies,
  { identity }: ToolScope,
  status: Order['status'] | undefined,
): Promise<Order[] | null> {
  if (identity.tier === 'anonymous') return null;
  if (identity.tier === 'verified')
    return shop.ordersOfCustomer(identity.customerId, status === undefined ? {} : { status });
  const claimed = await Promise.all(identity.orderIds.map((orderId) => shop.findOrder(orderId)));
  return claimed
    .filter((order) => order !== undefined)
    .filter((order) => status === undefined || order.status === status);
}

async function view(
  { shop, policy, now }: OrderToolDependencies,
  order: Order,
  access: 'claimed' | 'full',
  scope: ToolScope,
): Promise<OrderView> {
  const shipments = await shop.shipmentsOfOrder(order.id);
  return viewOrder(order, shipments, {
    access,
    locale: scope.locale,
    returnDaysLeft: returnDaysLeft(order, {
      policy: policy(),
      now: now(),
      timeZone: scope.timeZone,
    }),
  });
}
