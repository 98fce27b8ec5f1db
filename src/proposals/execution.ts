import type { ChangeRefusal } from '../policy/order-change.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import { sql } from '../storage/sql-value.ts';
import { type Act, isSameDeed, type Ruling, type Subject } from './act.ts';
import type { ChargeOutbox } from './charge-outbox.ts';
import { type Proposal, rulesOf } from './proposal.ts';
import type { ProposalStore } from './proposal-store.ts';
import type { RefundOutbox } from './refund-outbox.ts';
import { fastLaneAssertions } from './refund-records.ts';

/** Asks the policy with the records of the moment, and carries out what it allows. */
export class Execution {
  readonly #act: Act;
  readonly #prompts: () => PromptSet;
  readonly #now: () => number;
  readonly #store: ProposalStore;
  readonly #refunds: RefundOutbox;
  readonly #charges: ChargeOutbox;

  constructor(options: {
    act: Act;
    prompts: () => PromptSet;
    now: () => number;
    store: ProposalStore;
    refunds: RefundOutbox;
    charges: ChargeOutbox;
  }) {
    this.#act = options.act;
    this.#prompts = options.prompts;
    this.#now = options.now;
    this.#store = options.store;
    this.#refunds = options.refunds;
    this.#charges = options.charges;
  }

  rule(subject: Subject, freshlyVerified: boolean): Promise<Ruling | ChangeRefusal> {
    return this.#act.rule(subject, { now: this.#now(), capped: true, freshlyVerified });
  }

  /**
   * The same where a person has decided on the money: caps no longer bind, and the shop's windows count to when the shopper
   * asked, not to the day somebody found the time to look. What the provider allows is asked of today.
   */
  ruleDecided(subject: Subject, askedAt: number): Promise<Ruling | ChangeRefusal> {
    return this.#act.rule(subject, {
      now: this.#now(),
      askedAt,
      capped: false,
      freshlyVerified: true,
    });
  }

  /** Books everything in one batch, then calls the provider. False when something else came first. */
  async execute(
    proposal: Proposal,
    from: 'open' | 'awaiting_approval',
    ruling: Ruling,
    staffId?: string,
  ): Promise<boolean> {
    const now = this.#now();
    const fastLane = staffId === undefined && ruling.counts;
    const worth = fastLane ? ruling.worth : proposal.worth;
    const guards = [...ruling.guards];
    const { orderId, customerId } = proposal;
    if (fastLane && orderId !== null)
      guards.push(
        ...fastLaneAssertions({ orderId, customerId }, worth, this.#prompts().policy, now),
      );
    const { statements, cards, callsFollow } = await this.#act.book(proposal, now);
    const moved = await this.#store.move(
      proposal,
      from,
      callsFollow ? 'executing' : 'executed',
      [
        ...guards,
        sql(
          `UPDATE proposals SET state = 'executing', fast_lane = ?, worth = ?, confirmed_at = ?, confirmed_by = ?, confirmed_rules = ?, decided_at = coalesce(decided_at, ?), decided_by = ?
          WHERE id = ?`,
          fastLane,
          worth,
          proposal.confirmedAt,
          proposal.confirmedBy,
          JSON.stringify(rulesOf(proposal)),
          staffId === undefined ? null : now,
          staffId,
          proposal.id,
        ),
        ...statements,
        ...(callsFollow
          ? []
          : [sql("UPDATE proposals SET state = 'executed' WHERE id = ?", proposal.id)]),
      ],
      cards,
    );
    if (moved && callsFollow) {
      await this.#charges.sendDue(proposal.id);
      await this.#refunds.sendDue(proposal.id);
    }
    return moved;
  }

  /** Carries out what a person approved, if the rules still allow exactly that. */
  async approve(proposal: Proposal, staffId: string): Promise<boolean> {
    const ruling = await this.ruleDecided(proposal, proposal.confirmedAt ?? this.#now());
    if (!ruling.ok || !isSameDeed(ruling, proposal)) return false;
    return this.execute(proposal, 'awaiting_approval', ruling, staffId);
  }
}
