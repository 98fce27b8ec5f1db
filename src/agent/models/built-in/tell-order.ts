import type { OrderView } from '../../tools/results.ts';
import type { Dialogue } from './dialogue.ts';
import type { Say } from './say.ts';

/** An order in a few sentences: status, what is in it, the total, and how long it can be returned. */
export function tellOrder(order: OrderView, dialogue: Dialogue, say: Say): string[] {
  if (!dialogue.wishes.includes('order_status')) return [];
  const sentences = [
    order.status === 'delivered' && order.deliveredAt !== undefined
      ? say('order.delivered_on', { order: order.orderNumber, date: say.date(order.deliveredAt) })
      : say(`order.${order.status}`, { order: order.orderNumber, date: say.date(order.placedAt) }),
    say('order.items', {
      items: say.list(order.lines.slice(0, LINES_TOLD).map((line) => line.quote)),
    }),
    say('order.total', { total: order.total.display }),
  ];
  if (order.status === 'delivered' && order.returnDaysLeft !== undefined)
    sentences.push(say('return.days_left', { days: order.returnDaysLeft }));
  return [say.join(sentences)];
}

const LINES_TOLD = 4;

/** Several orders, a line each; one by itself is told whole. */
export function tellOrders(
  orders: readonly OrderView[],
  count: number,
  dialogue: Dialogue,
  say: Say,
): string[] {
  if (orders.length === 0) return [say('no_orders')];
  const [only] = orders;
  // The one that was meant has been looked up since.
  const isFound = dialogue.outcomes.some(({ args }) =>
    orders.some(({ orderNumber }) => orderNumber === args.orderNumber),
  );
  if (isFound) return [];
  if (orders.length === 1 && only !== undefined)
    return dialogue.outcomes.length > 1 ? [] : tellOrder(only, dialogue, say);
  const lines = orders.map((order) =>
    say('orders.line', {
      order: order.orderNumber,
      date: say.date(order.placedAt),
      status: say(`status.${order.status}`),
      total: order.total.display,
    }),
  );
  return [[say('orders.found', { count }), ...lines].join('\n'), say('orders.which')];
}
