import type { Conversation } from '../conversations/conversation.ts';
import { ConversationStore } from '../conversations/conversation-store.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Clock } from '../lib/clock.ts';
import { type MakeId, type RandomBytes, sha256Hex } from '../lib/ids.ts';
import type { ChangeRefusalRule, ChangeRequest } from '../policy/order-change.ts';
import type { RefundRequest } from '../policy/refund.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { ProposalView } from '../protocol/card.ts';
import type { Address, Order } from '../shop/records.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import type { Database } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';
import { isSameDeed } from './act.ts';
import { Approvals, type DecideResult, type WaitingApproval } from './approvals.ts';
import { changeAct } from './change-act.ts';
import { ChangedAmounts, type LowerAmount } from './changed-amounts.ts';
import { ChargeOutbox } from './charge-outbox.ts';
import type { Decider } from './decider.ts';
import { draftProposal } from './draft-proposal.ts';
import { Execution } from './execution.ts';
import { isYesTo } from './last-shown.ts';
import type { ChargeGateway, PaymentGateway } from './payment-gateway.ts';
import { type Proposal, type Requested, rulesOf } from './proposal.ts';
import { ProposalStore } from './proposal-store.ts';
import { refundAct } from './refund-act.ts';
import { RefundOutbox } from './refund-outbox.ts';
import { viewProposal } from './view-proposal.ts';
import { wordProposal } from './word-proposal.ts';

/** Where a proposal is made, and how it is worded. */
export interface ProposalSetting {
  conversation: Conversation;
  locale: string;
  timeZone: string;
}

export type ProposeResult =
  | { ok: true; proposal: ProposalView; approval: 'none' | 'person' }
  | {
      ok: false;
      rule: ChangeRefusalRule | 'identity.not_verified' | typeof STEP_UP | 'proposal.under_way';
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

const NO_CHARGES: ChargeGateway = {
  charge: async () => ({ status: 'failed', failureCode: 'charges_not_supported' }),
  readCharge: async () => ({ status: 'failed', failureCode: 'charges_not_supported' }),
  release: async () => ({ status: 'succeeded' }),
};

/** The rule that money above a limit needs a fresh code. */
const STEP_UP = 'identity.step_up';

/** Attempts to commit before giving up: each loss means that another act came first. */
const ATTEMPTS = 4;
const EVENTS_READ = 600;

/**
 * Writes that wait for the shopper's own act. The model proposes, the shopper confirms, the policy decides (here, when
 * proposed, and again when carried out), the code executes. Everything that decides about money commits in one batch.
 */
export class Proposals {
  readonly #log: EventLog;
  readonly #prompts: () => PromptSet;
  readonly #canStepUp: boolean;
  readonly #now: Clock;
  readonly #makeId: MakeId;
  readonly #randomBytes: RandomBytes;
  readonly #conversations: ConversationStore;
  readonly #store: ProposalStore;
  readonly #outbox: RefundOutbox;
  readonly #charges: ChargeOutbox;
  readonly #refunds: Execution;
  readonly #changes: Execution;
  readonly #approvals: Approvals;

  constructor(options: {
    database: Database;
    log: EventLog;
    shop: ShopStore;
    prompts: () => PromptSet;
    gateway: PaymentGateway;
    /** without it nothing can be charged to a stored way to pay */
    charges?: ChargeGateway;
    /** whether a fresh code can be asked for; if not, a person looks at money above the step-up limit */
    canStepUp?: boolean;
    now: Clock;
    makeId: MakeId;
    randomBytes: RandomBytes;
  }) {
    this.#log = options.log;
    this.#prompts = options.prompts;
    this.#canStepUp = options.canStepUp ?? false;
    this.#now = options.now;
    this.#makeId = options.makeId;
    this.#randomBytes = options.randomBytes;
    this.#conversations = new ConversationStore(options);
    this.#store = new ProposalStore(options);
    this.#outbox = new RefundOutbox(options);
    this.#charges = new ChargeOutbox({ ...options, charges: options.charges ?? NO_CHARGES });
    const parts = { ...options, store: this.#store, refunds: this.#outbox, charges: this.#charges };
    this.#refunds = new Execution({ ...parts, act: refundAct(options) });
    this.#changes = new Execution({ ...parts, act: changeAct(options) });
    this.#approvals = new Approvals({
      store: this.#store,
      shop: options.shop,
      now: options.now,
      execute: (proposal, staffId) => this.#executionOf(proposal.kind).approve(proposal, staffId),
      amounts: new ChangedAmounts({ ...parts, refunds: this.#refunds }),
    });
  }

  /** Quotes a refund and shows it for confirmation. Moves no money; an earlier open proposal of the conversation lapses. */
  proposeRefund(
    input: ProposalSetting & { order: Order; requested: RefundRequest },
  ): Promise<ProposeResult> {
    return this.#propose(input, input.order, { kind: 'refund', ...toStored(input.requested) });
  }

  /** The same for a change of an order. */
  proposeChange(
    input: ProposalSetting & { order: Order; requested: ChangeRequest },
  ): Promise<ProposeResult> {
    return this.#propose(input, input.order, input.requested);
  }

  /** The same for the address that new orders go to. */
  proposeDefaultAddress(input: ProposalSetting & { address: Address }): Promise<ProposeResult> {
    return this.#propose(input, null, { kind: 'default_address', address: input.address });
  }

  async #propose(
    { conversation, locale, timeZone }: ProposalSetting,
    order: Order | null,
    requested: Requested,
  ): Promise<ProposeResult> {
    const { identity } = conversation;
    if (
      identity.tier !== 'verified' ||
      (order !== null && identity.customerId !== order.customerId)
    )
      return {
        ok: false,
        rule: 'identity.not_verified',
        reason: 'the shopper is not verified for this order',
      };
    const subject = {
      orderId: order?.id ?? null,
      customerId: identity.customerId,
      timeZone,
      requested,
    };
    const kind = requested.kind === 'default_address' ? 'address_change' : requested.kind;
    const ruling = await this.#executionOf(kind).rule(subject, isFresh(conversation));
    if (!ruling.ok) return ruling;
    if (this.#canStepUp && rulesOf(ruling).includes(STEP_UP))
      return {
        ok: false,
        rule: STEP_UP,
        reason: 'money above the limit needs a fresh code; send one, then propose again',
      };

    const { policy, replies } = this.#prompts();
    const { draft, token } = await draftProposal(
      {
        id: this.#makeId('prp'),
        conversationId: conversation.id,
        ...subject,
        kind,
        orderNumber: order?.number ?? null,
        locale,
        ruling,
        expiresAt: this.#now() + policy.proposal.validMinutes * 60_000,
      },
      this.#randomBytes,
    );
    const proposal = { ...draft, text: wordProposal(replies, draft, policy) };
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (await this.#store.open(proposal, token))
        return {
          ok: true,
          proposal: viewProposal(proposal, { token }),
          approval: ruling.approval,
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

  /** What was confirmed and waits for a person, oldest first. */
  /** Of one order, what its shopper has confirmed and a person has yet to decide. */
  underReview(orderId: string): Promise<Proposal | undefined> {
    return this.#store.underReview(orderId);
  }

  awaitingApproval(): Promise<WaitingApproval[]> {
    return this.#approvals.waiting();
  }

  /** One of them by the id of its proposal; undefined when it waits for nobody. */
  waitingApproval(proposalId: string): Promise<WaitingApproval | undefined> {
    return this.#approvals.waitingFor(proposalId);
  }

  /** A member of staff lets what was confirmed go ahead. The rules are asked once more; caps no longer bind. */
  approve(proposalId: string, staff: Decider): Promise<DecideResult> {
    return this.#approvals.approve(proposalId, staff);
  }

  /** A member of staff says no. */
  refuse(proposalId: string, staff: Decider, why: string): Promise<DecideResult> {
    return this.#approvals.refuse(proposalId, staff, why);
  }

  /** A member of staff gives back less than was confirmed, if the shopper confirms that. */
  lowerAmount(proposalId: string, staff: Decider, to: LowerAmount): ReturnType<Approvals['lower']> {
    return this.#approvals.lower(proposalId, staff, to);
  }

  /** Charges and refunds whose provider call is due: after a crash, after quiet hours, or to read back what is pending. Call at start and every half minute. */
  async resumeOutbox(): Promise<number> {
    return (await this.#charges.sendDue()) + (await this.#outbox.sendDue());
  }

  /** A provider notified of a charge or a refund by its key: its state is read back from the provider. */
  async takeNotice(key: string): Promise<void> {
    await this.#charges.takeNotice(key);
    await this.#outbox.takeNotice(key);
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

    const execution = this.#executionOf(proposal.kind);
    const ruling = await this.#ruleNow(proposal, isFresh(conversation));
    if (!ruling.ok || ruling.factsHash !== proposal.factsHash || !isSameDeed(ruling, proposal))
      return this.#lapse(proposal, 'changed', 'changed');

    const confirmed = {
      ...proposal,
      confirmedAt: this.#now(),
      confirmedBy: by,
      confirmedRules: rulesOf(ruling),
    };
    const { decidedBy } = proposal;
    // Once a person was announced, a person decides; whoever lowered the amount has.
    const atOnce =
      decidedBy !== null || (proposal.approval === 'none' && ruling.approval === 'none');
    const done = atOnce
      ? await execution.execute(confirmed, 'open', ruling, decidedBy ?? undefined)
      : await this.#awaitApproval(confirmed);
    if (!done) return 'overtaken';
    return { ok: true, proposal: viewProposal((await this.#store.find(proposalId)) ?? confirmed) };
  }

  /** What the rules say of an open proposal with the records of the moment. */
  async #ruleNow(proposal: Proposal, isFreshlyVerified: boolean) {
    const execution = this.#executionOf(proposal.kind);
    if (proposal.decidedBy === null || proposal.replaces === null)
      return execution.rule(proposal, isFreshlyVerified);
    const before = await this.#store.find(proposal.replaces);
    return execution.ruleDecided(proposal, before?.confirmedAt ?? this.#now());
  }

  async #lapse(
    proposal: Proposal,
    reason: 'lapsed' | 'changed',
    why: string,
  ): Promise<ConfirmResult> {
    await this.#store.close(proposal, 'lapsed', why);
    return refuse(reason);
  }

  #executionOf(kind: Proposal['kind']): Execution {
    return kind === 'refund' ? this.#refunds : this.#changes;
  }

  #awaitApproval(proposal: Proposal): Promise<boolean> {
    return this.#store.move(proposal, 'open', 'awaiting_approval', [
      sql(
        "UPDATE proposals SET state = 'awaiting_approval', confirmed_at = ?, confirmed_by = ?, confirmed_rules = ? WHERE id = ?",
        proposal.confirmedAt,
        proposal.confirmedBy,
        JSON.stringify(proposal.confirmedRules),
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

function isFresh({ identity }: Conversation): boolean {
  return identity.tier === 'verified' && identity.stepUpUntil !== undefined;
}

function toStored({ amount, lines, reason, route }: RefundRequest): RefundRequest {
  return {
    reason,
    ...(route === undefined ? {} : { route }),
    ...(amount === undefined ? {} : { amount }),
    ...(lines === undefined
      ? {}
      : { lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })) }),
  };
}
