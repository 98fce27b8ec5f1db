import {
  checkAgainstPayment,
  checkCustomer,
  checkOrder,
  checkPayment,
  checkProduct,
  checkRefundSum,
  checkShipment,
  checkStore,
  type Finding,
} from './check-record.ts';
import type { KnownRecords } from './known-records.ts';
import { LIST_NAMES, type ParsedShop, recordName } from './parse-shop-files.ts';
import type { Dispute, Payment, Refund } from './payment-records.ts';
import type { Order, Product } from './records.ts';
import type { Shipment } from './shipment-records.ts';
import type { ShopProblem } from './shop-problem.ts';
import type { ListName } from './tables.ts';

/**
 * Checks everything that concerns more than one field: unique ids and numbers, references and sums, against the
 * imported records first and the known ones of the database otherwise. Pure; an empty list means all is well.
 */
export function checkShop(shop: ParsedShop, known: KnownRecords): ShopProblem[] {
  const { data } = shop;
  const view = overlay(shop, known);
  const each = <Item>(
    list: ListName,
    items: readonly Item[],
    check: (item: Item) => Finding[],
  ): ShopProblem[] =>
    items.flatMap((item, index) => {
      const origin = shop.origins[list][index] ?? { file: '', index };
      const record = recordName(list, origin.index, item);
      return check(item).map((finding) => ({ file: origin.file, record, ...finding }));
    });

  const store = data.store ? checkStore(data.store) : [];
  return [
    ...store.map((finding) => ({ file: shop.storeFile, record: 'store', ...finding })),
    ...LIST_NAMES.flatMap((list) =>
      each<{ id: string }>(
        list,
        data[list],
        repeats('id', ({ id }) => id),
      ),
    ),
    ...each(
      'orders',
      data.orders,
      repeats('number', ({ number }: Order) => number),
    ),
    ...each('customers', data.customers, checkCustomer),
    ...each('products', data.products, (product) => [
      ...checkProduct(product),
      ...orderedVariantsKept(product, known),
    ]),
    ...each('orders', data.orders, (order) => [
      ...checkOrder(order),
      ...orderReferences(order, view),
    ]),
    ...each('payments', data.payments, (payment) => [
      ...checkPayment(payment),
      ...exists('orderId', 'order', payment.orderId, view.orders),
      ...checkRefundSum('captures', payment, view.refundsOfPayment.get(payment.id) ?? []),
    ]),
    ...each('refunds', data.refunds, (refund) => refundReferences(refund, view)),
    ...each('disputes', data.disputes, (dispute) => paymentReference(dispute, view)),
    ...each('shipments', data.shipments, (shipment) => [
      ...checkShipment(shipment),
      ...exists('orderId', 'order', shipment.orderId, view.orders),
      ...linesExist('lineIds', shipment, view.orders.get(shipment.orderId)),
    ]),
  ];
}

/** The shop as it would be after the import, as far as the imported records touch it. */
interface View {
  customers: ReadonlySet<string>;
  products: ReadonlyMap<string, Product>;
  orders: ReadonlyMap<string, Order>;
  payments: ReadonlyMap<string, Payment>;
  importedPayments: ReadonlySet<string>;
  refundsOfPayment: ReadonlyMap<string, Refund[]>;
  /** shipments of imported orders that stay as they are */
  storedShipments: ReadonlyMap<string, Shipment[]>;
  /** order ids by number, of stored orders that stay as they are */
  storedNumbers: ReadonlyMap<string, string>;
}

function overlay({ data }: ParsedShop, known: KnownRecords): View {
  const importedShipments = new Set(data.shipments.map(({ id }) => id));
  const importedOrders = new Set(data.orders.map(({ id }) => id));
  const stay = known.orders.filter(({ id }) => !importedOrders.has(id));
  return {
    customers: new Set([...known.customerIds, ...data.customers.map(({ id }) => id)]),
    products: byId([...known.products, ...data.products]),
    orders: byId([...known.orders, ...data.orders]),
    payments: byId([...known.payments, ...data.payments]),
    importedPayments: new Set(data.payments.map(({ id }) => id)),
    refundsOfPayment: groupBy(
      byId([...known.refunds, ...data.refunds]).values(),
      ({ paymentId }) => paymentId,
    ),
    storedShipments: groupBy(
      known.shipments.filter(({ id }) => !importedShipments.has(id)),
      ({ orderId }) => orderId,
    ),
    storedNumbers: new Map(stay.map(({ id, number }) => [number, id])),
  };
}

function orderReferences(order: Order, view: View): Finding[] {
  const holder = view.storedNumbers.get(order.number);
  return [
    ...(view.customers.has(order.customerId)
      ? []
      : [unknownReference('customerId', 'customer', order.customerId)]),
    ...(holder === undefined
      ? []
      : [
          {
            field: 'number',
            message: `"${order.number}" belongs to the stored order ${holder}; numbers must be unique`,
          },
        ]),
    ...order.lines.flatMap((line, index) => {
      const product = view.products.get(line.productId);
      if (!product)
        return [unknownReference(`lines[${index}].productId`, 'product', line.productId)];
      if (product.variants.some(({ id }) => id === line.variantId)) return [];
      return [
        unknownReference(
          `lines[${index}].variantId`,
          `variant of product ${product.id}`,
          line.variantId,
        ),
      ];
    }),
    ...(view.storedShipments.get(order.id) ?? []).flatMap((shipment) =>
      linesExist('lines', shipment, order),
    ),
  ];
}

function orderedVariantsKept(product: Product, known: KnownRecords): Finding[] {
  const variants = new Set(product.variants.map(({ id }) => id));
  return [...(known.orderedVariants.get(product.id) ?? [])]
    .filter((id) => !variants.has(id))
    .map((id) => ({
      field: 'variants',
      message: `lacks variant "${id}", which stored orders refer to; keep it with "available": false`,
    }));
}

function refundReferences(refund: Refund, view: View): Finding[] {
  const payment = view.payments.get(refund.paymentId);
  const stored = payment && !view.importedPayments.has(payment.id);
  return [
    ...paymentReference(refund, view),
    // An imported payment reports the sum itself.
    ...(stored
      ? checkRefundSum('amount', payment, view.refundsOfPayment.get(payment.id) ?? [])
      : []),
  ];
}

function paymentReference(record: Refund | Dispute, view: View): Finding[] {
  const payment = view.payments.get(record.paymentId);
  return [
    ...exists('orderId', 'order', record.orderId, view.orders),
    ...exists('paymentId', 'payment', record.paymentId, view.payments),
    ...(payment ? checkAgainstPayment(record, payment) : []),
  ];
}

function linesExist(field: string, shipment: Shipment, order: Order | undefined): Finding[] {
  if (!order) return [];
  const lines = new Set(order.lines.map(({ id }) => id));
  return shipment.lineIds.flatMap((id, index) => {
    if (lines.has(id)) return [];
    return field === 'lines'
      ? [
          {
            field,
            message: `lack "${id}", which the stored shipment ${shipment.id} contains; keep the line, or import the shipment too`,
          },
        ]
      : [unknownReference(`${field}[${index}]`, `line of order ${order.number}`, id)];
  });
}

function exists(
  field: string,
  what: string,
  id: string,
  records: ReadonlyMap<string, unknown>,
): Finding[] {
  return records.has(id) ? [] : [unknownReference(field, what, id)];
}

function unknownReference(field: string, what: string, id: string): Finding {
  return {
    field,
    message: `"${id}" is no ${what} in these files or in the database; correct it, or import the ${what.split(' ')[0]} too`,
  };
}

function repeats<Item>(field: string, read: (item: Item) => string): (item: Item) => Finding[] {
  const seen = new Set<string>();
  return (item) => {
    const value = read(item);
    if (seen.has(value))
      return [{ field, message: `"${value}" was used by an earlier record; make it unique` }];
    seen.add(value);
    return [];
  };
}

function byId<Item extends { id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function groupBy<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
