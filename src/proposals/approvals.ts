import { type Clock, isoTime } from '../lib/clock.ts';
import type { ProposalView } from '../protocol/card.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { sql } from '../storage/sql-value.ts';
import type { ChangedAmounts, LowerAmount, LowerResult } from './changed-amounts.ts';
import { type Decider, isRequester } from './decider.ts';
import { type Proposal, rulesOf } from './proposal.ts';
import type { ProposalStore } from './proposal-store.ts';
import { viewProposal } from './view-proposal.ts';

type NotDecided = { ok: false; reason: 'not_found' | 'not_waiting' | 'requester' | 'changed' };
export type DecideResult = { ok: true; proposal: ProposalView } | NotDecided;

/** A confirmed proposal that waits for a member of staff. */
export interface WaitingApproval {
  proposal: ProposalView;
  conversationId: string;
  customerId: string;
  reason: string;
  /** ids of the rules that call for a person */
  rules: string[];
  confirmedAt: string;
}

const LISTED = 500;

/** The decisions of staff on what shoppers confirmed. Never by the person who asked for it. */
export class Approvals {
  readonly #store: ProposalStore;
  readonly #shop: ShopStore;
  readonly #now: Clock;
  /** asks the rules again and books; false when they no longer allow it or something else came first */
  readonly #execute: (proposal: Proposal, staffId: string) => Promise<boolean>;
  readonly #amounts: ChangedAmounts;

  constructor(options: {
    store: ProposalStore;
    shop: ShopStore;
    now: Clock;
    execute: (proposal: Proposal, staffId: string) => Promise<boolean>;
    amounts: ChangedAmounts;
  }) {
    this.#store = options.store;
    this.#shop = options.shop;
    this.#now = options.now;
    this.#execute = options.execute;
    this.#amounts = options.amounts;
  }

  async waiting(): Promise<WaitingApproval[]> {
    return (await this.#store.awaitingApproval(LISTED)).map(toWaiting);
  }

  /** One of them, however many wait before it. */
  async waitingFor(proposalId: string): Promise<WaitingApproval | undefined> {
    const proposal = await this.#store.find(proposalId);
    return proposal?.state === 'awaiting_approval' ? toWaiting(proposal) : undefined;
  }

  async approve(proposalId: string, staff: Decider): Promise<DecideResult> {
    const found = await this.#find(proposalId, staff);
    if (!found.ok) return found;
    if (!(await this.#execute(found.proposal, staff.id))) return { ok: false, reason: 'changed' };
    return {
      ok: true,
      proposal: viewProposal((await this.#store.find(proposalId)) ?? found.proposal),
    };
  }

  async refuse(proposalId: string, staff: Decider, why: string): Promise<DecideResult> {
    const found = await this.#find(proposalId, staff);
    if (!found.ok) return found;
    const refusal = sql(
      "UPDATE proposals SET state = 'refused', decided_at = ?, decided_by = ?, ending = ? WHERE id = ?",
      this.#now(),
      staff.id,
      why.slice(0, 500),
      proposalId,
    );
    const done = await this.#store.move(found.proposal, 'awaiting_approval', 'refused', [refusal]);
    if (!done) return { ok: false, reason: 'not_waiting' };
    return { ok: true, proposal: viewProposal(found.proposal, { state: 'refused' }) };
  }

  /** Less than was confirmed, which the shopper confirms anew. */
  async lower(
    proposalId: string,
    staff: Decider,
    to: LowerAmount,
  ): Promise<LowerResult | NotDecided> {
    const found = await this.#find(proposalId, staff);
    return found.ok ? this.#amounts.lower(found.proposal, staff.id, to) : found;
  }

  async #find(id: string, staff: Decider): Promise<{ ok: true; proposal: Proposal } | NotDecided> {
    const proposal = await this.#store.find(id);
    if (proposal === undefined) return { ok: false, reason: 'not_found' };
    if (proposal.state !== 'awaiting_approval') return { ok: false, reason: 'not_waiting' };
    if (await isRequester(this.#shop, proposal.customerId, staff))
      return { ok: false, reason: 'requester' };
    return { ok: true, proposal };
  }
}

function toWaiting(proposal: Proposal): WaitingApproval {
  return {
    proposal: viewProposal(proposal),
    conversationId: proposal.conversationId,
    customerId: proposal.customerId,
    reason: reasonOf(proposal),
    rules: rulesOf(proposal),
    confirmedAt: isoTime(proposal.confirmedAt ?? 0),
  };
}

function reasonOf({ requested, kind }: Proposal): string {
  return 'reason' in requested ? (requested.reason ?? kind) : kind;
}
