import { useEffect } from 'preact/hooks';
import type { Me } from '../../protocol/desk-account.ts';
import type { Desk } from '../desk.ts';
import { listenToKeys } from '../keyboard.ts';
import { Account } from './account.tsx';
import { Approvals } from './approvals.tsx';
import { ContextPanel } from './context-panel.tsx';
import { Conversation } from './conversation.tsx';
import { Help } from './help.tsx';
import { Palette } from './palette.tsx';
import { QueuePanel } from './queue-panel.tsx';

/** The page of somebody who is signed in: queue, conversation, and what the shop knows. */
export function Shell({ desk, me }: { desk: Desk; me: Me }) {
  useEffect(() => listenToKeys(desk), [desk]);
  const opened = desk.open.value;
  const overlay = desk.overlay.value;
  return (
    <div class={`shell${opened === null ? '' : ' has-open'}`}>
      <Top desk={desk} me={me} />
      {desk.isOffline.value && (
        <p class="banner" role="alert">
          The connection is lost. What you see may be old, and nothing can be sent until it is back.
        </p>
      )}
      <QueuePanel desk={desk} />
      {opened === null ? (
        <Nothing desk={desk} />
      ) : (
        <>
          <Conversation key={opened.id} desk={desk} opened={opened} me={me} />
          <ContextPanel desk={desk} opened={opened} />
        </>
      )}
      {overlay === 'palette' && <Palette desk={desk} />}
      {overlay === 'help' && <Help desk={desk} />}
      {overlay === 'approvals' && <Approvals desk={desk} />}
      {overlay === 'account' && <Account desk={desk} me={me} />}
    </div>
  );
}

/** No conversation is open: how to open one, or how one comes about. */
function Nothing({ desk }: { desk: Desk }) {
  const { waiting, all, snoozed, closed } = desk.queue.counts.value;
  const isQuiet = waiting + all + snoozed + closed === 0 && !desk.queue.loading.value;
  return (
    <main class="middle nothing">
      <h2>{isQuiet ? 'Nothing has come in yet' : 'No conversation is open'}</h2>
      {isQuiet ? (
        <>
          <p class="muted">
            A conversation appears at the left as soon as a shopper asks for a person, or the
            assistant calls one.
          </p>
          <p class="muted">
            To try it, open your shop in another window, write “I want to talk to a person” in the
            chat, and claim the conversation here. If the chat is not in your shop yet,
            docs/install-widget.md has the one tag it needs.
          </p>
        </>
      ) : (
        <p class="muted">
          Choose one at the left, or press <kbd>J</kbd> and <kbd>K</kbd> to move through the queue.
        </p>
      )}
    </main>
  );
}

const STATUS_WORDS = { online: 'Online', away: 'Away', offline: 'Offline' } as const;

function Top({ desk, me }: { desk: Desk; me: Me }) {
  const { approvals } = desk.queue.counts.value;
  const mine = desk.lists.people.value.find(({ id }) => id === me.id);
  return (
    <header class="top">
      <h1>Desk</h1>
      <button type="button" class="quiet" onClick={() => (desk.overlay.value = 'palette')}>
        Find or do… <kbd>Ctrl K</kbd>
      </button>
      <span class="gap" />
      <button
        type="button"
        class={approvals > 0 ? 'care-button' : 'quiet'}
        onClick={() => (desk.overlay.value = 'approvals')}
      >
        Approvals <b class="count">{approvals}</b>
      </button>
      <label class="status-choice">
        <span class="unseen">Your status</span>
        <select
          value={me.status}
          onChange={(event) =>
            void desk.setStatus(statusOf(event.currentTarget.value) ?? me.status)
          }
        >
          {Object.entries(STATUS_WORDS).map(([value, word]) => (
            <option value={value}>{word}</option>
          ))}
        </select>
      </label>
      <span class="meta" title="Your conversations, and how many you take at once">
        {mine?.load ?? me.load} of {me.capacity}
      </span>
      <button type="button" class="quiet" onClick={() => (desk.overlay.value = 'account')}>
        <bdi>{me.name}</bdi>
      </button>
    </header>
  );
}

function statusOf(value: string): Me['status'] | undefined {
  return value === 'online' || value === 'away' || value === 'offline' ? value : undefined;
}
