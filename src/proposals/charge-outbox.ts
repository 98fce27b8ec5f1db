import type { EventLog } from '../events/event-log.ts';
import { type Clock, isoTime } from '../lib/clock.ts';
import type { Payment } from '../shop/payment-records.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { assertThat, isAssertionFailure } from '../storage/assertion.ts';
import type { Database, Row, Statement } from '../storage/database.ts';
import { numberOf, sql, textOf } from '../storage/sql-value.ts';
import { releaseHold } from './hold-writes.ts';
import type { ChargeGateway, RefundAnswer } from './payment-gateway.ts';
import { toProposal } from './proposal.ts';
import { AFTER_CHARGES } from './refund-act.ts';
import { undoStatements } from './undo-change.ts';
import { viewProposal } from './view-proposal.ts';

/** Calls sent in one sweep. */
const SWEEP = 200;
const RETRY_MS = 30_000;
const LONGEST_WAIT_MS = 30 * 60_000;

/** A release waits for the charge that takes its place. */
const MAY_GO = `(kind = 'charge' OR NOT EXISTS (SELECT 1 FROM charge_calls AS first
  WHERE first.proposal_id = charge_calls.proposal_id AND first.kind = 'charge' AND first.state <> 'done'))`;

/**
 * Carries charges to the provider and their outcome back, as `RefundOutbox` does for refunds: stored before they are
 * made, repeated under one key, read back when unknown. A declined charge undoes its change and moves no other money.
 */
export class ChargeOutbox {
  readonly #database: Database;
  readonly #log: EventLog;
  readonly #shop: ShopStore;
  readonly #gateway: ChargeGateway;
  readonly #now: Clock;

  constructor(options: {
    database: Database;
    log: EventLog;
    shop: ShopStore;
    charges: ChargeGateway;
    now: Clock;
  }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#shop = options.shop;
    this.#gateway = options.charges;
    this.#now = options.now;
  }

  /** Sends what is due of all proposals, or of one. Returns how many calls reached a final state. */
  async sendDue(proposalId?: string): Promise<number> {
    let settled = 0;
    // Twice, because a release may only go once its charge is through.
    for (const _pass of [1, 2]) {
      const due = await this.#database.all(
        `SELECT id FROM charge_calls WHERE state IN ('waiting', 'sent') AND not_before <= ? AND ${MAY_GO}
          ${proposalId === undefined ? '' : 'AND proposal_id = ?'} ORDER BY created_at, id LIMIT ${SWEEP}`,
        this.#now(),
        ...(proposalId === undefined ? [] : [proposalId]),
      );
      for (const row of due) if (await this.#send(textOf(row, 'id'))) settled += 1;
    }
    return settled;
  }

  /** Takes in a provider's word on a charge, e.g. from its notification. Only the provider's own state is believed: it is read back. */
  async takeNotice(key: string): Promise<void> {
    const row = await this.#database.get(
      `SELECT id FROM charge_calls WHERE key = ? AND state IN ('waiting', 'sent') AND ${MAY_GO}`,
      key,
    );
    if (row !== undefined) await this.#send(textOf(row, 'id'));
  }

  async #send(id: string): Promise<boolean> {
    const row = await this.#database.get('SELECT * FROM charge_calls WHERE id = ?', id);
    const payment = row && (await this.#shop.findPayment(textOf(row, 'payment_id')));
    if (row === undefined || payment === undefined)
      throw new Error(`the charge call ${id} lacks its records`);
    const sentBefore = numberOf(row, 'attempts') > 0;
    await this.#database.run(
      "UPDATE charge_calls SET state = 'sent', attempts = attempts + 1, updated_at = ? WHERE id = ? AND state IN ('waiting', 'sent')",
      this.#now(),
      id,
    );
    const answer = await this.#ask(row, payment, sentBefore);
    try {
      return await this.#take(row, payment, answer);
    } catch (error) {
      // Another process has booked it in the meantime.
      if (isAssertionFailure(error)) return true;
      throw error;
    }
  }

  async #ask(row: Row, payment: Payment, sentBefore: boolean): Promise<RefundAnswer> {
    const key = textOf(row, 'key');
    if (row.kind === 'release')
      return (await attempt(() => this.#gateway.release({ key, payment }))) ?? UNKNOWN;
    const amount = { amount: payment.amount, currency: payment.currency };
    const ask = () => attempt(() => this.#gateway.charge({ key, payment, amount }));
    const read = () => attempt(() => this.#gateway.readCharge(key));
    const answer = sentBefore ? await read() : null;
    if (answer !== null) return answer;
    // The provider has never seen it. What it answers to the call itself is only a receipt; the state is what reading back says.
    await ask();
    return (await read()) ?? UNKNOWN;
  }

  async #take(row: Row, payment: Payment, answer: RefundAnswer): Promise<boolean> {
    const id = textOf(row, 'id');
    const now = this.#now();
    if (answer.status === 'pending' || answer.status === 'unknown') {
      const wait = Math.min(
        LONGEST_WAIT_MS,
        RETRY_MS * 2 ** Math.min(10, numberOf(row, 'attempts')),
      );
      await this.#database.batch([
        sql(
          "UPDATE charge_calls SET last_answer = ?, not_before = ?, updated_at = ? WHERE id = ? AND state = 'sent'",
          answer.status,
          now + wait,
          now,
          id,
        ),
        sql(
          'UPDATE payments SET provider_reference = coalesce(?, provider_reference) WHERE id = ?',
          answer.providerReference,
          payment.id,
        ),
      ]);
      return false;
    }
    const settled: Statement[] = [
      assertThat("(SELECT state FROM charge_calls WHERE id = ?) = 'sent'", id),
      sql(
        'UPDATE charge_calls SET state = ?, last_answer = ?, updated_at = ? WHERE id = ?',
        answer.status === 'succeeded' ? 'done' : 'failed',
        answer.failureCode ?? answer.status,
        now,
        id,
      ),
    ];
    if (answer.status === 'failed') await this.#fail(row, payment, answer, settled);
    else await this.#succeed(row, payment, answer, settled);
    return true;
  }

  async #succeed(
    row: Row,
    payment: Payment,
    answer: RefundAnswer,
    settled: Statement[],
  ): Promise<void> {
    const proposalId = textOf(row, 'proposal_id');
    const at = isoTime(this.#now());
    const booked =
      row.kind === 'release'
        ? [
            sql("UPDATE payments SET status = 'cancelled' WHERE id = ?", payment.id),
            ...releaseHold('payments', payment.id, at),
          ]
        : [
            sql(
              "UPDATE payments SET status = 'captured', attempts = ?, provider_reference = coalesce(?, provider_reference) WHERE id = ?",
              attemptsWith(payment, at, answer),
              answer.providerReference,
              payment.id,
            ),
            sql(
              'INSERT INTO captures (payment_id, position, id, at, amount) VALUES (?, 0, ?, ?, ?)',
              payment.id,
              `${payment.id}-capture`,
              at,
              payment.amount,
            ),
          ];
    const others = await this.#others(proposalId, textOf(row, 'id'));
    const statements = [...settled, ...others.guards, ...booked];
    if (others.open > 0) {
      await this.#database.batch(statements);
    } else if (others.refunds > 0) {
      await this.#database.batch([
        ...statements,
        sql(
          'UPDATE outbox SET not_before = ? WHERE proposal_id = ? AND not_before = ?',
          this.#now(),
          proposalId,
          AFTER_CHARGES,
        ),
      ]);
    } else {
      await this.#end(proposalId, 'executed', null, statements);
    }
  }

  async #fail(
    row: Row,
    payment: Payment,
    answer: RefundAnswer,
    settled: Statement[],
  ): Promise<void> {
    const proposalId = textOf(row, 'proposal_id');
    const code = answer.failureCode ?? 'failed';
    const found = await this.#database.get('SELECT * FROM proposals WHERE id = ?', proposalId);
    const undo =
      row.kind === 'charge' && found !== undefined
        ? await undoStatements(toProposal(found), this.#shop)
        : [];
    await this.#end(proposalId, 'failed', code, [
      ...settled,
      ...(row.kind === 'charge'
        ? [
            sql(
              "UPDATE payments SET status = 'failed', attempts = ?, provider_reference = coalesce(?, provider_reference) WHERE id = ?",
              attemptsWith(payment, isoTime(this.#now()), answer),
              answer.providerReference,
              payment.id,
            ),
          ]
        : []),
      sql(
        "UPDATE charge_calls SET state = 'failed' WHERE proposal_id = ? AND state IN ('waiting', 'sent')",
        proposalId,
      ),
      sql(
        `UPDATE refunds SET status = 'cancelled' WHERE status = 'pending' AND id IN
          (SELECT refund_id FROM outbox WHERE proposal_id = ? AND state = 'waiting')`,
        proposalId,
      ),
      sql(
        "UPDATE outbox SET state = 'failed', last_answer = 'charge_failed' WHERE proposal_id = ? AND state = 'waiting'",
        proposalId,
      ),
      ...undo,
    ]);
  }

  async #end(
    proposalId: string,
    state: 'executed' | 'failed',
    ending: string | null,
    statements: readonly Statement[],
  ): Promise<void> {
    const row = await this.#database.get('SELECT * FROM proposals WHERE id = ?', proposalId);
    if (row === undefined) throw new Error(`the proposal ${proposalId} of a charge is gone`);
    const proposal = toProposal(row);
    // The charge of an exchange comes after its proposal has ended; what follows from it is for the goods-in.
    if (proposal.kind === 'exchange') {
      await this.#database.batch(statements);
      return;
    }
    await this.#log.appendUnlessErased(
      proposal.conversationId,
      [{ type: 'proposal', proposal: viewProposal(proposal, { state }) }],
      [
        ...statements,
        sql(
          "UPDATE proposals SET state = ?, ending = ? WHERE id = ? AND state = 'executing'",
          state,
          ending,
          proposalId,
        ),
      ],
    );
  }

  /** Which call is the last of a proposal is decided on what was read: it must still be so when it is booked. */
  async #others(
    proposalId: string,
    id: string,
  ): Promise<{ open: number; refunds: number; guards: Statement[] }> {
    const count =
      "(SELECT count(*) FROM charge_calls WHERE proposal_id = ? AND id <> ? AND state IN ('waiting', 'sent'))";
    const row = await this.#database.get(
      `SELECT ${count} AS open, (SELECT count(*) FROM outbox WHERE proposal_id = ?)
        + (SELECT count(*) FROM bank_transfers WHERE proposal_id = ?) AS refunds`,
      proposalId,
      id,
      proposalId,
      proposalId,
    );
    if (row === undefined) throw new Error('counts gave no row');
    const open = numberOf(row, 'open');
    return {
      open,
      refunds: numberOf(row, 'refunds'),
      guards: [assertThat(`${count} = ?`, proposalId, id, open)],
    };
  }
}

const UNKNOWN: RefundAnswer = { status: 'unknown' };

/** The attempts of a payment with the one that has just ended, as they are stored. */
function attemptsWith(payment: Payment, at: string, answer: RefundAnswer): string {
  const { status, failureCode } = answer;
  const attempt = {
    id: `${payment.id}-${payment.attempts.length + 1}`,
    at,
    outcome: status === 'succeeded' ? 'succeeded' : 'declined',
    amount: payment.amount,
    ...(failureCode === undefined ? {} : { declineCode: failureCode.slice(0, 60) }),
  };
  return JSON.stringify([...payment.attempts, attempt]);
}

/** A call that breaks tells nothing about what happened at the other end. */
async function attempt(call: () => Promise<RefundAnswer | null>): Promise<RefundAnswer | null> {
  try {
    return await call();
  } catch {
    return UNKNOWN;
  }
}
