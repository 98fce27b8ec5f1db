import { useState } from 'preact/hooks';
import type { WaitingApproval } from '../../protocol/http.ts';
import { formatMoney } from '../../ui/format.ts';
import type { Desk } from '../desk.ts';
import { serverMinute } from '../server-clock.ts';
import { ago, codeWords } from '../words.ts';
import { OverlayFrame } from './overlay.tsx';
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
    </OverlayFrame>
  );
}

const BARS = {
  own_request: 'This is your own order: a colleague decides.',
  second_person: 'Above the limit, a second person decides: you talk with this shopper.',
} as const;

function Approval({ desk, approval }: { desk: Desk; approval: WaitingApproval }) {
  const { proposal, rules, reason, conversationId, confirmedAt, words, risk, bar } = approval;
  const [refuses, setRefuses] = useState(false);
  const [why, setWhy] = useState('');
  const decide = async (decision: 'approve' | 'refuse') => {
    const done = await desk.try(() =>
      desk.server.send('PUT', `/approvals/${proposal.id}/decision`, {
        decision,
        ...(decision === 'refuse' ? { reason: why } : {}),
      }),
    );
    if (done)
      desk.say(
        decision === 'approve' ? 'Approved; the shopper is told.' : 'Refused; the shopper is told.',
      );
    await desk.lists.readDecisions();
  };
  return (
    <article class="approval" aria-label={`${codeWords(proposal.kind)} ${proposal.orderNumber}`}>
      <header>
        <h3>
          {codeWords(proposal.kind)} · <bdi dir="ltr">{proposal.orderNumber}</bdi>
        </h3>
        {proposal.amount && (
          <b>
            <bdi class="amount">{formatMoney('en', proposal.amount)}</bdi>
          </b>
        )}
      </header>
      <p dir="auto">{proposal.text}</p>
      <p class="meta">
        Reason given: {codeWords(reason)} · confirmed {ago(confirmedAt, serverMinute.value)}
      </p>
      {words !== '' && (
        <blockquote class="their-words" dir="auto">
          {words}
        </blockquote>
      )}
      <p class={risk.level === 'low' ? 'meta' : 'meta trouble'}>
        Risk: {risk.level}
        {risk.signs.length > 0 && ` — ${risk.signs.map(codeWords).join(', ')}`}
      </p>
      {rules.length > 0 && (
        <p class="meta">
          Asks for a person by{' '}
          {rules.map((rule, index) => (
            <>
              {index > 0 && ', '}
              <code>{rule}</code>
            </>
          ))}
        </p>
      )}
      {bar !== null && <p class="trouble">{BARS[bar]}</p>}
      {refuses ? (
        <form
          class="ask"
          onSubmit={(event) => {
            event.preventDefault();
            void decide('refuse');
          }}
        >
          <label for={`why-${proposal.id}`}>Why not? For the record</label>
          <input
            id={`why-${proposal.id}`}
            required
            maxLength={500}
            value={why}
            onInput={(event) => setWhy(event.currentTarget.value)}
          />
          <div class="acts">
            <button type="submit" class="danger" disabled={desk.isOffline.value}>
              Refuse
            </button>
            <button type="button" class="quiet" onClick={() => setRefuses(false)}>
              Back
            </button>
          </div>
        </form>
      ) : (
        <div class="acts">
          <button
            type="button"
            class="primary"
            disabled={desk.isOffline.value || bar !== null}
            onClick={() => void decide('approve')}
          >
            Approve
          </button>
          <button
            type="button"
            class="quiet"
            disabled={bar !== null}
            onClick={() => setRefuses(true)}
          >
            Refuse…
          </button>
          <button
            type="button"
            class="link"
            onClick={() => {
              desk.overlay.value = 'none';
              void desk.show(conversationId);
            }}
          >
            Open the conversation
          </button>
        </div>
      )}
    </article>
  );
}
