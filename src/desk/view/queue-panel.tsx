import type { DeskTab } from '../../protocol/desk.ts';
import type { Desk } from '../desk.ts';
import { sayProblem } from '../server.ts';
import { languageName } from '../words.ts';
import { Row } from './queue-row.tsx';

const TABS: readonly (readonly [DeskTab, string])[] = [
  ['waiting', 'Waiting'],
  ['mine', 'Mine'],
  ['all', 'All'],
  ['snoozed', 'Snoozed'],
  ['closed', 'Closed'],
];

const EMPTY: Readonly<Record<DeskTab, string>> = {
  waiting: 'Nobody waits. Well done.',
  mine: 'You have no conversation. Claim one under Waiting.',
  all: 'No conversation is open.',
  snoozed: 'Nothing is set aside.',
  closed: 'Nothing was closed lately.',
};

/** The queue: tabs with their counts, filters, search, and the rows. */
export function QueuePanel({ desk }: { desk: Desk }) {
  const { queue } = desk;
  const filter = queue.filter.value;
  const rows = queue.rows.value;
  return (
    <nav class="queue" aria-label="Queue">
      <div class="tabs" role="tablist" aria-label="Tabs of the queue">
        {TABS.map(([tab, word]) => (
          <button
            type="button"
            role="tab"
            id={`tab-${tab}`}
            aria-controls="queue-rows"
            aria-selected={filter.tab === tab}
            tabIndex={filter.tab === tab ? 0 : -1}
            onClick={() => void queue.show({ tab })}
            onKeyDown={(event) => moveTab(event, desk)}
          >
            {word} <b class="count">{queue.counts.value[tab]}</b>
          </button>
        ))}
      </div>
      <div class="filters">
        <input
          type="search"
          id="queue-search"
          aria-label="Search names, orders and words"
          placeholder="Search"
          value={filter.search}
          onInput={(event) => {
            const search = event.currentTarget.value;
            if (search.trim() !== filter.search) void queue.show({ search: search.trim() });
          }}
        />
        <select
          aria-label="Language"
          value={filter.language}
          onChange={(event) => void queue.show({ language: event.currentTarget.value })}
        >
          <option value="">All languages</option>
          {queue.languages.value.map((language) => (
            <option value={language}>{languageName(language)}</option>
          ))}
        </select>
        <select
          aria-label="Reason"
          value={filter.reason}
          onChange={(event) => void queue.show({ reason: event.currentTarget.value })}
        >
          <option value="">All reasons</option>
          {queue.reasons.value.map(({ code, label }) => (
            <option value={code}>{label}</option>
          ))}
        </select>
      </div>
      <div
        id="queue-rows"
        class="rows"
        role="tabpanel"
        aria-labelledby={`tab-${filter.tab}`}
        aria-busy={queue.loading.value}
      >
        {queue.failed.value !== null && (
          <p class="trouble" role="alert">
            {sayProblem(queue.failed.value)}{' '}
            <button type="button" class="link" onClick={() => void queue.read()}>
              Try again
            </button>
          </p>
        )}
        {rows.length === 0 && !queue.loading.value && queue.failed.value === null && (
          <p class="muted empty">
            {filter.search === '' ? EMPTY[filter.tab] : 'Nothing is found.'}
          </p>
        )}
        <ul>
          {rows.map((row) => (
            <Row key={row.handoffId} desk={desk} row={row} />
          ))}
        </ul>
        {rows.length < queue.total.value && (
          <button type="button" class="quiet more" onClick={() => void queue.readMore()}>
            Show more
          </button>
        )}
      </div>
    </nav>
  );
}

/** Arrow keys move between the tabs, as the pattern of tabs has it. */
function moveTab(event: KeyboardEvent, { queue }: Desk): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const at = TABS.findIndex(([tab]) => tab === queue.filter.value.tab);
  const [tab] = TABS[(at + step + TABS.length) % TABS.length] ?? ['waiting' as const];
  void queue.show({ tab });
  document.getElementById(`tab-${tab}`)?.focus();
}
