import { useState } from 'preact/hooks';
import type { BankTransfer } from '../../protocol/staff.ts';
import { formatMoney } from '../../ui/format.ts';
import type { Desk } from '../desk.ts';
import { serverMinute } from '../server-clock.ts';
import { ago, fieldWords } from '../words.ts';
import { Fact } from './fact.tsx';
import { OpenConversation } from './open-conversation.tsx';

/** Refunds that have no way back by themselves: a person transfers the money and says so here. */
export function Transfers({ desk }: { desk: Desk }) {
  const transfers = desk.lists.transfers.value;
  if (transfers.length === 0) return null;
  return (
    <section aria-label="Bank transfers">
      <h3>Bank transfers to make</h3>
      {transfers.map((transfer) => (
        <Transfer key={transfer.refundId} desk={desk} transfer={transfer} />
      ))}
    </section>
  );
}

function Transfer({ desk, transfer }: { desk: Desk; transfer: BankTransfer }) {
  const { refundId, orderNumber, amount, account, heldBy, createdAt, conversationId } = transfer;
  const [reference, setReference] = useState('');
  const paid = async () => {
    const done = await desk.try(() =>
      desk.server.send('PUT', `/bank-transfers/${refundId}/outcome`, {
        outcome: 'paid',
        ...(reference === '' ? {} : { reference }),
      }),
    );
    if (done) desk.say('Noted; the shopper is told.');
    await desk.lists.readDecisions();
  };
  return (
    <article class="approval" aria-label={`Transfer for ${orderNumber}`}>
      <header>
        <h4>
          <bdi dir="ltr">{orderNumber}</bdi>
        </h4>
        <b>
          <bdi class="amount">{formatMoney('en', amount)}</bdi>
        </b>
      </header>
      <p class="meta">Asked for {ago(createdAt, serverMinute.value)}</p>
      {heldBy !== null && (
        <p class="muted">
          Do not pay yet: a check by the {heldBy === 'provider' ? 'payment provider' : heldBy} holds
          this money.
        </p>
      )}
      {account === null ? (
        <p class="muted">The shopper has not given the account yet; the chat shows them a form.</p>
      ) : (
        <>
          <dl class="facts">
            {Object.entries(account).map(([name, value]) => (
              <Fact name={fieldWords(name)}>{String(value)}</Fact>
            ))}
          </dl>
          <label for={`reference-${refundId}`}>Reference that the shopper’s bank knows</label>
          <input
            id={`reference-${refundId}`}
            maxLength={80}
            value={reference}
            onInput={(event) => setReference(event.currentTarget.value)}
          />
        </>
      )}
      <div class="acts">
        {account !== null && (
          <button
            type="button"
            class="primary"
            disabled={desk.isOffline.value || heldBy !== null}
            onClick={() => void paid()}
          >
            It is transferred
          </button>
        )}
        <OpenConversation desk={desk} id={conversationId} />
      </div>
    </article>
  );
}
