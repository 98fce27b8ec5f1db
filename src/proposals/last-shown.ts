import type { StoredEvent } from '../events/stored-event.ts';
import { readYesNo } from '../language/yes-no.ts';
import type { ProposalView } from '../protocol/card.ts';

/**
 * Whether a message confirms a proposal: it is a whole-message yes in one of the locales and a no in none (“k” is a yes in
 * English and a no in Vietnamese), nothing was shown or said between the proposal and it but the end of the turn that made
 * the proposal, and the shopper has said nothing since. A file beside it may say anything, so it is no plain yes. Events are in order of sequence.
 */
export function isYesTo(
  proposalId: string,
  messageId: string,
  events: readonly StoredEvent[],
  locales: readonly string[],
): boolean {
  const at = events.findLastIndex(
    ({ event }) =>
      event.type === 'proposal' &&
      event.proposal.id === proposalId &&
      event.proposal.state === 'open',
  );
  const shown = events[at]?.event;
  if (shown?.type !== 'proposal') return false;
  const since = events.slice(at + 1);
  const spoken = since.filter(
    ({ event }) => event.type === 'message-end' && event.author === 'customer',
  );
  for (const { event } of since) {
    if (event.type === 'message-end' && event.author === 'customer') {
      const answers = locales.map((locale) => answerTo(shown.proposal.kind, event.text, locale));
      const isYes = answers.includes('yes') && !answers.includes('no') && !hasFile(event);
      return isYes && spoken.length === 1 && event.messageId === messageId;
    }
    if (event.type === 'proposal' || event.type === 'turn-started') return false;
    if (isHandover(event.type)) return false;
    if (event.type === 'message-end' && event.author === 'human_agent') return false;
  }
  return false;
}

/** Whether a message says more than its words. */
export function hasFile({
  attachments = [],
}: {
  attachments?: readonly unknown[] | undefined;
}): boolean {
  return attachments.length > 0;
}

/** What a whole message answers to a proposal of this kind: to “shall I cancel it?”, “cancel it” is no refusal. */
export function answerTo(
  kind: ProposalView['kind'],
  text: string,
  locale: string,
): 'yes' | 'no' | null {
  return readYesNo(text, locale, kind === 'cancellation' ? 'to-cancel' : 'something');
}

/** A person came or went: a yes may now be meant for that. That one was called tells no more than the turn that made the proposal. */
export function isHandover(type: string): boolean {
  return HANDOVERS.has(type);
}

const HANDOVERS: ReadonlySet<string> = new Set([
  'handoff-claimed',
  'handoff-returned',
  'handoff-closed',
]);
