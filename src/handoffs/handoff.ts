import { z } from 'zod';
import { isoTime } from '../lib/clock.ts';

/** One wish for a person: queued → claimed → returned or closed; claimed → queued when the lease lapses. */
export interface Handoff {
  id: string;
  conversationId: string;
  state: 'queued' | 'claimed' | 'returned' | 'closed';
  /** why the assistant asked for a person, e.g. `asked`, `chargeback`, `reply_not_grounded` */
  reason: string;
  summary: string;
  /** what the person needs to begin: facts with their sources, made by code */
  packet: unknown;
  /** ISO 8601 */
  openedAt: string;
  /** staff id, and the name the shopper sees */
  claimedBy: { id: string; name: string } | null;
  /** ISO 8601; without a sign of life the handoff is queued again after it */
  leaseUntil: string | null;
}

/** Columns of a handoff joined with the name of its claimer. */
export const HANDOFF_COLUMNS = `h.id, h.conversation_id, h.state, h.reason, h.summary, h.packet, h.opened_at,
  h.claimed_by, h.lease_until, s.name AS claimer_name`;
export const HANDOFF_TABLES = 'handoffs h LEFT JOIN staff s ON s.id = h.claimed_by';

export function toHandoff(row: unknown): Handoff {
  const stored = rowSchema.parse(row);
  return {
    id: stored.id,
    conversationId: stored.conversation_id,
    state: stored.state,
    reason: stored.reason,
    summary: stored.summary,
    packet: JSON.parse(stored.packet),
    openedAt: stored.opened_at,
    claimedBy:
      stored.claimed_by === null
        ? null
        : { id: stored.claimed_by, name: stored.claimer_name ?? '' },
    leaseUntil: stored.lease_until === null ? null : isoTime(stored.lease_until),
  };
}

const rowSchema = z.object({
  id: z.string(),
  conversation_id: z.string(),
  state: z.enum(['queued', 'claimed', 'returned', 'closed']),
  reason: z.string(),
  summary: z.string(),
  packet: z.string(),
  opened_at: z.string(),
  claimed_by: z.string().nullable(),
  claimer_name: z.string().nullable(),
  lease_until: z.number().nullable(),
});
