import { z } from 'zod';
import { moneySchema } from '../lib/money.ts';
import { proposalViewSchema } from './card.ts';
import { locale } from './http.ts';
import { pageContextSchema } from './stream-event.ts';

/* What the desk's page reads and writes under /v1/staff: the queue, one conversation, the people. */

const instant = z.string().meta({ description: 'ISO 8601 in UTC' });
const person = z.object({ id: z.string(), name: z.string() });
const role = z.enum(['agent', 'lead', 'admin']);
const status = z.enum(['online', 'away', 'offline']);

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

export const handoffPacketView = z
  .object({
    wish: z.string().meta({ description: 'in one line, in the shopper’s words' }),
    summary: z.string().nullable().meta({
      description: 'at most 90 words by the language model, checked; null without one',
    }),
    madeAt: instant,
    locale: z.string().nullable(),
    staffLocale: z.string().nullable(),
    identity: z.object({
      tier: z.enum(['anonymous', 'claimed', 'verified']),
      proof: z.enum(['none', 'order_and_contact', 'one_time_code', 'store_sign_in']),
      until: instant.nullable(),
    }),
    confidence: z.number().nullable(),
    reasons: z.array(z.object({ code: z.string(), label: z.string() })),
    facts: z.array(
      z.object({
        label: z.string(),
        value: z.string(),
        source: z.object({ tool: z.string(), sequence: z.int() }),
      }),
    ),
    tried: z.array(
      z.object({ tool: z.string(), ok: z.boolean(), detail: z.string(), sequence: z.int() }),
    ),
    failed: z.array(z.object({ what: z.string(), detail: z.string(), sequence: z.int() })),
    verdicts: z.array(z.object({ rule: z.string(), outcome: z.string(), sequence: z.int() })),
    proposals: z.array(proposalViewSchema),
    mood: z.enum(['calm', 'upset', 'distressed']),
    orderNumbers: z.array(z.string()),
    contact: z.string().nullable().meta({ description: 'e-mail the shopper left to be reached' }),
    value: moneySchema.nullable(),
    earlierHandoffs: z.int(),
  })
  .meta({ id: 'HandoffPacket' });

export const deskConversation = z
  .object({
    id: z.string(),
    owner: z.enum(['assistant', 'queued', 'human', 'closed']),
    channel: z.string(),
    locale: z.string().nullable(),
    localeHint: z.string().nullable(),
    timeZone: z.string().nullable(),
    createdAt: instant,
    row: queueRow.nullable().meta({ description: 'the latest handoff, under way or ended' }),
    packet: handoffPacketView,
    sequence: z.int().meta({ description: 'of the last event' }),
    humanSequence: z.int().meta({ description: 'of the last message a person wrote' }),
    may: z.object({
      claim: z.boolean(),
      takeOver: z.boolean(),
      reply: z.boolean(),
      reopen: z.boolean(),
    }),
    translation: z.boolean().meta({ description: 'a language model can translate' }),
    suggestions: z.boolean().meta({ description: 'a language model can draft' }),
  })
  .meta({ id: 'DeskConversation' });

export const note = z
  .object({
    id: z.string(),
    by: person,
    text: z.string(),
    mentions: z.array(person),
    at: instant,
  })
  .meta({ id: 'Note', description: 'never visible to the customer' });
export const notes = z.object({ notes: z.array(note) }).meta({ id: 'Notes' });
export const addNoteRequest = z
  .object({
    clientNoteId: z.string().min(1).max(100),
    text: z.string().trim().min(1).max(4000),
    mentions: z.array(z.string().max(64)).max(20).default([]),
  })
  .meta({ id: 'AddNote' });

export const cannedReplies = z
  .object({
    locale: z.string(),
    replies: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        text: z.string().meta({ description: 'variables filled in, those in `missing` aside' }),
        english: z.string().meta({ description: 'the same in English, for the agent' }),
        missing: z.array(z.string()),
        fallback: z.boolean().meta({ description: 'not worded in the shopper’s language' }),
      }),
    ),
  })
  .meta({ id: 'CannedReplies' });

/** Blocks of the context panel load alone; `age` tells how fresh each is. */
const block = { readAt: instant };
export const customerBlock = z
  .object({
    ...block,
    identity: z.enum(['anonymous', 'claimed', 'verified']),
    proof: z.enum(['none', 'order_and_contact', 'one_time_code', 'store_sign_in']),
    customer: z
      .object({
        id: z.string(),
        name: z.string().nullable(),
        email: z.string(),
        phone: z.string().nullable(),
        country: z.string(),
        since: instant,
      })
      .nullable()
      .meta({ description: 'null until identity is proven' }),
    locale: z.string().nullable(),
    localeHint: z.string().nullable(),
    timeZone: z.string().nullable(),
    pages: z
      .array(
        z.object({
          at: instant,
          ...pageContextSchema.shape,
          productTitle: z.string().optional(),
        }),
      )
      .meta({
        description:
          'where they wrote from, newest first; told by the page, so `orderNo` proves nothing',
      }),
    past: z.array(
      z.object({
        conversationId: z.string(),
        at: instant,
        reason: z.string().nullable(),
        resolution: z.string().nullable(),
        rating: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: 'CustomerBlock' });
export const ordersBlock = z
  .object({
    ...block,
    orders: z.array(
      z.object({
        orderNumber: z.string(),
        status: z.string(),
        placedAt: instant,
        total: moneySchema,
        lines: z.array(z.object({ title: z.string(), quantity: z.int(), total: moneySchema })),
        address: z.string().nullable().meta({ description: 'null until identity is proven' }),
      }),
    ),
  })
  .meta({ id: 'OrdersBlock' });
const hold = z
  .object({
    by: z.enum(['provider', 'bank', 'shop']),
    since: instant,
    latestOn: z.string().nullable().meta({ description: 'the latest day they have named' }),
    releasedAt: instant.nullable(),
    reason: z.string().meta({ description: 'their own code; never for the shopper' }),
  })
  .nullable()
  .meta({ description: 'a check that keeps the money, or kept it' });
export const paymentsBlock = z
  .object({
    ...block,
    payments: z.array(
      z.object({
        orderNumber: z.string(),
        provider: z.string(),
        method: z.string(),
        last4: z.string().nullable(),
        status: z.string(),
        amount: moneySchema,
        captured: moneySchema,
        refunded: moneySchema,
        refundPending: moneySchema,
        disputed: moneySchema,
        refundable: moneySchema,
        hold,
        attempts: z.array(
          z.object({
            at: instant,
            outcome: z.string(),
            code: z.string().nullable(),
            words: z.string().nullable(),
          }),
        ),
        refunds: z.array(
          z.object({
            id: z.string(),
            amount: moneySchema,
            status: z.string(),
            reason: z.string(),
            requestedAt: instant,
            hold,
          }),
        ),
        disputes: z.array(
          z.object({
            kind: z.string(),
            status: z.string(),
            amount: moneySchema,
            respondBy: z.string().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'PaymentsBlock' });
export const shipmentsBlock = z
  .object({
    ...block,
    shipments: z.array(
      z.object({
        orderNumber: z.string(),
        carrier: z.string(),
        trackingNumber: z.string(),
        url: z.string().nullable(),
        status: z.string(),
        leg: z.string().nullable(),
        customs: z.string().nullable(),
        eta: z.object({ earliest: z.string(), latest: z.string() }).nullable(),
        scans: z.array(
          z.object({ at: instant, location: z.string().nullable(), description: z.string() }),
        ),
      }),
    ),
  })
  .meta({ id: 'ShipmentsBlock' });

export const suggestion = z
  .object({
    id: z.string(),
    text: z.string(),
    locale: z.string(),
    sources: z.array(z.object({ tool: z.string(), sequence: z.int() })),
  })
  .meta({ id: 'Suggestion', description: 'a draft; it is never sent by itself' });
export const dismissSuggestionRequest = z
  .object({ reason: z.string().max(300).optional() })
  .meta({ id: 'DismissSuggestion' });
export const summary = z.object({ text: z.string(), madeAt: instant }).meta({ id: 'Summary' });
export const translateRequest = z
  .object({
    text: z.string().min(1).max(8000),
    to: locale,
    back: z
      .boolean()
      .default(false)
      .meta({ description: 'also translate the result back, for the agent to check' }),
  })
  .meta({ id: 'Translate' });
export const translation = z
  .object({ text: z.string(), back: z.string().nullable(), kept: z.array(z.string()) })
  .meta({ id: 'Translation', description: '`kept`: codes, prices and names left as they were' });

export const me = z
  .object({
    id: z.string(),
    name: z.string(),
    role,
    email: z.string().nullable(),
    locale: z.string().nullable(),
    languages: z.array(z.string()),
    status,
    capacity: z.int(),
    load: z.int(),
    csrf: z.string().nullable().meta({
      description: 'send as X-CSRF-Token with every write of a cookie session; null with a token',
    }),
    secondFactor: z.enum(['none', 'set_up', 'done']).meta({
      description: '`set_up`: nothing else works before PUT /v1/staff/second-factor',
    }),
    labels: z.object({
      reasons: z.record(z.string(), z.string()),
      resolutions: z.record(z.string(), z.string()),
    }),
    awayMinutes: z.int(),
  })
  .meta({ id: 'Me' });
export const changeMeRequest = z
  .object({
    status: status.optional(),
    locale: locale.nullable().optional(),
    languages: z.array(locale).max(20).optional(),
  })
  .meta({ id: 'ChangeMe' });

export const signInRequest = z
  .object({
    email: z.string().trim().min(3).max(254),
    password: z.string().min(1).max(200),
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/)
      .optional()
      .meta({ description: 'of the authenticator app; asked for by 401 code_needed' }),
  })
  .meta({ id: 'SignIn' });
export const secondFactorSecret = z
  .object({ secret: z.string(), address: z.string().meta({ description: 'otpauth://…' }) })
  .meta({ id: 'SecondFactorSecret' });
export const secondFactorCode = z
  .object({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, 'six digits'),
  })
  .meta({ id: 'SecondFactorCode' });
export const linkView = z
  .object({ kind: z.enum(['invitation', 'reset']), name: z.string(), email: z.string().nullable() })
  .meta({ id: 'StaffLink' });
export const takeUpLinkRequest = z
  .object({ password: z.string().min(1).max(200) })
  .meta({ id: 'TakeUpLink' });
export const changePasswordRequest = z
  .object({ old: z.string().max(200), new: z.string().min(1).max(200) })
  .meta({ id: 'ChangePassword' });
export const staffSessions = z
  .object({
    sessions: z.array(
      z.object({
        id: z.string(),
        browser: z.string(),
        createdAt: instant,
        seenAt: instant,
        current: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'StaffSessions' });

export const people = z.object({ people: z.array(colleague) }).meta({ id: 'People' });
export const invitePersonRequest = z
  .object({
    name: z.string().trim().min(1).max(80),
    email: z.email().max(254),
    role: role.default('agent'),
  })
  .meta({ id: 'InvitePerson' });
export const madeLink = z
  .object({
    id: z.string(),
    link: z.string().meta({ description: 'works once; send it to the person yourself' }),
  })
  .meta({ id: 'MadeStaffLink' });
export const changePersonRequest = z
  .object({
    name: z.string().trim().min(1).max(80).optional(),
    role: role.optional(),
    capacity: z.int().min(0).max(100).nullable().optional(),
    languages: z.array(locale).max(20).optional(),
  })
  .meta({ id: 'ChangePerson' });
export const auditQuery = z.object({
  before: z.coerce.number().pipe(z.int().min(1)).optional(),
  subject: z.string().max(64).optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(50),
});
export const auditPage = z
  .object({
    entries: z.array(
      z.object({
        position: z.int(),
        at: instant,
        by: person.nullable(),
        action: z.string(),
        subject: z.string(),
        detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      }),
    ),
  })
  .meta({ id: 'AuditPage' });

export type QueueRow = z.infer<typeof queueRow>;
export type QueueCounts = z.infer<typeof queueCounts>;
export type DeskEvent = z.infer<typeof deskEvent>;
export type HandoffPacketView = z.infer<typeof handoffPacketView>;
export type SlaClock = z.infer<typeof slaClock>;
export type Colleague = z.infer<typeof colleague>;
export type DeskTab = z.infer<typeof deskTab>;
export type DeskQueue = z.infer<typeof deskQueue>;
export type DeskConversation = z.infer<typeof deskConversation>;
export type Note = z.infer<typeof note>;
export type CannedReply = z.infer<typeof cannedReplies>['replies'][number];
export type Me = z.infer<typeof me>;
export type CustomerBlock = z.infer<typeof customerBlock>;
export type OrdersBlock = z.infer<typeof ordersBlock>;
export type PaymentsBlock = z.infer<typeof paymentsBlock>;
export type ShipmentsBlock = z.infer<typeof shipmentsBlock>;
export type StaffSession = z.infer<typeof staffSessions>['sessions'][number];
export type Summary = z.infer<typeof summary>;
export type Suggestion = z.infer<typeof suggestion>;
export type Translation = z.infer<typeof translation>;
