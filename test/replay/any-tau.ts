import fc from 'fast-check';
import type { TauOrder, TauProduct, TauRecords, TauUser } from '../fixtures/tau-retail.ts';
import type { TauCall } from './tau-calls.ts';

/*
 * Small shops in the form of tau-bench's retail domain, and calls on any such shop: most of them fit, the rest is wrong in
 * one way. Prices and balances come from few values, so that a gift card often holds exactly the difference, or a cent less.
 */

const PRICES = [0.07, 10, 10.1, 10.11, 12.65, 19.99, 20, 1023.45];
const BALANCES = [0, 0.01, 0.1, 2.54, 2.55, 9.99, 10, 20, 5000];
const OPTIONS = ['small', 'medium', 'large', 'giant'];
const PEOPLE = ['ann_lee_1', 'bo_ray_2', 'cy_fox_3'];
export const ADDRESS = {
  address1: '1 Oak St',
  address2: '',
  city: 'Boston',
  country: 'USA',
  state: 'MA',
  zip: '02108',
};

export function anyTauShop(): fc.Arbitrary<TauRecords> {
  const products = fc.tuple(...[1, 2, 3].map(anyProduct));
  return fc
    .record({ products, users: fc.tuple(...PEOPLE.map(anyUser)) })
    .chain(({ products: all, users }) =>
      fc
        .tuple(...users.flatMap((user, who) => [1, 2, 3].map((n) => anyOrder(all, user, who, n))))
        .map((orders) => ({
          products: byId(all, ({ product_id }) => product_id),
          orders: byId(orders, ({ order_id }) => order_id),
          users: Object.fromEntries(
            users.map((user, who) => {
              const id = PEOPLE[who] ?? '';
              const own = orders.filter(({ user_id }) => user_id === id);
              return [id, { ...user, orders: own.map(({ order_id }) => order_id) }];
            }),
          ),
        })),
    );
}

function anyProduct(n: number): fc.Arbitrary<TauProduct> {
  const variant = fc.record({
    available: fc.constantFrom(true, true, true, false),
    price: fc.constantFrom(...PRICES),
  });
  return fc.tuple(...OPTIONS.map(() => variant)).map((variants) => ({
    name: `Product ${n}`,
    product_id: `90${n}`,
    variants: byId(
      variants.map((each, index) => ({
        ...each,
        item_id: `${n}0${index}`,
        options: { size: OPTIONS[index] ?? '', colour: 'red' },
      })),
      ({ item_id }) => item_id,
    ),
  }));
}

function anyUser(id: string, who: number): fc.Arbitrary<TauUser> {
  const [first_name = '', last_name = ''] = id.split('_');
  const card = { source: 'credit_card' as const, brand: 'visa', last_four: '4242' };
  return fc
    .record({
      kinds: fc.subarray(['card', 'second card', 'paypal', 'gift', 'second gift'], {
        minLength: 1,
      }),
      balances: fc.tuple(fc.constantFrom(...BALANCES), fc.constantFrom(...BALANCES)),
    })
    .map(({ kinds, balances }) => {
      const methods: TauUser['payment_methods'][string][] = kinds.map((kind, index) => {
        const n = `${who}${index}`;
        if (kind === 'paypal') return { source: 'paypal', id: `paypal_${n}` };
        if (kind.endsWith('card')) return { ...card, id: `credit_card_${n}` };
        const balance = balances[kind === 'gift' ? 0 : 1];
        return { source: 'gift_card', balance, id: `gift_card_${n}` };
      });
      return {
        name: { first_name, last_name },
        address: { ...ADDRESS, address1: `${who} Elm St` },
        email: `${id}@example.com`,
        payment_methods: byId(methods, (method) => method.id),
      };
    });
}

function anyOrder(
  products: readonly TauProduct[],
  user: TauUser,
  who: number,
  n: number,
): fc.Arbitrary<TauOrder> {
  const variants = products.flatMap((product) =>
    Object.values(product.variants).map((variant) => ({ product, variant })),
  );
  return fc
    .record({
      // Few of them and often the same: identical lines, and several variants of one product.
      items: fc.array(fc.constantFrom(...variants.slice(0, 6), ...variants.slice(8, 10)), {
        minLength: 1,
        maxLength: 5,
      }),
      status: fc.constantFrom('pending', 'pending', 'pending', 'delivered', 'delivered', ...REST),
      methodId: fc.constantFrom(...Object.keys(user.payment_methods)),
    })
    .map(({ items, status, methodId }) => {
      const lines = items.map(({ product, variant: { item_id, price, options } }) => ({
        name: product.name,
        product_id: product.product_id,
        item_id,
        price,
        options,
      }));
      const cents = lines.reduce((sum, { price }) => sum + Math.round(price * 100), 0);
      const paid = { amount: cents / 100, payment_method_id: methodId };
      const sent = status === 'delivered' || status === 'processed';
      return {
        order_id: `#W${who}${n}`,
        user_id: PEOPLE[who] ?? '',
        address: user.address,
        items: lines,
        fulfillments: sent
          ? [{ tracking_id: [`T${who}${n}`], item_ids: lines.map(({ item_id }) => item_id) }]
          : [],
        status,
        payment_history: [
          { transaction_type: 'payment' as const, ...paid },
          ...(status === 'cancelled' ? [{ transaction_type: 'refund' as const, ...paid }] : []),
        ],
      };
    });
}

const REST = ['processed', 'cancelled'];

/** A user to verify, or nobody, and what is asked for in one conversation. */
export interface TauTalk {
  verifiedUser: string | null;
  calls: TauCall[];
}

export function anyTalk(shop: TauRecords, most: number): fc.Arbitrary<TauTalk> {
  const withOrders = [...new Set(Object.values(shop.orders).map(({ user_id }) => user_id))];
  return fc.constantFrom(...withOrders).chain((userId) =>
    fc.record({
      verifiedUser: often(userId, fc.constantFrom(null, 'nobody_1', ...withOrders.slice(0, 2)), 15),
      calls: fc.array(anyCall(shop, userId), { minLength: 1, maxLength: most }),
    }),
  );
}

const PENDING = ['cancel', 'address', 'payment', 'payment', 'items', 'items', 'items'] as const;
const DELIVERED = ['return', 'exchange', 'exchange'] as const;
const OTHER = ['default address', 'look', 'profile'] as const;
type Kind = (typeof PENDING)[number] | (typeof DELIVERED)[number] | (typeof OTHER)[number];
const KINDS: readonly Kind[] = [...PENDING, ...DELIVERED, ...OTHER];

function anyCall(shop: TauRecords, userId: string): fc.Arbitrary<TauCall> {
  const all = Object.values(shop.orders);
  const own = all.filter(({ user_id }) => user_id === userId);
  return often(fc.constantFrom(...own), fc.constantFrom(...all), 12).chain((order) => {
    const fitting = order.status === 'delivered' ? DELIVERED : PENDING;
    return often(fc.constantFrom<Kind>(...fitting), fc.constantFrom(...KINDS), 6)
      .chain((kind) => callOf(kind, shop, order, userId))
      .chain((call) => often(call, spoilt(call), 14));
  });
}

function callOf(
  kind: Kind,
  shop: TauRecords,
  order: TauOrder,
  userId: string,
): fc.Arbitrary<TauCall> {
  const order_id = order.order_id;
  const payment_method_id = anyMethod(shop, userId);
  const call = (name: string, kwargs: Record<string, fc.Arbitrary<unknown>>) =>
    fc.record({ name: fc.constant(name), kwargs: fc.record(kwargs) });
  const swap = (name: string) =>
    anySwap(shop, order).chain((items) =>
      call(name, {
        order_id: fc.constant(order_id),
        item_ids: fc.constant(items.map(([itemId]) => itemId)),
        new_item_ids: fc.constant(items.map(([, wanted]) => wanted)),
        payment_method_id,
      }),
    );
  const user_id = often(userId, fc.constantFrom(...Object.keys(shop.users)), 6);
  switch (kind) {
    case 'look':
      return call('get_order_details', { order_id: fc.constant(order_id) });
    case 'profile':
      return call('get_user_details', { user_id });
    case 'cancel':
      return call('cancel_pending_order', { order_id: fc.constant(order_id), reason: anyReason() });
    case 'address':
      return call('modify_pending_order_address', {
        order_id: fc.constant(order_id),
        ...anyAddress(order.address),
      });
    case 'default address':
      return call('modify_user_address', {
        user_id,
        ...anyAddress(shop.users[userId]?.address ?? ADDRESS),
      });
    case 'payment':
      return call('modify_pending_order_payment', {
        order_id: fc.constant(order_id),
        payment_method_id,
      });
    case 'items':
      return swap('modify_pending_order_items');
    case 'exchange':
      return swap('exchange_delivered_order_items');
    case 'return':
      return call('return_delivered_order_items', {
        order_id: fc.constant(order_id),
        item_ids: anyItems(shop, order).map((items) => items.map(({ item_id }) => item_id)),
        payment_method_id,
      });
  }
}

function anyReason(): fc.Arbitrary<string> {
  return often(
    fc.constantFrom('no longer needed', 'ordered by mistake'),
    fc.constantFrom('', 'No longer needed', 'no_longer_needed', 'other', 'too expensive'),
    5,
  );
}

/** The new one, the one that stands there already, or one with a blank or a country that is none. */
function anyAddress(present: TauUser['address']): Record<string, fc.Arbitrary<string>> {
  const before = new Map<string, string | undefined>(Object.entries(present));
  return Object.fromEntries(
    Object.entries(ADDRESS).map(([field, text]) => {
      const fits = fc.constantFrom(text, before.get(field) ?? '');
      return [field, often(fits, fc.constantFrom(' ', field === 'country' ? 'Atlantis' : ''), 40)];
    }),
  );
}

function anyMethod(shop: TauRecords, userId: string): fc.Arbitrary<string> {
  const own = Object.keys(shop.users[userId]?.payment_methods ?? {});
  const all = Object.values(shop.users)
    .slice(0, 5)
    .flatMap(({ payment_methods }) => Object.keys(payment_methods));
  const wrong = ['', 'gift_card', 'gift_card_0000000', 'paypal'];
  return often(fc.constantFrom(...own), fc.constantFrom(...all, ...wrong), 10);
}

function anyItems(shop: TauRecords, order: TauOrder): fc.Arbitrary<TauOrder['items']> {
  const [stranger] = Object.values(shop.orders).filter(
    ({ order_id }) => order_id !== order.order_id,
  );
  const some = fc.shuffledSubarray(order.items, { minLength: 1 });
  const wrong = fc.constantFrom<TauOrder['items']>(
    [],
    [...order.items, ...order.items.slice(0, 1)],
    [...order.items.slice(0, 1), ...(stranger?.items.slice(0, 1) ?? [])],
  );
  return often(some, wrong, 16);
}

/** Items and what is wanted in their place. */
function anySwap(shop: TauRecords, order: TauOrder): fc.Arbitrary<[string, string][]> {
  const anything = Object.values(shop.products)
    .slice(0, 4)
    .flatMap(({ variants }) => Object.keys(variants));
  return anyItems(shop, order).chain((items) =>
    fc.tuple(
      ...items.map(({ item_id, product_id }): fc.Arbitrary<[string, string]> => {
        const variants = Object.values(shop.products[product_id]?.variants ?? {});
        const onSale = variants.filter(({ available }) => available).map((each) => each.item_id);
        const wanted = fc.oneof(
          { weight: 30, arbitrary: fc.constantFrom(...(onSale.length > 0 ? onSale : anything)) },
          { weight: 2, arbitrary: fc.constantFrom(...variants.map((each) => each.item_id)) },
          { weight: 2, arbitrary: fc.constant(item_id) },
          { weight: 1, arbitrary: fc.constantFrom(...anything, product_id, '') },
        );
        return wanted.map((wantedId) => [item_id, wantedId]);
      }),
    ),
  );
}

/** The call with one thing wrong about its form. */
function spoilt({ name, kwargs }: TauCall): fc.Arbitrary<TauCall> {
  const fields = Object.entries(kwargs ?? {});
  const without = (field: string) => fields.filter(([key]) => key !== field);
  return fc
    .constantFrom(...fields)
    .chain(([field, value]) =>
      fc.constantFrom<TauCall>(
        { name: `${name}s`, kwargs },
        { name, kwargs: Object.fromEntries(without(field)) },
        { name, kwargs: { ...Object.fromEntries(fields), confirmed: true } },
        { name, kwargs: { ...Object.fromEntries(fields), [field]: null } },
        { name, kwargs: { ...Object.fromEntries(fields), [field]: [value] } },
        { name, kwargs: { ...Object.fromEntries(fields), [field]: 7 } },
        { name, kwargs: fields },
      ),
    );
}

/** Mostly this; once in `oneIn` times that. */
function often<Kind>(
  usual: Kind | fc.Arbitrary<Kind>,
  other: fc.Arbitrary<Kind>,
  oneIn: number,
): fc.Arbitrary<Kind> {
  const arbitrary = usual instanceof fc.Arbitrary ? usual : fc.constant(usual);
  return fc.oneof({ weight: oneIn - 1, arbitrary }, { weight: 1, arbitrary: other });
}

function byId<Kind>(all: readonly Kind[], idOf: (each: Kind) => string): Record<string, Kind> {
  return Object.fromEntries(all.map((each) => [idOf(each), each]));
}
