import type { Conversation } from '../conversations/conversation.ts';
import { ConversationStore } from '../conversations/conversation-store.ts';
import type { EventLog } from '../events/event-log.ts';
import { type Clock, isoTime } from '../lib/clock.ts';
import { createSecret, type MakeId, type RandomBytes, sha256Hex } from '../lib/ids.ts';
import {
  quoteRefund,
  type RefundDecision,
  type RefundRefusalRule,
  type RefundRequest,
} from '../policy/refund.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { ProposalView } from '../protocol/card.ts';
import type { LogEventInput } from '../protocol/stream-event.ts';
import type { Order, PaymentMethod } from '../shop/records.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { assertThat, isAssertionFailure, isUniqueViolation } from '../storage/assertion.ts';
import type { Database, Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';
import { isYesTo } from './last-shown.ts';
import type { PaymentGateway } from './payment-gateway.ts';
import { type Proposal, type ProposalState, toProposal, viewProposal } from './proposal.ts';
import { RefundOutbox } from './refund-outbox.ts';
import {
  fastLaneAssertions,
  hashFacts,
  type RefundRecords,
  readFastLaneUse,
  readRefundRecords,
  unchangedAssertions,
} from './refund-records.ts';
import { wordRefund } from './word-refund.ts';

export type ProposeResult =
  | { ok: true; proposal: ProposalView; method: PaymentMethod; approval: 'none' | 'person' }
  | {
      ok: false;
      rule: RefundRefusalRule | 'identity.not_verified' | 'proposal.under_way';
      reason: string;
      instead?: 'bank_transfer' | 'store_credit' | 'person';
    };

export type ConfirmRefusal =
  | 'not_found'
  | 'wrong_token'
  | 'not_shown_last'
  | 'not_open'
  | 'lapsed'
  | 'changed'
  | 'verification_needed';
export type ConfirmResult =
  | { ok: true; proposal: ProposalView }
  | { ok: false; reason: ConfirmRefusal };

export type DecideResult =
  | { ok: true; proposal: ProposalView }
  | { ok: false; reason: 'not_found' | 'not_waiting' | 'requester' | 'changed' };

/** A confirmed refund that waits for a member of staff. */
export interface WaitingApproval {
  proposal: ProposalView;
  conversationId: string;
  customerId: string;
  reason: string;
  /** ids of the rules that call for a person */
  rules: string[];
  confirmedAt: string;
}

/** Attempts to commit before a confirmation gives up: each loss means that another act came first. */
const ATTEMPTS = 4;
const EVENTS_READ = 600;

/**
 * Writes that wait for the shopper's own act. The model proposes, the shopper confirms, the policy decides (here, when
 * proposed, and again when carried out), the code executes. Everything that decides about money commits in one batch.
 */
export class Proposals {
  readonly #database: Database;
  readonly #log: EventLog;
  readonly #shop: ShopStore;
  readonly #prompts: () => PromptSet;
  readonly #now: Clock;
  readonly #makeId: MakeId;
  readonly #randomBytes: RandomBytes;
  readonly #conversations: ConversationStore;
  readonly #outbox: RefundOutbox;

  constructor(options: {
    database: Database;
    log: EventLog;
    shop: ShopStore;
    prompts: () => PromptSet;
    gateway: PaymentGateway;
    now: Clock;
    makeId: MakeId;
    randomBytes: RandomBytes;
  }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#shop = options.shop;
    this.#prompts = options.prompts;
    this.#now = options.now;
    this.#makeId = options.makeId;
    this.#randomBytes = options.randomBytes;
    this.#conversations = new ConversationStore(options);
    this.#outbox = new RefundOutbox(options);
  }

  /** Quotes a refund and shows it for confirmation. Moves no money; an earlier open proposal of the conversation lapses. */
  async proposeRefund(input: {
    conversation: Conversation;
    order: Order;
    locale: string;
    timeZone: string;
    requested: RefundRequest;
  }): Promise<ProposeResult> {
    const { conversation, locale, timeZone, requested } = input;
    const { identity } = conversation;
    if (identity.tier !== 'verified' || identity.customerId !== input.order.customerId)
      return {
        ok: false,
        rule: 'identity.not_verified',
        reason: 'the shopper is not verified for this order',
      };
    const records = await readRefundRecords(this.#shop, input.order.id);
    if (records === undefined) throw new Error('the order to refund is gone');
    const decision = await this.#quote(records, requested, timeZone, conversation);
    if (!decision.ok) return decision;
    const [first] = decision.quotes;
    if (first === undefined) throw new Error('a refund was allowed without a quote');

    const policy = this.#prompts().policy;
    const token = createSecret('cft', this.#randomBytes);
    const proposal: Proposal = {
      id: this.#makeId('prp'),
      conversationId: conversation.id,
      customerId: identity.customerId,
      orderId: records.order.id,
      orderNumber: records.order.number,
      state: 'open',
      locale,
      timeZone,
      text: wordRefund(
        this.#prompts().replies,
        { orderNumber: records.order.number, ...decision },
        { locale, timeZone },
      ),
      requested: toStored(requested),
      quotes: decision.quotes,
      approval: decision.approval,
      factsHash: await hashFacts(records, policy),
      tokenHash: await sha256Hex(token),
      worth: decision.worth,
      expiresAt: this.#now() + policy.proposal.validMinutes * 60_000,
      confirmedAt: null,
      confirmedBy: null,
    };
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (await this.#open(proposal, token))
        return {
          ok: true,
          proposal: viewProposal(proposal, { token }),
          method: first.method,
          approval: decision.approval,
        };
    }
    return {
      ok: false,
      rule: 'proposal.under_way',
      reason: 'another proposal is being made in this conversation',
    };
  }

  /** The open proposal; one that has expired lapses. */
  async current(conversationId: string): Promise<ProposalView | undefined> {
    const proposal = await this.#openOf(conversationId);
    if (proposal === undefined) return undefined;
    if (proposal.expiresAt <= this.#now()) {
      await this.#close(proposal, 'lapsed', 'expired');
      return undefined;
    }
    // The token stands only in the event that showed the proposal.
    const events = await this.#log.readLast(conversationId, EVENTS_READ);
    const shown = events.findLast(
      ({ event }) => event.type === 'proposal' && event.proposal.id === proposal.id,
    )?.event;
    const token = shown?.type === 'proposal' ? shown.proposal.confirmationToken : undefined;
    return viewProposal(proposal, token === undefined ? {} : { token });
  }

  /**
   * The shopper's own act: the button's token, or a message that is a yes and nothing else. Repeating the same act changes
   * nothing and answers with the present state.
   */
  async confirm(
    conversationId: string,
    proposalId: string,
    act: { token: string } | { messageId: string },
  ): Promise<ConfirmResult> {
    const by = 'token' in act ? 'token' : act.messageId;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const proposal = await this.#find(proposalId);
      if (proposal === undefined || proposal.conversationId !== conversationId)
        return refuse('not_found');
      if ('token' in act && (await sha256Hex(act.token)) !== proposal.tokenHash)
        return refuse('wrong_token');
      if (proposal.state !== 'open') return repeated(proposal, by);
      if (proposal.expiresAt <= this.#now()) {
        await this.#close(proposal, 'lapsed', 'expired');
        return refuse('lapsed');
      }
      const conversation = await this.#conversations.find(conversationId);
      if (
        conversation?.identity.tier !== 'verified' ||
        conversation.identity.customerId !== proposal.customerId
      )
        return refuse('verification_needed');
      if ('messageId' in act && !(await this.#saidYes(proposal, act.messageId, conversation)))
        return refuse('not_shown_last');

      const records = await readRefundRecords(this.#shop, proposal.orderId);
      const decision =
        records &&
        (await this.#quote(records, proposal.requested, proposal.timeZone, conversation));
      const unchanged =
        records !== undefined &&
        (await hashFacts(records, this.#prompts().policy)) === proposal.factsHash;
      if (!unchanged || decision === undefined || !decision.ok || !sameMoney(decision, proposal)) {
        await this.#close(proposal, 'lapsed', 'changed');
        return refuse('changed');
      }
      const confirmed = { ...proposal, confirmedAt: this.#now(), confirmedBy: by };
      // Once a person was announced, a person decides.
      const state =
        proposal.approval === 'none' && decision.approval === 'none'
          ? await this.#execute(confirmed, 'open', records, {
              fastLane: true,
              worth: decision.worth,
            })
          : await this.#awaitApproval(confirmed);
      if (state !== null)
        return { ok: true, proposal: viewProposal(await this.#latest(confirmed)) };
    }
    return refuse('changed');
  }

  /** The shopper says no. Declining what is no longer open changes nothing. */
  async decline(conversationId: string, proposalId: string): Promise<void> {
    const proposal = await this.#find(proposalId);
    if (proposal?.conversationId === conversationId && proposal.state === 'open')
      await this.#close(proposal, 'declined', null);
  }

  /** Confirmed refunds that wait for a person, oldest first. */
  async awaitingApproval(): Promise<WaitingApproval[]> {
    const rows = await this.#database.all(
      "SELECT * FROM proposals WHERE state = 'awaiting_approval' ORDER BY confirmed_at, id LIMIT 500",
    );
    return rows.map(toProposal).map((proposal) => ({
      proposal: viewProposal(proposal),
      conversationId: proposal.conversationId,
      customerId: proposal.customerId,
      reason: proposal.requested.reason,
      rules: [...new Set(proposal.quotes.flatMap(({ rules }) => rules))],
      confirmedAt: isoTime(proposal.confirmedAt ?? 0),
    }));
  }

  /** A member of staff lets a confirmed refund go ahead. The rules are asked once more; caps no longer bind. */
  async approve(proposalId: string, staff: { id: string }): Promise<DecideResult> {
    const waiting = await this.#waiting(proposalId, staff);
    if (!waiting.ok) return waiting;
    const { proposal } = waiting;
    const records = await readRefundRecords(this.#shop, proposal.orderId);
    const decision =
      records &&
      this.#decide(
        records,
        proposal.requested,
        proposal.timeZone,
        proposal.confirmedAt ?? this.#now(),
      );
    if (
      records === undefined ||
      decision === undefined ||
      !decision.ok ||
      !sameMoney(decision, proposal)
    )
      return { ok: false, reason: 'changed' };
    const state = await this.#execute(proposal, 'awaiting_approval', records, {
      fastLane: false,
      worth: proposal.worth,
      staffId: staff.id,
    });
    if (state === null) return { ok: false, reason: 'changed' };
    return { ok: true, proposal: viewProposal(await this.#latest(proposal)) };
  }

  /** A member of staff says no. */
  async refuse(proposalId: string, staff: { id: string }, why: string): Promise<DecideResult> {
    const waiting = await this.#waiting(proposalId, staff);
    if (!waiting.ok) return waiting;
    const { proposal } = waiting;
    const done = await this.#commit(proposal, 'awaiting_approval', 'refused', [
      sql(
        "UPDATE proposals SET state = 'refused', decided_at = ?, decided_by = ?, ending = ? WHERE id = ?",
        this.#now(),
        staff.id,
        why.slice(0, 500),
        proposal.id,
      ),
    ]);
    return done
      ? { ok: true, proposal: viewProposal({ ...proposal, state: 'refused' }) }
      : { ok: false, reason: 'not_waiting' };
  }

  /** Refunds whose provider call is due: after a crash, after quiet hours, or to read back what is pending. Call at start and every half minute. */
  resumeOutbox(): Promise<number> {
    return this.#outbox.sendDue();
  }

  /** A provider notified of a refund by its key. */
  takeNotice(key: string): Promise<void> {
    return this.#outbox.takeNotice(key);
  }

  async #quote(
    records: RefundRecords,
    requested: RefundRequest,
    timeZone: string,
    { identity }: Conversation,
  ): Promise<RefundDecision> {
    const fastLaneUsed = await readFastLaneUse(
      this.#database,
      { orderId: records.order.id, customerId: records.order.customerId },
      this.#prompts().policy,
      this.#now(),
    );
    const freshlyVerified = identity.tier === 'verified' && identity.stepUpUntil !== undefined;
    return this.#decide(records, requested, timeZone, this.#now(), {
      fastLaneUsed,
      freshlyVerified,
    });
  }

  #decide(
    records: RefundRecords,
    requested: RefundRequest,
    timeZone: string,
    now: number,
    more: Pick<Parameters<typeof quoteRefund>[0], 'fastLaneUsed' | 'freshlyVerified'> = {},
  ): RefundDecision {
    return quoteRefund({
      ...records,
      policy: this.#prompts().policy,
      now,
      timeZone,
      requested,
      ...more,
    });
  }

  async #open(proposal: Proposal, token: string): Promise<boolean> {
    const earlier = await this.#openOf(proposal.conversationId);
    const first: Statement[] = [];
    const events: LogEventInput[] = [];
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
    first.push(insertProposal(proposal, this.#now()));
    events.push({ type: 'proposal', proposal: viewProposal(proposal, { token }) });
    try {
      await this.#log.append(proposal.conversationId, events, [], first);
      return true;
    } catch (error) {
      if (isAssertionFailure(error) || isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async #awaitApproval(proposal: Proposal): Promise<ProposalState | null> {
    const done = await this.#commit(proposal, 'open', 'awaiting_approval', [
      sql(
        "UPDATE proposals SET state = 'awaiting_approval', confirmed_at = ?, confirmed_by = ? WHERE id = ?",
        proposal.confirmedAt,
        proposal.confirmedBy,
        proposal.id,
      ),
    ]);
    return done ? 'awaiting_approval' : null;
  }

  /** Books the refunds and their provider calls in one batch, then calls. Null when something else came first. */
  async #execute(
    proposal: Proposal,
    from: 'open' | 'awaiting_approval',
    records: RefundRecords,
    terms: { fastLane: boolean; worth: number | null; staffId?: string },
  ): Promise<ProposalState | null> {
    const now = this.#now();
    const statements = unchangedAssertions(records);
    if (terms.fastLane)
      statements.push(...fastLaneAssertions(proposal, terms.worth, this.#prompts().policy, now));
    const cards: LogEventInput[] = [];
    for (const quote of proposal.quotes) {
      const refundId = this.#makeId('rfd');
      const { amount, currency } = quote.amount;
      statements.push(
        assertThat(
          '(SELECT refundable FROM payment_balances WHERE payment_id = ? AND currency = ?) >= ?',
          quote.paymentId,
          currency,
          amount,
        ),
        sql(
          `INSERT INTO refunds (id, order_id, payment_id, amount, currency, status, route, reason, requested_at, metadata)
          VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?)`,
          refundId,
          proposal.orderId,
          quote.paymentId,
          amount,
          currency,
          quote.route,
          proposal.requested.reason,
          isoTime(now),
          JSON.stringify({ proposalId: proposal.id }),
        ),
        sql(
          `INSERT INTO outbox (id, key, proposal_id, refund_id, state, not_before, created_at, updated_at)
          VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?)`,
          this.#makeId('out'),
          await sha256Hex(`refund ${proposal.id} ${quote.paymentId}`),
          proposal.id,
          refundId,
          quote.notBefore ?? now,
          now,
          now,
        ),
      );
      cards.push({
        type: 'card',
        card: {
          type: 'refund',
          orderNumber: proposal.orderNumber,
          refundId,
          status: 'pending',
          amount: quote.amount,
          route: quote.route,
          ...(quote.arrival === null ? {} : { arrival: quote.arrival }),
        },
      });
    }
    statements.push(
      sql(
        `UPDATE proposals SET state = 'executing', fast_lane = ?, worth = ?, confirmed_at = ?, confirmed_by = ?, decided_at = ?, decided_by = ?
        WHERE id = ?`,
        terms.fastLane,
        terms.worth,
        proposal.confirmedAt,
        proposal.confirmedBy,
        terms.staffId === undefined ? null : now,
        terms.staffId,
        proposal.id,
      ),
    );
    if (!(await this.#commit(proposal, from, 'executing', statements, cards))) return null;
    await this.#outbox.sendDue(proposal.id);
    return 'executing';
  }

  /** Moves a proposal on, together with what else must hold and happen. False when it was no longer as expected. */
  async #commit(
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
      await this.#log.append(
        proposal.conversationId,
        [event, ...cards],
        [],
        [asExpected, ...statements],
      );
      return true;
    } catch (error) {
      if (isAssertionFailure(error)) return false;
      throw error;
    }
  }

  async #close(proposal: Proposal, to: 'declined' | 'lapsed', why: string | null): Promise<void> {
    await this.#commit(proposal, 'open', to, [
      sql('UPDATE proposals SET state = ?, ending = ? WHERE id = ?', to, why, proposal.id),
    ]);
  }

  async #saidYes(
    proposal: Proposal,
    messageId: string,
    conversation: Conversation,
  ): Promise<boolean> {
    const events = await this.#log.readLast(proposal.conversationId, EVENTS_READ);
    return isYesTo(proposal.id, messageId, events, [
      proposal.locale,
      conversation.locale ?? proposal.locale,
    ]);
  }

  async #waiting(
    id: string,
    staff: { id: string },
  ): Promise<{ ok: true; proposal: Proposal } | Extract<DecideResult, { ok: false }>> {
    const proposal = await this.#find(id);
    if (proposal === undefined) return { ok: false, reason: 'not_found' };
    if (proposal.state !== 'awaiting_approval') return { ok: false, reason: 'not_waiting' };
    return proposal.customerId === staff.id
      ? { ok: false, reason: 'requester' }
      : { ok: true, proposal };
  }

  async #find(id: string): Promise<Proposal | undefined> {
    const row = await this.#database.get('SELECT * FROM proposals WHERE id = ?', id);
    return row && toProposal(row);
  }

  async #latest(proposal: Proposal): Promise<Proposal> {
    return (await this.#find(proposal.id)) ?? proposal;
  }

  async #openOf(conversationId: string): Promise<Proposal | undefined> {
    const row = await this.#database.get(
      "SELECT * FROM proposals WHERE conversation_id = ? AND state = 'open'",
      conversationId,
    );
    return row && toProposal(row);
  }
}

function insertProposal(proposal: Proposal, now: number): Statement {
  return sql(
    `INSERT INTO proposals (id, conversation_id, customer_id, order_id, order_number, kind, state, locale, time_zone, text, requested, quotes,
      approval, facts_hash, token_hash, worth, opened_at, expires_at)
    VALUES (?, ?, ?, ?, ?, 'refund', 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    proposal.id,
    proposal.conversationId,
    proposal.customerId,
    proposal.orderId,
    proposal.orderNumber,
    proposal.locale,
    proposal.timeZone,
    proposal.text,
    JSON.stringify(proposal.requested),
    JSON.stringify(proposal.quotes),
    proposal.approval,
    proposal.factsHash,
    proposal.tokenHash,
    proposal.worth,
    now,
    proposal.expiresAt,
  );
}

/** The same act again is answered with what became of it; another act comes too late. */
function repeated(proposal: Proposal, by: string): ConfirmResult {
  if (proposal.confirmedBy === by) return { ok: true, proposal: viewProposal(proposal) };
  return refuse(proposal.state === 'lapsed' ? 'lapsed' : 'not_open');
}

function refuse(reason: ConfirmRefusal): { ok: false; reason: ConfirmRefusal } {
  return { ok: false, reason };
}

/** The shopper agreed to these amounts on these payments and to nothing else. */
function sameMoney(decision: Extract<RefundDecision, { ok: true }>, proposal: Proposal): boolean {
  const listed = (quotes: Proposal['quotes']) =>
    quotes
      .map(
        ({ paymentId, amount, route }) =>
          `${paymentId} ${amount.amount} ${amount.currency} ${route}`,
      )
      .join();
  return listed(decision.quotes) === listed(proposal.quotes);
}

function toStored({ amount, lines, reason }: RefundRequest): Proposal['requested'] {
  return {
    reason,
    ...(amount === undefined ? {} : { amount }),
    ...(lines === undefined
      ? {}
      : { lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })) }),
  };
}
