import type { Database } from '../storage/database.ts';
import { numberOf, textOf, textOrNull } from '../storage/sql-value.ts';
import { type Insight, type Period, share } from './insight.ts';

/** What shoppers complain about: handed to people, and asked back or sent back. */
export async function complaintReasons(database: Database, { since }: Period): Promise<Insight> {
  const rows = await database.all(
    `SELECT source, reason, count(*) AS count FROM (
       SELECT 'handoff' AS source, reason FROM handoffs
       WHERE reason IN ('complaint', 'chargeback', 'legal', 'safety', 'refund', 'parcel') AND (? IS NULL OR opened_at >= ?)
       UNION ALL
       SELECT kind AS source, requested ->> '$.reason' AS reason FROM proposals
       WHERE kind IN ('refund', 'return', 'exchange') AND confirmed_at IS NOT NULL AND requested ->> '$.reason' IS NOT NULL
         AND (? IS NULL OR confirmed_at >= unixepoch(?) * 1000)
     ) GROUP BY source, reason ORDER BY count DESC, source, reason`,
    since,
    since,
    since,
    since,
  );
  const total = rows.reduce((sum, row) => sum + numberOf(row, 'count'), 0);
  return {
    id: 'complaint_reasons',
    title: 'Reasons for complaints',
    definition:
      'Conversations handed to a person over a complaint, a chargeback, a legal or safety matter, a refund or a parcel, and the reasons shoppers gave for refunds, returns and exchanges that they confirmed. Share: of all of these.',
    count: total,
    rows: rows.map((row) => ({
      source: textOf(row, 'source'),
      reason: textOf(row, 'reason'),
      count: numberOf(row, 'count'),
      share: share(numberOf(row, 'count'), total),
    })),
  };
}

/** How often a person is needed, and why. */
export async function handoffRate(database: Database, { since }: Period): Promise<Insight> {
  const [talks] = await database.all(
    `SELECT count(*) AS conversations, coalesce(sum(handed), 0) AS handed FROM (
       SELECT EXISTS (SELECT 1 FROM handoffs WHERE handoffs.conversation_id = conversations.id) AS handed
       FROM conversations
       WHERE EXISTS (SELECT 1 FROM messages WHERE messages.conversation_id = conversations.id)
         AND (? IS NULL OR created_at >= ?))`,
    since,
    since,
  );
  const reasons = await database.all(
    `SELECT handoffs.reason, count(DISTINCT conversation_id) AS conversations
     FROM handoffs JOIN conversations ON conversations.id = conversation_id
     WHERE ? IS NULL OR conversations.created_at >= ?
     GROUP BY handoffs.reason ORDER BY conversations DESC, handoffs.reason`,
    since,
    since,
  );
  const conversations = talks === undefined ? 0 : numberOf(talks, 'conversations');
  const handed = talks === undefined ? 0 : numberOf(talks, 'handed');
  return {
    id: 'handoff_rate',
    title: 'Handoff rate',
    definition:
      'Conversations begun in the period in which the shopper wrote something; handed over: at least one handoff was opened. One conversation can count for several reasons.',
    count: conversations,
    rows: [
      { reason: 'all', conversations: handed, rate: share(handed, conversations) },
      ...reasons.map((row) => ({
        reason: textOf(row, 'reason'),
        conversations: numberOf(row, 'conversations'),
        rate: share(numberOf(row, 'conversations'), conversations),
      })),
    ],
  };
}

/** What goes back, one row for each payment: of what was confirmed, and of returns as their goods came back. */
const PARTS = `
  SELECT coalesce(confirmed_rules, quote.value ->> '$.rules') AS rules,
    quote.value ->> '$.amount.currency' AS currency, quote.value ->> '$.amount.amount' AS amount,
    CASE WHEN decided_by IS NOT NULL THEN 'person' WHEN state = 'awaiting_approval' THEN 'waiting' ELSE 'code' END AS decided_by,
    state, confirmed_at AS at
  FROM proposals, json_each(proposals.quotes) AS quote WHERE confirmed_at IS NOT NULL
  UNION ALL
  SELECT coalesce(confirmed_rules, plan ->> '$.rules'), refunds.currency, refunds.amount, 'person',
    CASE refunds.status WHEN 'succeeded' THEN 'executed' WHEN 'failed' THEN 'failed' WHEN 'cancelled' THEN 'failed' ELSE 'executing' END,
    unixepoch(refunds.requested_at) * 1000
  FROM refunds JOIN proposals ON proposals.id = refunds.metadata ->> '$.proposalId'
  WHERE proposals.kind IN ('return', 'exchange')`;

/** Which rules let money go back, or sent it to a person. */
export async function refundsByRule(database: Database, { since }: Period): Promise<Insight> {
  const rows = await database.all(
    `SELECT rule.value AS rule, currency, decided_by, state, count(*) AS count, sum(amount) AS amount
     FROM (${PARTS}) AS part, json_each(part.rules) AS rule
     WHERE ? IS NULL OR at >= unixepoch(?) * 1000
     GROUP BY rule, currency, decided_by, state ORDER BY count DESC, rule, currency`,
    since,
    since,
  );
  const [total] = await database.all(
    `SELECT count(*) AS count FROM (${PARTS}) WHERE ? IS NULL OR at >= unixepoch(?) * 1000`,
    since,
    since,
  );
  return {
    id: 'refunds_by_rule',
    title: 'Refunds by rule',
    definition:
      'Parts of confirmed refunds (one for each payment money goes back to) and of returns as their goods were booked in, by each rule that led to them when they were confirmed, who decided and what became of it; amounts in minor units. One part can count for several rules.',
    count: total === undefined ? 0 : numberOf(total, 'count'),
    rows: rows.map((row) => ({
      rule: textOf(row, 'rule'),
      decidedBy: textOf(row, 'decided_by'),
      state: textOf(row, 'state'),
      count: numberOf(row, 'count'),
      amount: numberOf(row, 'amount'),
      currency: textOrNull(row, 'currency'),
    })),
  };
}
