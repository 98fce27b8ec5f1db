import { useState } from 'preact/hooks';
import type { Ask, Desk } from '../desk.ts';
import type { OpenConversation } from '../open-conversation.ts';
import { focusFirst } from './focus-first.ts';

/** Buttons for what may be done with the open conversation; some ask for a word more. */
export function Acts({ desk, opened }: { desk: Desk; opened: OpenConversation }) {
  const ask = desk.ask.value;
  const detail = opened.detail.value;
  if (detail === null) return null;
  const { may, row, owner } = detail;
  const button = (name: string, run: () => void, more: { primary?: boolean; asks?: Ask } = {}) => (
    <button
      type="button"
      class={more.primary === true ? 'primary' : 'quiet'}
      disabled={desk.isOffline.value}
      {...(more.asks === undefined ? {} : { 'aria-expanded': ask === more.asks })}
      onClick={run}
    >
      {name}
    </button>
  );
  const asking = (name: string, asks: Ask) =>
    button(name, () => (desk.ask.value = ask === asks ? 'none' : asks), { asks });
  const undoing = (name: string, path: string, done: string) =>
    button(name, () => void desk.act('DELETE', path, { done }));
  return (
    <div class="acts-place">
      <div class="acts">
        {may.claim &&
          owner !== 'assistant' &&
          button('Claim', () => void desk.claim(), { primary: true })}
        {owner === 'assistant' &&
          !may.reopen &&
          button('Answer instead of the assistant', () => void desk.claim())}
        {may.takeOver && button('Take over', () => void desk.claim(true))}
        {may.reopen && undoing('Reopen', '/closure', 'Reopened; it is yours.')}
        {may.reply && (
          <>
            {asking('Resolve', 'resolve')}
            {asking('Back to the assistant', 'return')}
            {asking('Pass on', 'pass')}
            {row?.snoozedUntil
              ? undoing('Wake up', '/snooze', 'Back from the snooze.')
              : asking('Snooze', 'snooze')}
            {undoing('Release', '/claim', 'Put back into the queue.')}
          </>
        )}
      </div>
      {may.reply && ask !== 'none' && (
        <fieldset class="bare" disabled={desk.isOffline.value}>
          <AskForm desk={desk} ask={ask} />
        </fieldset>
      )}
    </div>
  );
}

function AskForm({ desk, ask }: { desk: Desk; ask: Exclude<Ask, 'none'> }) {
  const close = () => (desk.ask.value = 'none');
  switch (ask) {
    case 'resolve':
      return <ResolveForm desk={desk} onDone={close} />;
    case 'return':
      return <ReturnForm desk={desk} onDone={close} />;
    case 'pass':
      return <PassForm desk={desk} onDone={close} />;
    case 'snooze':
      return <SnoozeForm desk={desk} onDone={close} />;
  }
}

interface FormProps {
  desk: Desk;
  onDone: () => void;
}

function ResolveForm({ desk, onDone }: FormProps) {
  const resolutions = Object.entries(desk.me.value?.labels.resolutions ?? {});
  const resolve = async (reason: string) => {
    onDone();
    const opened = desk.open.value;
    const handoffId = opened?.detail.value?.row?.handoffId;
    await desk.act('PUT', '/closure', {
      body: { reason },
      done: 'Resolved.',
      undo: () => desk.server.send('DELETE', `/handoffs/${handoffId}/closure`),
    });
  };
  return (
    <fieldset class="ask">
      <legend>What was it?</legend>
      <div class="choices">
        {resolutions.map(([code, label], index) => (
          <button
            type="button"
            class="quiet"
            ref={index === 0 ? focusFirst : null}
            onClick={() => void resolve(code)}
          >
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function ReturnForm({ desk, onDone }: FormProps) {
  const [note, setNote] = useState('');
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
        void desk.act('PUT', '/return', { body: { note }, done: 'The assistant answers again.' });
      }}
    >
      <label for="return-note">Note for the assistant: what was agreed, what is left to do</label>
      <input
        id="return-note"
        dir="auto"
        maxLength={2000}
        value={note}
        ref={focusFirst}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <button type="submit" class="primary">
        Hand back
      </button>
    </form>
  );
}

function PassForm({ desk, onDone }: FormProps) {
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const others = desk.lists.people.value.filter(({ id }) => id !== desk.me.value?.id);
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
        void desk.act('PUT', '/assignment', {
          body: { staffId: to === '' ? null : to, note },
          done: 'Passed on.',
        });
      }}
    >
      <label for="pass-to">To</label>
      <select
        id="pass-to"
        value={to}
        ref={focusFirst}
        onChange={(event) => setTo(event.currentTarget.value)}
      >
        <option value="">anybody</option>
        {others.map(({ id, name, status, load, capacity }) => (
          <option value={id}>
            {name} ({status}, {load} of {capacity})
          </option>
        ))}
      </select>
      <label for="pass-note">Note, not visible to the customer</label>
      <input
        id="pass-note"
        dir="auto"
        maxLength={2000}
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <button type="submit" class="primary">
        Pass on
      </button>
    </form>
  );
}

const HOUR_MS = 3_600_000;
const SNOOZES: readonly (readonly [string, number])[] = [
  ['1 hour', HOUR_MS],
  ['4 hours', 4 * HOUR_MS],
  ['1 day', 24 * HOUR_MS],
  ['3 days', 72 * HOUR_MS],
];

function SnoozeForm({ desk, onDone }: FormProps) {
  return (
    <fieldset class="ask">
      <legend>Set aside for how long? A word of the shopper brings it back at once.</legend>
      <div class="choices">
        {SNOOZES.map(([word, milliseconds], index) => (
          <button
            type="button"
            class="quiet"
            ref={index === 0 ? focusFirst : null}
            onClick={() => {
              onDone();
              const until = new Date(Date.now() + milliseconds).toISOString();
              void desk.act('PUT', '/snooze', { body: { until }, done: `Set aside for ${word}.` });
            }}
          >
            {word}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
