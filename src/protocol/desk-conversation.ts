import { z } from 'zod';
import { moneySchema } from '../lib/money.ts';
import { proposalViewSchema } from './card.ts';
import { queueRow } from './desk.ts';
import { instant, person } from './desk-parts.ts';
import { locale } from './http.ts';

/* One conversation at the desk: the packet, notes, prepared words, and what a language model adds. */

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

export type HandoffPacketView = z.infer<typeof handoffPacketView>;
export type DeskConversation = z.infer<typeof deskConversation>;
export type Note = z.infer<typeof note>;
export type CannedReply = z.infer<typeof cannedReplies>['replies'][number];
export type Summary = z.infer<typeof summary>;
export type Suggestion = z.infer<typeof suggestion>;
export type Translation = z.infer<typeof translation>;
