import type { EventLog } from '../events/event-log.ts';
import { type Hold, holdSchema } from '../shop/payment-records.ts';
import { assertThat, isAssertionFailure } from '../storage/assertion.ts';
import type { Database, Row } from '../storage/database.ts';
import { sql, textOf, textOrNull } from '../storage/sql-value.ts';
import type { Proposal } from './proposal.ts';
import { refundCard } from './refund-card.ts';

/**
 * Tells the shopper whose check their refund waits for: once a check, whichever process or notice learned of it first.
 * `row` is the call of the outbox with its refund; `isAsked`: it is with the provider, so that a check of the payment no
 * longer keeps it. Null: nobody knows, and what was told of the payment's check stands.
 */
export async function tellHeld(
  { database, log }: { database: Database; log: EventLog },
  row: Row,
  proposal: Proposal,
  isAsked: boolean | null,
): Promise<void> {
  const id = textOf(row, 'id');
  const now = await database.get(
    `SELECT held_told, refunds.hold AS refund_hold, payments.hold AS payment_hold
      FROM outbox JOIN refunds ON refunds.id = outbox.refund_id JOIN payments ON payments.id = refunds.payment_id
      WHERE outbox.id = ? AND outbox.state = 'sent'`,
    id,
  );
  if (now === undefined) return;
  const hold = liveHold(now.refund_hold) ?? (isAsked === false ? liveHold(now.payment_hold) : null);
  if (hold === null && isAsked === null) return;
  const told = textOrNull(now, 'held_told');
  const news = hold === null ? null : `${hold.by} ${hold.latestOn ?? ''}`;
  if (told === news) return;
  const note = sql('UPDATE outbox SET held_told = ? WHERE id = ?', news, id);
  const asRead = [
    assertThat("(SELECT state FROM outbox WHERE id = ?) = 'sent'", id),
    assertThat('(SELECT held_told FROM outbox WHERE id = ?) IS ?', id, told),
  ];
  try {
    if (hold === null) await database.batch([...asRead, note]);
    else
      await log.appendUnlessErased(
        proposal.conversationId,
        [{ type: 'card', card: refundCard(row, proposal, 'pending', hold) }],
        [...asRead, note],
      );
  } catch (error) {
    // Another process has told it, or the money has moved on.
    if (!isAssertionFailure(error)) throw error;
  }
}

function liveHold(stored: unknown): Hold | null {
  if (typeof stored !== 'string') return null;
  const hold = holdSchema.parse(JSON.parse(stored));
  return hold.releasedAt === undefined ? hold : null;
}
