import { isoTime } from '../lib/clock.ts';
import type { LogEventInput } from '../protocol/stream-event.ts';
import { assertThat } from '../storage/assertion.ts';
import type { Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';
import type { Appraisal } from './appraise.ts';
import type { Handoff } from './handoff.ts';
import type { Claimer, HandoffWish } from './handoff-store.ts';

/** What every write of the lease needs to know of the clock. */
export interface Times {
  now: number;
  leaseMs: number;
}

export function insertHandoff(
  {
    id,
    conversationId,
    wish,
    summary,
    value,
    priority,
  }: { id: string; conversationId: string; wish: HandoffWish; summary: string } & Appraisal,
  { now }: Times,
): Statement {
  return sql(
    `INSERT INTO handoffs (id, conversation_id, state, reason, summary, packet, opened_at, locale, value, priority,
       waiting_since, last_author, last_text, last_at)
     SELECT ?, ?, 'queued', ?, ?, ?, ?, coalesce(?, locale), ?, ?, ?, ${LAST_WORDS.author}, ${LAST_WORDS.text}, ${LAST_WORDS.at}
     FROM conversations WHERE id = ?`,
    id,
    conversationId,
    wish.reason,
    summary,
    JSON.stringify(wish.packet ?? null),
    isoTime(now),
    wish.locale,
    value === null ? null : JSON.stringify(value),
    priority,
    now,
    conversationId,
  );
}

/** The person has it from now on; what waited for the assistant waits for them. */
export function claimWrites(
  id: string,
  conversationId: string,
  staff: Claimer,
  { now, leaseMs }: Times,
): Statement[] {
  return [
    sql(
      `UPDATE handoffs SET state = 'claimed', claimed_by = ?, claimed_at = ?, lease_until = ?, snoozed_until = NULL,
         reserved_for = NULL, reserved_until = NULL WHERE id = ?`,
      staff.id,
      isoTime(now),
      now + leaseMs,
      id,
    ),
    sql(
      `UPDATE messages SET answered_by = 'person', handoff_id = ? WHERE conversation_id = ? AND answered_by IS NULL`,
      id,
      conversationId,
    ),
  ];
}

/** Back into the queue, perhaps kept for a colleague for as long as a claim would last. */
export function requeue(
  handoff: Handoff | undefined,
  cause: 'lapsed' | 'released' | 'passed_on',
  reservedFor: Claimer | null,
  { now, leaseMs }: Times,
): { event: LogEventInput; writes: Statement[] } {
  const id = handoff?.id ?? '';
  return {
    event: { type: 'handoff-opened', handoffId: id, reason: handoff?.reason ?? '', cause },
    writes: [
      askAgain(id),
      sql(
        `UPDATE handoffs SET state = 'queued', claimed_by = NULL, claimed_at = NULL, lease_until = NULL,
           snoozed_until = NULL, reserved_for = ?, reserved_until = ?, offered = '[]', requeued = requeued + 1,
           waiting_since = coalesce(waiting_since, ?) WHERE id = ?`,
        reservedFor?.id,
        reservedFor === null ? null : now + leaseMs,
        now,
        id,
      ),
    ],
  };
}

/** What the shopper wrote since the person's last words waits for the assistant again: nobody else would answer it. */
export function askAgain(id: string): Statement {
  return sql(
    `UPDATE messages SET answered_by = NULL, turn_id = NULL, handoff_id = NULL
     WHERE handoff_id = ? AND answered_by = 'person'
       AND sequence > (SELECT human_sequence FROM handoffs WHERE handoffs.id = messages.handoff_id)`,
    id,
  );
}

export function endWrite(
  id: string,
  state: 'returned' | 'closed',
  staff: Claimer,
  { now }: Times,
): Statement {
  return sql(
    `UPDATE handoffs SET state = ?, ended_at = ?, ended_by = ?, lease_until = NULL, snoozed_until = NULL WHERE id = ?`,
    state,
    isoTime(now),
    staff.id,
    id,
  );
}

export function stateIs(id: string, state: 'queued'): Statement {
  return assertThat('(SELECT state FROM handoffs WHERE id = ?) = ?', id, state);
}

/** The last words said before a person was called, for the queue's row. */
const lastMessage = (column: string) => `(SELECT ${column} FROM events
  WHERE events.conversation_id = conversations.id AND type = 'message-end' AND json_extract(payload, '$.text') <> ''
  ORDER BY sequence DESC LIMIT 1)`;
const LAST_WORDS = {
  author: lastMessage(`json_extract(payload, '$.author')`),
  text: `coalesce(${lastMessage(`substr(json_extract(payload, '$.text'), 1, 200)`)}, '')`,
  at: lastMessage('at'),
};
