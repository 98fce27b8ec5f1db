import type { DeskConversation } from '../protocol/desk-conversation.ts';
import type { Ask, Desk } from './desk.ts';

export interface Command {
  /** pressed alone; null when the palette is the only way */
  key: string | null;
  name: string;
  /** left out: always */
  isPossible?(desk: Desk): boolean;
  run(desk: Desk): void;
}

/** Everything that can be done by a key or found in the palette. */
export const COMMANDS: readonly Command[] = [
  { key: 'j', name: 'Next conversation', run: (desk) => move(desk, 1) },
  { key: 'k', name: 'Previous conversation', run: (desk) => move(desk, -1) },
  { key: 'c', name: 'Claim', isPossible: mayClaim, run: (desk) => void desk.claim() },
  { key: 'r', name: 'Reply', isPossible: may('reply'), run: (desk) => write(desk, 'reply') },
  { key: 'n', name: 'Write a note', isPossible: isOpen, run: (desk) => write(desk, 'note') },
  { key: '/', name: 'Prepared words', isPossible: may('reply'), run: startCanned },
  {
    key: 't',
    name: 'Show the original or the translation',
    isPossible: isOpen,
    run: turnTranslation,
  },
  { key: 'e', name: 'Resolve', isPossible: may('reply'), run: ask('resolve') },
  { key: 'b', name: 'Back to the assistant', isPossible: may('reply'), run: ask('return') },
  { key: 'a', name: 'Approvals', run: (desk) => desk.openOverlay('approvals') },
  { key: '?', name: 'Keys', run: (desk) => desk.openOverlay('help') },
  {
    key: null,
    name: 'Undo',
    isPossible: ({ toasts }) => toasts.current.value?.undo !== undefined,
    run: ({ toasts }) => toasts.undo(),
  },
  {
    key: null,
    name: 'Take over',
    isPossible: may('takeOver'),
    run: (desk) => void desk.claim(true),
  },
  { key: null, name: 'Pass on to a colleague', isPossible: may('reply'), run: ask('pass') },
  {
    key: null,
    name: 'Snooze',
    isPossible: (desk) => may('reply')(desk) && !isSnoozed(desk),
    run: ask('snooze'),
  },
  {
    key: null,
    name: 'Wake up from the snooze',
    isPossible: isSnoozed,
    run: (desk) => void desk.act('DELETE', '/snooze', { done: 'Back from the snooze.' }),
  },
  {
    key: null,
    name: 'Reopen',
    isPossible: may('reopen'),
    run: (desk) => void desk.act('DELETE', '/closure', { done: 'Reopened; it is yours.' }),
  },
  {
    key: null,
    name: 'Release into the queue',
    isPossible: may('reply'),
    run: (desk) => void desk.act('DELETE', '/claim', { done: 'Put back into the queue.' }),
  },
  { key: null, name: 'Waiting', run: (desk) => void desk.queue.show({ tab: 'waiting' }) },
  { key: null, name: 'Mine', run: (desk) => void desk.queue.show({ tab: 'mine' }) },
  { key: null, name: 'All that are open', run: (desk) => void desk.queue.show({ tab: 'all' }) },
  { key: null, name: 'Snoozed', run: (desk) => void desk.queue.show({ tab: 'snoozed' }) },
  { key: null, name: 'Closed', run: (desk) => void desk.queue.show({ tab: 'closed' }) },
  {
    key: null,
    name: 'Search the queue',
    run: () => document.getElementById('queue-search')?.focus(),
  },
  {
    key: null,
    name: 'Account, sessions and notices',
    run: (desk) => desk.openOverlay('account'),
  },
  { key: null, name: 'I am away', run: (desk) => void desk.setStatus('away') },
  { key: null, name: 'I am online', run: (desk) => void desk.setStatus('online') },
  { key: null, name: 'Sign out', run: (desk) => void desk.signOut() },
];

function isOpen(desk: Desk): boolean {
  return desk.open.value !== null;
}

function may(what: keyof DeskConversation['may']): (desk: Desk) => boolean {
  return (desk) => desk.open.value?.detail.value?.may[what] === true;
}

/** A key that comes right after the conversation was opened waits for what it holds. */
function mayClaim(desk: Desk): boolean {
  return may('claim')(desk) || (isOpen(desk) && desk.open.value?.detail.value === null);
}

function isSnoozed(desk: Desk): boolean {
  return may('reply')(desk) && desk.open.value?.detail.value?.row?.snoozedUntil != null;
}

/** Opens the row after or before the open one and moves the focus along, so that a reader hears it. */
function move(desk: Desk, step: 1 | -1): void {
  const rows = desk.queue.rows.value;
  const at = rows.findIndex(({ conversationId }) => conversationId === desk.open.value?.id);
  const next = rows[at === -1 ? (step === 1 ? 0 : rows.length - 1) : at + step];
  if (next === undefined) return;
  void desk.show(next.conversationId);
  document.querySelector<HTMLElement>(`[data-conversation="${next.conversationId}"]`)?.focus();
}

function write(desk: Desk, mode: 'reply' | 'note'): void {
  const box = document.getElementById(mode);
  if (box === null && desk.writes.value !== mode) desk.wantsFocus = mode;
  desk.writes.value = mode;
  box?.focus();
}

function startCanned(desk: Desk): void {
  write(desk, 'reply');
  desk.startsCanned.value += 1;
}

function turnTranslation(desk: Desk): void {
  const opened = desk.open.value;
  if (opened !== null) void desk.try(() => opened.turnTranslation(desk.me.value?.locale ?? 'en'));
}

function ask(what: Ask): (desk: Desk) => void {
  return (desk) => {
    desk.ask.value = what;
  };
}
