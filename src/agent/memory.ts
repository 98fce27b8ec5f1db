import { isHandover } from '../proposals/last-shown.ts';
import type { ProposalView } from '../protocol/card.ts';
import type { LogEvent } from '../protocol/stream-event.ts';

/** What the conversation so far holds for a turn, read from its log: nothing else is remembered. */
export interface Memory {
  entries: MemoryEntry[];
  shopperTexts: string[];
  replies: string[];
  /** the last thing the shopper was shown is this open proposal: nothing but the turn that made it spoke since */
  lastShownProposal: Pick<ProposalView, 'id' | 'kind'> | null;
  /** a note a human agent left when handing back, newest last */
  notes: string[];
  /** why people were called who have dealt with it since */
  settledCauses: string[];
  /** how many of `shopperTexts` those people have dealt with */
  settledTexts: number;
}

export type MemoryEntry =
  | { kind: 'customer'; text: string; messageId: string }
  | { kind: 'assistant'; text: string }
  | { kind: 'human_agent'; text: string; name: string | null }
  | {
      kind: 'tool';
      turnId: string;
      callId: string;
      tool: string;
      arguments: unknown;
      result: unknown;
    };

export function remember(events: readonly LogEvent[]): Memory {
  const memory: Memory = {
    entries: [],
    shopperTexts: [],
    replies: [],
    lastShownProposal: null,
    notes: [],
    settledCauses: [],
    settledTexts: 0,
  };
  const causes = new Map<string, string>();
  let turnId: string | null = null;
  let proposedInTurn: string | null = null;
  for (const event of events) {
    if (event.type === 'turn-started') turnId = event.turnId;
    if (event.type === 'proposal') proposedInTurn = turnId;
    if (
      event.type === 'message-end' &&
      event.author !== 'customer' &&
      event.text !== '' &&
      proposedInTurn !== turnId
    )
      memory.lastShownProposal = null;
    if (isHandover(event.type)) memory.lastShownProposal = null;
    if (event.type === 'handoff-opened') causes.set(event.handoffId, event.reason);
    addTo(memory, event);
    if (event.type === 'handoff-returned' || event.type === 'handoff-closed') {
      const cause = causes.get(event.handoffId);
      if (cause !== undefined) memory.settledCauses.push(cause);
      memory.settledTexts = memory.shopperTexts.length;
    }
  }
  return memory;
}

function addTo(memory: Memory, event: LogEvent): void {
  if (event.type === 'message-end') addMessage(memory, event);
  else if (event.type === 'tool-result') {
    const { turnId, callId, tool, result } = event;
    memory.entries.push({ kind: 'tool', turnId, callId, tool, arguments: event.arguments, result });
  } else if (event.type === 'proposal') {
    memory.lastShownProposal = event.proposal.state === 'open' ? event.proposal : null;
  } else if (event.type === 'handoff-returned' && event.note !== undefined && event.note !== '') {
    memory.notes.push(event.note);
  }
}

function addMessage(memory: Memory, event: Extract<LogEvent, { type: 'message-end' }>): void {
  if (event.outcome === 'discarded' || event.text === '') return;
  if (event.author === 'customer') {
    memory.entries.push({ kind: 'customer', text: event.text, messageId: event.messageId });
    memory.shopperTexts.push(event.text);
  } else if (event.author === 'human_agent') {
    memory.entries.push({ kind: 'human_agent', text: event.text, name: event.authorName ?? null });
    // A person has spoken since: a yes may now be meant for them.
    memory.lastShownProposal = null;
  } else {
    memory.entries.push({ kind: 'assistant', text: event.text });
    memory.replies.push(event.text);
  }
}
