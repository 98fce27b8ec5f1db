import { type LogEvent, logEventSchema } from '../protocol/stream-event.ts';
import type { Row } from '../storage/database.ts';
import { numberOf, textOf } from '../storage/sql-value.ts';

/** An event of the log with its place in the conversation. */
export interface StoredEvent {
  conversationId: string;
  /** 1, 2, 3… within the conversation, without a gap */
  sequence: number;
  /** ISO 8601 */
  at: string;
  event: LogEvent;
}

/** A row of `events`. @throws ZodError when its payload is no event of this version */
export function storedEvent(row: Row): StoredEvent {
  return {
    conversationId: textOf(row, 'conversation_id'),
    sequence: numberOf(row, 'sequence'),
    at: textOf(row, 'at'),
    event: logEventSchema.parse(JSON.parse(textOf(row, 'payload'))),
  };
}
