import type { Desk } from '../desk.ts';
import { Approval } from './approval.tsx';
import { OverlayFrame } from './overlay.tsx';
import { Returns } from './returns.tsx';
import { Transfers } from './transfers.tsx';

/** What shoppers confirmed and the rules leave to a person. */
export function Approvals({ desk }: { desk: Desk }) {
  const waiting = desk.lists.approvals.value;
  return (
    <OverlayFrame desk={desk} title="Approvals">
      {waiting.length === 0 && <p class="muted">Nothing waits for a decision.</p>}
      {waiting.map((approval) => (
        <Approval key={approval.proposal.id} desk={desk} approval={approval} />
      ))}
      <Transfers desk={desk} />
      <Returns desk={desk} />
    </OverlayFrame>
  );
}
