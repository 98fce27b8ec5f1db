import { z } from 'zod';
import type { ToolName } from '../../src/agent/tools/tool-arguments.ts';
import type { Customer, Order, Product } from '../../src/shop/records.ts';

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

interface Shop {
  findOrder(id: string): Promise<Order | undefined>;
  findProduct(id: string): Promise<Product | undefined>;
  /** who is verified in the conversation */
  customer: Customer | undefined;
}

/** What needs no tool of ours: who the customer is was proven before, and sums are done by code. */
export const NOTHING_TO_DO = 'nothing_to_do';
type Own = OwnCall | typeof NOTHING_TO_DO | null;

/** Null: the call cannot be said with our tools, e.g. for another customer, an order that does not exist, or uneven lists. */
export async function toOwnCall({ name, kwargs }: TauCall, shop: Shop): Promise<Own> {
  return Object.hasOwn(CALLS, name) ? (CALLS[name]?.(kwargs, shop) ?? null) : null;
}

const id = z.string();
const ids = z.array(z.string());
const addressParts = {
  address1: z.string(),
  address2: z.string(),
  city: z.string(),
  state: z.string(),
  country: z.string(),
  zip: z.string(),
};
const ofUser = z.strictObject({ user_id: id });
const ofUserAddress = ofUser.extend(addressParts);
const ofOrder = z.strictObject({ order_id: id });
const cancellation = ofOrder.extend({ reason: z.string() });
const newAddress = ofOrder.extend(addressParts);
const payment = ofOrder.extend({ payment_method_id: id });
const takeBack = payment.extend({ item_ids: ids });
const swap = takeBack.extend({ new_item_ids: ids });

const ofProduct = z.strictObject({ product_id: id });
const email = z.strictObject({ email: z.string() });
const nameAndZip = z.strictObject({
  first_name: z.string(),
  last_name: z.string(),
  zip: z.string(),
});

type Say = (kwargs: unknown, shop: Shop) => Promise<Own>;

const CALLS: Readonly<Record<string, Say>> = {
  find_user_id_by_email: onKnown(email, (call, customer) => call.email === customer.email),
  find_user_id_by_name_zip: onKnown(
    nameAndZip,
    (call, { givenName, familyName, defaultAddress }) =>
      call.first_name === givenName &&
      call.last_name === familyName &&
      call.zip === defaultAddress?.postalCode,
  ),
  calculate: onShape(z.strictObject({ expression: z.string() }), () => NOTHING_TO_DO),
  think: onShape(z.strictObject({ thought: z.string() }), () => NOTHING_TO_DO),
  list_all_product_types: onShape(z.strictObject({}), () => NOTHING_TO_DO),
  get_product_details: onShape(ofProduct, async (call, { findProduct }) => {
    const product = await findProduct(call.product_id);
    return product === undefined
      ? null
      : { tool: 'search_products', input: { query: product.title } };
  }),
  transfer_to_human_agents: onShape(z.strictObject({ summary: z.string() }), ({ summary }) => ({
    tool: 'hand_off_to_human',
    input: { reason: 'other', summary: summary.slice(0, 600) },
  })),
  get_order_details: onOrder(ofOrder, (_, { number }) => ({
    tool: 'get_order',
    input: { orderNumber: number },
  })),
  get_user_details: onSelf(ofUser, () => ({ tool: 'find_orders', input: {} })),
  cancel_pending_order: onOrder(cancellation, (call, { number }) => ({
    tool: 'propose_cancellation',
    // A reason that is not listed word for word is none.
    input: { orderNumber: number, reason: REASONS[call.reason] ?? '' },
  })),
  modify_pending_order_address: onOrder(newAddress, (call, { number }) => ({
    tool: 'propose_address_change',
    input: { orderNumber: number, address: toAddress(call) },
  })),
  modify_user_address: onSelf(ofUserAddress, (call) => ({
    tool: 'propose_address_change',
    input: { address: toAddress(call) },
  })),
  modify_pending_order_payment: onOrder(payment, (call, { number }) => ({
    tool: 'propose_payment_change',
    input: { orderNumber: number, payWith: call.payment_method_id },
  })),
  return_delivered_order_items: onOrder(takeBack, (call, order) => ({
    tool: 'propose_return',
    input: {
      orderNumber: order.number,
      lines: positionsOf(order, call.item_ids).map((line) => ({ line })),
      refundTo: call.payment_method_id,
    },
  })),
  modify_pending_order_items: onOrder(swap, toSwap('propose_item_change', inPlace)),
  exchange_delivered_order_items: onOrder(swap, toSwap('propose_exchange', oneToOne)),
};

function onShape<Shape extends z.ZodType>(
  shape: Shape,
  say: (call: z.infer<Shape>, shop: Shop) => Own | Promise<Own>,
): Say {
  return async (kwargs, shop) => {
    const parsed = shape.safeParse(kwargs);
    return parsed.success ? say(parsed.data, shop) : null;
  };
}

function onOrder<Shape extends typeof ofOrder>(
  shape: Shape,
  say: (call: z.infer<Shape>, order: Order) => Own,
): Say {
  return onShape(shape, async (call, { findOrder }) => {
    const order = await findOrder(call.order_id);
    return order === undefined ? null : say(call, order);
  });
}

/** Our tools have no customer to name: they know whose conversation it is. */
function onSelf<Shape extends typeof ofUser>(
  shape: Shape,
  say: (call: z.infer<Shape>) => OwnCall,
): Say {
  return onShape(shape, (call, { customer }) => (call.user_id === customer?.id ? say(call) : null));
}

function onKnown<Shape extends z.ZodType>(
  shape: Shape,
  isOwn: (call: z.infer<Shape>, customer: Customer) => boolean,
): Say {
  return onShape(shape, (call, { customer }) =>
    customer !== undefined && isOwn(call, customer) ? NOTHING_TO_DO : null,
  );
}

type Pair = (
  order: Order,
  itemIds: readonly string[],
  newItemIds: readonly string[],
) => { line: number; variantId: string }[];

function toSwap(tool: ToolName, pair: Pair) {
  return (call: z.infer<typeof swap>, order: Order): OwnCall | null =>
    call.item_ids.length === call.new_item_ids.length
      ? {
          tool,
          input: {
            orderNumber: order.number,
            items: pair(order, call.item_ids, call.new_item_ids),
            payWith: call.payment_method_id,
          },
        }
      : null;
}

const REASONS: Readonly<Record<string, string>> = {
  'no longer needed': 'no_longer_needed',
  'ordered by mistake': 'ordered_by_mistake',
};

function toAddress(call: z.infer<z.ZodObject<typeof addressParts>>) {
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
 * the variants of a product that decides which of its lines ends up as what; lines of other products are not looked at.
 */
function inPlace(order: Order, itemIds: readonly string[], newItemIds: readonly string[]) {
  const plain = oneToOne(order, itemIds, newItemIds);
  const held = order.lines.map(({ variantId }) => variantId);
  for (const [index, itemId] of itemIds.entries()) {
    const productId = order.lines[(plain[index]?.line ?? 0) - 1]?.productId;
    const position = held.findIndex(
      (variantId, at) => variantId === itemId && order.lines[at]?.productId === productId,
    );
    if (position !== -1) held[position] = newItemIds[index] ?? '';
  }
  return plain.map(({ line }) => ({ line, variantId: held[line - 1] ?? '' }));
}
