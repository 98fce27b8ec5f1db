import { describe, expect, it } from 'vitest';
import {
  addBusinessTime,
  businessTimeBetween,
  isOpen,
  nextOpening,
} from '../../src/handoffs/business-hours.ts';
import { slaClock } from '../../src/handoffs/sla.ts';
import { hoursSchema } from '../../src/prompts/desk-values.ts';

const at = (text: string) => Date.parse(text);
const hour = 3_600_000;
const berlin = hoursSchema.parse({
  timeZone: 'Europe/Berlin',
  week: {
    mon: ['09:00-18:00'],
    tue: ['09:00-18:00'],
    wed: ['09:00-18:00'],
    thu: ['09:00-12:00', '13:00-18:00'],
    fri: ['09:00-18:00'],
  },
  holidays: ['2026-12-25'],
});

describe('business hours', () => {
  it('open and close by the clocks of their zone, in winter and in summer', () => {
    expect(isOpen(berlin, at('2026-01-12T08:00:00Z'))).toBe(true);
    expect(isOpen(berlin, at('2026-01-12T07:59:59Z'))).toBe(false);
    expect(isOpen(berlin, at('2026-07-13T07:00:00Z'))).toBe(true);
    expect(isOpen(berlin, at('2026-07-13T16:00:00Z'))).toBe(false);
    expect(isOpen(undefined, 0)).toBe(true);
  });

  it('name the next opening over breaks, weekends and holidays', () => {
    expect(nextOpening(berlin, at('2026-01-15T11:30:00Z'))).toBe(at('2026-01-15T12:00:00Z'));
    expect(nextOpening(berlin, at('2026-01-16T18:00:00Z'))).toBe(at('2026-01-19T08:00:00Z'));
    expect(nextOpening(berlin, at('2026-12-24T20:00:00Z'))).toBe(at('2026-12-28T08:00:00Z'));
    expect(nextOpening(berlin, at('2026-01-12T10:00:00Z'))).toBe(at('2026-01-12T10:00:00Z'));
  });

  it('count time across the weekend in which the clocks change', () => {
    // Friday 17:30 to Monday 10:00 in Berlin; clocks go forward on 2026-03-29.
    const friday = at('2026-03-27T16:30:00Z');
    const monday = at('2026-03-30T08:00:00Z');
    expect(businessTimeBetween(berlin, friday, monday)).toBe(1.5 * hour);
    expect(addBusinessTime(berlin, friday, 1.5 * hour)).toBe(monday);
    expect(businessTimeBetween(berlin, monday, friday)).toBe(-1.5 * hour);
  });

  it('have no opening to name when nobody is ever there', () => {
    const days = Array.from({ length: 400 }, (_, day) =>
      new Date(at('2026-01-01') + day * 24 * hour).toISOString().slice(0, 10),
    );
    expect(nextOpening({ ...berlin, holidays: days }, at('2026-01-01T00:00:00Z'))).toBeNull();
  });
});

describe('the clock of a handoff', () => {
  const sla = { firstReplyMinutes: 10, nextReplyMinutes: 20 };
  const facts = {
    state: 'queued' as const,
    openedAt: at('2026-01-12T16:55:00Z'),
    firstRepliedAt: null,
    waitingSince: at('2026-01-12T16:55:00Z'),
    snoozedUntil: null,
  };

  it('warns at half, at four fifths and when it is late', () => {
    const level = (minutes: number) =>
      slaClock({ ...facts, openedAt: 0, waitingSince: 0 }, { sla }, minutes * 60_000)?.level;
    expect([4, 5, 8, 10, 11].map(level)).toEqual(['ok', 'half', 'soon', 'soon', 'late']);
  });

  it('stands still while nobody is there', () => {
    const clock = slaClock(facts, { sla, hours: berlin }, at('2026-01-12T20:00:00Z'));
    expect(clock).toMatchObject({
      kind: 'first_reply',
      paused: true,
      secondsLeft: 300,
      dueAt: '2026-01-13T08:05:00.000Z',
    });
  });

  it('counts the next reply from the shopper’s words, and nothing once answered or snoozed', () => {
    const claimed = { ...facts, state: 'claimed' as const, firstRepliedAt: 1 };
    expect(slaClock(claimed, { sla }, facts.openedAt)?.kind).toBe('next_reply');
    expect(slaClock({ ...claimed, waitingSince: null }, { sla }, facts.openedAt)).toBeNull();
    expect(slaClock({ ...claimed, snoozedUntil: 1 }, { sla }, facts.openedAt)).toBeNull();
    expect(slaClock({ ...claimed, state: 'closed' }, { sla }, facts.openedAt)).toBeNull();
  });
});
