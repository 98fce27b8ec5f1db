import { z } from 'zod';
import { isoTime } from '../lib/clock.ts';
import { moneySchema } from '../lib/money.ts';
import type { Database, Row } from '../storage/database.ts';
import { numberOf, numberOrNull, textOf, textOrNull } from '../storage/sql-value.ts';
import { HEARD_TOO_LATE } from './hold-writes.ts';
import { readRules, rulesOf } from './proposal.ts';

const instant = z.string().meta({ description: 'ISO 8601' });

const trailEntry = z.object({
  proposalId: z.string(),
  kind: z.string(),
  orderNumber: z.string().nullable(),
  customerId: z.string(),
  conversationId: z.string(),
  state: z.string(),
  /** the words by code that the shopper saw */
  text: z.string(),
  /** the reason that was given */
  reason: z.string().nullable(),
  /** ids of the rules that led here */
  rules: z.array(z.string()),
  moves: z.array(z.object({ paymentId: z.string(), amount: moneySchema, route: z.string() })),
  openedAt: instant,
  confirmed: z
    .object({
      at: instant,
      by: z.string().meta({ description: '`token`: the button; else the id of the message' }),
    })
    .nullable(),
  /** who let it go ahead or refused it; `code` within the fast lane */
  decided: z.object({ at: instant, by: z.string() }).nullable(),
  /** who booked in what came back of a return or exchange, and what followed from it */
  settlements: z.array(z.object({ at: instant, by: z.string(), amount: moneySchema })),
  /** why it lapsed, was refused or failed */
  ending: z.string().nullable(),
  calls: z.array(
    z.object({
      kind: z.string(),
      state: z.string(),
      attempts: z.int(),
      lastAnswer: z.string().nullable(),
      providerReference: z.string().nullable(),
      at: instant,
    }),
  ),
  checks: z
    .array(
      z.object({
        recordId: z.string().meta({ description: 'the payment or the refund' }),
        outcome: z.string(),
        reason: z.string().meta({ description: 'in the provider’s words; not for the shopper' }),
        /** at the provider */
        at: instant,
        receivedAt: instant,
        statusBefore: z.string().nullable(),
        tooLate: z
          .boolean()
          .meta({ description: 'the money had come to its end, so the word held nothing back' }),
      }),
    )
    .meta({ description: 'what providers said of checks of this money, as it was heard' }),
  ledger: z.array(
    z.object({
      sequence: z.int(),
      at: instant,
      kind: z.string(),
      paymentId: z.string(),
      amount: moneySchema,
      statusBefore: z.string().nullable(),
      status: z.string(),
    }),
  ),
});

export const moneyTrailSchema = z
  .object({ entries: z.array(trailEntry) })
  .meta({ id: 'MoneyTrail', description: 'newest first' });
export type MoneyTrail = z.infer<typeof moneyTrailSchema>;

const storedQuotes = z.array(
  z.object({
    paymentId: z.string(),
    amount: moneySchema,
    route: z.string(),
    rules: z.array(z.string()),
  }),
);
const storedPlan = z.object({ rules: z.array(z.string()).default([]) }).nullable();

/** Who moved or changed what, why, and by which rule: read from proposals, calls and ledger, newest first. */
export async function readMoneyTrail(
  database: Database,
  wanted: { proposalId?: string | undefined; orderNumber?: string | undefined; limit: number },
): Promise<MoneyTrail> {
  const rows = await database.all(
    `SELECT * FROM proposals WHERE (? IS NULL OR id = ?) AND (? IS NULL OR order_number = ?)
     ORDER BY opened_at DESC, id DESC LIMIT ?`,
    wanted.proposalId,
    wanted.proposalId,
    wanted.orderNumber,
    wanted.orderNumber,
    wanted.limit,
  );
  const ids = JSON.stringify(rows.map((row) => textOf(row, 'id')));
  const [calls, ledger, checks, settlements] = await Promise.all([
    database.all(
      `SELECT proposal_id, 'refund' AS kind, outbox.state, outbox.attempts, last_answer, refunds.provider_reference, updated_at
       FROM outbox JOIN refunds ON refunds.id = outbox.refund_id WHERE proposal_id IN (SELECT value FROM json_each(?))
       UNION ALL
       SELECT proposal_id, charge_calls.kind, charge_calls.state, charge_calls.attempts, last_answer, payments.provider_reference, updated_at
       FROM charge_calls JOIN payments ON payments.id = charge_calls.payment_id WHERE proposal_id IN (SELECT value FROM json_each(?))
       ORDER BY updated_at`,
      ids,
      ids,
    ),
    database.all(
      'SELECT * FROM ledger_entries WHERE proposal_id IN (SELECT value FROM json_each(?)) ORDER BY sequence',
      ids,
    ),
    database.all(
      `SELECT hold_notices.*, ${HEARD_TOO_LATE} AS too_late, named.value AS proposal_id FROM hold_notices, json_each(?) AS named
       WHERE refund_id IN (SELECT id FROM refunds WHERE metadata ->> '$.proposalId' = named.value)
         OR payment_id IN (SELECT payment_id FROM refunds WHERE metadata ->> '$.proposalId' = named.value)
       ORDER BY hold_notices.sequence`,
      ids,
    ),
    database.all(
      `SELECT return_settlements.*, orders.currency FROM return_settlements
       JOIN proposals ON proposals.id = proposal_id JOIN orders ON orders.id = proposals.order_id
       WHERE proposal_id IN (SELECT value FROM json_each(?)) ORDER BY at`,
      ids,
    ),
  ]);
  return {
    entries: rows.map((row) => entryOf(row, { calls, ledger, checks, settlements })),
  };
}

type Records = Record<'calls' | 'ledger' | 'checks' | 'settlements', readonly Row[]>;

function entryOf(
  row: Row,
  { calls, ledger, checks, settlements }: Records,
): z.infer<typeof trailEntry> {
  const id = textOf(row, 'id');
  const own = (one: Row) => one.proposal_id === id;
  const quotes = storedQuotes.parse(JSON.parse(textOf(row, 'quotes')));
  const plan = storedPlan.parse(JSON.parse(textOrNull(row, 'plan') ?? 'null'));
  const { reason = null } = z
    .object({ reason: z.string().optional() })
    .parse(JSON.parse(textOf(row, 'requested')));
  const confirmedAt = numberOrNull(row, 'confirmed_at');
  const decidedAt = numberOrNull(row, 'decided_at');
  const wentAhead = ['executing', 'executed', 'failed'].includes(textOf(row, 'state'));
  return {
    proposalId: id,
    kind: textOf(row, 'kind'),
    orderNumber: textOrNull(row, 'order_number'),
    customerId: textOf(row, 'customer_id'),
    conversationId: textOf(row, 'conversation_id'),
    state: textOf(row, 'state'),
    text: textOf(row, 'text'),
    reason,
    rules: rulesOf({ quotes, plan, confirmedRules: readRules(textOrNull(row, 'confirmed_rules')) }),
    moves: quotes.map(({ paymentId, amount, route }) => ({ paymentId, amount, route })),
    openedAt: isoTime(numberOf(row, 'opened_at')),
    confirmed:
      confirmedAt === null
        ? null
        : { at: isoTime(confirmedAt), by: textOrNull(row, 'confirmed_by') ?? '' },
    decided:
      decidedAt !== null
        ? { at: isoTime(decidedAt), by: textOrNull(row, 'decided_by') ?? '' }
        : confirmedAt !== null && wentAhead
          ? { at: isoTime(confirmedAt), by: 'code' }
          : null,
    settlements: settlements.filter(own).map((settled) => ({
      at: isoTime(numberOf(settled, 'at')),
      by: textOf(settled, 'staff_id'),
      amount: { amount: numberOf(settled, 'amount'), currency: textOf(settled, 'currency') },
    })),
    ending: textOrNull(row, 'ending'),
    calls: calls.filter(own).map((call) => ({
      kind: textOf(call, 'kind'),
      state: textOf(call, 'state'),
      attempts: numberOf(call, 'attempts'),
      lastAnswer: textOrNull(call, 'last_answer'),
      providerReference: textOrNull(call, 'provider_reference'),
      at: isoTime(numberOf(call, 'updated_at')),
    })),
    checks: checks.filter(own).map((check) => ({
      recordId: textOrNull(check, 'refund_id') ?? textOf(check, 'payment_id'),
      outcome: textOf(check, 'outcome'),
      reason: textOf(check, 'reason'),
      at: isoTime(numberOf(check, 'at')),
      receivedAt: isoTime(numberOf(check, 'received_at')),
      statusBefore: textOrNull(check, 'status_before'),
      tooLate: check.too_late === 1,
    })),
    ledger: ledger.filter(own).map((entry) => ({
      sequence: numberOf(entry, 'sequence'),
      at: textOf(entry, 'at'),
      kind: textOf(entry, 'kind'),
      paymentId: textOf(entry, 'payment_id'),
      amount: { amount: numberOf(entry, 'amount'), currency: textOf(entry, 'currency') },
      statusBefore: textOrNull(entry, 'status_before'),
      status: textOf(entry, 'status'),
    })),
  };
}
