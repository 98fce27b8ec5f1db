import type { Database, Row } from '../storage/database.ts';
import type { Payment, Refund } from './payment-records.ts';
import { inChunks, readRow, selectSql } from './record-table.ts';
import type { Order, Product, ShopData } from './records.ts';
import type { Shipment } from './shipment-records.ts';
import { tables } from './tables.ts';

/** What the database already holds of the records that imported ones refer to, replace or are summed with. */
export interface KnownRecords {
  customerIds: ReadonlySet<string>;
  products: readonly Product[];
  orders: readonly Order[];
  payments: readonly Payment[];
  refunds: readonly Refund[];
  shipments: readonly Shipment[];
  /** variant ids in stored order lines, by product id, for the imported products */
  orderedVariants: ReadonlyMap<string, ReadonlySet<string>>;
}

export async function loadKnownRecords(database: Database, data: ShopData): Promise<KnownRecords> {
  const payments = [...data.refunds, ...data.disputes].map((record) => record.paymentId);
  const touchedPayments = [...payments, ...data.payments.map(({ id }) => id)];
  const orderIds = [...data.payments, ...data.refunds, ...data.disputes, ...data.shipments].map(
    ({ orderId }) => orderId,
  );
  const lines = data.orders.flatMap((order) => order.lines);
  const select = (sql: string, values: readonly string[]) => selectIn(database, sql, values);

  const customers = await select(
    'SELECT id FROM customers WHERE id IN',
    data.orders.map(({ customerId }) => customerId),
  );
  const products = await select(
    `${selectSql(tables.products)} WHERE id IN`,
    lines.map(({ productId }) => productId),
  );
  const orders = await select(`${selectSql(tables.orders)} WHERE id IN`, orderIds);
  const sameNumber = await select(
    `${selectSql(tables.orders)} WHERE number IN`,
    data.orders.map(({ number }) => number),
  );
  const paid = await select(`${selectSql(tables.payments)} WHERE id IN`, payments);
  const refunds = await select(`${selectSql(tables.refunds)} WHERE payment_id IN`, touchedPayments);
  const shipments = await select(
    `${selectSql(tables.shipments)} WHERE order_id IN`,
    data.orders.map(({ id }) => id),
  );
  const ordered = await select(
    'SELECT DISTINCT product_id, variant_id FROM order_lines WHERE product_id IN',
    data.products.map(({ id }) => id),
  );
  return {
    customerIds: new Set(customers.map((row) => String(row.id))),
    products: products.map((row) => readRow(tables.products, row)),
    orders: [...orders, ...sameNumber].map((row) => readRow(tables.orders, row)),
    payments: paid.map((row) => readRow(tables.payments, row)),
    refunds: refunds.map((row) => readRow(tables.refunds, row)),
    shipments: shipments.map((row) => readRow(tables.shipments, row)),
    orderedVariants: variantsByProduct(ordered),
  };
}

function variantsByProduct(rows: readonly Row[]): Map<string, Set<string>> {
  const variants = new Map<string, Set<string>>();
  for (const row of rows) {
    const productId = String(row.product_id);
    const known = variants.get(productId) ?? new Set<string>();
    variants.set(productId, known.add(String(row.variant_id)));
  }
  return variants;
}

/** Rows of a query that ends in `IN`, for any number of values. */
export async function selectIn(
  database: Database,
  sql: string,
  values: readonly string[],
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const chunk of inChunks([...new Set(values)].map((value) => [value]))) {
    rows.push(...(await database.all(`${sql} (SELECT value ->> 0 FROM json_each(?))`, chunk)));
  }
  return rows;
}
