/** What a timer is cancelled with; opaque, since Node and browsers differ. */
export type TimerHandle = unknown;

/** Timers are passed in like the clock, so that tests move time by hand and never sleep. */
export interface Timers {
  /** Runs `callback` once, after `milliseconds`. */
  setTimeout(callback: () => void, milliseconds: number): TimerHandle;
  clearTimeout(handle: TimerHandle): void;
}

export const systemTimers: Timers = {
  setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds),
  // A handle is whatever setTimeout of this same object gave out.
  clearTimeout: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
};
