import { z } from 'zod';
import { moneySchema } from '../lib/money.ts';
import { instant, person, role, status } from './desk-parts.ts';

/* What the desk's page reads and writes under /v1/staff: the queue, and what is done with one handoff. */

export const deskTab = z.enum(['waiting', 'mine', 'all', 'snoozed', 'closed']);

export const slaClock = z
  .object({
    kind: z.enum(['first_reply', 'next_reply']),
    dueAt: instant,
    startedAt: instant,
    level: z
      .enum(['ok', 'half', 'soon', 'late'])
      .meta({ description: 'half: 50 % of the time is gone, soon: 80 %, by the server’s clock' }),
    paused: z.boolean().meta({ description: 'outside business hours the clock stands still' }),
    secondsLeft: z
      .int()
      .meta({ description: 'of business time; negative when late. Count down from `now`' }),
  })
  .meta({ id: 'SlaClock' });

export const queueRow = z
  .object({
    handoffId: z.string(),
    conversationId: z.string(),
    state: z.enum(['queued', 'claimed', 'returned', 'closed']),
    tab: z.enum(['waiting', 'claimed', 'snoozed', 'closed']).meta({
      description: 'where the row stands; `claimed` is Mine for whoever claimed it',
    }),
    name: z
      .string()
      .nullable()
      .meta({ description: 'null until the shopper has proved who they are' }),
    locale: z.string().nullable(),
    reason: z.object({ code: z.string(), label: z.string() }),
    lastLine: z
      .object({
        author: z.enum(['customer', 'assistant', 'human_agent', 'system']),
        text: z.string(),
        at: instant,
      })
      .nullable(),
    openedAt: instant,
    waitingSince: instant
      .nullable()
      .meta({ description: 'since when the shopper waits for a person; null: answered' }),
    sla: slaClock.nullable(),
    value: moneySchema.nullable().meta({ description: 'at risk' }),
    claimedBy: person.nullable(),
    reservedFor: person.nullable().meta({ description: 'offered or passed to; others may claim' }),
    snoozedUntil: instant.nullable(),
    endedAt: instant.nullable(),
    resolution: z.object({ code: z.string(), label: z.string() }).nullable(),
    requeued: z.int().meta({ description: 'how often it went back into the queue' }),
    viewers: z.array(person),
    typing: z.array(person),
    approvals: z.int().meta({ description: 'proposals that wait for a decision' }),
  })
  .meta({ id: 'QueueRow' });

export const queueCounts = z
  .object({
    waiting: z.int(),
    all: z.int(),
    snoozed: z.int(),
    closed: z.int().meta({ description: 'in the last 24 hours' }),
    mine: z.int(),
    approvals: z.int(),
  })
  .meta({ id: 'QueueCounts' });

export const queueQuery = z.object({
  tab: deskTab.default('waiting'),
  language: z.string().max(35).optional().meta({ description: 'primary language, e.g. pt' }),
  reason: z.string().max(64).optional(),
  search: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ description: 'in names, order numbers, words of the conversation, ids' }),
  offset: z.coerce.number().pipe(z.int().min(0).max(100_000)).default(0),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(50),
});

export const deskQueue = z
  .object({
    now: instant.meta({ description: 'the server’s clock' }),
    rows: z
      .array(queueRow)
      .meta({ description: 'least SLA time left first; closed: latest first' }),
    total: z.int().meta({ description: 'rows that match, beyond this page' }),
    counts: queueCounts,
    languages: z.array(z.string()).meta({ description: 'of all open rows, for the filter' }),
    reasons: z.array(z.object({ code: z.string(), label: z.string() })),
    position: z.int().meta({ description: 'pass as `after` to /v1/staff/stream' }),
  })
  .meta({ id: 'DeskQueue' });

export const colleague = z
  .object({
    id: z.string(),
    name: z.string(),
    role,
    status,
    languages: z.array(z.string()),
    capacity: z.int(),
    load: z.int().meta({ description: 'conversations they have now, snoozed ones aside' }),
  })
  .meta({ id: 'Colleague' });

/** What `/v1/staff/stream` sends. A desk that lost the connection comes back with Last-Event-ID and misses nothing. */
export const deskEvent = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('queue'),
      now: instant,
      rows: z
        .array(queueRow)
        .meta({ description: 'rows as they are now; replace yours by handoffId' }),
      counts: queueCounts,
    }),
    z.object({
      type: z.literal('presence'),
      conversationId: z.string(),
      viewers: z.array(person),
      typing: z.array(person),
    }),
    z.object({ type: z.literal('staff'), colleague: colleague.nullable(), id: z.string() }),
    z.object({ type: z.literal('note'), conversationId: z.string() }),
    z.object({ type: z.literal('approvals'), counts: queueCounts }),
    z.object({
      type: z.literal('reload'),
      reason: z.enum(['gap', 'prompts']).meta({
        description: 'gap: too much was missed, read the queue again; prompts: labels changed',
      }),
    }),
  ])
  .meta({ id: 'DeskEvent' });

export const claimRequest = z
  .object({
    takeOver: z
      .boolean()
      .default(false)
      .meta({ description: 'also when a colleague has it; they and the shopper are told' }),
  })
  .meta({ id: 'ClaimHandoff' });
export const assignRequest = z
  .object({
    staffId: z.string().max(64).nullable().meta({ description: 'null: anybody' }),
    note: z.string().max(2000).default(''),
  })
  .meta({ id: 'AssignHandoff' });
export const deskReplyRequest = z
  .object({
    clientMessageId: z.string().min(1).max(100),
    text: z.string().refine((text) => text.trim() !== '', 'must not be empty'),
    seen: z.int().min(0).optional().meta({
      description:
        'sequence of the last event you have seen: the reply is refused (409 stale_reply) when a colleague wrote after it',
    }),
    original: z.string().max(8000).optional().meta({
      description: 'what you typed, when `text` is its translation; kept for staff',
    }),
    suggestionId: z.string().max(64).optional(),
  })
  .meta({ id: 'DeskReply' });
export const resolveRequest = z
  .object({ reason: z.string().max(40).meta({ description: 'a code of `resolutions`' }) })
  .meta({ id: 'ResolveHandoff' });
export const snoozeRequest = z.object({ until: z.iso.datetime() }).meta({ id: 'SnoozeHandoff' });
export const presenceRequest = z.object({ typing: z.boolean() }).meta({ id: 'DeskPresence' });
export const presenceView = z
  .object({ viewers: z.array(person), typing: z.array(person) })
  .meta({ id: 'DeskPresenceView' });

export type QueueRow = z.infer<typeof queueRow>;
export type QueueCounts = z.infer<typeof queueCounts>;
export type DeskEvent = z.infer<typeof deskEvent>;
export type SlaClock = z.infer<typeof slaClock>;
export type Colleague = z.infer<typeof colleague>;
export type DeskTab = z.infer<typeof deskTab>;
export type DeskQueue = z.infer<typeof deskQueue>;
