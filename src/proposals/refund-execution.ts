import type { Conversation } from '../conversations/conversation.ts';
import type { Clock } from '../lib/clock.ts';
import type { MakeId } from '../lib/ids.ts';
import { quoteRefund, type RefundDecision, type RefundRequest } from '../policy/refund.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import type { Database } from '../storage/database.ts';
import type { Proposal } from './proposal.ts';
import type { ProposalStore } from './proposal-store.ts';
import { bookRefund } from './refund-booking.ts';
import type { RefundOutbox } from './refund-outbox.ts';
import {
  fastLaneAssertions,
  type RefundRecords,
  readFastLaneUse,
  readRefundRecords,
  unchangedAssertions,
} from './refund-records.ts';

/** Asks the policy with the records of the moment, and carries out what it allows. */
export class RefundExecution {
  readonly #database: Database;
  readonly #shop: ShopStore;
  readonly #prompts: () => PromptSet;
  readonly #now: Clock;
  readonly #makeId: MakeId;
  readonly #store: ProposalStore;
  readonly #outbox: RefundOutbox;

  constructor(options: {
    database: Database;
    shop: ShopStore;
    prompts: () => PromptSet;
    now: Clock;
    makeId: MakeId;
    store: ProposalStore;
    outbox: RefundOutbox;
  }) {
    this.#database = options.database;
    this.#shop = options.shop;
    this.#prompts = options.prompts;
    this.#now = options.now;
    this.#makeId = options.makeId;
    this.#store = options.store;
    this.#outbox = options.outbox;
  }

  async decide(
    records: RefundRecords,
    requested: RefundRequest,
    timeZone: string,
    { identity }: Conversation,
  ): Promise<RefundDecision> {
    const { policy } = this.#prompts();
    const now = this.#now();
    const subject = { orderId: records.order.id, customerId: records.order.customerId };
    const fastLaneUsed = await readFastLaneUse(this.#database, subject, policy, now);
    const freshlyVerified = identity.tier === 'verified' && identity.stepUpUntil !== undefined;
    return quoteRefund({
      ...records,
      policy,
      now,
      timeZone,
      requested,
      fastLaneUsed,
      freshlyVerified,
    });
  }

  /** Books the refund and its provider calls in one batch, then calls. False when something else came first. */
  async execute(
    proposal: Proposal,
    from: 'open' | 'awaiting_approval',
    records: RefundRecords,
    terms: { fastLane: boolean; worth: number | null; staffId?: string },
  ): Promise<boolean> {
    const now = this.#now();
    const guards = unchangedAssertions(records);
    if (terms.fastLane)
      guards.push(...fastLaneAssertions(proposal, terms.worth, this.#prompts().policy, now));
    const { statements, cards } = await bookRefund(proposal, terms, { now, makeId: this.#makeId });
    const booked = await this.#store.move(
      proposal,
      from,
      'executing',
      [...guards, ...statements],
      cards,
    );
    if (booked) await this.#outbox.sendDue(proposal.id);
    return booked;
  }

  /** Carries out what a person approved, if the rules still allow exactly that. */
  async approve(proposal: Proposal, staffId: string): Promise<boolean> {
    const records = await readRefundRecords(this.#shop, proposal.orderId);
    if (records === undefined) return false;
    const { requested, timeZone } = proposal;
    const { policy } = this.#prompts();
    // The windows count to the day the shopper confirmed, not to the day somebody found the time to look.
    const now = proposal.confirmedAt ?? this.#now();
    const decision = quoteRefund({ ...records, policy, now, timeZone, requested });
    if (!decision.ok || !sameMoney(decision, proposal)) return false;
    const terms = { fastLane: false, worth: proposal.worth, staffId };
    return this.execute(proposal, 'awaiting_approval', records, terms);
  }
}

/** The shopper agreed to these amounts on these payments and to nothing else. */
export function sameMoney(
  decision: Extract<RefundDecision, { ok: true }>,
  proposal: Proposal,
): boolean {
  const listed = (quotes: Proposal['quotes']) =>
    quotes
      .map(
        ({ paymentId, amount, route }) =>
          `${paymentId} ${amount.amount} ${amount.currency} ${route}`,
      )
      .join();
  return listed(decision.quotes) === listed(proposal.quotes);
}
