import { isoTime } from '../lib/clock.ts';
import { type MakeId, sha256Hex } from '../lib/ids.ts';
import type { LogEventInput } from '../protocol/stream-event.ts';
import { assertThat } from '../storage/assertion.ts';
import type { Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';
import type { Proposal } from './proposal.ts';

/**
 * The statements that book a confirmed refund: the ledger entries, the provider calls that follow from them, and the
 * proposal's own move to `executing`. Each entry asserts that its money is still there, in the batch that takes it.
 */
export async function bookRefund(
  proposal: Proposal,
  terms: { fastLane: boolean; worth: number | null; staffId?: string | undefined },
  { now, makeId }: { now: number; makeId: MakeId },
): Promise<{ statements: Statement[]; cards: LogEventInput[] }> {
  const statements: Statement[] = [];
  const cards: LogEventInput[] = [];
  for (const { paymentId, amount: money, route, arrival, notBefore } of proposal.quotes) {
    const refundId = makeId('rfd');
    const key = await sha256Hex(`refund ${proposal.id} ${paymentId}`);
    statements.push(
      assertThat(
        '(SELECT refundable FROM payment_balances WHERE payment_id = ? AND currency = ?) >= ?',
        paymentId,
        money.currency,
        money.amount,
      ),
      sql(
        `INSERT INTO refunds (id, order_id, payment_id, amount, currency, status, route, reason, requested_at, metadata)
        VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?)`,
        refundId,
        proposal.orderId,
        paymentId,
        money.amount,
        money.currency,
        route,
        proposal.requested.reason,
        isoTime(now),
        JSON.stringify({ proposalId: proposal.id }),
      ),
      sql(
        `INSERT INTO outbox (id, key, proposal_id, refund_id, state, not_before, created_at, updated_at)
        VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?)`,
        makeId('out'),
        key,
        proposal.id,
        refundId,
        notBefore ?? now,
        now,
        now,
      ),
    );
    cards.push({
      type: 'card',
      card: {
        type: 'refund',
        orderNumber: proposal.orderNumber,
        refundId,
        status: 'pending',
        amount: money,
        route,
        ...(arrival === null ? {} : { arrival }),
      },
    });
  }
  statements.push(
    sql(
      `UPDATE proposals SET state = 'executing', fast_lane = ?, worth = ?, confirmed_at = ?, confirmed_by = ?, decided_at = ?, decided_by = ?
      WHERE id = ?`,
      terms.fastLane,
      terms.worth,
      proposal.confirmedAt,
      proposal.confirmedBy,
      terms.staffId === undefined ? null : now,
      terms.staffId,
      proposal.id,
    ),
  );
  return { statements, cards };
}
