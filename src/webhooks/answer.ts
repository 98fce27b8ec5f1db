import type { StoredEvent } from '../events/event-log.ts';
import type { MessageAnswer } from '../protocol/webhook.ts';

type TurnAnswer = Pick<MessageAnswer, 'reply' | 'cards' | 'proposal' | 'sequence'>;

/**
 * The answer one message got, read from the log: everything between the start and the end of the turn that took it.
 * `events` are those after the message. Null while there is no finished turn for it.
 */
export function answerOf(messageId: string, events: readonly StoredEvent[]): TurnAnswer | null {
  const start = events.findLast(
    ({ event }) => event.type === 'turn-started' && event.messageIds.includes(messageId),
  );
  if (start?.event.type !== 'turn-started') return null;
  const { turnId } = start.event;
  const end = events.find(({ event }) => event.type === 'turn-ended' && event.turnId === turnId);
  if (end === undefined) return null;
  const turn = events.filter(
    ({ sequence }) => sequence >= start.sequence && sequence <= end.sequence,
  );

  const said = turn.flatMap(({ event }) =>
    event.type === 'message-end' &&
    event.author === 'assistant' &&
    event.outcome !== 'discarded' &&
    event.text !== ''
      ? [event]
      : [],
  );
  return {
    reply:
      said.length === 0
        ? null
        : {
            text: said.map(({ text }) => text).join('\n\n'),
            locale: said.at(-1)?.locale ?? start.event.locale,
          },
    cards: turn.flatMap(({ event }) => (event.type === 'card' ? [event.card] : [])),
    proposal:
      turn.flatMap(({ event }) => (event.type === 'proposal' ? [event.proposal] : [])).at(-1) ??
      null,
    sequence: end.sequence,
  };
}
