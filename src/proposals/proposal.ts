import { z } from 'zod';
import { type Money, moneySchema } from '../lib/money.ts';
import type { ChangePlan, ChangeRequest } from '../policy/order-change.ts';
import type { RefundQuote, RefundRequest } from '../policy/refund.ts';
import { REFUND_REASONS } from '../prompts/policy-values.ts';
import { PROPOSAL_KINDS, type ProposalView, REFUND_ROUTES } from '../protocol/card.ts';
import { PAYMENT_METHODS } from '../shop/payment-records.ts';
import type { Address } from '../shop/records.ts';
import type { Row } from '../storage/database.ts';
import { numberOf, numberOrNull, textOf, textOrNull } from '../storage/sql-value.ts';

const day = z.string();

const refundRequestSchema = z.strictObject({
  amount: z.int().optional(),
  lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })).optional(),
  reason: z.enum(REFUND_REASONS),
  route: z.literal('store_credit').optional(),
});

const quotesSchema = z.array(
  z.object({
    paymentId: z.string(),
    amount: moneySchema,
    route: z.enum(REFUND_ROUTES),
    method: z.enum(PAYMENT_METHODS),
    last4: z.string().nullable(),
    instrumentId: z.string().nullable().default(null),
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

/** What was asked for: money back, a change of an order, or a new default address. */
export type Requested =
  | ({ kind: 'refund' } & RefundRequest)
  | ChangeRequest
  | { kind: 'default_address'; address: Address };

/** A stored proposal. Times in milliseconds. */
export interface Proposal {
  id: string;
  conversationId: string;
  customerId: string;
  kind: ProposalView['kind'];
  /** null for what concerns no order */
  orderId: string | null;
  orderNumber: string | null;
  state: ProposalState;
  locale: string;
  timeZone: string;
  text: string;
  requested: Requested;
  /** what goes back */
  quotes: RefundQuote[];
  /** what else happens; null for a refund */
  plan: ChangePlan | null;
  approval: 'none' | 'person';
  factsHash: string;
  tokenHash: string;
  worth: number | null;
  expiresAt: number;
  confirmedAt: number | null;
  confirmedBy: string | null;
  /** ids of the rules that decided when it was confirmed; null before */
  confirmedRules: string[] | null;
  /** the member of staff who decided; while it is open: who lowered its amount, so that nobody has to decide after the shopper */
  decidedBy: string | null;
  /** the proposal whose amount was lowered to this one's */
  replaces: string | null;
}

export function toProposal(row: Row): Proposal {
  return {
    id: textOf(row, 'id'),
    conversationId: textOf(row, 'conversation_id'),
    customerId: textOf(row, 'customer_id'),
    kind: z.enum(PROPOSAL_KINDS).parse(row.kind),
    orderId: textOrNull(row, 'order_id'),
    orderNumber: textOrNull(row, 'order_number'),
    state: stateSchema.parse(row.state),
    locale: textOf(row, 'locale'),
    timeZone: textOf(row, 'time_zone'),
    text: textOf(row, 'text'),
    requested: readRequested(textOf(row, 'kind'), textOf(row, 'requested')),
    quotes: quotesSchema.parse(JSON.parse(textOf(row, 'quotes'))),
    plan: readPlan(textOrNull(row, 'plan')),
    approval: row.approval === 'none' ? 'none' : 'person',
    factsHash: textOf(row, 'facts_hash'),
    tokenHash: textOf(row, 'token_hash'),
    worth: numberOrNull(row, 'worth'),
    expiresAt: numberOf(row, 'expires_at'),
    confirmedAt: numberOrNull(row, 'confirmed_at'),
    confirmedBy: textOrNull(row, 'confirmed_by'),
    confirmedRules: readRules(textOrNull(row, 'confirmed_rules')),
    decidedBy: textOrNull(row, 'decided_by'),
    replaces: textOrNull(row, 'replaces'),
  };
}

/** Written by this program and never changed since: a trigger keeps the terms of a proposal as they are. */
function readRequested(kind: string, text: string): Requested {
  const stored = JSON.parse(text);
  return kind === 'refund' ? { kind: 'refund', ...refundRequestSchema.parse(stored) } : stored;
}

function readPlan(text: string | null): ChangePlan | null {
  return text === null ? null : JSON.parse(text);
}

/** A list of ids of rules as it is stored. */
export function readRules(text: string | null): string[] | null {
  return text === null ? null : z.array(z.string()).parse(JSON.parse(text));
}

/** Ids of the rules that decided: when it was confirmed, else when it was proposed. */
export function rulesOf({
  quotes,
  plan,
  confirmedRules = null,
}: {
  quotes: readonly { rules: readonly string[] }[];
  plan: { rules: readonly string[] } | null;
  confirmedRules?: readonly string[] | null;
}): string[] {
  if (confirmedRules !== null) return [...confirmedRules];
  return [...new Set([...quotes.flatMap(({ rules }) => rules), ...(plan?.rules ?? [])])];
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

/** What goes one way, in one currency. */
export interface MoneyPart {
  amount: Money;
  route: RefundQuote['route'];
  method: RefundQuote['method'];
  last4: string | null;
}

/** The quotes by where their money goes: payments that go back the same way count together. */
export function partsOf(quotes: readonly RefundQuote[]): MoneyPart[] {
  const parts = new Map<string, MoneyPart>();
  for (const { amount, route, method, last4 } of quotes) {
    const key = [route, method, last4, amount.currency].join(' ');
    const before = parts.get(key)?.amount.amount ?? 0;
    const sum = { ...amount, amount: before + amount.amount };
    parts.set(key, { amount: sum, route, method, last4 });
  }
  return [...parts.values()];
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
