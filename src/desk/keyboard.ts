import { signal } from '@preact/signals';
import { COMMANDS } from './commands.ts';
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
    if (command === undefined || command.isPossible?.(desk) === false) return;
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
