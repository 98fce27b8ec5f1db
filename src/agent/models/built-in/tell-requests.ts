import type { OrderView } from '../../tools/results.ts';
import type { Dialogue } from './dialogue.ts';
import { resultOf } from './planned-call.ts';
import type { Say } from './say.ts';

/** What becomes of a wish to cancel or to change the address, by how far the order has come. */
export function tellChange(order: OrderView, dialogue: Dialogue, say: Say): string[] {
  const { wishes } = dialogue;
  const values = { order: order.orderNumber };
  const isOpen = order.status === 'pending' || order.status === 'processing';
  const told: string[] = [];
  if (wishes.includes('cancel_order')) {
    // A code on its way says it all.
    if (isOpen && resultOf(dialogue, 'start_verification')?.ok === true) return told;
    if (isOpen) told.push(say('cancel.person', values));
    else if (order.status === 'cancelled') told.push(say('cancel.cancelled', values));
    else
      told.push(
        say(order.status === 'shipped' ? 'cancel.shipped' : 'cancel.delivered', values),
        say('offer.person'),
      );
  }
  if (wishes.includes('change_address')) {
    if (isOpen)
      told.push(say(waitsForAddress(dialogue) ? 'ask.new_address' : 'address.person', values));
    else if (order.status === 'cancelled') told.push(say('cancel.cancelled', values));
    else
      told.push(
        say(order.status === 'shipped' ? 'address.shipped' : 'address.delivered', values),
        say('offer.person'),
      );
  }
  return told;
}

/** A verified shopper who has not said where to: asked for it, unless a person was called. */
function waitsForAddress({ situation, outcomes }: Dialogue): boolean {
  return (
    situation.identity === 'verified' &&
    outcomes.every(({ name }) => name !== 'hand_off_to_human' && name !== 'propose_address_change')
  );
}

/** How long this order can still be returned, beside the article on returns. */
export function tellReturn(order: OrderView, { wishes }: Dialogue, say: Say): string[] {
  if (!wishes.includes('return_exchange')) return [];
  if (order.returnDaysLeft === undefined) return [];
  return [
    say.join([
      order.deliveredAt === undefined
        ? ''
        : say('order.delivered_on', {
            order: order.orderNumber,
            date: say.date(order.deliveredAt),
          }),
      say('return.days_left', { days: order.returnDaysLeft }),
    ]),
  ];
}

/** What the shopper hears when a person is called. Cancellations and address changes say so in words of their own. */
export function tellHandoff(
  reason: unknown,
  status: 'queued' | 'already_queued',
  { wishes, situation: { deskOpensAt } }: Dialogue,
  say: Say,
): string[] {
  if (deskOpensAt !== null)
    return [
      say('handoff.closed_now', { date: say.date(deskOpensAt), time: say.time(deskOpensAt) }),
    ];
  if (status === 'already_queued') return [say('handoff.already')];
  if (wishes.includes('cancel_order') || wishes.includes('change_address')) return [];
  return [say(reason === 'asked' ? 'handoff.opened' : 'handoff.sorry')];
}
