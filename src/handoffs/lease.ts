import { assertThat } from '../storage/assertion.ts';
import type { Statement } from '../storage/database.ts';

/*
 * Who answers the shopper, as one table. Code moves only along it, docs/handoff.md shows it, and a test walks all of it.
 */

/** `owner` and `handoff` are what the two rows in the database hold in that state. */
export const LEASE_STATES = {
  assistant: { owner: 'assistant', handoff: null, answers: 'the assistant' },
  queued: {
    owner: 'queued',
    handoff: 'queued',
    answers: 'the assistant, until a person comes; the shopper knows place and estimate',
  },
  human: { owner: 'human', handoff: 'claimed', answers: 'one person; the assistant is silent' },
  snoozed: {
    owner: 'human',
    handoff: 'claimed',
    answers: 'the same person, later; a word of the shopper brings them back',
  },
  erased: { owner: 'closed', handoff: null, answers: 'nobody: the shopper deleted the chat' },
} as const satisfies Record<
  string,
  {
    owner: 'assistant' | 'queued' | 'human' | 'closed';
    handoff: 'queued' | 'claimed' | null;
    answers: string;
  }
>;

export type LeaseState = keyof typeof LEASE_STATES;

interface Transition {
  from: readonly LeaseState[];
  to: LeaseState;
  by: string;
  /** the event that the shopper's page sees; `–` for none */
  event: string;
  means: string;
}

export const TRANSITIONS = {
  open: {
    from: ['assistant'],
    to: 'queued',
    by: 'assistant, shopper',
    event: 'handoff-opened',
    means: 'a person is called',
  },
  take: {
    from: ['assistant'],
    to: 'human',
    by: 'any person',
    event: 'handoff-claimed',
    means: 'a person takes over from the assistant without being called',
  },
  withdraw: {
    from: ['queued'],
    to: 'assistant',
    by: 'shopper',
    event: 'handoff-returned',
    means: 'the call is taken back',
  },
  claim: {
    from: ['queued'],
    to: 'human',
    by: 'any person',
    event: 'handoff-claimed',
    means: 'one person wins, the others learn who',
  },
  take_over: {
    from: ['human', 'snoozed'],
    to: 'human',
    by: 'another person',
    event: 'handoff-claimed',
    means: 'a colleague takes it over',
  },
  pass_on: {
    from: ['human', 'snoozed'],
    to: 'queued',
    by: 'its person, a lead',
    event: 'handoff-opened',
    means: 'kept for a named colleague, with a note',
  },
  release: {
    from: ['human', 'snoozed'],
    to: 'queued',
    by: 'its person',
    event: 'handoff-opened',
    means: 'back into the queue',
  },
  lapse: {
    from: ['human'],
    to: 'queued',
    by: 'clock',
    event: 'handoff-opened',
    means: 'its person gave no sign of life for `awayMinutes`',
  },
  snooze: {
    from: ['human', 'snoozed'],
    to: 'snoozed',
    by: 'its person',
    event: 'handoff-snoozed',
    means: 'set aside until a time',
  },
  wake: {
    from: ['snoozed'],
    to: 'human',
    by: 'shopper, clock, its person',
    event: '–',
    means: 'the time has come, or the shopper wrote',
  },
  hand_back: {
    from: ['human', 'snoozed'],
    to: 'assistant',
    by: 'its person',
    event: 'handoff-returned',
    means: 'with a note that the assistant reads',
  },
  resolve: {
    from: ['human', 'snoozed'],
    to: 'assistant',
    by: 'its person',
    event: 'handoff-closed',
    means: 'settled, with a reason; should the shopper write again, the assistant answers',
  },
  reopen: {
    from: ['assistant'],
    to: 'human',
    by: 'any person',
    event: 'handoff-claimed',
    means: 'a handoff that was closed or handed back is taken up again',
  },
  erase: {
    from: ['assistant', 'queued', 'human', 'snoozed'],
    to: 'erased',
    by: 'shopper',
    event: 'status',
    means: 'the chat is deleted',
  },
} as const satisfies Record<string, Transition>;

export type Act = keyof typeof TRANSITIONS;

/** The conversation and its handoff are in a state that the act starts from; else the batch is undone. */
export function startsFrom(act: Act, conversationId: string): Statement {
  const states: readonly LeaseState[] = TRANSITIONS[act].from;
  return assertThat(
    states.map((state) => `(${CONDITIONS[state]})`).join(' OR '),
    ...states.flatMap(() => [conversationId, conversationId]),
  );
}

/** What the conversation's owner becomes. */
export function ownerAfter(act: Act): (typeof LEASE_STATES)[LeaseState]['owner'] {
  return LEASE_STATES[TRANSITIONS[act].to].owner;
}

/** The table as it stands in docs/handoff.md. */
export function leaseTables(): string {
  const states = Object.entries(LEASE_STATES).map(
    ([name, { owner, handoff, answers }]) =>
      `| ${name} | \`${owner}\` | ${handoff === null ? '–' : `\`${handoff}\``} | ${answers} |`,
  );
  const moves = Object.entries(TRANSITIONS).map(
    ([act, { from, to, by, event, means }]) =>
      `| ${act} | ${from.join(', ')} | ${to} | ${by} | ${event === '–' ? event : `\`${event}\``} | ${means} |`,
  );
  return [
    '| State | Owner of the conversation | Handoff | Who answers |',
    '| --- | --- | --- | --- |',
    ...states,
    '',
    '| Act | From | To | By | Event | Meaning |',
    '| --- | --- | --- | --- | --- | --- |',
    ...moves,
  ].join('\n');
}

const OWNER = '(SELECT owner FROM conversations WHERE id = ?)';
const UNDER_WAY = (condition: string) =>
  `EXISTS (SELECT 1 FROM handoffs WHERE conversation_id = ? AND ${condition})`;

const CONDITIONS: Record<LeaseState, string> = {
  assistant: `${OWNER} = 'assistant' AND NOT ${UNDER_WAY("state IN ('queued', 'claimed')")}`,
  queued: `${OWNER} = 'queued' AND ${UNDER_WAY("state = 'queued'")}`,
  human: `${OWNER} = 'human' AND ${UNDER_WAY("state = 'claimed' AND snoozed_until IS NULL")}`,
  snoozed: `${OWNER} = 'human' AND ${UNDER_WAY("state = 'claimed' AND snoozed_until IS NOT NULL")}`,
  erased: `${OWNER} = 'closed' AND NOT ${UNDER_WAY("state IN ('queued', 'claimed')")}`,
};
