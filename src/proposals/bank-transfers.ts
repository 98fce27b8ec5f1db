import { z } from 'zod';
import type { Conversation } from '../conversations/conversation.ts';
import type { EventLog } from '../events/event-log.ts';
import { type Clock, isoTime } from '../lib/clock.ts';
import type { Money } from '../lib/money.ts';
import { accountChoices } from '../policy/bank-account.ts';
import { type BankAccount, bankAccountSchema } from '../protocol/bank-account.ts';
import type { LogEventInput } from '../protocol/stream-event.ts';
import { type Hold, holdSchema } from '../shop/payment-records.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { assertThat, isAssertionFailure } from '../storage/assertion.ts';
import type { Database, Row, Statement } from '../storage/database.ts';
import { numberOf, sql, textOf, textOrNull } from '../storage/sql-value.ts';
import { type Decider, isRequester } from './decider.ts';
import { isNotHeld } from './hold-writes.ts';
import type { Proposal } from './proposal.ts';
import { toProposal } from './proposal.ts';
import { viewProposal } from './view-proposal.ts';

/** A transfer that a member of staff is to make. */
export interface OpenTransfer {
  refundId: string;
  proposalId: string;
  conversationId: string;
  customerId: string;
  orderNumber: string;
  amount: Money;
  state: 'details_needed' | 'ready';
  account: BankAccount | null;
  /** whose check holds the money meanwhile; null: nobody's */
  heldBy: Hold['by'] | null;
  createdAt: string;
}

export type TransferOutcome =
  | { ok: true }
  | { ok: false; reason: 'not_found' | 'not_open' | 'requester' | 'no_account' | 'held' };

const LISTED = 500;
const heldBy = (table: string) =>
  `CASE WHEN ${table}.hold ->> '$.releasedAt' IS NULL THEN ${table}.hold ->> '$.by' END`;
const SELECT = `SELECT bank_transfers.*, refunds.amount, refunds.currency, refunds.payment_id, payments.country,
    ${heldBy('payments')} AS payment_held, ${heldBy('refunds')} AS refund_held,
    proposals.conversation_id, proposals.customer_id, proposals.order_number
  FROM bank_transfers JOIN refunds ON refunds.id = bank_transfers.refund_id
  JOIN payments ON payments.id = refunds.payment_id JOIN proposals ON proposals.id = bank_transfers.proposal_id`;

/** Bank transfers that a person makes where money cannot go back the way it came. */
export class BankTransfers {
  readonly #database: Database;
  readonly #log: EventLog;
  readonly #shop: ShopStore;
  readonly #now: Clock;

  constructor(options: { database: Database; log: EventLog; shop: ShopStore; now: Clock }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#shop = options.shop;
    this.#now = options.now;
  }

  /** Oldest first. */
  async open(): Promise<OpenTransfer[]> {
    const rows = await this.#database.all(
      `${SELECT} WHERE bank_transfers.state IN ('details_needed', 'ready') ORDER BY bank_transfers.created_at, refund_id LIMIT ?`,
      LISTED,
    );
    return rows.map(toTransfer);
  }

  /**
   * The account the shopper typed into the form; a second time replaces the first. Only its arrival is told to the
   * conversation. Nobody but the verified customer says where their money goes: the conversation's secret alone does not do.
   */
  async saveAccount(
    { id, identity }: Pick<Conversation, 'id' | 'identity'>,
    refundId: string,
    account: BankAccount,
  ): Promise<'saved' | 'not_found' | 'not_open' | 'not_verified'> {
    const row = await this.#find(refundId);
    if (row?.conversation_id !== id) return 'not_found';
    if (identity.tier !== 'verified' || identity.customerId !== row.customer_id)
      return 'not_verified';
    const saving = [
      assertThat(
        "(SELECT state FROM bank_transfers WHERE refund_id = ?) IN ('details_needed', 'ready')",
        refundId,
      ),
      sql(
        "UPDATE bank_transfers SET state = 'ready', account = ?, account_at = ? WHERE refund_id = ?",
        JSON.stringify(account),
        this.#now(),
        refundId,
      ),
    ];
    const told = await this.#append(row, [bankCard(row, 'received')], saving);
    return told ? 'saved' : 'not_open';
  }

  /** A member of staff has made the transfer. Never the person who gets the money. */
  async pay(
    refundId: string,
    staff: Decider,
    reference: string | undefined,
  ): Promise<TransferOutcome> {
    const row = await this.#find(refundId);
    const obstacle = await this.#whyNot(row, staff);
    if (row === undefined || obstacle !== null)
      return obstacle ?? { ok: false, reason: 'not_found' };
    if (heldByOf(row) !== null) return { ok: false, reason: 'held' };
    if (row.state !== 'ready') return { ok: false, reason: 'no_account' };
    const settled = await this.#settle(row, staff.id, 'paid', 'ready', [
      isNotHeld('payments', textOf(row, 'payment_id')),
      isNotHeld('refunds', refundId),
      sql(
        "UPDATE refunds SET status = 'succeeded', completed_at = ?, trace_number = ? WHERE id = ?",
        isoTime(this.#now()),
        reference,
        refundId,
      ),
      sql(
        `UPDATE payments SET status = (SELECT CASE WHEN refunded >= captured THEN 'refunded' ELSE 'partially_refunded' END
          FROM payment_balances WHERE payment_id = ?) WHERE id = ?`,
        textOf(row, 'payment_id'),
        textOf(row, 'payment_id'),
      ),
    ]);
    const now = settled.ok ? undefined : await this.#find(refundId);
    return now?.state === 'ready' && heldByOf(now) !== null
      ? { ok: false, reason: 'held' }
      : settled;
  }

  /** A member of staff will not make it: the money is free again. */
  async refuse(refundId: string, staff: Decider): Promise<TransferOutcome> {
    const row = await this.#find(refundId);
    const obstacle = await this.#whyNot(row, staff);
    if (row === undefined || obstacle !== null)
      return obstacle ?? { ok: false, reason: 'not_found' };
    return this.#settle(row, staff.id, 'refused', textOf(row, 'state'), [
      sql("UPDATE refunds SET status = 'cancelled' WHERE id = ?", refundId),
    ]);
  }

  /** Empties the accounts of an erased conversation. */
  async erase(conversationId: string): Promise<void> {
    await this.#database.run(
      `UPDATE bank_transfers SET account = NULL, state = 'details_needed'
        WHERE state = 'ready' AND proposal_id IN (SELECT id FROM proposals WHERE conversation_id = ?)`,
      conversationId,
    );
  }

  async #settle(
    row: Row,
    staffId: string,
    outcome: 'paid' | 'refused',
    from: string,
    statements: readonly Statement[],
  ): Promise<TransferOutcome> {
    const refundId = textOf(row, 'refund_id');
    const proposalId = textOf(row, 'proposal_id');
    const proposal = await this.#proposal(proposalId);
    const ended = outcome === 'paid' ? ('executed' as const) : ('failed' as const);
    const open = `(SELECT count(*) FROM outbox WHERE proposal_id = ? AND state IN ('waiting', 'sent'))
      + (SELECT count(*) FROM bank_transfers WHERE proposal_id = ? AND refund_id <> ? AND state IN ('details_needed', 'ready'))`;
    const counted = await this.#database.get(
      `SELECT ${open} AS open`,
      proposalId,
      proposalId,
      refundId,
    );
    const others = counted === undefined ? 0 : numberOf(counted, 'open');
    const last = others === 0;
    const events: LogEventInput[] = [
      ...(outcome === 'paid' ? [bankCard(row, 'paid')] : []),
      {
        type: 'card',
        card: {
          type: 'refund',
          orderNumber: textOf(row, 'order_number'),
          refundId,
          status: outcome === 'paid' ? 'succeeded' : 'cancelled',
          amount: moneyOf(row),
          route: 'bank_transfer',
        },
      },
      ...(last
        ? [{ type: 'proposal' as const, proposal: viewProposal(proposal, { state: ended }) }]
        : []),
    ];
    const done = await this.#append(row, events, [
      assertThat('(SELECT state FROM bank_transfers WHERE refund_id = ?) = ?', refundId, from),
      assertThat(`(${open}) = ?`, proposalId, proposalId, refundId, others),
      sql(
        'UPDATE bank_transfers SET state = ?, account = NULL, decided_at = ?, decided_by = ? WHERE refund_id = ?',
        outcome,
        this.#now(),
        staffId,
        refundId,
      ),
      ...statements,
      ...(last
        ? [
            sql(
              "UPDATE proposals SET state = ?, ending = ? WHERE id = ? AND state = 'executing'",
              ended,
              outcome === 'paid' ? null : 'transfer_refused',
              proposalId,
            ),
          ]
        : []),
    ]);
    return done ? { ok: true } : { ok: false, reason: 'not_open' };
  }

  async #append(
    row: Row,
    events: readonly LogEventInput[],
    statements: readonly Statement[],
  ): Promise<boolean> {
    try {
      await this.#log.appendUnlessErased(textOf(row, 'conversation_id'), events, statements);
      return true;
    } catch (error) {
      if (isAssertionFailure(error)) return false;
      throw error;
    }
  }

  async #whyNot(
    row: Row | undefined,
    staff: Decider,
  ): Promise<Extract<TransferOutcome, { ok: false }> | null> {
    if (row === undefined) return { ok: false, reason: 'not_found' };
    if (await isRequester(this.#shop, textOf(row, 'customer_id'), staff))
      return { ok: false, reason: 'requester' };
    const isOpen = row.state === 'details_needed' || row.state === 'ready';
    return isOpen ? null : { ok: false, reason: 'not_open' };
  }

  #find(refundId: string): Promise<Row | undefined> {
    return this.#database.get(`${SELECT} WHERE bank_transfers.refund_id = ?`, refundId);
  }

  async #proposal(id: string): Promise<Proposal> {
    const row = await this.#database.get('SELECT * FROM proposals WHERE id = ?', id);
    if (row === undefined) throw new Error(`the proposal ${id} of a bank transfer is gone`);
    return toProposal(row);
  }
}

/** The form, as it is shown when the shopper has confirmed. */
export function bankForm(
  transfer: { refundId: string; orderNumber: string; amount: Money },
  country: string,
): LogEventInput {
  return {
    type: 'card',
    card: { type: 'bank_details', ...transfer, status: 'needed', choices: accountChoices(country) },
  };
}

function bankCard(row: Row, status: 'received' | 'paid'): LogEventInput {
  return {
    type: 'card',
    card: {
      type: 'bank_details',
      orderNumber: textOf(row, 'order_number'),
      refundId: textOf(row, 'refund_id'),
      amount: moneyOf(row),
      status,
      choices: accountChoices(textOf(row, 'country')),
    },
  };
}

function toTransfer(row: Row): OpenTransfer {
  const account = textOrNull(row, 'account');
  return {
    refundId: textOf(row, 'refund_id'),
    proposalId: textOf(row, 'proposal_id'),
    conversationId: textOf(row, 'conversation_id'),
    customerId: textOf(row, 'customer_id'),
    orderNumber: textOf(row, 'order_number'),
    amount: moneyOf(row),
    state: z.enum(['details_needed', 'ready']).parse(row.state),
    account: account === null ? null : bankAccountSchema.parse(JSON.parse(account)),
    heldBy: heldByOf(row),
    createdAt: isoTime(numberOf(row, 'created_at')),
  };
}

function heldByOf(row: Row): Hold['by'] | null {
  return holdSchema.shape.by.nullable().parse(row.refund_held ?? row.payment_held);
}

function moneyOf(row: Row): Money {
  return { amount: numberOf(row, 'amount'), currency: textOf(row, 'currency') };
}
