import type { Conversation } from '../conversations/conversation.ts';
import { ConversationStore } from '../conversations/conversation-store.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Clock } from '../lib/clock.ts';
import { createSecret, type MakeId, type RandomBytes, sha256Hex } from '../lib/ids.ts';
import type { RefundRequest } from '../policy/refund.ts';
import type { RefundRefusalRule } from '../policy/refund-refusal.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { ProposalView } from '../protocol/card.ts';
import type { Order, PaymentMethod } from '../shop/records.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import type { Database } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';
import { isYesTo } from './last-shown.ts';
import type { PaymentGateway } from './payment-gateway.ts';
import { type Proposal, viewProposal } from './proposal.ts';
import { ProposalStore } from './proposal-store.ts';
import { type DecideResult, RefundApprovals, type WaitingApproval } from './refund-approvals.ts';
import { RefundExecution, sameMoney } from './refund-execution.ts';
import { RefundOutbox } from './refund-outbox.ts';
import { hashFacts, readRefundRecords } from './refund-records.ts';
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

/** Attempts to commit before giving up: each loss means that another act came first. */
const ATTEMPTS = 4;
const EVENTS_READ = 600;

/**
 * Writes that wait for the shopper's own act. The model proposes, the shopper confirms, the policy decides (here, when
 * proposed, and again when carried out), the code executes. Everything that decides about money commits in one batch.
 */
export class Proposals {
  readonly #log: EventLog;
  readonly #shop: ShopStore;
  readonly #prompts: () => PromptSet;
  readonly #now: Clock;
  readonly #makeId: MakeId;
  readonly #randomBytes: RandomBytes;
  readonly #conversations: ConversationStore;
  readonly #store: ProposalStore;
  readonly #outbox: RefundOutbox;
  readonly #execution: RefundExecution;
  readonly #approvals: RefundApprovals;

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
    this.#log = options.log;
    this.#shop = options.shop;
    this.#prompts = options.prompts;
    this.#now = options.now;
    this.#makeId = options.makeId;
    this.#randomBytes = options.randomBytes;
    this.#conversations = new ConversationStore(options);
    this.#store = new ProposalStore(options);
    this.#outbox = new RefundOutbox(options);
    this.#execution = new RefundExecution({ ...options, store: this.#store, outbox: this.#outbox });
    this.#approvals = new RefundApprovals({
      store: this.#store,
      now: options.now,
      execute: (proposal, staffId) => this.#execution.approve(proposal, staffId),
    });
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
    const decision = await this.#execution.decide(records, requested, timeZone, conversation);
    if (!decision.ok) return decision;
    const [first] = decision.quotes;
    if (first === undefined) throw new Error('a refund was allowed without a quote');

    const { policy, replies } = this.#prompts();
    const token = createSecret('cft', this.#randomBytes);
    const orderNumber = records.order.number;
    const proposal: Proposal = {
      id: this.#makeId('prp'),
      conversationId: conversation.id,
      customerId: identity.customerId,
      orderId: records.order.id,
      orderNumber,
      state: 'open',
      locale,
      timeZone,
      text: wordRefund(replies, { orderNumber, ...decision }, { locale, timeZone }),
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
      if (await this.#store.open(proposal, token)) {
        const view = viewProposal(proposal, { token });
        return { ok: true, proposal: view, method: first.method, approval: decision.approval };
      }
    }
    return {
      ok: false,
      rule: 'proposal.under_way',
      reason: 'another proposal is being made in this conversation',
    };
  }

  /** The open proposal; one that has expired lapses. */
  async current(conversationId: string): Promise<ProposalView | undefined> {
    const proposal = await this.#store.openOf(conversationId);
    if (proposal === undefined) return undefined;
    if (proposal.expiresAt <= this.#now()) {
      await this.#store.close(proposal, 'lapsed', 'expired');
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
   * The shopper's own act: the button's token, or a message that is a yes and nothing else. Repeating the same act
   * changes nothing and answers with the present state.
   */
  async confirm(
    conversationId: string,
    proposalId: string,
    act: { token: string } | { messageId: string },
  ): Promise<ConfirmResult> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const outcome = await this.#tryConfirm(conversationId, proposalId, act);
      if (outcome !== 'overtaken') return outcome;
    }
    return refuse('changed');
  }

  /** Id of the proposal that this message has confirmed already, for a turn that is done over. */
  async confirmedBy(conversationId: string, messageId: string): Promise<string | null> {
    return (await this.#store.confirmedBy(conversationId, messageId))?.id ?? null;
  }

  /** The shopper says no. Declining what is no longer open changes nothing. */
  async decline(conversationId: string, proposalId: string): Promise<void> {
    const proposal = await this.#store.find(proposalId);
    if (proposal?.conversationId === conversationId && proposal.state === 'open')
      await this.#store.close(proposal, 'declined', null);
  }

  /** Confirmed refunds that wait for a person, oldest first. */
  awaitingApproval(): Promise<WaitingApproval[]> {
    return this.#approvals.waiting();
  }

  /** A member of staff lets a confirmed refund go ahead. The rules are asked once more; caps no longer bind. */
  approve(proposalId: string, staff: { id: string }): Promise<DecideResult> {
    return this.#approvals.approve(proposalId, staff);
  }

  /** A member of staff says no. */
  refuse(proposalId: string, staff: { id: string }, why: string): Promise<DecideResult> {
    return this.#approvals.refuse(proposalId, staff, why);
  }

  /** Refunds whose provider call is due: after a crash, after quiet hours, or to read back what is pending. Call at start and every half minute. */
  resumeOutbox(): Promise<number> {
    return this.#outbox.sendDue();
  }

  /** A provider notified of a refund by its key: its state is read back from the provider. */
  takeNotice(key: string): Promise<void> {
    return this.#outbox.takeNotice(key);
  }

  async #tryConfirm(
    conversationId: string,
    proposalId: string,
    act: { token: string } | { messageId: string },
  ): Promise<ConfirmResult | 'overtaken'> {
    const proposal = await this.#store.find(proposalId);
    if (proposal?.conversationId !== conversationId) return refuse('not_found');
    if ('token' in act && (await sha256Hex(act.token)) !== proposal.tokenHash)
      return refuse('wrong_token');
    const by = 'token' in act ? 'token' : act.messageId;
    if (proposal.state !== 'open') return repeated(proposal, by);
    if (proposal.expiresAt <= this.#now()) return this.#lapse(proposal, 'lapsed', 'expired');

    const conversation = await this.#conversations.find(conversationId);
    if (conversation === undefined) return refuse('not_found');
    const { identity } = conversation;
    if (identity.tier !== 'verified' || identity.customerId !== proposal.customerId)
      return refuse('verification_needed');
    if ('messageId' in act && !(await this.#saidYes(proposal, act.messageId, conversation)))
      return refuse('not_shown_last');

    const records = await readRefundRecords(this.#shop, proposal.orderId);
    if (
      records === undefined ||
      (await hashFacts(records, this.#prompts().policy)) !== proposal.factsHash
    )
      return this.#lapse(proposal, 'changed', 'changed');
    const decision = await this.#execution.decide(
      records,
      proposal.requested,
      proposal.timeZone,
      conversation,
    );
    if (!decision.ok || !sameMoney(decision, proposal))
      return this.#lapse(proposal, 'changed', 'changed');

    const confirmed = { ...proposal, confirmedAt: this.#now(), confirmedBy: by };
    // Once a person was announced, a person decides.
    const fast = proposal.approval === 'none' && decision.approval === 'none';
    const done = fast
      ? await this.#execution.execute(confirmed, 'open', records, {
          fastLane: true,
          worth: decision.worth,
        })
      : await this.#awaitApproval(confirmed);
    if (!done) return 'overtaken';
    return { ok: true, proposal: viewProposal((await this.#store.find(proposalId)) ?? confirmed) };
  }

  async #lapse(
    proposal: Proposal,
    reason: 'lapsed' | 'changed',
    why: string,
  ): Promise<ConfirmResult> {
    await this.#store.close(proposal, 'lapsed', why);
    return refuse(reason);
  }

  #awaitApproval(proposal: Proposal): Promise<boolean> {
    return this.#store.move(proposal, 'open', 'awaiting_approval', [
      sql(
        "UPDATE proposals SET state = 'awaiting_approval', confirmed_at = ?, confirmed_by = ? WHERE id = ?",
        proposal.confirmedAt,
        proposal.confirmedBy,
        proposal.id,
      ),
    ]);
  }

  async #saidYes(
    proposal: Proposal,
    messageId: string,
    { locale }: Conversation,
  ): Promise<boolean> {
    const events = await this.#log.readLast(proposal.conversationId, EVENTS_READ);
    return isYesTo(proposal.id, messageId, events, [proposal.locale, locale ?? proposal.locale]);
  }
}

/** The same act again is answered with what became of it; another act comes too late. */
function repeated(proposal: Proposal, by: string): ConfirmResult {
  if (proposal.confirmedBy === by) return { ok: true, proposal: viewProposal(proposal) };
  return refuse(proposal.state === 'lapsed' ? 'lapsed' : 'not_open');
}

function refuse(reason: ConfirmRefusal): { ok: false; reason: ConfirmRefusal } {
  return { ok: false, reason };
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
