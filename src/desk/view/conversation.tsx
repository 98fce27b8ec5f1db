import type { Me } from '../../protocol/desk-account.ts';
import { formatMoney } from '../../ui/format.ts';
import type { Desk } from '../desk.ts';
import type { OpenConversation } from '../open-conversation.ts';
import { sayProblem } from '../server.ts';
import { serverNow } from '../server-clock.ts';
import { languageName } from '../words.ts';
import { Acts } from './acts.tsx';
import { Composer } from './composer.tsx';
import { Log } from './log.tsx';
import { Sla } from './queue-row.tsx';

interface Props {
  desk: Desk;
  opened: OpenConversation;
  me: Me;
}

/** The conversation in the middle: who has it, what was said, and what I may do. */
export function Conversation({ desk, opened, me }: Props) {
  const detail = opened.detail.value;
  const row = detail?.row ?? null;
  return (
    <main class="middle" aria-label="Conversation">
      <header class="middle-head">
        <button type="button" class="quiet back" onClick={() => void desk.show(null)}>
          Queue
        </button>
        <div class="who">
          <h2 tabIndex={-1} id="conversation-title">
            <bdi>{row?.name ?? 'Shopper not known yet'}</bdi>
          </h2>
          <p class="meta">
            {detail?.locale && <span>{languageName(detail.locale)}</span>}
            {row !== null && <span> · {row.reason.label}</span>}
            {row?.value && (
              <span>
                {' '}
                · <bdi class="amount">{formatMoney('en', row.value)}</bdi> at risk
              </span>
            )}{' '}
            {row !== null && <Sla row={{ sla: row.sla, readAt: serverNow.peek() }} />}
          </p>
        </div>
        <button
          type="button"
          class="quiet drawer-button"
          aria-expanded={desk.drawer.value}
          onClick={() => (desk.drawer.value = !desk.drawer.value)}
        >
          Details
        </button>
      </header>
      {opened.failed.value !== null && (
        <p class="banner" role="alert">
          {sayProblem(opened.failed.value)}{' '}
          <button type="button" class="link" onClick={() => void opened.readDetail()}>
            Try again
          </button>
        </p>
      )}
      {opened.isCutOff.value && !desk.isOffline.value && (
        <p class="banner" role="status">
          New messages do not arrive at the moment; reconnecting.
        </p>
      )}
      {detail !== null && <Owner desk={desk} opened={opened} me={me} />}
      <Log opened={opened} labels={me.labels} />
      {detail !== null && <Composer desk={desk} opened={opened} me={me} />}
    </main>
  );
}

/** Who answers the shopper now, who else looks, and the acts that fit. */
function Owner({ desk, opened, me }: Props) {
  const detail = opened.detail.value;
  if (detail === null) return null;
  const { row, owner } = detail;
  const others = (row?.viewers ?? []).filter(({ id }) => id !== me.id && id !== row?.claimedBy?.id);
  const typing = (row?.typing ?? []).filter(({ id }) => id !== me.id);
  return (
    <div class="owner">
      <p>
        {owner === 'human' &&
          (detail.may.reply ? (
            <b>You have this conversation.</b>
          ) : (
            <b>
              <bdi>{row?.claimedBy?.name ?? 'A colleague'}</bdi> has this conversation.
            </b>
          ))}
        {owner === 'queued' && <b>Waits for a person.</b>}
        {owner === 'assistant' && <b>The assistant answers.</b>}
        {owner === 'closed' && <b>The shopper deleted this conversation.</b>}
        {row?.reservedFor && owner === 'queued' && (
          <span class="meta">
            {' '}
            Kept for <bdi>{row.reservedFor.id === me.id ? 'you' : row.reservedFor.name}</bdi>.
          </span>
        )}
      </p>
      <p class="meta" role="status">
        {typing.length > 0
          ? `${typing.map(({ name }) => name).join(', ')} types…`
          : others.length > 0 && `${others.map(({ name }) => name).join(', ')} looks at this too`}
      </p>
      <Acts desk={desk} opened={opened} />
    </div>
  );
}
