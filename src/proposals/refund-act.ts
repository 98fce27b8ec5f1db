import { isoTime } from '../lib/clock.ts';
import { type MakeId, sha256Hex } from '../lib/ids.ts';
import type { ChangeRefusal } from '../policy/order-change.ts';
import { quoteRefund, type RefundQuote } from '../policy/refund.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { assertThat } from '../storage/assertion.ts';
import type { Database } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';
import type { Act, Booking, RuleTerms, Ruling, Subject } from './act.ts';
import type { Proposal } from './proposal.ts';
import {
  hashFacts,
  readFastLaneUse,
  readRefundRecords,
  unchangedAssertions,
} from './refund-records.ts';

/** Money back for an order. */
export function refundAct(options: {
  database: Database;
  shop: ShopStore;
  prompts: () => PromptSet;
  makeId: MakeId;
}): Act {
  return {
    async rule(
      { orderId, customerId, timeZone, requested }: Subject,
      { now, capped, freshlyVerified }: RuleTerms,
    ): Promise<Ruling | ChangeRefusal> {
      if (requested.kind !== 'refund' || orderId === null)
        throw new TypeError('a refund needs an order');
      const { policy } = options.prompts();
      const records = await readRefundRecords(options.shop, orderId);
      if (records === undefined) throw new Error('the order to refund is gone');
      const fastLaneUsed = capped
        ? {
            fastLaneUsed: await readFastLaneUse(
              options.database,
              { orderId, customerId },
              policy,
              now,
            ),
          }
        : {};
      const decision = quoteRefund({
        ...records,
        policy,
        now,
        timeZone,
        requested,
        ...fastLaneUsed,
        freshlyVerified,
      });
      if (!decision.ok) return decision;
      return {
        ...decision,
        plan: null,
        counts: true,
        factsHash: await hashFacts(records, policy),
        guards: unchangedAssertions(records),
      };
    },

    async book(proposal: Proposal, now: number): Promise<Booking> {
      const { reason } = proposal.requested as { reason: string };
      return bookRefunds(proposal, { now, makeId: options.makeId, reason, waits: false });
    },
  };
}

/** Not before this instant: such a refund waits until the charges of its proposal are through. */
export const AFTER_CHARGES = 8_640_000_000_000_000;

/**
 * The ledger entries of what goes back and the calls that follow from them. Each entry asserts that its money is still
 * there, in the batch that takes it.
 */
export async function bookRefunds(
  proposal: Proposal,
  terms: { now: number; makeId: MakeId; reason: string; waits: boolean },
): Promise<Booking> {
  const booking: Booking = { statements: [], cards: [], callsFollow: proposal.quotes.length > 0 };
  for (const quote of proposal.quotes) {
    const refundId = terms.makeId('rfd');
    const key = await sha256Hex(`refund ${proposal.id} ${quote.paymentId}`);
    booking.statements.push(
      ...ledgerEntry(proposal, quote, refundId, terms),
      sql(
        `INSERT INTO outbox (id, key, proposal_id, refund_id, state, not_before, created_at, updated_at)
        VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?)`,
        terms.makeId('out'),
        key,
        proposal.id,
        refundId,
        terms.waits ? AFTER_CHARGES : (quote.notBefore ?? terms.now),
        terms.now,
        terms.now,
      ),
    );
    booking.cards.push({
      type: 'card',
      card: {
        type: 'refund',
        orderNumber: proposal.orderNumber ?? '',
        refundId,
        status: 'pending',
        amount: quote.amount,
        route: quote.route,
        ...(quote.arrival === null ? {} : { arrival: quote.arrival }),
      },
    });
  }
  return booking;
}

function ledgerEntry(
  proposal: Proposal,
  { paymentId, amount: money, route, instrumentId }: RefundQuote,
  refundId: string,
  { now, reason }: { now: number; reason: string },
) {
  return [
    assertThat(
      '(SELECT refundable FROM payment_balances WHERE payment_id = ? AND currency = ?) >= ?',
      paymentId,
      money.currency,
      money.amount,
    ),
    sql(
      `INSERT INTO refunds (id, order_id, payment_id, amount, currency, status, route, reason, requested_at, metadata)
      VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?)`,
      refundId,
      proposal.orderId,
      paymentId,
      money.amount,
      money.currency,
      route,
      reason,
      isoTime(now),
      JSON.stringify({
        proposalId: proposal.id,
        ...(instrumentId === null ? {} : { instrumentId }),
      }),
    ),
  ];
}
