import { isoTime } from '../lib/clock.ts';
import type { DeskValues } from '../prompts/desk-values.ts';
import type { SlaClock } from '../protocol/desk.ts';
import { addBusinessTime, businessTimeBetween, isOpen } from './business-hours.ts';

/** What a clock needs to know of a handoff. Milliseconds since the epoch. */
export interface SlaFacts {
  state: 'queued' | 'claimed' | 'returned' | 'closed';
  openedAt: number;
  firstRepliedAt: number | null;
  /** since when the shopper waits for a person's words; null: answered */
  waitingSince: number | null;
  snoozedUntil: number | null;
}

/** The clock that runs for a handoff; null when the shopper waits for nobody. Counts business time alone. */
export function slaClock(
  facts: SlaFacts,
  { sla, hours }: Pick<DeskValues, 'sla' | 'hours'>,
  now: number,
): SlaClock | null {
  if (facts.state !== 'queued' && facts.state !== 'claimed') return null;
  if (facts.waitingSince === null || facts.snoozedUntil !== null) return null;
  const first = facts.firstRepliedAt === null;
  const startedAt = first ? facts.openedAt : facts.waitingSince;
  const allowed = (first ? sla.firstReplyMinutes : sla.nextReplyMinutes) * 60_000;
  const left = allowed - businessTimeBetween(hours, startedAt, now);
  return {
    kind: first ? 'first_reply' : 'next_reply',
    startedAt: isoTime(startedAt),
    dueAt: isoTime(addBusinessTime(hours, startedAt, allowed)),
    level:
      left < 0 ? 'late' : left <= allowed * 0.2 ? 'soon' : left <= allowed * 0.5 ? 'half' : 'ok',
    paused: !isOpen(hours, now),
    secondsLeft: Math.floor(left / 1000),
  };
}
