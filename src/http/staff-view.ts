import type { LogEvent, StreamEvent } from '../protocol/stream-event.ts';

/** An event as staff may see it: everything, but not the token with which the shopper alone confirms. */
export function staffView(event: StreamEvent | LogEvent): StreamEvent | LogEvent {
  if (event.type !== 'proposal') return event;
  const { confirmationToken: _token, ...proposal } = event.proposal;
  return { ...event, proposal };
}
