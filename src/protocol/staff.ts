import { z } from 'zod';
import { moneySchema } from '../lib/money.ts';
import { bankAccountSchema } from './bank-account.ts';
import { proposalViewSchema } from './card.ts';
import { instant } from './http.ts';

/* What the routes of staff take and give: handoffs, approvals, goods that come back, bank transfers. */

export const staffHandoff = z
  .object({
    id: z.string(),
    conversationId: z.string(),
    state: z.enum(['queued', 'claimed', 'returned', 'closed']),
    reason: z.string(),
    summary: z.string(),
    packet: z.unknown(),
    openedAt: instant,
    claimedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
    leaseUntil: instant.nullable(),
  })
  .meta({ id: 'Handoff' });
export const staffQueue = z
  .object({ handoffs: z.array(staffHandoff), me: z.object({ id: z.string(), name: z.string() }) })
  .meta({ id: 'HandoffQueue' });
export const approvalQueue = z
  .object({
    approvals: z.array(
      z.object({
        proposal: proposalViewSchema,
        conversationId: z.string(),
        customerId: z.string(),
        reason: z.string(),
        rules: z.array(z.string()).meta({ description: 'ids of the rules that call for a person' }),
        confirmedAt: z.string().meta({ description: 'ISO 8601' }),
        words: z
          .string()
          .meta({ description: 'of the shopper, before they were asked to confirm' }),
        risk: z.object({
          level: z.enum(['low', 'medium', 'high']),
          signs: z.array(
            z.enum(['new_customer', 'refunded_before', 'many_refunds', 'open_dispute']),
          ),
        }),
        bar: z.enum(['own_request', 'second_person']).nullable().meta({
          description:
            'why you may not decide: your own order, or above the limit while you talk with the shopper',
        }),
      }),
    ),
  })
  .meta({ id: 'ApprovalQueue' });
export const returnQueue = z
  .object({
    returns: z.array(
      z.object({
        proposalId: z.string(),
        conversationId: z.string(),
        orderNumber: z.string(),
        kind: z.enum(['return', 'exchange']),
        reason: z.string().nullable(),
        confirmedAt: z.string().meta({ description: 'ISO 8601' }),
        items: z.array(
          z.object({
            lineId: z.string(),
            title: z.string(),
            quantity: z.int(),
            outstanding: z.int().meta({ description: 'pieces not booked in yet' }),
          }),
        ),
        amount: moneySchema.meta({
          description: 'what goes back when all is well; negative: what the shopper pays',
        }),
        settled: moneySchema,
        charge: z.enum(['none', 'open', 'paid', 'failed']).meta({
          description: 'what became of charging the difference of an exchange',
        }),
      }),
    ),
  })
  .meta({ id: 'ReturnQueue' });
export const bookArrivalRequest = z
  .object({
    clientArrivalId: z
      .string()
      .min(1)
      .max(100)
      .meta({ description: 'the same one again books nothing' }),
    items: z
      .array(
        z.object({
          lineId: z.string().min(1).max(120),
          quantity: z.int().positive(),
          condition: z.enum(['as_expected', 'damaged', 'not_arrived']),
          accepted: z
            .boolean()
            .optional()
            .meta({ description: 'for what came damaged: whether its money follows all the same' }),
        }),
      )
      .max(100),
  })
  .meta({ id: 'BookArrival' });
export const bookedArrival = z
  .object({
    complete: z.boolean().meta({ description: 'all pieces are booked in' }),
    amount: moneySchema.nullable().meta({ description: 'what goes back now' }),
    charge: moneySchema.nullable().meta({
      description:
        'what the shopper is charged now, as they confirmed it; the exchange follows once it is paid',
    }),
    waits: z
      .string()
      .nullable()
      .meta({ description: 'the rule that keeps what should follow, e.g. `refund.disputed`' }),
  })
  .meta({ id: 'BookedArrival' });
export const bankTransferQueue = z
  .object({
    transfers: z.array(
      z.object({
        refundId: z.string(),
        proposalId: z.string(),
        conversationId: z.string(),
        customerId: z.string(),
        orderNumber: z.string(),
        amount: moneySchema,
        state: z.enum(['details_needed', 'ready']),
        account: bankAccountSchema.nullable(),
        heldBy: z
          .enum(['provider', 'bank', 'shop'])
          .nullable()
          .meta({ description: 'whose check holds the money: not to be paid before it is over' }),
        createdAt: instant,
      }),
    ),
  })
  .meta({ id: 'BankTransferQueue' });
export const settleBankTransfer = z
  .discriminatedUnion('outcome', [
    z.object({
      outcome: z.literal('paid'),
      reference: z
        .string()
        .max(80)
        .optional()
        .meta({ description: 'trace number the shopper’s bank knows' }),
    }),
    z.object({ outcome: z.literal('refused') }),
  ])
  .meta({ id: 'SettleBankTransfer' });
const why = z
  .string()
  .trim()
  .max(500)
  .meta({ description: 'for the audit log; no shopper sees it' });
export const decideApprovalRequest = z
  .discriminatedUnion('decision', [
    z.object({ decision: z.literal('approve') }),
    z.object({ decision: z.literal('refuse'), reason: why.optional() }),
    z.object({
      decision: z.literal('lower'),
      amount: z
        .int()
        .min(1)
        .meta({ description: 'what goes back instead: minor units, less than was confirmed' }),
      reason: why.min(1),
    }),
  ])
  .meta({ id: 'DecideApproval' });
export const staffReplied = z
  .object({ messageId: z.string(), sequence: z.int() })
  .meta({ id: 'StaffReplied' });
export const returnHandoffRequest = z
  .object({
    note: z
      .string()
      .max(2000)
      .default('')
      .meta({ description: 'for the assistant; the shopper never sees it' }),
  })
  .meta({ id: 'ReturnHandoff' });

export type BankTransfer = z.infer<typeof bankTransferQueue>['transfers'][number];
export type WaitingApproval = z.infer<typeof approvalQueue>['approvals'][number];
export type OpenReturn = z.infer<typeof returnQueue>['returns'][number];
