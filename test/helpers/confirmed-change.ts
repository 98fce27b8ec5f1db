import type { ChangeRequest } from '../../src/policy/order-change.ts';
import type { ProposalView } from '../../src/protocol/card.ts';
import type { Services } from '../../src/services.ts';

/** A change of `ord_1` that its verified shopper was shown and has confirmed by the button. */
export async function confirmedChange(
  services: Services,
  requested: ChangeRequest,
  locale = 'en',
): Promise<{ conversationId: string; proposal: ProposalView }> {
  const { conversation } = await services.conversations.start({
    channel: 'widget',
    localeHint: locale,
    verifiedCustomerId: 'cus_1',
  });
  const order = await services.shop.findOrder('ord_1');
  if (order === undefined) throw new Error('no order');
  const proposed = await services.proposals.proposeChange({
    conversation,
    order,
    locale,
    timeZone: 'Europe/Berlin',
    requested,
  });
  if (!proposed.ok) throw new Error(proposed.rule);
  const { proposal } = proposed;
  await services.proposals.confirm(conversation.id, proposal.id, {
    token: proposal.confirmationToken ?? '',
  });
  return { conversationId: conversation.id, proposal };
}
