import type { Timers } from './timers.ts';

/** Calls back again and again, until the returned function is called. */
export type Pulse = (beat: () => void) => () => void;

/** A timer for each: on Workers a request may not be woken by the timer of another one. */
export function ownPulse(timers: Timers, milliseconds: number): Pulse {
  return (beat) => {
    const again = () => {
      timer = timers.setTimeout(again, milliseconds);
      beat();
    };
    let timer = timers.setTimeout(again, milliseconds);
    return () => timers.clearTimeout(timer);
  };
}

/** One timer for all of a process: ten thousand idle streams would otherwise hold ten thousand. */
export function sharedPulse(timers: Timers, milliseconds: number): Pulse {
  const own = ownPulse(timers, milliseconds);
  const beats = new Set<() => void>();
  let stop: (() => void) | null = null;
  return (beat) => {
    beats.add(beat);
    stop ??= own(() => {
      for (const each of [...beats]) each();
    });
    return () => {
      beats.delete(beat);
      if (beats.size > 0) return;
      stop?.();
      stop = null;
    };
  };
}
