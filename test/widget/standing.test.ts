import { expect, test } from 'vitest';
import type { StreamEvent } from '../../src/protocol/stream-event.ts';
import { AT_FIRST } from '../../src/widget/standing.ts';
import { standingAfter } from '../../src/widget/standing-after.ts';

const NOW = 1000;
const after = (...events: StreamEvent[]) =>
  events.reduce((standing, event) => standingAfter(standing, event, NOW), AT_FIRST);
const handoff = { handoffId: 'hnd_1' };

test('a person who comes takes over from the queue, and identity stays', () => {
  const standing = after(
    { type: 'status', status: 'verified' },
    { type: 'status', status: 'thinking' },
    { type: 'tool-start', callId: 'c', tool: 'get_order' },
    { type: 'handoff-opened', ...handoff, reason: 'asked' },
    { type: 'handoff-progress', ...handoff, place: 3, waitMinutes: 8 },
    { type: 'handoff-claimed', ...handoff, humanAgentName: 'Mia' },
  );
  expect(standing).toEqual({
    ...AT_FIRST,
    identity: 'verified',
    owner: 'human',
    humanName: 'Mia',
  });
});

test('a person who types or is away is told, until they write or hand back', () => {
  const claimed: StreamEvent = { type: 'handoff-claimed', ...handoff, humanAgentName: 'Mia' };
  const typing = after(claimed, { type: 'handoff-progress', ...handoff, humanAgent: 'typing' });
  expect([typing.typing, typing.away]).toEqual([true, false]);
  const back = standingAfter(typing, { type: 'handoff-returned', ...handoff }, NOW);
  expect([back.owner, back.typing]).toEqual(['assistant', false]);
});

test('a wrong code keeps the form, a new one forgets the fault', () => {
  const wrong = after(
    { type: 'status', status: 'needs_identity' },
    { type: 'status', status: 'code_sent' },
    { type: 'status', status: 'verification_failed' },
  );
  expect([wrong.identity, wrong.codeWrong]).toEqual(['code', true]);
  const again = standingAfter(wrong, { type: 'status', status: 'code_sent' }, NOW);
  expect(again.codeWrong).toBe(false);
});

test('what is said changes nothing', () => {
  const start: StreamEvent = { type: 'message-start', messageId: 'm', author: 'assistant' };
  expect(standingAfter(AT_FIRST, start, NOW)).toBe(AT_FIRST);
});
