import { fastLaneCaps } from '../../src/policy/fast-lane.ts';
import type { PolicyValues } from '../../src/prompts/policy-values.ts';
import type { Database, Row } from '../../src/storage/database.ts';
import { numberOf, textOf } from '../../src/storage/sql-value.ts';
import type { SimulatedProvider } from './provider.ts';

const DAY_MS = 86_400_000;

/** What must be true of the books after every step; null when it all is. */
export async function findFault(
  database: Database,
  provider: SimulatedProvider,
  policy: PolicyValues,
  now: number,
): Promise<string | null> {
  const [payments, refunds, proposals] = await Promise.all([
    database.all(
      `SELECT payment_balances.*, payments.status FROM payment_balances JOIN payments ON payments.id = payment_balances.payment_id`,
    ),
    database.all(
      `SELECT refunds.*, outbox.key, outbox.state AS call_state, outbox.attempts FROM refunds JOIN outbox ON outbox.refund_id = refunds.id`,
    ),
    database.all('SELECT * FROM proposals'),
  ]);
  return (
    faultOfPayments(payments, provider) ??
    faultOfRefunds(refunds, provider) ??
    faultOfProposals(proposals, refunds) ??
    faultOfCaps(proposals, policy, now) ??
    (await faultOfLog(database))
  );
}

/** What must be true once the provider has answered everything and nothing is under way any more. */
export async function findLooseEnd(
  database: Database,
  provider: SimulatedProvider,
): Promise<string | null> {
  const open = await database.get(
    "SELECT (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sent')) AS calls, (SELECT count(*) FROM proposals WHERE state = 'executing') AS proposals, (SELECT count(*) FROM messages WHERE answered_by IS NULL) AS messages",
  );
  if (open === undefined) return 'the database cannot be read';
  if (numberOf(open, 'calls') > 0) return 'a call to the provider was never finished';
  if (numberOf(open, 'proposals') > 0) return 'a confirmed proposal was never finished';
  if (numberOf(open, 'messages') > 0) return 'a message was never answered';
  const refunds = await database.all(
    'SELECT refunds.status, outbox.key FROM refunds JOIN outbox ON outbox.refund_id = refunds.id',
  );
  for (const row of refunds) {
    const entry = provider.books.get(textOf(row, 'key'));
    if (entry === undefined) return 'a refund that is over never reached the provider';
    if (entry.outcome !== row.status)
      return `a refund counts as ${row.status}, the provider says ${entry.outcome}`;
  }
  return null;
}

function faultOfPayments(payments: readonly Row[], provider: SimulatedProvider): string | null {
  const given = new Map<string, number>();
  for (const { paymentId, amount, outcome } of provider.books.values())
    if (outcome === 'succeeded') given.set(paymentId, (given.get(paymentId) ?? 0) + amount);
  for (const row of payments) {
    const id = textOf(row, 'payment_id');
    const [captured, refunded] = [numberOf(row, 'captured'), numberOf(row, 'refunded')];
    if (refunded + numberOf(row, 'refund_pending') > captured)
      return `more is booked back on ${id} than was captured`;
    if (numberOf(row, 'refundable') < 0) return `${id} has less than nothing left`;
    if ((given.get(id) ?? 0) > captured)
      return `the provider gave back more of ${id} than was captured`;
    // What was never collected: hold-invariants.ts.
    if (captured === 0) continue;
    const status =
      refunded === 0 ? 'captured' : refunded >= captured ? 'refunded' : 'partially_refunded';
    if (row.status !== status)
      return `${id} is ${row.status} with ${refunded} of ${captured} given back`;
  }
  return null;
}

function faultOfRefunds(refunds: readonly Row[], provider: SimulatedProvider): string | null {
  const known = new Set(refunds.map((row) => textOf(row, 'key')));
  for (const key of provider.books.keys())
    if (!known.has(key)) return 'the provider was asked for a refund that is not booked';
  for (const row of refunds) {
    const entry = provider.books.get(textOf(row, 'key'));
    const { status } = row;
    if (
      entry !== undefined &&
      (entry.amount !== row.amount ||
        entry.currency !== row.currency ||
        entry.paymentId !== row.payment_id)
    )
      return 'the provider was asked for another amount than is booked';
    if (status === 'succeeded' || status === 'failed') {
      if (entry === undefined) return `a refund ${status} of which the provider has never heard`;
      if (entry.outcome !== status)
        return `a refund counts as ${status}, the provider says ${entry.outcome}`;
      if (row.call_state !== (status === 'succeeded' ? 'done' : 'failed'))
        return `a refund ${status} while its call is ${row.call_state}`;
    } else if (row.call_state !== 'waiting' && row.call_state !== 'sent')
      return `a call is ${row.call_state} while its refund is ${status}`;
  }
  return null;
}

function faultOfProposals(proposals: readonly Row[], refunds: readonly Row[]): string | null {
  const byProposal = new Map<string, Row[]>();
  for (const row of refunds) {
    const id = String(JSON.parse(textOf(row, 'metadata')).proposalId);
    byProposal.set(id, [...(byProposal.get(id) ?? []), row]);
  }
  for (const row of proposals) {
    const own = byProposal.get(textOf(row, 'id')) ?? [];
    // What follows from a return comes with its goods: return-invariants.ts.
    if (row.kind === 'return') continue;
    const quotes: { amount: { amount: number } }[] = JSON.parse(textOf(row, 'quotes'));
    const isBooked = ['executing', 'executed', 'failed'].includes(String(row.state));
    if (!isBooked && own.length > 0) return `money is booked for a proposal that is ${row.state}`;
    if (!isBooked) continue;
    if (row.confirmed_at === null) return 'a proposal went ahead without a confirmation';
    const booked = own.reduce((sum, one) => sum + numberOf(one, 'amount'), 0);
    const agreed = quotes.reduce((sum, { amount }) => sum + amount.amount, 0);
    if (booked !== agreed || own.length !== quotes.length)
      return `${booked} is booked where ${agreed} was agreed`;
    const over = own.filter(({ status }) => status === 'succeeded' || status === 'failed');
    const failed = own.some(({ status }) => status === 'failed');
    if (row.state === 'executing' ? over.length === own.length : over.length < own.length)
      return `a proposal is ${row.state} with ${over.length} of ${own.length} refunds over`;
    if (row.state !== 'executing' && (row.state === 'failed') !== failed)
      return `a proposal is ${row.state} although ${failed ? 'a refund' : 'no refund'} failed`;
  }
  return null;
}

function faultOfCaps(proposals: readonly Row[], policy: PolicyValues, now: number): string | null {
  const caps = fastLaneCaps(policy);
  const fast = proposals.filter((row) => row.fast_lane === 1 && row.state !== 'failed');
  const sumBy = (column: string, since: number) => {
    const sums = new Map<string, number>();
    for (const row of fast)
      if (numberOf(row, 'confirmed_at') > since)
        sums.set(
          String(row[column]),
          (sums.get(String(row[column])) ?? 0) + numberOf(row, 'worth'),
        );
    return Math.max(0, ...sums.values());
  };
  if (caps.order !== null && sumBy('order_id', 0) > caps.order)
    return 'the cap of an order was exceeded';
  const since = now - policy.fastLane.shopperDays * DAY_MS;
  if (caps.shopper !== null && sumBy('customer_id', since) > caps.shopper)
    return 'the cap of a shopper was exceeded';
  return caps.day !== null && sumBy('fast_lane', now - DAY_MS) > caps.day
    ? 'the cap of a day was exceeded'
    : null;
}

/** The shopper is told once of each end, and once of each check. */
async function faultOfLog(database: Database): Promise<string | null> {
  const twice = await database.get(
    `SELECT 1 AS one FROM events WHERE type = 'card' AND payload ->> '$.card.type' = 'refund'
     GROUP BY payload ->> '$.card.refundId', payload ->> '$.card.status', payload ->> '$.card.held' HAVING count(*) > 1 LIMIT 1`,
  );
  return twice === undefined ? null : 'a shopper was told twice of one refund';
}
