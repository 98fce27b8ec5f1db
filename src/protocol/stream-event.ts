import { z } from 'zod';
import { cardSchema, proposalViewSchema } from './card.ts';

/*
 * One conversation, one numbered sequence of events. Everything but `message-delta` is stored in the log;
 * on the wire each event has `id: sequence.offset`, where `offset` counts the characters of the running message.
 */

const hint = z.string().trim().min(1).max(200);
const author = z.enum(['customer', 'assistant', 'human_agent', 'system']);

export const messageStart = z.object({
  type: z.literal('message-start'),
  messageId: z.string(),
  turnId: z.string().optional(),
  author,
  /** BCP 47 locale the text is written in */
  locale: z.string().optional(),
});

/** Transient: never stored. `text` is appended to the message. */
export const messageDelta = z.object({
  type: z.literal('message-delta'),
  messageId: z.string(),
  text: z.string(),
});

/** Take back everything after the first `keep` characters (UTF-16 code units) of the message. */
export const messageRetract = z.object({
  type: z.literal('message-retract'),
  messageId: z.string(),
  keep: z.int().nonnegative(),
  reason: z.enum(['check_failed', 'provider_failed', 'superseded']),
});

/** A file that came with a message; its bytes are read by its id. */
export const attachmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.int(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** What the shopper was looking at when they wrote, as the page says: a hint, and proof of nothing. */
export const pageContextSchema = z.object({
  page: hint.optional().meta({ description: 'path or name of the page' }),
  productId: hint.optional(),
  cartId: hint.optional(),
  orderNo: hint
    .optional()
    .meta({ description: 'opens nothing: whose order it is has to be shown' }),
});
export type PageContext = z.infer<typeof pageContextSchema>;

/** An article that an answer was taken from. */
export const sourceSchema = z.object({ title: z.string(), url: z.string().optional() });
export type Source = z.infer<typeof sourceSchema>;

/** The message is final; `text` is the whole of it, for whoever joined late. */
export const messageEnd = z.object({
  type: z.literal('message-end'),
  messageId: z.string(),
  author,
  text: z.string(),
  locale: z.string().optional(),
  clientMessageId: z.string().optional(),
  /** `stopped`: the shopper pressed stop; `discarded`: a person took over meanwhile, do not show */
  outcome: z.enum(['complete', 'stopped', 'discarded']).default('complete'),
  /** name of the human agent, when one wrote it */
  authorName: z.string().optional(),
  /** the words are a translation of what the human agent wrote */
  translated: z.boolean().optional(),
  original: z.string().optional().describe('for staff; removed from the shopper’s stream'),
  attachments: z.array(attachmentSchema).optional(),
  pageContext: pageContextSchema.optional(),
  sources: z.array(sourceSchema).optional(),
});

export const toolStart = z.object({
  type: z.literal('tool-start'),
  callId: z.string(),
  tool: z.string(),
});
export const toolEnd = z.object({
  type: z.literal('tool-end'),
  callId: z.string(),
  tool: z.string(),
  ok: z.boolean(),
  milliseconds: z.number(),
});
export const cardEvent = z.object({ type: z.literal('card'), card: cardSchema });
/** Sent when a proposal is made and again whenever its state changes. */
export const proposalEvent = z.object({
  type: z.literal('proposal'),
  proposal: proposalViewSchema,
});
export const statusEvent = z.object({
  type: z.literal('status'),
  status: z.enum([
    'thinking',
    'idle',
    'stopped',
    'needs_identity',
    'code_sent',
    'verified',
    'verification_failed',
    'logged_out',
    'erased',
  ]),
  turnId: z.string().optional(),
});

const handoffFields = { handoffId: z.string() };
export const handoffOpened = z.object({
  type: z.literal('handoff-opened'),
  ...handoffFields,
  reason: z.string(),
  summary: z.string().optional().describe('for staff; removed from the shopper’s stream'),
  /** why a conversation that somebody had is in the queue again */
  cause: z.enum(['lapsed', 'released', 'passed_on']).optional(),
});
export const handoffClaimed = z.object({
  type: z.literal('handoff-claimed'),
  ...handoffFields,
  humanAgentName: z.string(),
  /** `taken_over`: instead of the colleague or assistant who had it; `reopened`: after it was closed */
  cause: z.enum(['taken_over', 'passed_on', 'reopened']).optional(),
});
/** The person sets it aside and comes back to it; a word of the shopper brings it back at once. */
export const handoffSnoozed = z.object({
  type: z.literal('handoff-snoozed'),
  ...handoffFields,
  until: z.string(),
});
export const handoffReturned = z.object({
  type: z.literal('handoff-returned'),
  ...handoffFields,
  note: z
    .string()
    .optional()
    .describe('for the assistant and staff; removed from the shopper’s stream'),
});
export const handoffClosed = z.object({
  type: z.literal('handoff-closed'),
  ...handoffFields,
  resolution: z.string().optional().describe('for staff; removed from the shopper’s stream'),
});
/** Transient: never stored, and without an id. How a call for a person is getting on. */
export const handoffProgress = z.object({
  type: z.literal('handoff-progress'),
  ...handoffFields,
  /** in the queue, from 1; absent once a person has it */
  place: z.int().optional(),
  /** honest: from how long others waited lately; absent when that is not known */
  waitMinutes: z.int().optional(),
  /** ISO 8601; nobody is there now, but from then on */
  opensAt: z.string().optional(),
  /** whoever has the conversation: `away` when they gave no sign of life for two minutes */
  humanAgent: z.enum(['present', 'typing', 'away']).optional(),
});
/** The shopper's opinion after it was settled; the latest counts. */
export const ratingEvent = z.object({
  type: z.literal('rating'),
  score: z.int().min(1).max(5),
  comment: z.string().optional(),
  /** the handoff it is about; absent when the assistant settled it alone */
  handoffId: z.string().optional(),
});

/** Kept for whoever writes the prompts, sent to nobody. */
export const FEEDBACK_REASONS = ['wrong', 'unclear', 'incomplete', 'tone'] as const;
export const feedbackEvent = z.object({
  type: z.literal('feedback'),
  messageId: z.string(),
  helpful: z.boolean(),
  reason: z.enum(FEEDBACK_REASONS).optional(),
});

export const errorEvent = z.object({
  type: z.literal('error'),
  code: z.string(),
  message: z.string(),
  retryAfterSeconds: z.number().optional(),
});

/**
 * Kept in the log, shown to staff and tests, never sent to a shopper: what a turn decided and cost.
 * Tool results are kept so that a later turn can ground a fact that an earlier one looked up.
 */
export const turnStarted = z.object({
  type: z.literal('turn-started'),
  turnId: z.string(),
  messageIds: z.array(z.string()),
  locale: z.string(),
});
export const toolResult = z.object({
  type: z.literal('tool-result'),
  turnId: z.string(),
  callId: z.string(),
  tool: z.string(),
  arguments: z.unknown(),
  result: z.unknown(),
});
export const turnEnded = z.object({
  type: z.literal('turn-ended'),
  turnId: z.string(),
  outcome: z.enum(['answer', 'clarify', 'handoff', 'stopped', 'discarded', 'failed']),
  confidence: z.number().min(0).max(1),
  reasons: z.array(z.string()),
  model: z.string(),
  steps: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  cachedTokens: z.int().optional(),
  /** millionths of a US dollar; null when the model's price is unknown */
  costMicroUsd: z.int().nullable(),
  milliseconds: z.number(),
});

export const streamEventSchema = z.discriminatedUnion('type', [
  messageStart,
  messageDelta,
  messageRetract,
  messageEnd,
  toolStart,
  toolEnd,
  cardEvent,
  proposalEvent,
  statusEvent,
  handoffOpened,
  handoffClaimed,
  handoffSnoozed,
  handoffReturned,
  handoffClosed,
  handoffProgress,
  ratingEvent,
  errorEvent,
]);

/** What the log can hold: every stream event but the delta, and the internal ones. */
export const logEventSchema = z.discriminatedUnion('type', [
  messageStart,
  messageRetract,
  messageEnd,
  toolStart,
  toolEnd,
  cardEvent,
  proposalEvent,
  statusEvent,
  handoffOpened,
  handoffClaimed,
  handoffSnoozed,
  handoffReturned,
  handoffClosed,
  ratingEvent,
  errorEvent,
  turnStarted,
  toolResult,
  turnEnded,
  feedbackEvent,
]);

export type HandoffProgress = z.infer<typeof handoffProgress>;
export type StreamEvent = z.infer<typeof streamEventSchema>;
export type LogEvent = z.infer<typeof logEventSchema>;
export type LogEventInput = z.input<typeof logEventSchema>;
