import type { StoredEvent } from '../events/stored-event.ts';
import { readYesNo } from '../language/yes-no.ts';

/**
 * Whether a message confirms a proposal: it is a whole-message yes in one of the locales, and nothing was shown or said
 * between the proposal and it but the end of the turn that made the proposal. Events are in order of sequence.
 */
export function isYesTo(
  proposalId: string,
  messageId: string,
  events: readonly StoredEvent[],
  locales: readonly string[],
): boolean {
  const shown = events.findLastIndex(
    ({ event }) =>
      event.type === 'proposal' &&
      event.proposal.id === proposalId &&
      event.proposal.state === 'open',
  );
  if (shown === -1) return false;
  for (const { event } of events.slice(shown + 1)) {
    if (event.type === 'message-end' && event.author === 'customer')
      return (
        event.messageId === messageId &&
        locales.some((locale) => readYesNo(event.text, locale) === 'yes')
      );
    if (SOMETHING_ELSE.has(event.type)) return false;
    if (event.type === 'message-end' && event.author === 'human_agent') return false;
  }
  return false;
}

const SOMETHING_ELSE: ReadonlySet<string> = new Set([
  'proposal',
  'turn-started',
  'handoff-claimed',
  'handoff-returned',
  'handoff-closed',
]);
