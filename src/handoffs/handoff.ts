import { z } from 'zod';
import { isoTime } from '../lib/clock.ts';
import { type Money, moneySchema } from '../lib/money.ts';

/** One wish for a person. Its life stands in lease.ts. */
export interface Handoff {
  id: string;
  conversationId: string;
  state: 'queued' | 'claimed' | 'returned' | 'closed';
  /** why the assistant asked for a person, e.g. `asked`, `chargeback`, `reply_not_grounded` */
  reason: string;
  summary: string;
  /** what the assistant knew when it called: its confidence and what spoke against it */
  packet: unknown;
  /** ISO 8601 */
  openedAt: string;
  /** staff id, and the name the shopper sees */
  claimedBy: { id: string; name: string } | null;
  /** ISO 8601; without a sign of life the handoff is queued again after it */
  leaseUntil: string | null;
  /** BCP 47 of the shopper's words when a person was called */
  locale: string | null;
  /** at stake */
  value: Money | null;
  priority: number;
  /** a colleague it is offered or passed to; `until` in milliseconds, null: until they decline */
  reservedFor: { id: string; name: string; until: number | null } | null;
  /** milliseconds since the epoch, like the others below */
  waitingSince: number | null;
  firstRepliedAt: number | null;
  snoozedUntil: number | null;
  /** sequence of the last message a person wrote in it */
  humanSequence: number;
  last: {
    author: 'customer' | 'assistant' | 'human_agent' | 'system';
    text: string;
    at: string;
  } | null;
  requeued: number;
  /** e-mail address the shopper left */
  contact: string | null;
  resolution: string | null;
  /** ISO 8601 */
  endedAt: string | null;
}

/** Columns of a handoff joined with the names of its people. */
export const HANDOFF_COLUMNS = `h.id, h.conversation_id, h.state, h.reason, h.summary, h.packet, h.opened_at,
  h.claimed_by, h.lease_until, s.name AS claimer_name, h.locale, h.value, h.priority, h.reserved_for, h.reserved_until,
  r.name AS reserved_name, h.waiting_since, h.first_replied_at, h.snoozed_until, h.human_sequence, h.last_author,
  h.last_text, h.last_at, h.requeued, h.contact, h.resolution, h.ended_at`;
export const HANDOFF_TABLES =
  'handoffs h LEFT JOIN staff s ON s.id = h.claimed_by LEFT JOIN staff r ON r.id = h.reserved_for';

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
    locale: stored.locale,
    value: stored.value === null ? null : moneySchema.parse(JSON.parse(stored.value)),
    priority: stored.priority,
    reservedFor:
      stored.reserved_for === null
        ? null
        : {
            id: stored.reserved_for,
            name: stored.reserved_name ?? '',
            until: stored.reserved_until,
          },
    waitingSince: stored.waiting_since,
    firstRepliedAt: stored.first_replied_at,
    snoozedUntil: stored.snoozed_until,
    humanSequence: stored.human_sequence,
    last:
      stored.last_author === null || stored.last_at === null
        ? null
        : { author: stored.last_author, text: stored.last_text, at: stored.last_at },
    requeued: stored.requeued,
    contact: stored.contact,
    resolution: stored.resolution,
    endedAt: stored.ended_at,
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
  locale: z.string().nullable(),
  value: z.string().nullable(),
  priority: z.number(),
  reserved_for: z.string().nullable(),
  reserved_name: z.string().nullable(),
  reserved_until: z.number().nullable(),
  waiting_since: z.number().nullable(),
  first_replied_at: z.number().nullable(),
  snoozed_until: z.number().nullable(),
  human_sequence: z.number(),
  last_author: z.enum(['customer', 'assistant', 'human_agent', 'system']).nullable(),
  last_text: z.string(),
  last_at: z.string().nullable(),
  requeued: z.number(),
  contact: z.string().nullable(),
  resolution: z.string().nullable(),
  ended_at: z.string().nullable(),
});
