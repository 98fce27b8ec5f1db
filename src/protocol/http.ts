import { z } from 'zod';
import { proposalViewSchema } from './card.ts';
import {
  FEEDBACK_REASONS,
  handoffProgress,
  logEventSchema,
  pageContextSchema,
} from './stream-event.ts';

/* What the HTTP routes take and give, streams, webhooks and staff aside. */

export const locale = z
  .string()
  .max(35)
  .refine(isLocale, 'must be a BCP 47 locale')
  .meta({ description: 'BCP 47, e.g. pt-BR', example: 'en' });
export const timeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, 'must be an IANA time zone')
  .meta({ description: 'IANA name', example: 'Europe/Berlin' });
export const instant = z.string().meta({ description: 'ISO 8601 in UTC' });

export const shopView = z
  .object({
    storeName: z.string(),
    supportEmail: z.string().nullable(),
    hosts: z.array(z.string()).meta({ description: 'host names whose links are the shop’s own' }),
    attachments: z
      .object({ maxBytes: z.int(), maxFiles: z.int(), types: z.array(z.string()) })
      .nullable()
      .meta({ description: 'null: the shop takes no files' }),
    desk: z.object({
      open: z.boolean().meta({ description: 'a person is there now' }),
      opensAt: instant.nullable(),
      closesAt: instant.nullable(),
      waitMinutes: z.int().nullable(),
    }),
    mail: z.boolean().meta({ description: 'the conversation can be mailed' }),
    demo: z.boolean().meta({ description: 'customers are made up, and one-time codes are shown' }),
  })
  .meta({ id: 'Shop' });

export const startConversationRequest = z
  .object({
    locale: locale
      .optional()
      .meta({ description: 'a hint, e.g. navigator.language; the shopper’s own words weigh more' }),
    timeZone: timeZone.optional(),
  })
  .meta({ id: 'StartConversation' });

export const startedConversation = z
  .object({
    id: z.string(),
    secret: z
      .string()
      .meta({ description: 'shown once; send it as `Authorization: Bearer …` on every call' }),
    createdAt: instant,
  })
  .meta({ id: 'StartedConversation' });

export const handoffState = z.enum(['none', 'queued', 'claimed', 'closed']).meta({
  description:
    '`queued`: a person was called and the assistant still answers; `claimed`: a person answers and the assistant is silent',
});

export const conversationView = z
  .object({
    id: z.string(),
    locale: z.string().nullable(),
    identity: z.enum(['anonymous', 'claimed', 'verified']),
    codeSent: z.boolean().meta({ description: 'a one-time code was asked for and is awaited' }),
    handoff: handoffState,
    progress: handoffProgress
      .nullable()
      .meta({ description: 'how the call for a person is getting on; null without one' }),
    proposal: proposalViewSchema.nullable(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Conversation' });

export const sendMessageRequest = z
  .object({
    clientMessageId: z
      .string()
      .min(1)
      .max(100)
      .meta({ description: 'made by you; a repeat is answered with the first result' }),
    text: z.string().refine((text) => text.trim() !== '', 'must not be empty'),
    attachmentIds: z
      .array(z.string().max(64))
      .max(5)
      .optional()
      .meta({ description: 'files that were sent up before' }),
    pageContext: pageContextSchema
      .optional()
      .meta({ description: 'what the shopper is looking at; helps the assistant and the desk' }),
  })
  .meta({ id: 'SendMessage' });

export const feedbackRequest = z
  .object({
    helpful: z.boolean(),
    reason: z.enum(FEEDBACK_REASONS).optional().meta({ description: 'why it did not help' }),
  })
  .meta({ id: 'GiveFeedback' });
export const transcriptRequest = z
  .object({ locale: locale.optional() })
  .meta({ id: 'MailTranscript' });
export const sentTranscript = z
  .object({ email: z.string().meta({ description: 'where it goes, in part' }) })
  .meta({ id: 'SentTranscript' });
export const sentMails = z
  .object({
    mails: z.array(
      z.object({ to: z.string(), subject: z.string(), text: z.string(), sentAt: instant }),
    ),
  })
  .meta({ id: 'SentMails' });

export const acceptedMessage = z
  .object({
    messageId: z.string(),
    sequence: z.int().meta({ description: 'of the message in the conversation’s events' }),
    repeated: z.boolean().meta({ description: 'true: this clientMessageId was accepted before' }),
  })
  .meta({ id: 'AcceptedMessage' });

export const eventPage = z
  .object({
    events: z.array(z.object({ sequence: z.int(), at: instant, event: logEventSchema })),
    next: z.int().meta({ description: 'pass as `after` to go on' }),
    more: z.boolean(),
  })
  .meta({ id: 'EventPage' });

export const stoppedTurn = z.object({ stopped: z.boolean() }).meta({ id: 'StoppedTurn' });
export const rateConversationRequest = z
  .object({ score: z.int().min(1).max(5), comment: z.string().trim().max(1000).optional() })
  .meta({ id: 'RateConversation' });
export const ratedConversation = z.object({ score: z.int() }).meta({ id: 'RatedConversation' });
export const currentProposal = z
  .object({ proposal: proposalViewSchema.nullable() })
  .meta({ id: 'CurrentProposal' });
export const confirmProposalRequest = z
  .object({
    token: z.string().min(1).max(200).meta({ description: '`confirmationToken` of the proposal' }),
  })
  .meta({ id: 'ConfirmProposal' });

export const startVerificationRequest = z
  .object({
    orderNumber: z.string().trim().min(1).max(64),
    contact: z
      .string()
      .trim()
      .min(3)
      .max(254)
      .meta({ description: 'e-mail, phone or postcode that stands on the order' }),
  })
  .meta({ id: 'StartVerification' });
export const startedVerification = z
  .object({ status: z.literal('code_sent_if_matched') })
  .meta({ id: 'StartedVerification', description: 'the same for a match and for none' });
export const checkCodeRequest = z
  .object({ code: z.string().trim().min(4).max(12) })
  .meta({ id: 'CheckCode' });
export const checkedCode = z
  .object({ identity: z.literal('verified') })
  .meta({ id: 'CheckedCode' });

export const signInRequest = z
  .object({
    token: z
      .string()
      .min(20)
      .max(4096)
      .meta({ description: 'signed by the shop’s server for the customer who is signed in there' }),
  })
  .meta({ id: 'SignIn' });
export const signedIn = z
  .object({
    identity: z.literal('verified'),
    conversation: startedConversation.nullable().meta({
      description:
        'null: this conversation is the customer’s. Else it was another customer’s: it is closed, and this new one takes its place',
    }),
  })
  .meta({ id: 'SignedIn' });
export const loggedOut = z
  .object({ conversation: startedConversation })
  .meta({ id: 'LoggedOut', description: 'the anonymous conversation to go on with' });

export const handoffView = z
  .object({ handoffId: z.string().nullable(), state: handoffState })
  .meta({ id: 'HandoffState' });

export const sentCodes = z
  .object({
    codes: z.array(
      z.object({
        sentAt: instant,
        email: z.string(),
        code: z.string(),
        conversationId: z.string(),
      }),
    ),
  })
  .meta({ id: 'SentCodes' });

export const savedBankAccount = z
  .object({ status: z.literal('received') })
  .meta({ id: 'SavedBankAccount' });

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'stable; decide by this' }),
    detail: z.string(),
    hint: z.string().meta({ description: 'what to do' }),
    requestId: z.string(),
    errors: z
      .array(
        z.object({
          pointer: z.string().optional(),
          parameter: z.string().optional(),
          detail: z.string(),
        }),
      )
      .optional()
      .meta({
        description: 'each wrong field: a JSON pointer into the body, or the name of a parameter',
      }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isLocale(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length === 1;
  } catch {
    return false;
  }
}
