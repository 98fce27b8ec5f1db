import type { TimerHandle, Timers } from '../lib/timers.ts';

/** Waits for a ring or a time-out. A ring while nobody waits is kept for the next wait. */
export class Bell {
  readonly #timers: Timers;
  #rung = false;
  #answer: (() => void) | null = null;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  ring(): void {
    this.#rung = true;
    this.#answer?.();
  }

  /** True when it rang, false when the time ran out. */
  async wait(milliseconds: number): Promise<boolean> {
    if (!this.#rung) {
      let timer: TimerHandle;
      await new Promise<void>((resolve) => {
        timer = this.#timers.setTimeout(resolve, milliseconds);
        this.#answer = resolve;
      });
      // Here, not in `ring`: on Workers a request may not touch the timer of another one.
      this.#timers.clearTimeout(timer);
    }
    this.#answer = null;
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }
}
