import type { TauOrder, TauProduct, TauRecords, TauUser } from '../fixtures/tau-retail.ts';
import type { TauCall } from './tau-calls.ts';

/*
 * What calls of tau-bench's retail domain do to its records: told a second time, without a line of the product,
 * from that domain's own tools and its written policy. Where the two differ, the policy decides what is refused:
 *
 * | Case | Its tools | Here |
 * | --- | --- | --- |
 * | nobody, or another user, is verified | act on any order | refused: one verified user a conversation |
 * | no items in the list | accepted, only the status changes | refused: there is nothing to confirm |
 * | cancelled after the way to pay was changed | give back every entry of the history, refunds as well | the total goes back once, to the way it is paid now |
 * | an item for itself, still on sale | accepted | accepted, although the policy speaks of another option: its tasks do it |
 * | an argument is missing, unknown or of another type | partly accepted | refused |
 * | parts of an address are blank, its country is none | accepted | refused: no parcel arrives there |
 * | blanks around parts of an address | kept | taken away |
 * | a gift card that holds the difference to the cent | compares sums of floats | accepted |
 */

/** The few fields that only a write adds. */
type Order = TauOrder & {
  return_items?: string[];
  return_payment_method_id?: string;
  exchange_items?: string[];
  exchange_new_items?: string[];
  exchange_payment_method_id?: string;
  exchange_price_difference?: number;
};

/** Items that go, those that come in their place, and how the difference is paid. */
interface Swap {
  old: readonly string[];
  wanted: readonly string[];
  methodId: string;
}

const REASONS = ['no longer needed', 'ordered by mistake'];
const ADDRESS = ['address1', 'address2', 'city', 'state', 'country', 'zip'] as const;

/** The fields of each call: `text`, or `list` of texts. Anything missing, beside or of another type makes it no call. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, 'text' | 'list'>>>> = {
  get_order_details: { order_id: 'text' },
  get_user_details: { user_id: 'text' },
  cancel_pending_order: { order_id: 'text', reason: 'text' },
  modify_pending_order_address: { order_id: 'text', ...texts(ADDRESS) },
  modify_user_address: { user_id: 'text', ...texts(ADDRESS) },
  modify_pending_order_payment: { order_id: 'text', payment_method_id: 'text' },
  modify_pending_order_items: {
    order_id: 'text',
    item_ids: 'list',
    new_item_ids: 'list',
    payment_method_id: 'text',
  },
  return_delivered_order_items: { order_id: 'text', item_ids: 'list', payment_method_id: 'text' },
  exchange_delivered_order_items: {
    order_id: 'text',
    item_ids: 'list',
    new_item_ids: 'list',
    payment_method_id: 'text',
  },
};

export class TauOracle {
  readonly #orders: Record<string, Order>;
  readonly #users: Record<string, TauUser>;
  readonly #products: Record<string, TauProduct>;
  readonly #verified: string | null;
  readonly #before: { orders: Map<string, string>; users: Map<string, string> };

  constructor(shop: TauRecords, verifiedUser: string | null) {
    const { orders, users, products } = structuredClone(shop);
    this.#orders = orders;
    this.#users = users;
    this.#products = products;
    this.#verified = verifiedUser;
    this.#before = { orders: textsOf(orders), users: textsOf(users) };
  }

  /** Carries the call out, or leaves everything as it is. */
  call({ name, kwargs }: TauCall): boolean {
    const given = wellFormed(name, kwargs);
    const user = this.#verified === null ? undefined : this.#users[this.#verified];
    if (given === null || user === undefined) return false;
    const { text, list } = given;
    if (name === 'get_user_details') return text('user_id') === this.#verified;
    if (name === 'modify_user_address') {
      if (text('user_id') !== this.#verified || !isAddress(text)) return false;
      user.address = addressOf(text);
      return true;
    }
    const order = this.#orders[text('order_id')];
    if (order === undefined || order.user_id !== this.#verified) return false;
    const methodId = text('payment_method_id');
    const swap = (): Swap => ({ old: list('item_ids'), wanted: list('new_item_ids'), methodId });
    switch (name) {
      case 'get_order_details':
        return true;
      case 'cancel_pending_order':
        return this.#cancel(order, user, text('reason'));
      case 'modify_pending_order_address':
        if (order.status !== 'pending' || !isAddress(text)) return false;
        order.address = addressOf(text);
        return true;
      case 'modify_pending_order_payment':
        return this.#payOtherwise(order, user, methodId);
      case 'modify_pending_order_items':
        return this.#replace(order, user, swap());
      case 'return_delivered_order_items':
        return this.#takeBack(order, user, list('item_ids'), methodId);
      default:
        return this.#exchange(order, user, swap());
    }
  }

  /** Every record that is no longer as it was. */
  changed(): { orders: Record<string, Order>; users: Record<string, TauUser> } {
    return {
      orders: otherThan(this.#before.orders, this.#orders),
      users: otherThan(this.#before.users, this.#users),
    };
  }

  #cancel(order: Order, user: TauUser, reason: string): boolean {
    if (order.status !== 'pending' || !REASONS.includes(reason)) return false;
    const paid = order.payment_history.findLast((entry) => entry.transaction_type === 'payment');
    if (paid === undefined) return false;
    move(user, paid.payment_method_id, paid.amount);
    order.payment_history.push({ ...paid, transaction_type: 'refund' });
    order.status = 'cancelled';
    order.cancel_reason = reason;
    return true;
  }

  #payOtherwise(order: Order, user: TauUser, methodId: string): boolean {
    const [paid, ...more] = order.payment_history;
    if (order.status !== 'pending' || paid === undefined || more.length > 0) return false;
    if (paid.payment_method_id === methodId) return false;
    if (!holds(user, methodId, paid.amount)) return false;
    move(user, methodId, -paid.amount);
    move(user, paid.payment_method_id, paid.amount);
    order.payment_history.push(
      { ...paid, payment_method_id: methodId },
      { ...paid, transaction_type: 'refund' },
    );
    return true;
  }

  #replace(order: Order, user: TauUser, { old, wanted, methodId }: Swap): boolean {
    if (order.status !== 'pending') return false;
    const difference = this.#difference(order, old, wanted);
    if (difference === null || !holds(user, methodId, difference)) return false;
    order.payment_history.push({
      transaction_type: difference > 0 ? 'payment' : 'refund',
      amount: Math.abs(difference),
      payment_method_id: methodId,
    });
    move(user, methodId, -difference);
    // One after the other, each time the first that is such an item at that moment.
    for (const [index, itemId] of old.entries()) {
      const item = order.items.find(({ item_id }) => item_id === itemId);
      const variant = item && this.#products[item.product_id]?.variants[wanted[index] ?? ''];
      if (item === undefined || variant === undefined) throw new Error('checked above');
      Object.assign(item, {
        item_id: variant.item_id,
        price: variant.price,
        options: variant.options,
      });
    }
    order.status = 'pending (item modified)';
    return true;
  }

  #takeBack(order: Order, user: TauUser, items: readonly string[], methodId: string): boolean {
    const method = user.payment_methods[methodId];
    if (order.status !== 'delivered' || !areIn(order, items) || method === undefined) return false;
    const original = order.payment_history[0]?.payment_method_id;
    if (method.source !== 'gift_card' && methodId !== original) return false;
    order.status = 'return requested';
    order.return_items = [...items].sort();
    order.return_payment_method_id = methodId;
    return true;
  }

  #exchange(order: Order, user: TauUser, { old, wanted, methodId }: Swap): boolean {
    if (order.status !== 'delivered') return false;
    const difference = this.#difference(order, old, wanted);
    if (difference === null || !holds(user, methodId, difference)) return false;
    order.status = 'exchange requested';
    order.exchange_items = [...old].sort();
    order.exchange_new_items = [...wanted].sort();
    order.exchange_payment_method_id = methodId;
    order.exchange_price_difference = difference;
    return true;
  }

  /** What the new items cost above the old ones; null when they cannot take their place. */
  #difference(order: Order, old: readonly string[], wanted: readonly string[]): number | null {
    if (!areIn(order, old) || old.length !== wanted.length) return null;
    let cents = 0;
    for (const [index, itemId] of old.entries()) {
      const item = order.items.find(({ item_id }) => item_id === itemId);
      const variants = this.#products[item?.product_id ?? '']?.variants ?? {};
      const variant = Object.hasOwn(variants, wanted[index] ?? '')
        ? variants[wanted[index] ?? '']
        : undefined;
      if (item === undefined || variant?.available !== true) return null;
      cents += Math.round(variant.price * 100) - Math.round(item.price * 100);
    }
    return cents / 100;
  }
}

/** Whether the method is the user's own and, if it is a gift card, holds so much. */
function holds(user: TauUser, methodId: string, amount: number): boolean {
  const method = user.payment_methods[methodId];
  if (method === undefined) return false;
  return method.source !== 'gift_card' || (method.balance ?? 0) >= amount;
}

/** Only a gift card has a balance that moves with the writes. */
function move(user: TauUser, methodId: string, amount: number): void {
  const method = user.payment_methods[methodId];
  if (method?.source !== 'gift_card') return;
  method.balance = Math.round(((method.balance ?? 0) + amount) * 100) / 100;
}

/** Some items of the order, each no more often than it is in it. */
function areIn({ items }: Order, wanted: readonly string[]): boolean {
  const left = items.map(({ item_id }) => item_id);
  for (const itemId of wanted) {
    const at = left.indexOf(itemId);
    if (at === -1) return false;
    left.splice(at, 1);
  }
  return wanted.length > 0;
}

function wellFormed(name: string, kwargs: unknown) {
  const fields = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (fields === undefined || typeof kwargs !== 'object' || kwargs === null) return null;
  const values = new Map<string, unknown>(Object.entries(kwargs));
  if (Array.isArray(kwargs) || values.size !== Object.keys(fields).length) return null;
  const isText = (value: unknown) => typeof value === 'string';
  for (const [field, type] of Object.entries(fields)) {
    const value = values.get(field);
    if (type === 'text' ? !isText(value) : !Array.isArray(value) || !value.every(isText))
      return null;
  }
  return {
    text: (field: string) => String(values.get(field) ?? ''),
    list: (field: string): string[] => {
      const value = values.get(field);
      return Array.isArray(value) ? value.map(String) : [];
    },
  };
}

function isAddress(text: (field: string) => string): boolean {
  const needed = ADDRESS.filter((field) => field !== 'address2');
  return needed.every((field) => text(field).trim() !== '') && text('country') !== 'Atlantis';
}

function addressOf(text: (field: string) => string): TauUser['address'] {
  return {
    address1: text('address1').trim(),
    address2: text('address2').trim(),
    city: text('city').trim(),
    state: text('state').trim(),
    country: text('country').trim(),
    zip: text('zip').trim(),
  };
}

function texts<Name extends string>(names: readonly Name[]): Record<string, 'text'> {
  return Object.fromEntries(names.map((name) => [name, 'text']));
}

function textsOf(records: Record<string, unknown>): Map<string, string> {
  return new Map(Object.entries(records).map(([id, record]) => [id, inOrder(record)]));
}

function otherThan<Kind>(
  before: ReadonlyMap<string, string>,
  after: Record<string, Kind>,
): Record<string, Kind> {
  return Object.fromEntries(
    Object.entries(after).filter(([id, record]) => before.get(id) !== inOrder(record)),
  );
}

/** The same text for equal records, whatever the order of their fields. */
function inOrder(record: unknown): string {
  return JSON.stringify(record, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
