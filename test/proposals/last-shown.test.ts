import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '../../src/events/stored-event.ts';
import { isYesTo } from '../../src/proposals/last-shown.ts';
import type { ProposalView } from '../../src/protocol/card.ts';
import type { LogEvent } from '../../src/protocol/stream-event.ts';

describe('the yes to what was shown last', () => {
  it('is a yes that follows the proposal and the end of its turn', () => {
    expect(isYesTo('prp_1', 'm1', stored(shown('prp_1'), reply(), said('m1', 'yes')), ['en'])).toBe(
      true,
    );
  });

  it('is none in a locale where it is a no, whatever it is in the other', () => {
    const k = stored(shown('prp_1'), said('m1', 'k'));
    expect(isYesTo('prp_1', 'm1', k, ['en'])).toBe(true);
    expect(isYesTo('prp_1', 'm1', k, ['vi', 'en'])).toBe(false);
    expect(isYesTo('prp_1', 'm1', stored(shown('prp_1'), said('m1', 'sí')), ['en', 'es'])).toBe(
      true,
    );
  });

  it('is none once the shopper has said something after it', () => {
    const events = stored(shown('prp_1'), said('m1', 'yes'), said('m2', 'no wait'));
    expect(isYesTo('prp_1', 'm1', events, ['en'])).toBe(false);
    expect(isYesTo('prp_1', 'm2', events, ['en'])).toBe(false);
  });

  it('is none after a person came and went, even without a word', () => {
    const events = stored(shown('prp_1'), reply(), ...CAME_AND_WENT, said('m1', 'ok'));
    expect(isYesTo('prp_1', 'm1', events, ['en'])).toBe(false);
  });

  it('is none with a file beside it, whatever the file shows', () => {
    const file = { id: 'att_1', name: 'photo.jpg', type: 'image/jpeg', bytes: 10 };
    const answer = { ...said('m1', 'yes'), attachments: [file] } as LogEvent;
    expect(isYesTo('prp_1', 'm1', stored(shown('prp_1'), reply(), answer), ['en'])).toBe(false);
    const bare = { ...said('m1', 'yes'), attachments: [] } as LogEvent;
    expect(isYesTo('prp_1', 'm1', stored(shown('prp_1'), reply(), bare), ['en'])).toBe(true);
  });

  it('lets “cancel it” stand beside a yes where the proposal is to cancel', () => {
    const answer = said('m1', 'Yes, cancel it');
    const toCancel = stored(shown('prp_1', 'cancellation'), answer);
    expect(isYesTo('prp_1', 'm1', toCancel, ['en'])).toBe(true);
    expect(isYesTo('prp_1', 'm1', stored(shown('prp_1', 'refund'), answer), ['en'])).toBe(false);
  });

  it('is nothing else, whatever happens in whatever order', () => {
    const anyEvent = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('prp_1', 'prp_2').map((id) => shown(id)) },
      { weight: 1, arbitrary: fc.constant(shown('prp_1', 'refund', 'declined')) },
      { weight: 4, arbitrary: fc.tuple(anyId, anyText).map(([id, text]) => said(id, text)) },
      { weight: 2, arbitrary: fc.constant(reply()) },
      { weight: 1, arbitrary: fc.constantFrom(...BETWEEN) },
    );
    let confirmed = 0;
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 7 }), anyId, (events, messageId) => {
        const found = isYesTo('prp_1', messageId, stored(...events), ['en', 'de']);
        // From the end: the only words of the shopper since, right behind the proposal and replies of its turn.
        const last = events.findLastIndex(
          (event) => event.type === 'message-end' && isShopper(event),
        );
        const at = events.findLastIndex((event) => isShown(event, 'prp_1'));
        const message = events[last];
        const expected =
          at !== -1 &&
          last > at &&
          message?.type === 'message-end' &&
          message.messageId === messageId &&
          ['yes', 'Ja, bitte', '👍'].includes(message.text) &&
          events
            .slice(at + 1, last)
            .every((event) => event.type === 'message-end' && event.author === 'assistant');
        expect(found).toBe(expected);
        if (found) confirmed += 1;
      }),
      { numRuns: 8000, seed: 20261126 },
    );
    expect(confirmed).toBeGreaterThan(50);
  });
});

const anyId = fc.constantFrom('m1', 'm2', 'm3');
const anyText = fc.constantFrom(
  ...['yes', 'Ja, bitte', '👍', 'yes', 'no', 'yes?', 'yes but', 'yes 🙄', '"yes"', 'hm', 'wait'],
);
const CAME_AND_WENT: LogEvent[] = [
  { type: 'handoff-claimed', handoffId: 'hnd_1', humanAgentName: 'Ann' },
  { type: 'handoff-returned', handoffId: 'hnd_1' },
];
const BETWEEN: LogEvent[] = [
  ...CAME_AND_WENT,
  { type: 'turn-started', turnId: 'trn_2', messageIds: ['m9'], locale: 'en' },
  ended('human_agent', 'h1', 'Shall I?'),
];

function shown(
  id: string,
  kind: ProposalView['kind'] = 'refund',
  state: ProposalView['state'] = 'open',
): LogEvent {
  return {
    type: 'proposal',
    proposal: { id, kind, state, text: 'Shall I?', expiresAt: '2026-03-08T09:30:00Z' },
  };
}

function said(messageId: string, text: string): LogEvent {
  return ended('customer', messageId, text);
}

/** The end of the turn that made the proposal. */
function reply(): LogEvent {
  return ended('assistant', 'a1', 'Shall I?');
}

function ended(
  author: 'assistant' | 'customer' | 'human_agent',
  messageId: string,
  text: string,
): LogEvent {
  return { type: 'message-end', messageId, author, text, outcome: 'complete' };
}

function isShopper(event: LogEvent): boolean {
  return event.type === 'message-end' && event.author === 'customer';
}

function isShown(event: LogEvent, id: string): boolean {
  return event.type === 'proposal' && event.proposal.id === id && event.proposal.state === 'open';
}

function stored(...events: LogEvent[]): StoredEvent[] {
  return events.map((event, index) => ({
    conversationId: 'cnv_1',
    sequence: index + 1,
    at: '2026-03-08T09:00:00Z',
    event,
  }));
}
