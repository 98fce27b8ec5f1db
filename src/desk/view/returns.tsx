import { useState } from 'preact/hooks';
import type { OpenReturn } from '../../protocol/staff.ts';
import { formatMoney } from '../../ui/format.ts';
import type { Desk } from '../desk.ts';
import { serverMinute } from '../server-clock.ts';
import { ago, codeWords } from '../words.ts';
import { OpenConversation } from './open-conversation.tsx';

type Item = OpenReturn['items'][number];

/** How pieces were found; what came damaged is accepted or not. */
const FOUND = {
  as_expected: { label: 'As expected', condition: 'as_expected' },
  damaged_accepted: { label: 'Damaged, accepted', condition: 'damaged', accepted: true },
  damaged: { label: 'Damaged, not accepted', condition: 'damaged', accepted: false },
  not_arrived: { label: 'Not in the parcel', condition: 'not_arrived' },
} as const;
type Found = keyof typeof FOUND;

/** Goods on their way back: booked in here, and what was confirmed for them follows. */
export function Returns({ desk }: { desk: Desk }) {
  const returns = desk.lists.returns.value;
  if (returns.length === 0) return null;
  return (
    <section aria-label="Returns">
      <h3>Returns and exchanges on their way</h3>
      {returns.map((one) => (
        <Return key={one.proposalId} desk={desk} one={one} />
      ))}
    </section>
  );
}

function Return({ desk, one }: { desk: Desk; one: OpenReturn }) {
  const { proposalId, orderNumber, kind, reason, amount, settled, charge, confirmedAt } = one;
  const awaited = one.items.filter(({ outstanding }) => outstanding > 0);
  return (
    <article class="approval" aria-label={`${codeWords(kind)} of ${orderNumber}`}>
      <header>
        <h4>
          {codeWords(kind)} <bdi dir="ltr">{orderNumber}</bdi>
        </h4>
        <b>
          <bdi class="amount">{formatMoney('en', amount)}</bdi>
        </b>
      </header>
      <p class="meta">
        Confirmed {ago(confirmedAt, serverMinute.value)}
        {reason !== null && ` · ${codeWords(reason)}`}
        {settled.amount > 0 && ` · ${formatMoney('en', settled)} is going back`}
        {charge === 'open' && ' · the difference is being charged'}
        {charge === 'failed' && ' · the difference was declined; nothing was taken'}
      </p>
      {awaited.map((item) => (
        <Pieces key={`${item.lineId} ${item.outstanding}`} desk={desk} {...{ proposalId, item }} />
      ))}
      <div class="acts">
        {awaited.length === 0 && (
          <button
            type="button"
            class="primary"
            disabled={desk.isOffline.value}
            onClick={() => void book(desk, proposalId, [])}
          >
            Try again what follows
          </button>
        )}
        <OpenConversation desk={desk} id={one.conversationId} />
      </div>
    </article>
  );
}

function Pieces(props: { desk: Desk; proposalId: string; item: Item }) {
  const { desk, proposalId, item } = props;
  const { lineId, title, outstanding } = item;
  const [quantity, setQuantity] = useState(outstanding);
  const [found, setFound] = useState<Found>('as_expected');
  const id = `${proposalId}-${lineId}`;
  const { label: _, ...condition } = FOUND[found];
  return (
    <fieldset>
      <legend>
        {outstanding} × {title}
      </legend>
      <label for={`pieces-${id}`}>Pieces</label>
      <input
        id={`pieces-${id}`}
        type="number"
        min={1}
        max={outstanding}
        value={quantity}
        onInput={(event) => setQuantity(event.currentTarget.valueAsNumber)}
      />
      <label for={`found-${id}`}>Found</label>
      <select
        id={`found-${id}`}
        value={found}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          if (isFound(chosen)) setFound(chosen);
        }}
      >
        {Object.entries(FOUND).map(([code, { label }]) => (
          <option value={code}>{label}</option>
        ))}
      </select>
      <button
        type="button"
        class="primary"
        disabled={desk.isOffline.value || !(quantity >= 1 && quantity <= outstanding)}
        onClick={() => void book(desk, proposalId, [{ lineId, quantity, ...condition }])}
      >
        Book in
      </button>
    </fieldset>
  );
}

function isFound(code: string): code is Found {
  return Object.hasOwn(FOUND, code);
}

async function book(desk: Desk, proposalId: string, items: readonly object[]): Promise<void> {
  const done = await desk.try(() =>
    desk.server.send('POST', `/returns/${proposalId}/arrivals`, {
      clientArrivalId: crypto.randomUUID(),
      items,
    }),
  );
  if (done) desk.say('Booked in; the shopper is told.');
  await desk.lists.readDecisions();
}
