import type { Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';

/** Each kind of event that can hold words or records of a shopper, and what is left of it. Figures and ids stay. */
const EMPTIED: Record<string, string> = {
  'message-end': `json_set(json_remove(payload, '$.original', '$.attachments', '$.pageContext', '$.sources'), '$.text', '')`,
  'tool-result': `json_set(payload, '$.arguments', json('null'), '$.result', json('null'))`,
  'handoff-opened': `json_set(json_remove(payload, '$.summary'), '$.reason', 'erased')`,
  'handoff-returned': `json_remove(payload, '$.note')`,
  rating: `json_remove(payload, '$.comment')`,
  error: `json_set(payload, '$.message', '')`,
  card: `json_object('type', 'status', 'status', 'erased')`,
  proposal: `json_object('type', 'status', 'status', 'erased')`,
};

/** Empties what this room and the log keep of a conversation, in SQL, so that no event slips in between. */
export function erasureStatements(conversationId: string, at: string): Statement[] {
  const cases = Object.entries(EMPTIED).map(([type, value]) => `WHEN '${type}' THEN ${value}`);
  return [
    sql('INSERT INTO erasures (conversation_id, at) VALUES (?, ?)', conversationId, at),
    sql(
      `UPDATE events SET
         payload = CASE type ${cases.join(' ')} ELSE payload END,
         type = CASE WHEN type IN ('card', 'proposal') THEN 'status' ELSE type END
       WHERE conversation_id = ?`,
      conversationId,
    ),
    sql(
      `UPDATE messages SET text = '', answered_by = coalesce(answered_by, 'turn') WHERE conversation_id = ?`,
      conversationId,
    ),
    sql(
      `UPDATE verifications SET code_hash = '', customer_id = NULL,
         state = CASE state WHEN 'open' THEN 'superseded' ELSE state END
       WHERE conversation_id = ?`,
      conversationId,
    ),
    sql(
      `UPDATE conversations SET owner = 'closed', identity = '{"tier":"anonymous"}', customer_id = NULL,
         locale_hint = NULL, time_zone = NULL, erased_at = ?, updated_at = ?
       WHERE id = ?`,
      at,
      at,
      conversationId,
    ),
  ];
}
