import { z } from 'zod';
import { cardSchema, proposalViewSchema } from './card.ts';
import { handoffState, locale, timeZone } from './http.ts';

/** What an integration sends to `POST /v1/webhooks/messages`. Members not named here are ignored. */
export const inboundMessage = z
  .object({
    type: z.literal('message.received'),
    timestamp: z.iso
      .datetime({ offset: true })
      .meta({ description: 'when the shopper wrote, ISO 8601' }),
    data: z
      .object({
        conversationId: z
          .string()
          .max(64)
          .optional()
          .meta({ description: 'as an earlier response named it' }),
        externalConversationId: z.string().min(1).max(200).optional().meta({
          description: 'your own name for the conversation; the first message with it starts one',
        }),
        text: z.string().refine((text) => text.trim() !== '', 'must not be empty'),
        locale: locale.optional(),
        timeZone: timeZone.optional(),
        customer: z
          .object({ id: z.string().min(1).max(64) })
          .optional()
          .meta({
            description:
              'the customer who is signed in at your side: by sending it, you vouch for their identity',
          }),
      })
      .refine(
        (data) => data.conversationId === undefined || data.externalConversationId === undefined,
        {
          error: 'send conversationId or externalConversationId, not both',
          path: ['externalConversationId'],
        },
      ),
  })
  .meta({ id: 'InboundMessage' });

/** The answer in the response: complete and checked, since a webhook cannot take a word back. */
export const messageAnswer = z
  .object({
    conversationId: z.string(),
    messageId: z.string(),
    reply: z.object({ text: z.string(), locale: z.string().nullable() }).nullable().meta({
      description: 'null while a person has the conversation: read their words from the events',
    }),
    cards: z.array(cardSchema),
    proposal: proposalViewSchema.nullable(),
    handoff: handoffState,
    sequence: z.int().meta({ description: 'pass as `after` to GET /v1/conversations/{id}/events' }),
  })
  .meta({ id: 'MessageAnswer' });

export type InboundMessage = z.infer<typeof inboundMessage>;
export type MessageAnswer = z.infer<typeof messageAnswer>;

const holdNotice = z
  .object({
    eventId: z.string().min(1).max(200).meta({ description: 'the same one again changes nothing' }),
    at: z.iso.datetime({ offset: true }).meta({ description: 'when it happened, ISO 8601' }),
    payment: z.string().min(1).max(120).optional(),
    refund: z.string().min(1).max(120).optional(),
    outcome: z.enum(['held', 'released', 'refused']).meta({
      description: 'refused: the check ended against the payment',
    }),
    by: z.enum(['provider', 'bank', 'shop']),
    reason: z.string().min(1).max(120).meta({ description: 'for staff alone' }),
    latestOn: z.iso.date().optional().meta({
      description: 'the latest day that whoever holds it has named',
    }),
  })
  .refine(({ payment, refund }) => (payment === undefined) !== (refund === undefined), {
    error: 'name the payment or the refund, by the provider’s reference or its id in the shop',
    path: ['payment'],
  });

/** What `POST /v1/webhooks/payments` takes: a provider's notification as it came, or a hold in plain fields. */
export const paymentNotice = z
  .object({
    type: z.literal('payment.notified'),
    data: z.union([
      z.object({
        provider: z.enum(['stripe', 'paypal', 'adyen']),
        event: z.record(z.string(), z.unknown()).meta({
          description: 'the body of the provider’s notification, after your check of its signature',
        }),
      }),
      z.object({ provider: z.string().max(40), hold: holdNotice }),
    ]),
  })
  .meta({ id: 'PaymentNotice' });

export const paymentNoticeAnswer = z
  .object({
    results: z
      .array(
        z.object({
          eventId: z.string(),
          result: z.enum(['taken', 'known', 'overtaken', 'finished', 'unknown_record']),
        }),
      )
      .meta({
        description: 'one for each word on a check; empty for notifications about anything else',
      }),
  })
  .meta({ id: 'PaymentNoticeAnswer' });

export type PaymentNotice = z.infer<typeof paymentNotice>;
export type PaymentNoticeAnswer = z.infer<typeof paymentNoticeAnswer>;
