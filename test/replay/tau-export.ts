import { z } from 'zod';
import type { Payment, PaymentInstrument, Refund } from '../../src/shop/payment-records.ts';
import type { Address, Customer, Order } from '../../src/shop/records.ts';
import { ShopStore } from '../../src/shop/shop-store.ts';
import type { Database } from '../../src/storage/database.ts';

/*
 * Records of ours in the form of tau-bench's retail domain: the way back of `test/fixtures/tau-retail.ts`.
 * What was done to an order stands in `order_changes`; money in the ledger.
 */

const changeSchema = z.object({
  proposal_id: z.string(),
  kind: z.string(),
  detail: z.string().transform((text) =>
    z
      .object({
        lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })).optional(),
        replacements: z
          .array(z.object({ lineId: z.string(), quantity: z.int(), variantId: z.string() }))
          .optional(),
        difference: z.object({ amount: z.int() }).nullable(),
        instrument: z.object({ id: z.string() }).nullable(),
      })
      .parse(JSON.parse(text)),
  ),
});

type Change = z.infer<typeof changeSchema>;

export async function exportTauOrder(database: Database, orderId: string): Promise<unknown> {
  const shop = new ShopStore(database);
  const [order, payments, refunds, rows] = await Promise.all([
    shop.findOrder(orderId),
    shop.paymentsOfOrder(orderId),
    shop.refundsOfOrder(orderId),
    database.all('SELECT * FROM order_changes WHERE order_id = ? ORDER BY sequence', orderId),
  ]);
  if (order === undefined) throw new RangeError(`no order ${orderId}`);
  const changes = rows.map((row) => changeSchema.parse(row));
  return {
    order_id: order.id,
    user_id: order.customerId,
    address: toAddress(order.shippingAddress),
    items: order.lines.flatMap((line) =>
      Array.from({ length: line.quantity }, () => ({
        name: line.title,
        product_id: line.productId,
        item_id: line.variantId,
        price: dollars(line.unitPrice),
        options: line.options,
      })),
    ),
    fulfillments: JSON.parse(order.metadata.tau_fulfillments ?? '[]'),
    status: toStatus(order),
    payment_history: toHistory(payments, refunds, changes),
    ...(order.cancelReason === undefined
      ? {}
      : { cancel_reason: order.cancelReason.replaceAll('_', ' ') }),
    ...Object.assign({}, ...changes.map((change) => toRequest(order, change))),
  };
}

export async function exportTauUser(database: Database, customerId: string): Promise<unknown> {
  const customer = await new ShopStore(database).findCustomer(customerId);
  if (customer?.defaultAddress === undefined) throw new RangeError(`no user ${customerId}`);
  return {
    name: { first_name: customer.givenName, last_name: customer.familyName },
    address: toAddress(customer.defaultAddress),
    email: customer.email,
    payment_methods: Object.fromEntries(
      customer.instruments.map((instrument) => [instrument.id, toPaymentMethod(instrument)]),
    ),
    ...toOrders(customer),
  };
}

/** Records before any change stand first; then what each change charged and gave back, in order. */
function toHistory(
  payments: readonly Payment[],
  refunds: readonly Refund[],
  changes: readonly Change[],
): unknown[] {
  const moved = refunds.filter(({ status }) => status === 'succeeded' || status === 'pending');
  const instrumentOf = (refund: Refund) =>
    refund.metadata.instrumentId ??
    refund.metadata.tau_payment_method_id ??
    payments.find(({ id }) => id === refund.paymentId)?.instrumentId ??
    '';
  const entriesOf = (proposalId: string | undefined) => {
    const paid = payments
      .filter(({ metadata }) => metadata.proposalId === proposalId)
      .map(({ amount, instrumentId }) => entry('payment', amount, instrumentId ?? ''));
    const back = new Map<string, number>();
    for (const refund of moved.filter(({ metadata }) => metadata.proposalId === proposalId))
      back.set(instrumentOf(refund), (back.get(instrumentOf(refund)) ?? 0) + refund.amount);
    return [
      ...paid,
      ...[...back].map(([instrument, amount]) => entry('refund', amount, instrument)),
    ];
  };
  return [
    ...entriesOf(undefined),
    ...changes.flatMap(({ proposal_id, kind, detail }) => {
      const entries = entriesOf(proposal_id);
      const isEven = kind === 'item_change' && detail.difference?.amount === 0;
      return isEven ? [...entries, entry('refund', 0, detail.instrument?.id ?? '')] : entries;
    }),
  ];
}

function toRequest(order: Order, { kind, detail }: Change): object {
  const itemOf = (lineId: string) => order.lines.find(({ id }) => id === lineId)?.variantId ?? '';
  if (kind === 'return')
    return {
      return_items: pieces(detail.lines ?? [], ({ lineId }) => itemOf(lineId)),
      return_payment_method_id: detail.instrument?.id,
    };
  if (kind !== 'exchange') return {};
  const replacements = detail.replacements ?? [];
  return {
    exchange_items: pieces(replacements, ({ lineId }) => itemOf(lineId)),
    exchange_new_items: pieces(replacements, ({ variantId }) => variantId),
    exchange_payment_method_id: detail.instrument?.id,
    exchange_price_difference: dollars(detail.difference?.amount ?? 0),
  };
}

function pieces<Item extends { quantity: number }>(
  items: readonly Item[],
  idOf: (item: Item) => string,
): string[] {
  return items.flatMap((item) => Array.from({ length: item.quantity }, () => idOf(item))).sort();
}

function entry(type: 'payment' | 'refund', cents: number, instrument: string) {
  return { transaction_type: type, amount: dollars(cents), payment_method_id: instrument };
}

function toStatus({ status, itemsModified }: Order): string {
  switch (status) {
    case 'pending':
      return itemsModified ? 'pending (item modified)' : 'pending';
    case 'processing':
      return 'processed';
    case 'return_requested':
      return 'return requested';
    case 'exchange_requested':
      return 'exchange requested';
    default:
      return status;
  }
}

function toAddress(address: Address) {
  return {
    address1: address.line1,
    address2: address.line2 ?? '',
    city: address.city,
    country: COUNTRIES[address.country] ?? ENGLISH.of(address.country),
    state: address.region ?? '',
    zip: address.postalCode ?? '',
  };
}

const COUNTRIES: Readonly<Record<string, string>> = { US: 'USA', GB: 'UK' };
const ENGLISH = new Intl.DisplayNames(['en'], { type: 'region' });

function toPaymentMethod({ id, method, brand, last4, balance }: PaymentInstrument) {
  switch (method) {
    case 'gift_card':
      return { source: 'gift_card', balance: dollars(balance?.amount ?? 0), id };
    case 'card':
      return { source: 'credit_card', brand, last_four: last4, id };
    default:
      return { source: method, id };
  }
}

function toOrders({ metadata }: Customer): object {
  return metadata.tau_orders === undefined ? {} : { orders: JSON.parse(metadata.tau_orders) };
}

function dollars(cents: number): number {
  return cents / 100;
}
