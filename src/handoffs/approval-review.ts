import { currencyExponent, type Money } from '../lib/money.ts';
import { isOpenDispute } from '../policy/amounts.ts';
import { fastLaneWorth } from '../policy/fast-lane.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { WaitingApproval } from '../proposals/approvals.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { foldAddress, type Staff } from '../staff/staff.ts';
import type { HandoffStore } from './handoff-store.ts';

const NEW_CUSTOMER_MS = 30 * 24 * 3_600_000;
const RECENT_MS = 90 * 24 * 3_600_000;
const ORDERS_READ = 20;
/** Signs that make a risk high. */
const MANY_SIGNS = 2;

export type RiskSign = 'new_customer' | 'refunded_before' | 'many_refunds' | 'open_dispute';
export type DecisionBar = 'own_request' | 'second_person';

/** What somebody sees before they decide on a shopper's confirmed wish, and whether they may. */
export interface Review {
  risk: { level: 'low' | 'medium' | 'high'; signs: RiskSign[] };
  bar: DecisionBar | null;
}

/** Reads what speaks against a confirmed wish, and who may not decide on it. */
export class ApprovalReview {
  readonly #shop: ShopStore;
  readonly #handoffs: HandoffStore;
  readonly #prompts: () => PromptSet;
  readonly #now: () => number;

  constructor(options: {
    shop: ShopStore;
    handoffs: HandoffStore;
    prompts: () => PromptSet;
    now: () => number;
  }) {
    this.#shop = options.shop;
    this.#handoffs = options.handoffs;
    this.#prompts = options.prompts;
    this.#now = options.now;
  }

  async review(approval: WaitingApproval, staff: Staff): Promise<Review> {
    const signs = await this.#signs(approval);
    return {
      risk: {
        level: signs.length === 0 ? 'low' : signs.length >= MANY_SIGNS ? 'high' : 'medium',
        signs,
      },
      bar: await this.bar(approval, staff),
    };
  }

  /** Nobody decides on a wish of their own; above a limit, nor does whoever talks with the shopper. */
  async bar(
    approval: Pick<WaitingApproval, 'customerId' | 'conversationId' | 'proposal'>,
    staff: Staff,
  ): Promise<DecisionBar | null> {
    const [customer, handoff] = await Promise.all([
      this.#shop.findCustomer(approval.customerId),
      this.#handoffs.current(approval.conversationId),
    ]);
    if (customer !== undefined && staff.email === foldAddress(customer.email)) return 'own_request';
    const talks = handoff?.claimedBy?.id === staff.id;
    const { amount, charge } = approval.proposal;
    return talks && this.#isLarge(amount ?? charge ?? null) ? 'second_person' : null;
  }

  #isLarge(money: Money | null): boolean {
    if (money === null) return false;
    const { policy, desk } = this.#prompts();
    const worth = fastLaneWorth(money, policy);
    // A currency nobody can weigh counts as much.
    if (worth === null) return true;
    return worth / 10 ** currencyExponent(policy.fastLane.currency) > desk.secondPersonAbove;
  }

  async #signs({ customerId, proposal }: WaitingApproval): Promise<RiskSign[]> {
    const now = this.#now();
    const [customer, orders] = await Promise.all([
      this.#shop.findCustomer(customerId),
      this.#shop.ordersOfCustomer(customerId, { limit: ORDERS_READ }),
    ]);
    const [refunds, disputes] = await Promise.all([
      Promise.all(orders.map(({ id }) => this.#shop.refundsOfOrder(id))),
      Promise.all(orders.map(({ id }) => this.#shop.disputesOfOrder(id))),
    ]);
    const recent = refunds
      .flat()
      .filter(({ requestedAt }) => Date.parse(requestedAt) > now - RECENT_MS);
    const own = orders.find(({ number }) => number === proposal.orderNumber);
    const signs: RiskSign[] = [];
    if (customer !== undefined && Date.parse(customer.createdAt) > now - NEW_CUSTOMER_MS)
      signs.push('new_customer');
    if (recent.some(({ orderId }) => orderId === own?.id)) signs.push('refunded_before');
    if (recent.length >= 3) signs.push('many_refunds');
    if (disputes.flat().some(isOpenDispute)) signs.push('open_dispute');
    return signs;
  }
}
