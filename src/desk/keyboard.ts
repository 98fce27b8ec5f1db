import { signal } from '@preact/signals';
import type { Desk } from './desk.ts';

const KEY = 'dragoman-desk-single-keys';

/** Single keys can be switched off (WCAG 2.1.4): they get in the way of speech input. */
export const singleKeys = signal(readSetting());

export function setSingleKeys(wanted: boolean): void {
  singleKeys.value = wanted;
  try {
    localStorage.setItem(KEY, wanted ? 'on' : 'off');
  } catch {
    // Not kept, then; it holds until the page is closed.
  }
}

function readSetting(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export interface Command {
  /** pressed alone; null when the palette is the only way */
  key: string | null;
  name: string;
  run(desk: Desk): void;
}

/** Everything that can be done by a key or found in the palette. */
export const COMMANDS: readonly Command[] = [
  { key: 'j', name: 'Next conversation', run: (desk) => move(desk, 1) },
  { key: 'k', name: 'Previous conversation', run: (desk) => move(desk, -1) },
  { key: 'c', name: 'Claim', run: (desk) => void desk.claim() },
  { key: 'r', name: 'Reply', run: (desk) => write(desk, 'reply') },
  { key: 'n', name: 'Write a note', run: (desk) => write(desk, 'note') },
  { key: '/', name: 'Prepared words', run: startCanned },
  { key: 't', name: 'Show the original or the translation', run: turnTranslation },
  { key: 'e', name: 'Resolve', run: (desk) => ask(desk, 'resolve') },
  { key: 'b', name: 'Back to the assistant', run: (desk) => ask(desk, 'return') },
  { key: 'a', name: 'Approvals', run: (desk) => desk.openOverlay('approvals') },
  { key: '?', name: 'Keys', run: (desk) => desk.openOverlay('help') },
  { key: null, name: 'Take over', run: (desk) => void desk.claim(true) },
  { key: null, name: 'Pass on to a colleague', run: (desk) => ask(desk, 'pass') },
  { key: null, name: 'Snooze', run: (desk) => ask(desk, 'snooze') },
  {
    key: null,
    name: 'Release into the queue',
    run: (desk) => void desk.act('DELETE', '/claim', { done: 'Put back into the queue.' }),
  },
  { key: null, name: 'Waiting', run: (desk) => void desk.queue.show({ tab: 'waiting' }) },
  { key: null, name: 'Mine', run: (desk) => void desk.queue.show({ tab: 'mine' }) },
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

/** Listens until the returned function is called. */
export function listenToKeys(desk: Desk): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      desk.overlay.value = desk.overlay.value === 'palette' ? 'none' : 'palette';
      return;
    }
    if (event.key === 'Escape') {
      leave(desk);
      return;
    }
    if (!singleKeys.value || event.ctrlKey || event.metaKey || event.altKey) return;
    // A box that was asked for takes the next letter: until it stands there, letters are no commands.
    if (isTyping(event.target) || desk.overlay.value !== 'none' || desk.wantsFocus !== null) return;
    const command = COMMANDS.find(({ key }) => key === event.key.toLowerCase());
    if (command === undefined) return;
    event.preventDefault();
    command.run(desk);
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

function leave(desk: Desk): void {
  if (desk.overlay.value !== 'none') desk.overlay.value = 'none';
  else if (desk.ask.value !== 'none') desk.ask.value = 'none';
  else if (desk.drawer.value) desk.drawer.value = false;
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
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
  if (desk.open.value === null) return;
  const box = document.getElementById(mode);
  if (box === null && desk.writes.value !== mode) desk.wantsFocus = mode;
  desk.writes.value = mode;
  box?.focus();
}

function startCanned(desk: Desk): void {
  const opened = desk.open.value;
  if (opened === null) return;
  write(desk, 'reply');
  desk.startsCanned.value += 1;
}

function turnTranslation(desk: Desk): void {
  const opened = desk.open.value;
  if (opened !== null) void desk.try(() => opened.turnTranslation(desk.me.value?.locale ?? 'en'));
}

function ask(desk: Desk, what: 'resolve' | 'return' | 'pass' | 'snooze'): void {
  if (desk.open.value?.detail.value?.may.reply === true) desk.ask.value = what;
}
