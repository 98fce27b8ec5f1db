import { computed, signal } from '@preact/signals';
import type { SlaClock } from '../protocol/desk.ts';

const TICK_MS = 1000;

/** Milliseconds of the server's clock, which waits and clocks are told by; moves once a second. */
export const serverNow = signal(Date.now());
let ahead = 0;

/** Takes an answer's `now` as the truth: an agent's computer may be wrong by hours. */
export function setServerClock(now: string): void {
  ahead = Date.parse(now) - Date.now();
  serverNow.value = Date.now() + ahead;
}

export function startClock(): () => void {
  const timer = setInterval(() => {
    serverNow.value = Date.now() + ahead;
  }, TICK_MS);
  return () => clearInterval(timer);
}

/** Once a minute is enough for "waits 3 min". */
export const serverMinute = computed(() => Math.floor(serverNow.value / 60_000) * 60_000);

export type SlaLevel = SlaClock['level'];

export interface SlaState {
  level: SlaLevel;
  secondsLeft: number;
  paused: boolean;
}

/** Where a clock stands now; `readAt`: the server's time when it was read. */
export function slaAt(sla: SlaClock, readAt: number, now: number): SlaState {
  if (sla.paused) return { level: sla.level, secondsLeft: sla.secondsLeft, paused: true };
  const passed = Math.max(0, Math.round((now - readAt) / 1000));
  const secondsLeft = sla.secondsLeft - passed;
  // From the start to the end of the clock in business time: what is left at reading, and what had passed by then.
  const whole = Math.max(1, (Date.parse(sla.dueAt) - Date.parse(sla.startedAt)) / 1000);
  const share = 1 - secondsLeft / whole;
  const level = secondsLeft <= 0 ? 'late' : share >= 0.8 ? 'soon' : share >= 0.5 ? 'half' : 'ok';
  return { level: worse(level, sla.level), secondsLeft, paused: false };
}

const ORDER: readonly SlaLevel[] = ['ok', 'half', 'soon', 'late'];

// Pauses make the simple share too kind at times; what the server said stands at least.
function worse(left: SlaLevel, right: SlaLevel): SlaLevel {
  return ORDER.indexOf(left) >= ORDER.indexOf(right) ? left : right;
}
