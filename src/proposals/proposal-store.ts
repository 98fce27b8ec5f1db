import type { EventLog } from '../events/event-log.ts';
import type { Clock } from '../lib/clock.ts';
import type { LogEventInput } from '../protocol/stream-event.ts';
import { assertThat, isAssertionFailure, isUniqueViolation } from '../storage/assertion.ts';
import type { Database, Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';
import { type Proposal, type ProposalState, toProposal } from './proposal.ts';
import { viewProposal } from './view-proposal.ts';

/** Proposals in the database. Every change of state commits together with the event that shows it. */
export class ProposalStore {
  readonly #database: Database;
  readonly #log: EventLog;
  readonly #now: Clock;

  constructor(options: { database: Database; log: EventLog; now: Clock }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#now = options.now;
  }

  async find(id: string): Promise<Proposal | undefined> {
    const row = await this.#database.get('SELECT * FROM proposals WHERE id = ?', id);
    return row && toProposal(row);
  }

  async openOf(conversationId: string): Promise<Proposal | undefined> {
    const row = await this.#database.get(
      "SELECT * FROM proposals WHERE conversation_id = ? AND state = 'open'",
      conversationId,
    );
    return row && toProposal(row);
  }

  async confirmedBy(conversationId: string, messageId: string): Promise<Proposal | undefined> {
    const row = await this.#database.get(
      'SELECT * FROM proposals WHERE conversation_id = ? AND confirmed_by = ?',
      conversationId,
      messageId,
    );
    return row && toProposal(row);
  }

  /** Of one order, what its shopper has confirmed and a person has yet to decide; the latest. */
  async underReview(orderId: string): Promise<Proposal | undefined> {
    const row = await this.#database.get(
      `SELECT * FROM proposals WHERE state = 'awaiting_approval' AND order_id = ?
        ORDER BY confirmed_at DESC, id DESC LIMIT 1`,
      orderId,
    );
    return row && toProposal(row);
  }

  /** Oldest first. */
  async awaitingApproval(limit: number): Promise<Proposal[]> {
    const rows = await this.#database.all(
      "SELECT * FROM proposals WHERE state = 'awaiting_approval' ORDER BY confirmed_at, id LIMIT ?",
      limit,
    );
    return rows.map(toProposal);
  }

  /** Stores a new proposal; the one that was open lapses in the same batch. False when another came first. */
  open(proposal: Proposal, token: string): Promise<boolean> {
    return this.#open(proposal, token, [], []);
  }

  /** What was confirmed is refused, and what its decider offers instead is open: both or neither. */
  replace(before: Proposal, by: Proposal, token: string, why: string): Promise<boolean> {
    const refusal = [
      assertThat("(SELECT state FROM proposals WHERE id = ?) = 'awaiting_approval'", before.id),
      sql(
        "UPDATE proposals SET state = 'refused', decided_at = ?, decided_by = ?, ending = ? WHERE id = ?",
        this.#now(),
        by.decidedBy,
        why,
        before.id,
      ),
    ];
    const told = {
      type: 'proposal',
      proposal: viewProposal(before, { state: 'refused' }),
    } as const;
    return this.#open(by, token, refusal, [told]);
  }

  async #open(
    proposal: Proposal,
    token: string,
    first: Statement[],
    events: LogEventInput[],
  ): Promise<boolean> {
    const earlier = await this.openOf(proposal.conversationId);
    if (earlier !== undefined) {
      first.push(
        assertThat("(SELECT state FROM proposals WHERE id = ?) = 'open'", earlier.id),
        sql(
          "UPDATE proposals SET state = 'lapsed', ending = 'superseded' WHERE id = ?",
          earlier.id,
        ),
      );
      events.push({ type: 'proposal', proposal: viewProposal(earlier, { state: 'lapsed' }) });
    }
    first.push(insertion(proposal, this.#now()));
    events.push({ type: 'proposal', proposal: viewProposal(proposal, { token }) });
    try {
      await this.#log.append(proposal.conversationId, events, [], first);
      return true;
    } catch (error) {
      if (isAssertionFailure(error) || isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /** Moves a proposal on, together with what else must hold and happen. False when something was no longer as expected. */
  async move(
    proposal: Proposal,
    from: ProposalState,
    to: ProposalState,
    statements: readonly Statement[],
    cards: readonly LogEventInput[] = [],
  ): Promise<boolean> {
    const event: LogEventInput = {
      type: 'proposal',
      proposal: viewProposal(proposal, { state: to }),
    };
    const asExpected = assertThat(
      '(SELECT state FROM proposals WHERE id = ?) = ?',
      proposal.id,
      from,
    );
    try {
      await this.#log.appendUnlessErased(
        proposal.conversationId,
        [event, ...cards],
        [asExpected, ...statements],
      );
      return true;
    } catch (error) {
      if (isAssertionFailure(error)) return false;
      throw error;
    }
  }

  /** Ends an open proposal without a deed; nothing happens when it is no longer open. */
  async close(proposal: Proposal, to: 'declined' | 'lapsed', why: string | null): Promise<void> {
    const end = sql(
      'UPDATE proposals SET state = ?, ending = ? WHERE id = ?',
      to,
      why,
      proposal.id,
    );
    await this.move(proposal, 'open', to, [end]);
  }
}

function insertion(proposal: Proposal, now: number): Statement {
  return sql(
    `INSERT INTO proposals (id, conversation_id, customer_id, order_id, order_number, kind, state, locale, time_zone, text, requested, quotes, plan,
      approval, facts_hash, token_hash, worth, opened_at, expires_at, decided_at, decided_by, replaces)
    VALUES (?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    proposal.id,
    proposal.conversationId,
    proposal.customerId,
    proposal.orderId,
    proposal.orderNumber,
    proposal.kind,
    proposal.locale,
    proposal.timeZone,
    proposal.text,
    JSON.stringify(stored(proposal.requested)),
    JSON.stringify(proposal.quotes),
    proposal.plan === null ? null : JSON.stringify(proposal.plan),
    proposal.approval,
    proposal.factsHash,
    proposal.tokenHash,
    proposal.worth,
    now,
    proposal.expiresAt,
    proposal.decidedBy === null ? null : now,
    proposal.decidedBy,
    proposal.replaces,
  );
}

// The kind of a refund stands in its own column.
function stored(requested: Proposal['requested']): object {
  if (requested.kind !== 'refund') return requested;
  const { kind: _, ...request } = requested;
  return request;
}
