import type { ProposalView } from '../../protocol/card.ts';
import type { Widget } from '../widget.ts';

/** Where a refund by bank transfer goes. The details are sent to the service directly and are part of no message. */
export function BankForm(_props: { proposal: ProposalView; widget: Widget }) {
  return null;
}
