import { z } from 'zod';
import { isoTime } from '../lib/clock.ts';
import type { Money } from '../lib/money.ts';
import {
  ARRIVAL_CONDITIONS,
  type Arrival,
  type ChargeState,
  outstanding,
  type ReturnState,
} from '../policy/arrivals.ts';
import type { ChangeRecords } from '../policy/order-change.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import type { Database, Row } from '../storage/database.ts';
import { numberOf, textOf } from '../storage/sql-value.ts';
import { readChangeRecords } from './change-records.ts';
import type { Proposal } from './proposal.ts';

/** A return or exchange whose goods are awaited, or whose money still waits. */
export interface OpenReturn {
  proposalId: string;
  conversationId: string;
  orderNumber: string;
  kind: 'return' | 'exchange';
  reason: string | null;
  confirmedAt: string;
  items: { lineId: string; title: string; quantity: number; outstanding: number }[];
  /** what goes back when all is well; negative: what the shopper pays */
  amount: Money;
  settled: Money;
  /** of the difference of an exchange */
  charge: ChargeState;
}

export interface Opened {
  proposal: Proposal;
  state: ReturnState;
  records: ChangeRecords;
  /** goods or money of this one are still awaited: an earlier return of the same order is over */
  isAwaited: boolean;
}

/** Of orders whose goods are awaited back. */
const AWAITED_STATUSES: ReadonlySet<string> = new Set(['return_requested', 'exchange_requested']);

/** What is known of a return or exchange that was carried out; null for any other proposal. */
export async function readReturn(
  { database, shop }: { database: Database; shop: ShopStore },
  proposal: Proposal,
): Promise<Opened | null> {
  const { plan, requested, orderId } = proposal;
  if (plan === null || orderId === null || proposal.state !== 'executed') return null;
  if (requested.kind !== 'return' && requested.kind !== 'exchange') return null;
  const [records, arrivals, settlements, calls, later] = await Promise.all([
    readChangeRecords({ database, shop }, orderId),
    database.all(
      'SELECT line_id, quantity, condition, accepted FROM return_arrivals WHERE proposal_id = ? ORDER BY sequence',
      proposal.id,
    ),
    database.all('SELECT amount FROM return_settlements WHERE proposal_id = ?', proposal.id),
    database.all(
      "SELECT state FROM charge_calls WHERE proposal_id = ? AND kind = 'charge'",
      proposal.id,
    ),
    database.get(
      `SELECT 1 AS one FROM proposals AS own JOIN proposals AS later ON later.order_id = own.order_id
        WHERE own.id = ? AND later.kind IN ('return', 'exchange') AND later.state = 'executed'
          AND (later.confirmed_at, later.rowid) > (own.confirmed_at, own.rowid) LIMIT 1`,
      proposal.id,
    ),
  ]);
  if (records === undefined) return null;
  const settled = settlements.reduce((sum, row) => sum + numberOf(row, 'amount'), 0);
  return {
    proposal,
    records,
    isAwaited: later === undefined && AWAITED_STATUSES.has(records.order.status),
    state: {
      plan,
      requested,
      arrivals: arrivals.map(toArrival),
      settled: settlements.length === 0 ? null : settled,
      charge: chargeState(calls.map(({ state }) => String(state))),
    },
  };
}

export function viewReturn({ proposal, state, records }: Opened): OpenReturn {
  const { currency } = records.order;
  const left = new Map(outstanding(state).map(({ lineId, quantity }) => [lineId, quantity]));
  const { requested } = state;
  return {
    proposalId: proposal.id,
    conversationId: proposal.conversationId,
    orderNumber: records.order.number,
    kind: requested.kind === 'exchange' ? 'exchange' : 'return',
    reason: requested.kind === 'return' ? (requested.reason ?? null) : null,
    confirmedAt: isoTime(proposal.confirmedAt ?? 0),
    items: state.plan.lines.map(({ lineId, title, quantity }) => ({
      lineId,
      title,
      quantity,
      outstanding: left.get(lineId) ?? 0,
    })),
    amount: { amount: -(state.plan.difference?.amount ?? 0), currency },
    settled: { amount: state.settled ?? 0, currency },
    charge: state.charge,
  };
}

function chargeState(calls: readonly string[]): ChargeState {
  if (calls.includes('done')) return 'paid';
  if (calls.some((state) => state !== 'failed')) return 'open';
  return calls.length === 0 ? 'none' : 'failed';
}

const conditionSchema = z.enum(ARRIVAL_CONDITIONS);

function toArrival(row: Row): Arrival {
  return {
    lineId: textOf(row, 'line_id'),
    quantity: numberOf(row, 'quantity'),
    condition: conditionSchema.parse(row.condition),
    accepted: row.accepted === 1,
  };
}
