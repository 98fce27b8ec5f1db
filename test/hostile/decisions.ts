import type { Services } from '../../src/services.ts';
import type { Account } from './account.ts';
import { Broken } from './broken.ts';
import { KnownProposal } from './known-proposal.ts';
import type { Shopper, Step } from './steps.ts';
import type { Talk } from './talks.ts';
import type { Tally } from './tally.ts';

/** Who says yes or no to a proposal: shoppers by button or words, rightly or not, and staff. */
export class Decisions {
  readonly #services: Services;
  readonly #talks: Record<Shopper, Talk>;
  readonly #account: Account;
  readonly #tally: Tally;

  constructor(parts: {
    services: Services;
    talks: Record<Shopper, Talk>;
    account: Account;
    tally: Tally;
  }) {
    this.#services = parts.services;
    this.#talks = parts.talks;
    this.#account = parts.account;
    this.#tally = parts.tally;
  }

  async button(step: Step & { kind: 'button' }): Promise<void> {
    const talk = this.#talks[step.who];
    const meant = this.#account.meant(step.who, step.of);
    if (meant === null) return;
    const others = [...this.#account.proposals.values()];
    const token =
      step.token === 'own'
        ? meant.token
        : step.token === 'older'
          ? others.find(({ id }) => id !== meant.id)?.token
          : step.token === 'another'
            ? others.find(({ conversationId }) => conversationId !== talk.id)?.token
            : `cft_${'0'.repeat(40)}`;
    if (token === undefined) return;
    const known =
      meant.conversationId === talk.id ? await this.#account.mayBeConfirmed(talk, meant.id) : null;
    const right = known !== null && token === meant.token;
    if (right) known.acts.add('token');
    const repeat = meant.confirmed && meant.conversationId === talk.id && token === meant.token;
    const answer = await this.#services.proposals.confirm(talk.id, meant.id, { token });
    if (answer.ok && !right && !repeat)
      throw new Broken(`a proposal was confirmed with ${step.token} token: ${meant.why(talk.id)}`);
  }

  async claimsYes(step: Step & { kind: 'claims-yes' }): Promise<void> {
    const talk = this.#talks[step.who];
    const meant = this.#account.meant(step.who, step.of);
    const message = talk.messages.at(-1 - step.message);
    if (meant === null || message === undefined) return;
    const said = message.yesTo === meant.id && meant.conversationId === talk.id;
    const known = said ? await this.#account.mayBeConfirmed(talk, meant.id) : null;
    known?.acts.add(message.id);
    const repeat = said && meant.confirmed;
    const answer = await this.#services.proposals.confirm(talk.id, meant.id, {
      messageId: message.id,
    });
    if (answer.ok && known === null && !repeat)
      throw new Broken(
        `a message that was no yes to it confirmed a proposal: ${meant.why(talk.id)}`,
      );
  }

  async decline(step: Step & { kind: 'declines' }): Promise<void> {
    const meant = this.#account.meant(step.who, step.of);
    if (meant !== null) await this.#services.proposals.decline(this.#talks[step.who].id, meant.id);
  }

  async staff(step: Step & { kind: 'staff' }): Promise<void> {
    const waiting = [...this.#account.proposals.values()].filter(
      ({ state }) => state === 'awaiting_approval',
    );
    const meant =
      waiting[step.which % Math.max(1, waiting.length)] ?? [...this.#account.proposals.values()][0];
    if (meant === undefined) return;
    const by = { id: step.by === 'staff' ? 'stf_1' : meant.customerId };
    if (step.decision === 'lower') return this.#lower(meant, by, step);
    const wasWaiting = meant.state === 'awaiting_approval';
    const isRight = step.decision === 'approve' && wasWaiting && step.by === 'staff';
    if (isRight) meant.approved = true;
    const answer =
      step.decision === 'approve'
        ? await this.#services.proposals.approve(meant.id, by)
        : await this.#services.proposals.refuse(meant.id, by, 'no');
    if (answer.ok && !wasWaiting) throw new Broken('staff decided on what was not confirmed');
    if (answer.ok && step.by === 'requester')
      throw new Broken('the requester decided on their own money');
    if (answer.ok && step.decision === 'approve') this.#tally.approved += 1;
    if (isRight && !answer.ok) meant.approved = false;
  }

  /** Less than was confirmed: a proposal of its own, which somebody has approved and the shopper has yet to confirm. */
  async #lower(
    meant: KnownProposal,
    by: { id: string },
    step: Step & { kind: 'staff' },
  ): Promise<void> {
    const confirmed = meant.amount?.amount ?? 100;
    const amount = Math.max(1, Math.floor((confirmed * step.percent) / 100));
    const wasWaiting = meant.state === 'awaiting_approval';
    const answer = await this.#services.proposals.lowerAmount(meant.id, by, {
      amount,
      why: 'less',
    });
    if (!answer.ok) return;
    if (!wasWaiting) throw new Broken('an amount was lowered that was not confirmed');
    if (step.by === 'requester') throw new Broken('the requester decided on their own money');
    const offered = await this.#services.proposals.current(meant.conversationId);
    if (offered?.id !== answer.proposal.id) throw new Broken('a lowered amount was not shown');
    if ((offered.amount?.amount ?? confirmed) >= confirmed || meant.kind !== 'refund')
      throw new Broken('an amount was not lowered');
    const known = new KnownProposal(offered, meant.conversationId, meant.orderId, meant.customerId);
    known.approved = true;
    this.#account.proposals.set(known.id, known);
    this.#tally.lowered += 1;
    await this.#account.look();
  }
}
