import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StreamEvent } from '../../src/protocol/stream-event.ts';
import { ChatLog } from '../../src/ui/chat-log.ts';

type Numbered = { sequence: number; event: StreamEvent };

const ACTS = ['writes', 'begins', 'ends', 'discards', 'proposes', 'settles'] as const;

/**
 * A log in which replies are talked across: a customer writes, a reply begins, the oldest open one ends or is discarded, a
 * proposal is made, the latest proposal is settled.
 */
function logOf(acts: readonly (typeof ACTS)[number][]): Numbered[] {
  const events: Numbered[] = [];
  const open: string[] = [];
  const add = (event: unknown) =>
    events.push({ sequence: events.length + 1, event: event as StreamEvent });
  const ends = (outcome: 'answer' | 'discarded') => {
    const messageId = open.shift();
    if (messageId !== undefined)
      add({ type: 'message-end', messageId, author: 'assistant', text: messageId, outcome });
  };
  let proposal = '';
  for (const [index, act] of acts.entries()) {
    const messageId = `msg_${index}`;
    if (act === 'begins') {
      open.push(messageId);
      add({ type: 'message-start', messageId, author: 'assistant' });
    } else if (act === 'writes') {
      add({ type: 'message-start', messageId, author: 'customer' });
      add({ type: 'message-end', messageId, author: 'customer', text: messageId });
    } else if (act === 'proposes') {
      proposal = `prp_${index}`;
      add({ type: 'proposal', proposal: { id: proposal, state: 'open' } });
    } else if (act === 'settles') {
      if (proposal !== '') add({ type: 'proposal', proposal: { id: proposal, state: 'executed' } });
    } else ends(act === 'ends' ? 'answer' : 'discarded');
  }
  while (open.length > 0) ends('answer');
  return events;
}

function shown(groups: readonly (readonly Numbered[])[]): string[] {
  const log = new ChatLog({ onGap: () => {}, onFinished: () => {}, onEvent: () => {} });
  for (const group of groups)
    for (const { sequence, event } of group) log.apply(event, sequence, { live: false, at: 0 });
  return log.items.map((item) => {
    const state = item.kind === 'message' ? item.state : 'proposal' in item && item.proposal.state;
    return `${item.key} ${state}`;
  });
}

it('has the same order whether history is read at once or backwards, page by page', () => {
  const acts = fc.array(fc.constantFrom(...ACTS), { maxLength: 30 });
  fc.assert(
    fc.property(acts, fc.integer({ min: 1, max: 7 }), (which, size) => {
      const events = logOf(which);
      const pages: Numbered[][] = [];
      for (let end = events.length; end > 0; end -= size)
        pages.push(events.slice(Math.max(0, end - size), end));
      expect(shown(pages)).toEqual(shown([events]));
    }),
  );
});
