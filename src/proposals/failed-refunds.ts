import type { Database } from '../storage/database.ts';
import { textOf } from '../storage/sql-value.ts';

/** Reason of the handoff that a failed refund opens. */
export const REFUND_FAILED = 'refund_failed';

/**
 * Refunds and charges the provider refused after the shopper confirmed, for which no person has been called since. Read from the
 * database rather than told by an event, so that a crash between the two loses nobody.
 */
export async function unattendedFailures(
  database: Database,
): Promise<{ conversationId: string; orderNumber: string; kind: string }[]> {
  const rows = await database.all(
    `SELECT conversation_id, order_number, kind FROM proposals
      WHERE state = 'failed' AND ending IS NOT 'transfer_refused' AND NOT EXISTS (
        SELECT 1 FROM handoffs WHERE handoffs.conversation_id = proposals.conversation_id
          AND handoffs.reason = ? AND unixepoch(handoffs.opened_at) * 1000 >= proposals.confirmed_at - 1000)
    UNION
    SELECT conversation_id, order_number, kind FROM proposals JOIN outbox ON outbox.proposal_id = proposals.id
      WHERE proposals.state = 'executed' AND proposals.kind IN ('return', 'exchange') AND outbox.state = 'failed' AND NOT EXISTS (
        SELECT 1 FROM handoffs WHERE handoffs.conversation_id = proposals.conversation_id
          AND handoffs.reason = ? AND unixepoch(handoffs.opened_at) * 1000 >= outbox.updated_at - 1000)
    UNION
    SELECT conversation_id, order_number, proposals.kind FROM proposals JOIN charge_calls ON charge_calls.proposal_id = proposals.id
      WHERE proposals.kind = 'exchange' AND charge_calls.followed = 1 AND (charge_calls.state = 'failed' OR NOT EXISTS (
        SELECT 1 FROM return_settlements WHERE return_settlements.proposal_id = proposals.id)) AND NOT EXISTS (
        SELECT 1 FROM handoffs WHERE handoffs.conversation_id = proposals.conversation_id
          AND handoffs.reason = ? AND unixepoch(handoffs.opened_at) * 1000 >= charge_calls.updated_at - 1000)
      LIMIT 100`,
    REFUND_FAILED,
    REFUND_FAILED,
    REFUND_FAILED,
  );
  return rows.map((row) => ({
    conversationId: textOf(row, 'conversation_id'),
    orderNumber: textOf(row, 'order_number'),
    kind: textOf(row, 'kind'),
  }));
}
