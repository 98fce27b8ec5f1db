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
import { bankForm } from './bank-transfers.ts';
import { isNotHeld } from './hold-writes.ts';
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
      { now, askedAt = now, capped, freshlyVerified }: RuleTerms,
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
      const customer = await options.shop.findCustomer(customerId);
      const decision = quoteRefund({
        ...records,
        instruments: customer?.instruments ?? [],
        policy,
        now,
        askedAt,
        timeZone,
        requested,
        ...fastLaneUsed,
        freshlyVerified,
      });
      if (!decision.ok) return decision;
      return {
        ...decision,
        plan: null,
        counts: !decision.byHand,
        factsHash: await hashFacts(records, policy),
        guards: unchangedAssertions(records),
      };
    },

    async book(proposal: Proposal, now: number): Promise<Booking> {
      const { reason } = proposal.requested as { reason: string };
      const order =
        proposal.orderId === null ? undefined : await options.shop.findOrder(proposal.orderId);
      const country = order?.shippingAddress.country ?? '';
      return bookRefunds(proposal, { now, makeId: options.makeId, reason, waits: false, country });
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
  terms: {
    now: number;
    makeId: MakeId;
    reason: string;
    waits: boolean;
    country: string;
    /** names the part, where the money of one proposal goes back in several */
    part?: string;
  },
): Promise<Booking> {
  const booking: Booking = { statements: [], cards: [], callsFollow: proposal.quotes.length > 0 };
  for (const quote of proposal.quotes) {
    const refundId = terms.makeId('rfd');
    const key = await sha256Hex(
      [
        'refund',
        proposal.id,
        quote.paymentId,
        ...(terms.part === undefined ? [] : [terms.part]),
      ].join(' '),
    );
    booking.statements.push(...ledgerEntry(proposal, quote, refundId, terms));
    if (quote.route === 'bank_transfer') {
      bookTransfer(booking, proposal, { refundId, quote, now: terms.now, country: terms.country });
      continue;
    }
    booking.statements.push(
      ...openCredit(proposal, quote),
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

function bookTransfer(
  booking: Booking,
  proposal: Proposal,
  terms: { refundId: string; quote: RefundQuote; now: number; country: string },
): void {
  const { refundId, quote, now, country } = terms;
  const orderNumber = proposal.orderNumber ?? '';
  booking.statements.push(
    sql(
      "INSERT INTO bank_transfers (refund_id, proposal_id, state, created_at) VALUES (?, ?, 'details_needed', ?)",
      refundId,
      proposal.id,
      now,
    ),
  );
  booking.cards.push(bankForm({ refundId, orderNumber, amount: quote.amount }, country));
}

/** A shopper without a gift card in this currency gets one for their store credit. */
function openCredit({ customerId }: Proposal, { route, instrumentId, amount }: RefundQuote) {
  if (route !== 'store_credit' || instrumentId === null) return [];
  return [
    sql(
      `INSERT INTO payment_instruments (customer_id, position, id, method, balance)
      SELECT ?, 1 + coalesce(max(position), -1), ?, 'gift_card', ? FROM payment_instruments WHERE customer_id = ?
      ON CONFLICT DO NOTHING`,
      customerId,
      instrumentId,
      JSON.stringify({ amount: 0, currency: amount.currency }),
      customerId,
    ),
  ];
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
    isNotHeld('payments', paymentId),
    sql(
      `INSERT INTO refunds (id, order_id, payment_id, amount, currency, status, route, reason, requested_at, metadata)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      refundId,
      proposal.orderId,
      paymentId,
      money.amount,
      money.currency,
      route === 'bank_transfer' ? 'requires_action' : 'pending',
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
