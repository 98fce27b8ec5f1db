import { z } from 'zod';
import type { Database } from '../storage/database.ts';
import type { Dispute, Payment, Refund } from './payment-records.ts';
import { currencyCode } from './record-fields.ts';
import { readRow, selectSql } from './record-table.ts';
import { tables } from './tables.ts';

const PAYMENTS = selectSql(tables.payments);
const PAYMENT_BY_ID = `${PAYMENTS} WHERE id = ?`;
const PAYMENTS_OF_ORDER = `${PAYMENTS} WHERE order_id = ? ORDER BY julianday(created_at), sequence`;
const REFUNDS = selectSql(tables.refunds);
const REFUND_BY_ID = `${REFUNDS} WHERE id = ?`;
const REFUNDS_OF_ORDER = `${REFUNDS} WHERE order_id = ? ORDER BY julianday(requested_at), sequence`;
const DISPUTES_OF_ORDER = `${selectSql(tables.disputes)} WHERE order_id = ? ORDER BY julianday(opened_at), sequence`;
const BALANCES_OF_ORDER = 'SELECT * FROM payment_balances WHERE order_id = ?';

const balanceSchema = z
  .object({
    payment_id: z.string(),
    currency: currencyCode,
    captured: z.int(),
    refunded: z.int(),
    refund_pending: z.int(),
    disputed: z.int(),
    refundable: z.int(),
  })
  .transform(({ payment_id, refund_pending, ...rest }) => ({
    paymentId: payment_id,
    refundPending: refund_pending,
    ...rest,
  }));

/** Minor units of the payment's currency: refundable = captured − refunded − refundPending − disputed, never below zero. */
export type PaymentBalance = z.infer<typeof balanceSchema>;

export class PaymentStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async find(id: string): Promise<Payment | undefined> {
    const row = await this.#database.get(PAYMENT_BY_ID, id);
    return row && readRow(tables.payments, row);
  }

  /** Oldest first, like the lists below. */
  async ofOrder(orderId: string): Promise<Payment[]> {
    const rows = await this.#database.all(PAYMENTS_OF_ORDER, orderId);
    return rows.map((row) => readRow(tables.payments, row));
  }

  async balancesOfOrder(orderId: string): Promise<PaymentBalance[]> {
    const rows = await this.#database.all(BALANCES_OF_ORDER, orderId);
    return rows.map((row) => balanceSchema.parse(row));
  }

  async findRefund(id: string): Promise<Refund | undefined> {
    const row = await this.#database.get(REFUND_BY_ID, id);
    return row && readRow(tables.refunds, row);
  }

  async refundsOfOrder(orderId: string): Promise<Refund[]> {
    const rows = await this.#database.all(REFUNDS_OF_ORDER, orderId);
    return rows.map((row) => readRow(tables.refunds, row));
  }

  async disputesOfOrder(orderId: string): Promise<Dispute[]> {
    const rows = await this.#database.all(DISPUTES_OF_ORDER, orderId);
    return rows.map((row) => readRow(tables.disputes, row));
  }
}
