import { z } from 'zod';
import { isoTime } from '../lib/clock.ts';
import { type MakeId, sha256Hex } from '../lib/ids.ts';
import type { ChangePlan, Charge } from '../policy/order-change.ts';
import { PAYMENT_PROVIDERS, type Payment } from '../shop/payment-records.ts';
import { upsertStatements } from '../shop/record-table.ts';
import type { Order } from '../shop/records.ts';
import { tables } from '../shop/tables.ts';
import { assertThat } from '../storage/assertion.ts';
import type { Database, Statement } from '../storage/database.ts';
import { sql, textOf } from '../storage/sql-value.ts';
import type { Proposal } from './proposal.ts';

/**
 * New payments for what a change costs, and payments that will collect nothing or another amount. A gift card is the
 * shop's own money: it is debited in the batch. Everything else is called for afterwards.
 */
export async function bookCharges(
  proposal: Proposal,
  plan: Pick<ChangePlan, 'charges' | 'adjusted' | 'released'>,
  order: Order | undefined,
  { now, makeId, database }: { now: number; makeId: MakeId; database: Database },
): Promise<{ statements: Statement[]; callsFollow: boolean }> {
  const statements: Statement[] = plan.adjusted.map(({ paymentId, amount }) =>
    sql('UPDATE payments SET amount = ? WHERE id = ?', amount, paymentId),
  );
  let callsFollow = false;
  const call = async (kind: 'charge' | 'release', paymentId: string) => {
    callsFollow = true;
    statements.push(
      sql(
        `INSERT INTO charge_calls (id, key, proposal_id, kind, payment_id, state, not_before, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?, ?)`,
        makeId('chg'),
        await sha256Hex(`${kind} ${proposal.id} ${paymentId}`),
        proposal.id,
        kind,
        paymentId,
        now,
        now,
        now,
      ),
    );
  };
  for (const charge of plan.charges) {
    if (order === undefined) throw new TypeError('a charge needs an order');
    const own = charge.method === 'gift_card';
    const payment = newPayment(charge, order, {
      id: makeId('pay'),
      now,
      proposalId: proposal.id,
      taker: own
        ? { provider: 'store', country: order.shippingAddress.country }
        : await takerOf(database, proposal.customerId, charge.instrumentId, order),
    });
    statements.push(
      ...(own ? debit(charge, proposal.customerId) : []),
      ...upsertStatements(tables.payments, [payment]),
    );
    if (!own) await call('charge', payment.id);
  }
  for (const paymentId of plan.released) await call('release', paymentId);
  return { statements, callsFollow };
}

function newPayment(
  { instrumentId, method, last4, amount }: Charge,
  order: Order,
  {
    id,
    now,
    proposalId,
    taker,
  }: { id: string; now: number; proposalId: string; taker: Pick<Payment, 'provider' | 'country'> },
): Payment {
  const at = isoTime(now);
  const own = taker.provider === 'store';
  return {
    id,
    orderId: order.id,
    ...taker,
    method,
    instrumentId,
    ...(last4 === null ? {} : { last4 }),
    status: own ? 'captured' : 'pending',
    amount: amount.amount,
    currency: amount.currency,
    createdAt: at,
    attempts: own ? [{ id: `${id}-1`, at, outcome: 'succeeded', amount: amount.amount }] : [],
    captures: own ? [{ id: `${id}-capture`, at, amount: amount.amount }] : [],
    metadata: { proposalId },
  };
}

/**
 * Who takes the money: the provider that took it from this way to pay the last time, and where. A way to pay that was
 * never used belongs to the provider of the shop's own books.
 */
async function takerOf(
  database: Database,
  customerId: string,
  instrumentId: string,
  order: Order,
): Promise<Pick<Payment, 'provider' | 'country'>> {
  const row = await database.get(
    `SELECT payments.provider, payments.country FROM payments JOIN orders ON orders.id = payments.order_id
      WHERE orders.customer_id = ? AND payments.instrument_id = ?
      ORDER BY julianday(payments.created_at) DESC, payments.sequence DESC LIMIT 1`,
    customerId,
    instrumentId,
  );
  return row === undefined
    ? { provider: 'built-in', country: order.shippingAddress.country }
    : {
        provider: z.enum(PAYMENT_PROVIDERS).parse(row.provider),
        country: textOf(row, 'country'),
      };
}

function debit({ instrumentId, amount }: Charge, customerId: string): Statement[] {
  return [
    assertThat(
      `EXISTS (SELECT 1 FROM payment_instruments WHERE customer_id = ? AND id = ?
        AND balance ->> '$.currency' = ? AND balance ->> '$.amount' >= ?)`,
      customerId,
      instrumentId,
      amount.currency,
      amount.amount,
    ),
    moveBalance(customerId, instrumentId, -amount.amount),
  ];
}

/** Adds to a stored gift card, or takes from it. */
export function moveBalance(customerId: string, instrumentId: string, amount: number): Statement {
  return sql(
    `UPDATE payment_instruments SET balance = json_set(balance, '$.amount', (balance ->> '$.amount') + ?)
    WHERE customer_id = ? AND id = ? AND balance IS NOT NULL`,
    amount,
    customerId,
    instrumentId,
  );
}
