import type { Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';

/**
 * Takes out of an erased conversation's proposals what the shopper gave: addresses, and the words around them. Figures,
 * states and rules stay. What was not confirmed lapses, an address that waits for a person is refused; money that waits
 * for one is still decided, with the words by code that say what it is about. Run in the batch that erases, behind its
 * `erasures` row.
 */
export function eraseProposals(conversationId: string, now: number): Statement[] {
  return [
    sql(
      "UPDATE proposals SET state = 'lapsed', ending = 'erased' WHERE conversation_id = ? AND state = 'open'",
      conversationId,
    ),
    sql(
      `UPDATE proposals SET state = 'refused', ending = 'erased', decided_by = 'erasure', decided_at = ?
      WHERE conversation_id = ? AND state = 'awaiting_approval' AND kind = 'address_change'`,
      now,
      conversationId,
    ),
    sql(
      `UPDATE proposals SET text = '', time_zone = 'UTC', requested = json_remove(requested, '$.address'),
        plan = CASE plan ->> '$.effect.type' WHEN 'address' THEN json_set(plan, '$.effect', json('{"type":"none"}')) ELSE plan END
      WHERE conversation_id = ? AND state NOT IN ('awaiting_approval', 'executing')`,
      conversationId,
    ),
    sql(
      `UPDATE order_changes SET detail = json_remove(detail, '$.address')
      WHERE detail ->> '$.address' IS NOT NULL AND proposal_id IN (SELECT id FROM proposals WHERE conversation_id = ?)`,
      conversationId,
    ),
  ];
}
