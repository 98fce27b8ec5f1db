import { signal } from '@preact/signals';

/** How long an undo is offered, and how long other words stand. */
const UNDO_MS = 5_000;
const WORDS_MS = 8_000;

export interface Toast {
  text: string;
  undo?: (() => void) | undefined;
}

/** The last thing that was done or went wrong; it goes by itself. */
export class Toasts {
  readonly current = signal<Toast | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string, undo?: () => void): void {
    clearTimeout(this.#timer);
    this.current.value = { text, undo };
    this.#timer = setTimeout(() => this.dismiss(), undo === undefined ? WORDS_MS : UNDO_MS);
  }

  undo(): void {
    this.current.value?.undo?.();
    this.dismiss();
  }

  dismiss(): void {
    this.current.value = null;
  }
}
