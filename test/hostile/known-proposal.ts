import type { ProposalView } from '../../src/protocol/card.ts';

/** What the simple account knows of a proposal. */
export class KnownProposal {
  readonly id: string;
  readonly kind: ProposalView['kind'];
  readonly token: string | undefined;
  readonly expiresAt: number;
  readonly amount: ProposalView['amount'];
  readonly conversationId: string;
  /** null: it is about the customer's default address */
  readonly orderId: string | null;
  readonly customerId: string;
  /** the shopper's own acts that confirm it: `token`, or ids of messages */
  readonly acts = new Set<string>();
  state: ProposalView['state'];
  /** what it rests on has changed since */
  stale = false;
  confirmed = false;
  /** a member of staff who is not the requester let it go ahead */
  approved = false;
  /** of a return: what came back as acceptable, in minor units; nothing beyond it may follow */
  acceptable = 0;

  constructor(
    view: ProposalView,
    conversationId: string,
    orderId: string | null,
    customerId: string,
  ) {
    this.id = view.id;
    this.kind = view.kind;
    this.token = view.confirmationToken;
    this.expiresAt = Date.parse(view.expiresAt);
    this.amount = view.amount;
    this.state = view.state;
    this.conversationId = conversationId;
    this.orderId = orderId;
    this.customerId = customerId;
  }

  why(conversationId: string): string {
    const own = this.conversationId === conversationId ? 'own' : 'somebody else’s';
    return `${own}, ${this.state}${this.stale ? ', its facts have changed' : ''}, expires ${this.expiresAt}`;
  }
}
