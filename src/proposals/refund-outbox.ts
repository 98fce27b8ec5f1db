import type { EventLog } from '../events/event-log.ts';
import { type Clock, isoTime } from '../lib/clock.ts';
import { isHeld } from '../policy/hold.ts';
import { quietUntil } from '../policy/refund-capabilities.ts';
import type { LogEventInput } from '../protocol/stream-event.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { assertThat, isAssertionFailure } from '../storage/assertion.ts';
import type { Database, Row, Statement } from '../storage/database.ts';
import { numberOf, sql, textOf, textOrNull } from '../storage/sql-value.ts';
import { moveBalance } from './charge-booking.ts';
import { isNotHeld, putHold, releaseHold } from './hold-writes.ts';
import type { PaymentGateway, RefundAnswer } from './payment-gateway.ts';
import { type Proposal, toProposal } from './proposal.ts';
import { refundCard } from './refund-card.ts';
import { tellHeld } from './tell-held.ts';
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
      // Nobody can tell of a refund that was never asked for: one that waits for its charge goes on waiting.
      "SELECT id FROM outbox WHERE key = ? AND state IN ('waiting', 'sent') AND (attempts > 0 OR not_before <= ?)",
      key,
      this.#now(),
    );
    if (row !== undefined) await this.#send(textOf(row, 'id'));
  }

  async #send(id: string): Promise<boolean> {
    const row = await this.#database.get(
      `SELECT outbox.*, refunds.payment_id, refunds.order_id, refunds.amount, refunds.currency, refunds.reason, refunds.route, refunds.hold,
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
      return (await this.#isHeld(row)) ? this.#wait(row) : this.#take(row, { status: 'succeeded' });
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
    if (answer === null && (await this.#isHeld(row))) return this.#wait(row);
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
    const { status, hold } = answer;
    try {
      if (status === 'succeeded' || status === 'failed') {
        await this.#settle(row, status, answer);
        return true;
      }
      await this.#database.batch([
        ...this.#later(row, status),
        sql(
          'UPDATE refunds SET provider_reference = coalesce(?, provider_reference) WHERE id = ?',
          answer.providerReference,
          textOf(row, 'refund_id'),
        ),
        ...(hold === undefined
          ? []
          : [asRead(row), ...putHold('refunds', textOf(row, 'refund_id'), hold)]),
      ]);
    } catch (error) {
      // Something came first: another process has booked it, or a check began or ended.
      if (isAssertionFailure(error)) return this.#isOver(row);
      throw error;
    }
    const isAsked = status === 'unknown' ? null : true;
    await tellHeld(this.#parts, row, await this.#proposal(textOf(row, 'proposal_id')), isAsked);
    return false;
  }

  /** A check of the payment comes first. */
  async #wait(row: Row): Promise<false> {
    await this.#database.batch(this.#later(row, 'pending'));
    await tellHeld(this.#parts, row, await this.#proposal(textOf(row, 'proposal_id')), false);
    return false;
  }

  /** Asks again after a while that grows with each time. */
  #later(row: Row, answer: 'pending' | 'unknown'): Statement[] {
    const now = this.#now();
    const wait = Math.min(LONGEST_WAIT_MS, RETRY_MS * 2 ** Math.min(10, numberOf(row, 'attempts')));
    return [
      sql(
        "UPDATE outbox SET last_answer = ?, not_before = ?, updated_at = ? WHERE id = ? AND state = 'sent'",
        answer,
        now + wait,
        now,
        textOf(row, 'id'),
      ),
    ];
  }

  async #isOver(row: Row): Promise<boolean> {
    const found = await this.#database.get(
      "SELECT 1 AS one FROM outbox WHERE id = ? AND state IN ('waiting', 'sent')",
      textOf(row, 'id'),
    );
    return found === undefined;
  }

  get #parts() {
    return { database: this.#database, log: this.#log };
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
    if (status === 'succeeded' && (await this.#isGiftCard(row)))
      first.push(isNotHeld('payments', paymentId));
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

/** What was asked before a check was noted or ended tells nothing of it. */
function asRead(row: Row): Statement {
  return assertThat(
    '(SELECT hold FROM refunds WHERE id = ?) IS ?',
    textOf(row, 'refund_id'),
    textOrNull(row, 'hold'),
  );
}

/** A call that breaks tells nothing about what happened at the other end. */
async function attempt(call: () => Promise<RefundAnswer | null>): Promise<RefundAnswer | null> {
  try {
    return await call();
  } catch {
    return { status: 'unknown' };
  }
}
