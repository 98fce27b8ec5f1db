import type { ProposalView } from '../protocol/card.ts';
import { codeOf } from '../ui/http-client.ts';
import type { Session } from './session.ts';

/** The shopper's yes or no to a proposal. When the service refuses it, the card shows where the proposal stands now. */
export async function decideProposal(
  session: Session,
  proposal: ProposalView,
  answer: 'confirm' | 'decline',
): Promise<void> {
  const path = `/proposals/${proposal.id}`;
  const token = proposal.confirmationToken;
  const done = await (answer === 'confirm'
    ? session.request<{ proposal: ProposalView }>('PUT', `${path}/confirmation`, { token })
    : session.request<{ proposal: ProposalView } | null>('DELETE', path)
  ).catch((error: unknown) => {
    session.fail(codeOf(error));
    return undefined;
  });
  if (done === null) session.show({ ...proposal, state: 'declined' });
  else if (done !== undefined) session.show(done.proposal);
  else {
    const current = await session.request<{ proposal: ProposalView | null }>('GET', '/proposal');
    if (current.proposal?.id === proposal.id) session.show(current.proposal);
    else session.show({ ...proposal, state: 'lapsed' });
  }
}
