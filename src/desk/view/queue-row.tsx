import { formatMoney } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import type { Desk } from '../desk.ts';
import type { ListedRow } from '../queue.ts';
import { serverMinute, serverNow, slaAt } from '../server-clock.ts';
import { ago, duration, languageName } from '../words.ts';

/** One conversation of the queue: who, in what language, why, what was said last, and how long there is. */
export function Row({ desk, row }: { desk: Desk; row: ListedRow }) {
  const isOpen = desk.open.value?.id === row.conversationId;
  const me = desk.me.value?.id;
  const isTyping = row.typing.some(({ id }) => id !== me);
  // Whoever has it looks at it, too: that goes without saying.
  const others = row.viewers.filter(
    ({ id }) => id !== me && (isTyping || id !== row.claimedBy?.id),
  );
  return (
    <li>
      <button
        type="button"
        class={`row${isOpen ? ' open' : ''}`}
        aria-current={isOpen ? 'true' : undefined}
        data-conversation={row.conversationId}
        onClick={() => void desk.show(row.conversationId)}
      >
        <span class="row-head">
          <b class="row-name">
            <bdi>{row.name ?? 'Not known yet'}</bdi>
          </b>
          {row.locale !== null && (
            <span class="language" title={languageName(row.locale)}>
              {row.locale}
            </span>
          )}
          <Sla row={row} />
        </span>
        <span class="row-line" dir="auto">
          {row.lastLine === null ? row.reason.label : row.lastLine.text}
        </span>
        <span class="row-foot meta">
          <span class="chip plain">{row.reason.label}</span>
          {row.value !== null && <bdi class="amount">{formatMoney('en', row.value)}</bdi>}
          {row.approvals > 0 && <span class="chip care">approval</span>}
          <span class="gap" />
          <Standing row={row} />
        </span>
        {(others.length > 0 || row.claimedBy !== null) && (
          <span class="meta row-people">
            {row.claimedBy !== null && (
              <bdi>{row.claimedBy.id === me ? 'yours' : row.claimedBy.name}</bdi>
            )}
            {others.length > 0 && (
              <span>
                {row.claimedBy !== null && ' · '}
                {others.map(({ name }) => name).join(', ')} {isTyping ? 'types…' : 'looks'}
              </span>
            )}
          </span>
        )}
      </button>
    </li>
  );
}

function Standing({ row }: { row: ListedRow }) {
  const now = serverMinute.value;
  if (row.endedAt !== null)
    return (
      <span>
        {row.resolution?.label ?? 'ended'} · {ago(row.endedAt, now)}
      </span>
    );
  if (row.snoozedUntil !== null)
    return <span>until {new Date(row.snoozedUntil).toLocaleString('en', SHORT)}</span>;
  if (row.waitingSince !== null)
    return <span>waits {duration(now - Date.parse(row.waitingSince))}</span>;
  return <span>answered</span>;
}

const SHORT = { weekday: 'short', hour: '2-digit', minute: '2-digit' } as const;

const LEVEL_WORDS = { ok: '', half: 'half gone', soon: 'soon late', late: 'late' } as const;

/** Time left for a reply, in words and a sign besides the colour. */
export function Sla({ row }: { row: Pick<ListedRow, 'sla' | 'readAt'> }) {
  if (row.sla === null) return null;
  const { level, secondsLeft, paused } = slaAt(row.sla, row.readAt, serverNow.value);
  if (paused)
    return (
      <span class="sla paused" title="Outside business hours">
        <Icon name="clock" size={14} /> paused
      </span>
    );
  return (
    <span class={`sla ${level}`}>
      <Icon name={level === 'late' || level === 'soon' ? 'alert' : 'clock'} size={14} />{' '}
      <span class="unseen">{LEVEL_WORDS[level]} </span>
      {secondsLeft < 0 ? '−' : ''}
      {clock(Math.abs(secondsLeft))}
    </span>
  );
}

function clock(seconds: number): string {
  if (seconds >= 3600)
    return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
