import type { ProposalView } from '../../src/protocol/card.ts';
import type { Services } from '../../src/services.ts';
import type { Database } from '../../src/storage/database.ts';
import { textOf, textOrNull } from '../../src/storage/sql-value.ts';
import { isHeldNow } from '../simulation/return-invariants.ts';
import { Broken } from './broken.ts';
import { KnownProposal } from './known-proposal.ts';
import { data } from './stage.ts';
import { SHOPPERS, type Shopper } from './steps.ts';
import type { Talk } from './talks.ts';
import type { Tally } from './tally.ts';

/** The second, simple account: which proposals were shown to whom, and what may have become of them. */
export class Account {
  readonly proposals = new Map<string, KnownProposal>();
  readonly #services: Services;
  readonly #database: Database;
  readonly #talks: Record<Shopper, Talk>;
  readonly #tally: Tally;

  constructor(parts: {
    services: Services;
    database: Database;
    talks: Record<Shopper, Talk>;
    tally: Tally;
  }) {
    this.#services = parts.services;
    this.#database = parts.database;
    this.#talks = parts.talks;
    this.#tally = parts.tally;
  }

  /** Takes in what was logged since: proposals and their states, and what each shopper was shown last. */
  async look(): Promise<void> {
    for (const who of SHOPPERS) {
      const talk = this.#talks[who];
      for (const { sequence, event } of await this.#services.log.read(talk.id, {
        after: talk.sequence,
      })) {
        talk.sequence = sequence;
        if (event.type === 'proposal') await this.#note(talk, event.proposal);
        else if (event.type === 'turn-started') talk.lastShown = null;
        else if (event.type === 'message-end' && event.author !== 'assistant')
          talk.lastShown = null;
      }
    }
  }

  /** The newest proposal of this conversation, or one of somebody else. */
  meant(who: Shopper, of: 'newest' | 'another'): KnownProposal | null {
    const talk = this.#talks[who];
    const all = [...this.proposals.values()];
    const found = all.findLast(({ conversationId }) =>
      of === 'newest' ? conversationId === talk.id : conversationId !== talk.id,
    );
    return found ?? null;
  }

  /** By the simple account: open, not expired, resting on what still stands, and this shopper verified for it. */
  async mayBeConfirmed(talk: Talk, id: string): Promise<KnownProposal | null> {
    const known = this.proposals.get(id);
    if (known === undefined || known.conversationId !== talk.id) return null;
    const conversation = await this.#services.conversations.find(talk.id);
    const identity = conversation?.identity;
    const isOwn = identity?.tier === 'verified' && identity.customerId === known.customerId;
    const isOpen = known.state === 'open' && this.#services.now() < known.expiresAt;
    return isOwn && isOpen && !known.stale ? known : null;
  }

  /** What rests on the records of this order no longer stands. */
  makeStale(orderId: string): void {
    for (const known of this.proposals.values()) if (known.orderId === orderId) known.stale = true;
  }

  async #note(talk: Talk, view: ProposalView): Promise<void> {
    const known = this.proposals.get(view.id);
    if (known === undefined) {
      const row = await this.#database.get('SELECT * FROM proposals WHERE id = ?', view.id);
      if (row === undefined) throw new Broken('a proposal was shown that is not stored');
      if (view.state === 'open') await this.#checkPromise(textOf(row, 'quotes'));
      const orderId = textOrNull(row, 'order_id');
      const owner = data.orders.find(({ id }) => id === orderId)?.customerId;
      const customerId = textOf(row, 'customer_id');
      if (talk.verifiedAs !== customerId || (orderId !== null && owner !== customerId))
        throw new Broken('a proposal was made for somebody else’s order');
      this.proposals.set(view.id, new KnownProposal(view, talk.id, orderId, customerId));
      this.#tally.proposals += 1;
      talk.lastShown = view.id;
      return;
    }
    if (known.state === view.state) {
      // Shown once more, after a yes that came late: the next yes is for what stands right before it.
      if (view.state === 'open') talk.lastShown = view.id;
      return;
    }
    if (
      ['executing', 'executed', 'awaiting_approval'].includes(view.state) &&
      known.state !== 'executing'
    ) {
      const approved = known.state === 'awaiting_approval' && known.approved;
      if (!approved && known.acts.size === 0)
        throw new Broken(`a proposal went ahead without a confirmation: ${known.why(talk.id)}`);
      if (known.state === 'open') this.#tally.confirmed += 1;
      known.confirmed = true;
      for (const other of this.proposals.values())
        if (
          view.state !== 'awaiting_approval' &&
          other.id !== known.id &&
          concernsSame(other, known)
        )
          other.stale = true;
    }
    if (view.state === 'executed') this.#tally.executed += 1;
    known.state = view.state;
    if (talk.lastShown === view.id && view.state !== 'open') talk.lastShown = null;
  }

  /** Nothing may even be promised of money that somebody checks. */
  async #checkPromise(quotes: string): Promise<void> {
    const promised: { paymentId: string }[] = JSON.parse(quotes);
    for (const { paymentId } of promised)
      if (await isHeldNow(this.#database, paymentId)) throw new Broken('held money was promised');
  }
}

/** The same order, or the same default address. */
function concernsSame(one: KnownProposal, other: KnownProposal): boolean {
  return one.orderId === other.orderId && one.customerId === other.customerId;
}
