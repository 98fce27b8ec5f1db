import type { Clock } from '../lib/clock.ts';
import type { MakeId, RandomBytes } from '../lib/ids.ts';
import type { Money } from '../lib/money.ts';
import { proportion } from '../policy/amounts.ts';
import type { RefundRequest } from '../policy/refund.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { ProposalView } from '../protocol/card.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { draftProposal } from './draft-proposal.ts';
import type { Execution } from './execution.ts';
import { type Proposal, totalOf } from './proposal.ts';
import type { ProposalStore } from './proposal-store.ts';
import { viewProposal } from './view-proposal.ts';
import { wordProposal } from './word-proposal.ts';

const HOUR_MS = 3_600_000;

/** A decision to give back less than was confirmed. */
export interface LowerAmount {
  /** minor units of the currency that goes back */
  amount: number;
  /** for the record; the shopper does not see it */
  why: string;
}

export type LowerResult =
  | { ok: true; proposal: ProposalView }
  /** `amount_fixed`: what goes back follows from the order; `not_allowed`: `detail` says what the rules have against it */
  | { ok: false; reason: 'amount_fixed' | 'amount_not_lower' | 'not_waiting' }
  | { ok: false; reason: 'not_allowed'; detail: string };

/**
 * Less money than the shopper confirmed. What they confirmed ends as refused; a new proposal with the lower amount, worded
 * by code, is shown to them, decided in advance by this member of staff. They confirm it like any other: nobody agrees to
 * an amount in another's name.
 */
export class ChangedAmounts {
  readonly #store: ProposalStore;
  readonly #shop: ShopStore;
  readonly #prompts: () => PromptSet;
  readonly #refunds: Execution;
  readonly #now: Clock;
  readonly #makeId: MakeId;
  readonly #randomBytes: RandomBytes;

  constructor(options: {
    store: ProposalStore;
    shop: ShopStore;
    prompts: () => PromptSet;
    refunds: Execution;
    now: Clock;
    makeId: MakeId;
    randomBytes: RandomBytes;
  }) {
    this.#store = options.store;
    this.#shop = options.shop;
    this.#prompts = options.prompts;
    this.#refunds = options.refunds;
    this.#now = options.now;
    this.#makeId = options.makeId;
    this.#randomBytes = options.randomBytes;
  }

  /** `proposal` awaits a decision, and this person may take it. */
  async lower(
    proposal: Proposal,
    staffId: string,
    { amount, why }: LowerAmount,
  ): Promise<LowerResult> {
    const before = totalOf(proposal.quotes);
    const { requested } = proposal;
    if (requested.kind !== 'refund' || before === null)
      return { ok: false, reason: 'amount_fixed' };
    if (!Number.isSafeInteger(amount) || amount <= 0 || amount >= before.amount)
      return { ok: false, reason: 'amount_not_lower' };
    const asked = await this.#inOrderCurrency(proposal, { ...before, amount });
    if (asked === null) return { ok: false, reason: 'amount_fixed' };
    const lowered: RefundRequest & { kind: 'refund' } = { ...requested, amount: asked };
    const askedAt = proposal.confirmedAt ?? this.#now();
    const ruling = await this.#refunds.ruleDecided({ ...proposal, requested: lowered }, askedAt);
    if (!ruling.ok) return { ok: false, reason: 'not_allowed', detail: ruling.reason };
    const after = totalOf(ruling.quotes);
    // Rounding between currencies may leave a little less, never more.
    if (after === null || after.currency !== before.currency || after.amount > amount)
      return { ok: false, reason: 'amount_fixed' };
    const { policy, replies } = this.#prompts();
    const { draft, token } = await draftProposal(
      {
        id: this.#makeId('prp'),
        conversationId: proposal.conversationId,
        orderId: proposal.orderId,
        orderNumber: proposal.orderNumber,
        customerId: proposal.customerId,
        timeZone: proposal.timeZone,
        locale: proposal.locale,
        kind: 'refund',
        requested: lowered,
        // Nobody decides a second time, after the shopper.
        ruling: { ...ruling, approval: 'none' },
        expiresAt: this.#now() + policy.proposal.changedValidHours * HOUR_MS,
      },
      this.#randomBytes,
    );
    const decided = { ...draft, decidedBy: staffId, replaces: proposal.id };
    const replacement = { ...decided, text: wordProposal(replies, decided, policy, before) };
    const done = await this.#store.replace(proposal, replacement, token, why.slice(0, 500));
    if (!done) return { ok: false, reason: 'not_waiting' };
    return { ok: true, proposal: viewProposal(replacement) };
  }

  /** Refunds are asked for in the order's currency, which need not be the one that was charged; null without a rate. */
  async #inOrderCurrency(
    { orderId, quotes }: Proposal,
    { amount, currency }: Money,
  ): Promise<number | null> {
    if (orderId === null) return null;
    const [order, payments] = await Promise.all([
      this.#shop.findOrder(orderId),
      this.#shop.paymentsOfOrder(orderId),
    ]);
    if (order?.currency === currency) return amount;
    const payment = payments.find(({ id }) => id === quotes[0]?.paymentId);
    if (payment?.presentment?.currency !== order?.currency || payment?.presentment === undefined)
      return null;
    const asked = proportion(amount, payment.presentment.amount, payment.amount);
    return asked === 0 ? null : asked;
  }
}
