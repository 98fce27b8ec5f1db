import { z } from 'zod';
import type { ToolName } from '../../src/agent/tools/tool-arguments.ts';
import type { Order } from '../../src/shop/records.ts';

/*
 * Calls of tau-bench's retail domain as calls of our own tools. Only the shape changes here: which order, line, variant
 * and way to pay is meant. Whether it may be done is for the tools to say. What has no such shape has no call.
 */

export interface TauCall {
  name: string;
  kwargs: unknown;
}

export interface OwnCall {
  tool: ToolName;
  input: unknown;
}

const id = z.string();
const ids = z.array(z.string());
const address = {
  address1: z.string(),
  address2: z.string(),
  city: z.string(),
  state: z.string(),
  country: z.string(),
  zip: z.string(),
};
const swap = z.strictObject({
  order_id: id,
  item_ids: ids,
  new_item_ids: ids,
  payment_method_id: id,
});

const shapes = {
  cancel_pending_order: z.strictObject({ order_id: id, reason: z.string() }),
  modify_pending_order_address: z.strictObject({ order_id: id, ...address }),
  modify_pending_order_items: swap,
  modify_pending_order_payment: z.strictObject({ order_id: id, payment_method_id: id }),
  modify_user_address: z.strictObject({ user_id: id, ...address }),
  return_delivered_order_items: z.strictObject({
    order_id: id,
    item_ids: ids,
    payment_method_id: id,
  }),
  exchange_delivered_order_items: swap,
};

/** Null: the call cannot be said with our tools, e.g. for another customer, an order that does not exist, or uneven lists. */
export async function toOwnCall(
  { name, kwargs }: TauCall,
  {
    findOrder,
    customerId,
  }: {
    findOrder: (id: string) => Promise<Order | undefined>;
    customerId: string | null;
  },
): Promise<OwnCall | null> {
  const order = async (orderId: string) => findOrder(orderId);
  switch (name) {
    case 'cancel_pending_order': {
      const call = shapes[name].safeParse(kwargs).data;
      const found = call && (await order(call.order_id));
      if (!call || !found) return null;
      // A reason that is not listed word for word is none.
      const reason = REASONS[call.reason] ?? '';
      return { tool: 'propose_cancellation', input: { orderNumber: found.number, reason } };
    }
    case 'modify_pending_order_address': {
      const call = shapes[name].safeParse(kwargs).data;
      const found = call && (await order(call.order_id));
      if (!call || !found) return null;
      return {
        tool: 'propose_address_change',
        input: { orderNumber: found.number, address: toAddress(call) },
      };
    }
    case 'modify_user_address': {
      const call = shapes[name].safeParse(kwargs).data;
      // Our tool has no customer to name: it knows whose conversation it is.
      if (!call || call.user_id !== customerId) return null;
      return { tool: 'propose_address_change', input: { address: toAddress(call) } };
    }
    case 'modify_pending_order_payment': {
      const call = shapes[name].safeParse(kwargs).data;
      const found = call && (await order(call.order_id));
      if (!call || !found) return null;
      return {
        tool: 'propose_payment_change',
        input: { orderNumber: found.number, payWith: call.payment_method_id },
      };
    }
    case 'return_delivered_order_items': {
      const call = shapes[name].safeParse(kwargs).data;
      const found = call && (await order(call.order_id));
      if (!call || !found) return null;
      const lines = positionsOf(found, call.item_ids).map((line) => ({ line }));
      return {
        tool: 'propose_return',
        input: { orderNumber: found.number, lines, refundTo: call.payment_method_id },
      };
    }
    case 'modify_pending_order_items':
    case 'exchange_delivered_order_items': {
      const call = shapes[name].safeParse(kwargs).data;
      const found = call && (await order(call.order_id));
      if (!call || !found || call.item_ids.length !== call.new_item_ids.length) return null;
      const isChange = name === 'modify_pending_order_items';
      return {
        tool: isChange ? 'propose_item_change' : 'propose_exchange',
        input: {
          orderNumber: found.number,
          items: isChange
            ? inPlace(found, call.item_ids, call.new_item_ids)
            : oneToOne(found, call.item_ids, call.new_item_ids),
          payWith: call.payment_method_id,
        },
      };
    }
    default:
      return null;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  'no longer needed': 'no_longer_needed',
  'ordered by mistake': 'ordered_by_mistake',
};

function toAddress(
  call:
    | z.infer<(typeof shapes)['modify_user_address']>
    | z.infer<(typeof shapes)['modify_pending_order_address']>,
) {
  return {
    line1: call.address1,
    line2: call.address2,
    city: call.city,
    region: call.state,
    postalCode: call.zip,
    country: call.country,
  };
}

/** The n-th mention of an item is its n-th line; a mention too many is a line beyond the last. */
function positionsOf(order: Order, itemIds: readonly string[]): number[] {
  const used = new Set<number>();
  return itemIds.map((itemId) => {
    const index = order.lines.findIndex(
      ({ variantId }, position) => variantId === itemId && !used.has(position),
    );
    if (index === -1) return order.lines.length + 1;
    used.add(index);
    return index + 1;
  });
}

function oneToOne(order: Order, itemIds: readonly string[], newItemIds: readonly string[]) {
  return positionsOf(order, itemIds).map((line, index) => ({
    line,
    variantId: newItemIds[index] ?? '',
  }));
}

/**
 * Items are changed there one after the other, each time in the first line that holds the item at that moment. Among
 * variants of one product that decides which line ends up as what.
 */
function inPlace(order: Order, itemIds: readonly string[], newItemIds: readonly string[]) {
  const plain = oneToOne(order, itemIds, newItemIds);
  const named = plain.flatMap(({ line }) => order.lines[line - 1] ?? []);
  const isOneProduct = new Set(named.map(({ productId }) => productId)).size === 1;
  if (named.length !== plain.length || !isOneProduct) return plain;
  const held = order.lines.map(({ variantId }) => variantId);
  for (const [index, itemId] of itemIds.entries()) {
    const position = held.indexOf(itemId);
    if (position !== -1) held[position] = newItemIds[index] ?? '';
  }
  return plain.map(({ line }) => ({ line, variantId: held[line - 1] ?? '' }));
}
