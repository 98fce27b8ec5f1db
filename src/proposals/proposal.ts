import { z } from 'zod';
import { isoTime } from '../lib/clock.ts';
import { moneySchema } from '../lib/money.ts';
import type { RefundQuote } from '../policy/refund.ts';
import { REFUND_REASONS } from '../prompts/policy-values.ts';
import type { ProposalView } from '../protocol/card.ts';
import { PAYMENT_METHODS } from '../shop/records.ts';
import type { Row } from '../storage/database.ts';
import { numberOf, numberOrNull, textOf, textOrNull } from '../storage/sql-value.ts';

const day = z.string();

const requestSchema = z.object({
  amount: z.int().optional(),
  lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })).optional(),
  reason: z.enum(REFUND_REASONS),
});

const quotesSchema = z.array(
  z.object({
    paymentId: z.string(),
    amount: moneySchema,
    route: z.literal('original_method'),
    method: z.enum(PAYMENT_METHODS),
    last4: z.string().nullable(),
    arrival: z.object({ earliest: day, latest: day }).nullable(),
    approval: z.enum(['none', 'person']),
    rules: z.array(z.string()),
    notBefore: z.number().nullable(),
  }),
);

const stateSchema = z.enum([
  'open',
  'executing',
  'awaiting_approval',
  'executed',
  'declined',
  'lapsed',
  'refused',
  'failed',
]);
export type ProposalState = z.infer<typeof stateSchema>;

/** A stored proposal. Times in milliseconds. */
export interface Proposal {
  id: string;
  conversationId: string;
  customerId: string;
  orderId: string;
  orderNumber: string;
  state: ProposalState;
  locale: string;
  timeZone: string;
  text: string;
  requested: z.infer<typeof requestSchema>;
  quotes: RefundQuote[];
  approval: 'none' | 'person';
  factsHash: string;
  tokenHash: string;
  worth: number | null;
  expiresAt: number;
  confirmedAt: number | null;
  confirmedBy: string | null;
}

export function toProposal(row: Row): Proposal {
  return {
    id: textOf(row, 'id'),
    conversationId: textOf(row, 'conversation_id'),
    customerId: textOf(row, 'customer_id'),
    orderId: textOf(row, 'order_id'),
    orderNumber: textOf(row, 'order_number'),
    state: stateSchema.parse(row.state),
    locale: textOf(row, 'locale'),
    timeZone: textOf(row, 'time_zone'),
    text: textOf(row, 'text'),
    requested: requestSchema.parse(JSON.parse(textOf(row, 'requested'))),
    quotes: quotesSchema.parse(JSON.parse(textOf(row, 'quotes'))),
    approval: row.approval === 'none' ? 'none' : 'person',
    factsHash: textOf(row, 'facts_hash'),
    tokenHash: textOf(row, 'token_hash'),
    worth: numberOrNull(row, 'worth'),
    expiresAt: numberOf(row, 'expires_at'),
    confirmedAt: numberOrNull(row, 'confirmed_at'),
    confirmedBy: textOrNull(row, 'confirmed_by'),
  };
}

/** What the shopper sees. The token goes along only while it is of use. */
export function viewProposal(
  proposal: Proposal,
  options: { state?: ProposalState; token?: string } = {},
): ProposalView {
  const amount = totalOf(proposal.quotes);
  const arrival = wholeRange(proposal.quotes);
  const [first] = proposal.quotes;
  return {
    id: proposal.id,
    kind: 'refund',
    state: options.state ?? proposal.state,
    text: proposal.text,
    orderNumber: proposal.orderNumber,
    ...(amount === null ? {} : { amount }),
    ...(first === undefined ? {} : { route: first.route, method: viewMethod(first) }),
    ...(arrival === null ? {} : { arrival }),
    approval: proposal.approval,
    ...(options.token === undefined ? {} : { confirmationToken: options.token }),
    expiresAt: isoTime(proposal.expiresAt),
  };
}

function viewMethod({ method, last4 }: RefundQuote): { method: string; last4?: string } {
  return last4 === null ? { method } : { method, last4 };
}

/** The sum over all payments; null when they are in different currencies. */
export function totalOf(
  quotes: readonly RefundQuote[],
): { amount: number; currency: string } | null {
  const [first] = quotes;
  if (first === undefined || quotes.some(({ amount }) => amount.currency !== first.amount.currency))
    return null;
  return {
    amount: quotes.reduce((sum, { amount }) => sum + amount.amount, 0),
    currency: first.amount.currency,
  };
}

/** From the earliest to the latest day of all quotes; null when one is not known. */
export function wholeRange(
  quotes: readonly RefundQuote[],
): { earliest: string; latest: string } | null {
  const ranges = quotes.flatMap(({ arrival }) => arrival ?? []);
  if (ranges.length === 0 || ranges.length < quotes.length) return null;
  const earliest = ranges.map((range) => range.earliest).sort();
  const latest = ranges.map((range) => range.latest).sort();
  return { earliest: earliest[0] ?? '', latest: latest.at(-1) ?? '' };
}
