import type { Clock } from '../../src/lib/clock.ts';
import type { Timers } from '../../src/lib/timers.ts';

/** A clock and timers that stand still until `advance` moves them. */
export interface ManualTime {
  clock: Clock;
  timers: Timers;
  /** Moves time forward, running due timers in order; promises settle between two timers. */
  advance(milliseconds: number): Promise<void>;
  /** Timers not yet run or cleared. */
  pending(): number;
}

/** @example const time = createManualTime(); await time.advance(10_000); */
export function createManualTime(start = Date.parse('2026-01-15T12:00:00Z')): ManualTime {
  let now = start;
  let lastId = 0;
  const waiting = new Map<number, { at: number; callback: () => void }>();

  const due = (until: number) =>
    [...waiting]
      .filter(([, timer]) => timer.at <= until)
      .sort(([leftId, left], [rightId, right]) => left.at - right.at || leftId - rightId)[0];

  return {
    clock: () => now,
    timers: {
      setTimeout(callback, milliseconds) {
        lastId += 1;
        waiting.set(lastId, { at: now + milliseconds, callback });
        return lastId;
      },
      clearTimeout(handle) {
        if (typeof handle === 'number') waiting.delete(handle);
      },
    },
    async advance(milliseconds) {
      const until = now + milliseconds;
      for (let next = due(until); next !== undefined; next = due(until)) {
        const [id, timer] = next;
        waiting.delete(id);
        now = Math.max(now, timer.at);
        timer.callback();
        await settle();
      }
      now = until;
      await settle();
    },
    pending: () => waiting.size,
  };
}

/** Lets promises and finished I/O that are ready now run. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 5; round += 1) await new Promise((resolve) => setImmediate(resolve));
}
