import { type Clock, systemClock } from '../lib/clock.ts';

/** Conversations name days ("my order from February 18"), so they are always played on this one. */
const SCENARIO_DAY = Date.parse('2026-03-08T00:00:00Z');

/** A clock that starts on the day of the scenarios and goes on as fast as the real one. */
export function scenarioClock(): Clock {
  const started = systemClock();
  return () => SCENARIO_DAY + systemClock() - started;
}
