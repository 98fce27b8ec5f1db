import { isoTime } from '../lib/clock.ts';
import { type MakeId, sha256Hex } from '../lib/ids.ts';
import type { ChangePlan, Charge } from '../policy/order-change.ts';
import type { Payment } from '../shop/payment-records.ts';
import { upsertStatements } from '../shop/record-table.ts';
import type { Order } from '../shop/records.ts';
import { tables } from '../shop/tables.ts';
import { assertThat } from '../storage/assertion.ts';
import type { Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';
import type { Proposal } from './proposal.ts';

/**
 * New payments for what a change costs, and payments that will collect nothing or another amount. A gift card is the
 * shop's own money: it is debited in the batch. Everything else is called for afterwards.
 */
export async function bookCharges(
  proposal: Proposal,
  plan: ChangePlan,
  order: Order | undefined,
  { now, makeId }: { now: number; makeId: MakeId },
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
      own,
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
  { id, now, proposalId, own }: { id: string; now: number; proposalId: string; own: boolean },
): Payment {
  const at = isoTime(now);
  return {
    id,
    orderId: order.id,
    provider: own ? 'store' : 'built-in',
    method,
    country: order.shippingAddress.country,
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
