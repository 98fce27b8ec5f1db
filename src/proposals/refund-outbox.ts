import { z } from 'zod';
import type { EventLog } from '../events/event-log.ts';
import { type Clock, isoTime } from '../lib/clock.ts';
import { cardHold, isHeld, viewHold } from '../policy/hold.ts';
import { quietUntil } from '../policy/refund-capabilities.ts';
import { type Card, REFUND_ROUTES } from '../protocol/card.ts';
import type { LogEventInput } from '../protocol/stream-event.ts';
import type { Hold } from '../shop/payment-records.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { assertThat, isAssertionFailure } from '../storage/assertion.ts';
import type { Database, Row, Statement } from '../storage/database.ts';
import { numberOf, sql, textOf, textOrNull } from '../storage/sql-value.ts';
import { moveBalance } from './charge-booking.ts';
import { putHold, releaseHold } from './hold-writes.ts';
import type { PaymentGateway, RefundAnswer } from './payment-gateway.ts';
import { type Proposal, toProposal } from './proposal.ts';
import { viewProposal } from './view-proposal.ts';

/** Calls sent in one sweep. */
const SWEEP = 200;
const RETRY_MS = 30_000;
const LONGEST_WAIT_MS = 30 * 60_000;

/**
 * Carries refunds to the provider and their outcome back. Every call was stored before it is made, so that a crash
 * loses nothing; the key makes a repeat harmless; what is unknown is read back before it is sent again.
 */
export class RefundOutbox {
  readonly #database: Database;
  readonly #log: EventLog;
  readonly #shop: ShopStore;
  readonly #gateway: PaymentGateway;
  readonly #now: Clock;

  constructor(options: {
    database: Database;
    log: EventLog;
    shop: ShopStore;
    gateway: PaymentGateway;
    now: Clock;
  }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#shop = options.shop;
    this.#gateway = options.gateway;
    this.#now = options.now;
  }

  /** Sends what is due of all proposals, or of one. Returns how many calls reached a final state. */
  async sendDue(proposalId?: string): Promise<number> {
    const due = await this.#database.all(
      `SELECT id FROM outbox WHERE state IN ('waiting', 'sent') AND not_before <= ?
        ${proposalId === undefined ? '' : 'AND proposal_id = ?'} ORDER BY created_at, id LIMIT ${SWEEP}`,
      this.#now(),
      ...(proposalId === undefined ? [] : [proposalId]),
    );
    let settled = 0;
    for (const row of due) if (await this.#send(textOf(row, 'id'))) settled += 1;
    return settled;
  }

  /** Takes in a provider's word on a refund, e.g. from its notification. Only the provider's own state is believed: it is read back. */
  async takeNotice(key: string): Promise<void> {
    const row = await this.#database.get(
      "SELECT id FROM outbox WHERE key = ? AND state IN ('waiting', 'sent')",
      key,
    );
    if (row !== undefined) await this.#send(textOf(row, 'id'));
  }

  async #send(id: string): Promise<boolean> {
    const row = await this.#database.get(
      `SELECT outbox.*, refunds.payment_id, refunds.order_id, refunds.amount, refunds.currency, refunds.reason, refunds.route,
        refunds.metadata ->> '$.instrumentId' AS instrument_id, proposals.conversation_id, proposals.customer_id
      FROM outbox JOIN refunds ON refunds.id = outbox.refund_id JOIN proposals ON proposals.id = outbox.proposal_id
      WHERE outbox.id = ?`,
      id,
    );
    const payment = row && (await this.#shop.findPayment(textOf(row, 'payment_id')));
    if (row === undefined || payment === undefined)
      throw new Error(`the outbox call ${id} lacks its records`);
    const sentBefore = numberOf(row, 'attempts') > 0;
    await this.#database.run(
      "UPDATE outbox SET state = 'sent', attempts = attempts + 1, updated_at = ? WHERE id = ? AND state IN ('waiting', 'sent')",
      this.#now(),
      id,
    );
    if (await this.#isGiftCard(row))
      return this.#take(row, { status: (await this.#isHeld(row)) ? 'pending' : 'succeeded' });
    const key = textOf(row, 'key');
    const amount = { amount: numberOf(row, 'amount'), currency: textOf(row, 'currency') };
    const instrumentId = textOrNull(row, 'instrument_id');
    const call = {
      key,
      payment,
      amount,
      reason: textOf(row, 'reason'),
      ...(row.route !== 'other_method' || instrumentId === null ? {} : { instrumentId }),
    };
    const ask = () => attempt(() => this.#gateway.refund(call));
    const read = () => attempt(() => this.#gateway.readRefund(key));

    let answer = sentBefore ? await read() : null;
    // A check that began after it was booked comes first: the provider is not asked before that is over.
    if (answer === null && (await this.#isHeld(row))) answer = { status: 'pending' };
    if (answer === null && row.route === 'original_method') {
      const until = quietUntil(payment, this.#now());
      if (until !== null) return this.#putOff(id, until);
    }
    if (answer === null) {
      // The provider has never seen it. What it answers to the call itself is only a receipt; the state is what reading back says.
      await ask();
      answer = await read();
    }
    return this.#take(row, answer ?? { status: 'unknown' });
  }

  /** The provider takes none at this hour, whatever the hour was when it was proposed. */
  async #putOff(id: string, until: number): Promise<false> {
    await this.#database.run(
      "UPDATE outbox SET not_before = ?, updated_at = ? WHERE id = ? AND state = 'sent'",
      until,
      this.#now(),
      id,
    );
    return false;
  }

  async #isHeld(row: Row): Promise<boolean> {
    const payment = await this.#shop.findPayment(textOf(row, 'payment_id'));
    return payment !== undefined && isHeld(payment);
  }

  /** A gift card is the shop's own money: it needs no provider, only its balance. */
  async #isGiftCard(row: Row): Promise<boolean> {
    const found = await this.#database.get(
      `SELECT 1 AS one FROM payment_instruments
        WHERE customer_id = ? AND id = ? AND method = 'gift_card' AND balance ->> '$.currency' = ?`,
      textOf(row, 'customer_id'),
      textOrNull(row, 'instrument_id'),
      textOf(row, 'currency'),
    );
    return found !== undefined;
  }

  /** Books the answer. True when the refund reached its final state, now or by another process. */
  async #take(row: Row, answer: RefundAnswer): Promise<boolean> {
    const id = textOf(row, 'id');
    if (answer.status === 'pending' || answer.status === 'unknown') {
      const wait = Math.min(
        LONGEST_WAIT_MS,
        RETRY_MS * 2 ** Math.min(10, numberOf(row, 'attempts')),
      );
      const { hold } = answer;
      const refund = await this.#shop.findRefund(textOf(row, 'refund_id'));
      const isNews = hold !== undefined && JSON.stringify(hold) !== JSON.stringify(refund?.hold);
      const statements = [
        sql(
          "UPDATE outbox SET last_answer = ?, not_before = ?, updated_at = ? WHERE id = ? AND state = 'sent'",
          answer.status,
          this.#now() + wait,
          this.#now(),
          id,
        ),
        sql(
          'UPDATE refunds SET provider_reference = coalesce(?, provider_reference) WHERE id = ?',
          answer.providerReference,
          textOf(row, 'refund_id'),
        ),
        ...(isNews ? putHold('refunds', textOf(row, 'refund_id'), hold) : []),
      ];
      if (isNews) await this.#tellHeld(row, hold, statements);
      else await this.#database.batch(statements);
      return false;
    }
    try {
      await this.#settle(row, answer.status, answer);
      return true;
    } catch (error) {
      // Another process has booked it in the meantime.
      if (isAssertionFailure(error)) return true;
      throw error;
    }
  }

  /** The shopper sees that it is held, and by whom. */
  async #tellHeld(row: Row, hold: Hold, statements: readonly Statement[]): Promise<void> {
    const proposal = await this.#proposal(textOf(row, 'proposal_id'));
    await this.#log.appendUnlessErased(
      proposal.conversationId,
      [{ type: 'card', card: refundCard(row, proposal, 'pending', hold) }],
      statements,
    );
  }

  async #settle(row: Row, status: 'succeeded' | 'failed', answer: RefundAnswer): Promise<void> {
    const proposalId = textOf(row, 'proposal_id');
    const refundId = textOf(row, 'refund_id');
    const paymentId = textOf(row, 'payment_id');
    const proposal = await this.#proposal(proposalId);
    const others = await this.#database.all(
      'SELECT state FROM outbox WHERE proposal_id = ? AND id <> ?',
      proposalId,
      textOf(row, 'id'),
    );
    const byHand = await this.#database.all(
      "SELECT refund_id FROM bank_transfers WHERE proposal_id = ? AND state IN ('details_needed', 'ready')",
      proposalId,
    );
    // What follows from a return comes after its proposal has ended.
    const last =
      proposal.state === 'executing' &&
      byHand.length === 0 &&
      others.every(({ state }) => state === 'done' || state === 'failed');
    const failed = status === 'failed' || others.some(({ state }) => state === 'failed');
    const ended = failed ? ('failed' as const) : ('executed' as const);

    const first: Statement[] = [
      assertThat("(SELECT state FROM outbox WHERE id = ?) = 'sent'", textOf(row, 'id')),
      // Which call is the last of a proposal is decided on what was read: it must still be so.
      assertThat(
        "(SELECT count(*) FROM outbox WHERE proposal_id = ? AND id <> ? AND state IN ('waiting', 'sent')) = ?",
        proposalId,
        textOf(row, 'id'),
        others.filter(({ state }) => state === 'waiting' || state === 'sent').length,
      ),
      assertThat(
        "(SELECT count(*) FROM bank_transfers WHERE proposal_id = ? AND state IN ('details_needed', 'ready')) = ?",
        proposalId,
        byHand.length,
      ),
      sql(
        'UPDATE refunds SET status = ?, completed_at = ?, provider_reference = coalesce(?, provider_reference) WHERE id = ?',
        status,
        status === 'succeeded' ? isoTime(this.#now()) : null,
        answer.providerReference,
        refundId,
      ),
      sql(
        'UPDATE outbox SET state = ?, last_answer = ?, updated_at = ? WHERE id = ?',
        status === 'succeeded' ? 'done' : 'failed',
        answer.failureCode ?? status,
        this.#now(),
        textOf(row, 'id'),
      ),
    ];
    first.push(...releaseHold('refunds', refundId, isoTime(this.#now())));
    const instrumentId = textOrNull(row, 'instrument_id');
    if (status === 'succeeded' && instrumentId !== null && row.route !== 'other_method')
      first.push(moveBalance(textOf(row, 'customer_id'), instrumentId, numberOf(row, 'amount')));
    if (status === 'succeeded')
      first.push(
        sql(
          `UPDATE payments SET status = (SELECT CASE WHEN refunded >= captured THEN 'refunded' ELSE 'partially_refunded' END
            FROM payment_balances WHERE payment_id = ?) WHERE id = ?`,
          paymentId,
          paymentId,
        ),
      );
    if (last)
      first.push(
        sql(
          "UPDATE proposals SET state = ?, ending = ? WHERE id = ? AND state = 'executing'",
          ended,
          failed ? (answer.failureCode ?? 'failed') : null,
          proposalId,
        ),
      );
    const events: LogEventInput[] = [
      {
        type: 'card',
        card: refundCard(row, proposal, status),
      },
      ...(last
        ? [{ type: 'proposal' as const, proposal: viewProposal(proposal, { state: ended }) }]
        : []),
    ];
    await this.#log.appendUnlessErased(proposal.conversationId, events, first);
  }

  async #proposal(id: string): Promise<Proposal> {
    const row = await this.#database.get('SELECT * FROM proposals WHERE id = ?', id);
    if (row === undefined) throw new Error(`the proposal ${id} of an outbox call is gone`);
    return toProposal(row);
  }
}

const routeSchema = z.enum(REFUND_ROUTES);

function routeOf(row: Row) {
  return routeSchema.parse(row.route);
}

function refundCard(
  row: Row,
  { orderNumber, quotes }: Proposal,
  status: 'pending' | 'succeeded' | 'failed',
  hold?: Hold,
): Card {
  const quote = quotes.find(({ paymentId }) => paymentId === textOf(row, 'payment_id'));
  // While it is held, the usual time of arrival says nothing.
  const arrives = status !== 'failed' && hold === undefined ? quote?.arrival : null;
  const held = viewHold(hold === undefined ? {} : { hold });
  return {
    type: 'refund',
    orderNumber: orderNumber ?? '',
    refundId: textOf(row, 'refund_id'),
    status,
    amount: { amount: numberOf(row, 'amount'), currency: textOf(row, 'currency') },
    route: routeOf(row),
    ...(arrives == null ? {} : { arrival: arrives }),
    ...(held === null ? {} : { held: cardHold(held) }),
  };
}

/** A call that breaks tells nothing about what happened at the other end. */
async function attempt(call: () => Promise<RefundAnswer | null>): Promise<RefundAnswer | null> {
  try {
    return await call();
  } catch {
    return { status: 'unknown' };
  }
}
