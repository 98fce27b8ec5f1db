import type { LogEvent, StreamEvent } from '../protocol/stream-event.ts';

/** An event as a shopper may see it; null for what is internal. Staff-only fields are taken out. */
export function shopperView(event: StreamEvent | LogEvent): StreamEvent | null {
  switch (event.type) {
    case 'turn-started':
    case 'tool-result':
    case 'turn-ended':
    case 'feedback':
      return null;
    case 'handoff-opened': {
      const { summary: _summary, ...shown } = event;
      return shown;
    }
    case 'handoff-returned': {
      const { note: _note, ...shown } = event;
      return shown;
    }
    case 'handoff-closed': {
      const { resolution: _resolution, ...shown } = event;
      return shown;
    }
    case 'message-end': {
      const { original: _original, ...shown } = event;
      // A late reply that was never shown has no words for anyone but staff.
      return shown.outcome === 'discarded' ? { ...shown, text: '' } : shown;
    }
    default:
      return event;
  }
}
