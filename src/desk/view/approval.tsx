import { useState } from 'preact/hooks';
import type { WaitingApproval } from '../../protocol/staff.ts';
import { formatMoney } from '../../ui/format.ts';
import { parseAmount } from '../amount.ts';
import type { Desk } from '../desk.ts';
import { serverMinute } from '../server-clock.ts';
import { ago, codeWords } from '../words.ts';
import { focusFirst } from './focus-first.ts';
import { OpenConversation } from './open-conversation.tsx';

const BARS = {
  own_request: 'This is your own order: a colleague decides.',
  second_person: 'Above the limit, a second person decides: you talk with this shopper.',
} as const;

type Decision =
  | { decision: 'approve' }
  | { decision: 'refuse'; reason: string }
  | { decision: 'lower'; amount: number; reason: string };

const DONE: Readonly<Record<Decision['decision'], string>> = {
  approve: 'Approved; the shopper is told.',
  refuse: 'Refused; the shopper is told.',
  lower: 'Offered to the shopper; it goes out once they confirm.',
};

interface Props {
  desk: Desk;
  approval: WaitingApproval;
}

/** One confirmed wish: what, why, what speaks against it, and the decision. */
export function Approval({ desk, approval }: Props) {
  const { proposal, rules, reason, conversationId, confirmedAt, words, risk, bar } = approval;
  const [asks, setAsks] = useState<'refuse' | 'lower' | null>(null);
  const decide = async (decision: Decision) => {
    const done = await desk.try(() =>
      desk.server.send('PUT', `/approvals/${proposal.id}/decision`, decision),
    );
    if (done) desk.say(DONE[decision.decision]);
    await desk.lists.readDecisions();
  };
  const cannot = desk.isOffline.value || bar !== null;
  const form = { desk, approval, onBack: () => setAsks(null), onDecide: decide };
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
      {asks === 'refuse' && <RefuseForm {...form} />}
      {asks === 'lower' && <LowerForm {...form} />}
      {asks === null && (
        <div class="acts">
          <button
            type="button"
            class="primary"
            disabled={cannot}
            onClick={() => void decide({ decision: 'approve' })}
          >
            Approve
          </button>
          {proposal.kind === 'refund' && proposal.amount && (
            <button type="button" class="quiet" disabled={cannot} onClick={() => setAsks('lower')}>
              Change the amount…
            </button>
          )}
          <button type="button" class="quiet" disabled={cannot} onClick={() => setAsks('refuse')}>
            Refuse…
          </button>
          <OpenConversation desk={desk} id={conversationId} />
        </div>
      )}
    </article>
  );
}

interface FormProps extends Props {
  onBack: () => void;
  onDecide: (decision: Decision) => Promise<void>;
}

function RefuseForm({ desk, approval, onBack, onDecide }: FormProps) {
  const [why, setWhy] = useState('');
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        void onDecide({ decision: 'refuse', reason: why });
      }}
    >
      <Why
        id={approval.proposal.id}
        label="Why not? For the record"
        value={why}
        onInput={setWhy}
        first
      />
      <div class="acts">
        <button type="submit" class="danger" disabled={desk.isOffline.value}>
          Refuse
        </button>
        <button type="button" class="quiet" onClick={onBack}>
          Back
        </button>
      </div>
    </form>
  );
}

/** Less than was confirmed: the shopper is asked anew, and nothing goes out before they say yes. */
function LowerForm({ desk, approval, onBack, onDecide }: FormProps) {
  const { id, amount: confirmed = { amount: 0, currency: 'EUR' } } = approval.proposal;
  const [typed, setTyped] = useState('');
  const [why, setWhy] = useState('');
  const amount = parseAmount(typed, confirmed.currency);
  const isLower = amount !== null && amount > 0 && amount < confirmed.amount;
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        if (isLower) void onDecide({ decision: 'lower', amount, reason: why });
      }}
    >
      <label for={`amount-${id}`}>
        Amount in {confirmed.currency}, less than{' '}
        <bdi class="amount">{formatMoney('en', confirmed)}</bdi>
      </label>
      <input
        id={`amount-${id}`}
        required
        inputMode="decimal"
        autocomplete="off"
        value={typed}
        ref={focusFirst}
        aria-describedby={`amount-hint-${id}`}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <p class="meta" id={`amount-hint-${id}`} role="status">
        {typed === '' && 'The shopper is asked anew; it goes out once they confirm.'}
        {typed !== '' && isLower && `Offers ${formatMoney('en', { ...confirmed, amount })}.`}
        {typed !== '' &&
          !isLower &&
          'Digits, and a point before the cents; less than was confirmed.'}
      </p>
      <Why id={id} label="Why less? For the record" value={why} onInput={setWhy} />
      <div class="acts">
        <button type="submit" class="primary" disabled={desk.isOffline.value || !isLower}>
          Offer this amount
        </button>
        <button type="button" class="quiet" onClick={onBack}>
          Back
        </button>
      </div>
    </form>
  );
}

function Why(props: {
  id: string;
  label: string;
  value: string;
  onInput: (why: string) => void;
  first?: boolean;
}) {
  return (
    <>
      <label for={`why-${props.id}`}>{props.label}</label>
      <input
        id={`why-${props.id}`}
        required
        maxLength={500}
        value={props.value}
        ref={props.first === true ? focusFirst : null}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </>
  );
}
