import type { LogEvent, StreamEvent } from '../../src/protocol/stream-event.ts';
import type { Services } from '../../src/services.ts';
import { settle } from './manual-time.ts';

export interface Watch {
  /** what the stream showed, in its order */
  events: (StreamEvent | LogEvent)[];
  /** every piece of running text that was ever published, also what was taken back before a slow reader could see it */
  published(): string;
  /** the text of a message as a page puts it together from deltas and retracts, at its end */
  rebuilt: Map<string, string>;
  end(): Promise<void>;
}

/** Follows a conversation as a shopper's page does, from its first event on, until `end`. */
export function watch(services: Services, conversationId: string): Watch {
  const abort = new AbortController();
  let published = '';
  const publish = services.log.publishDelta.bind(services.log);
  services.log.publishDelta = (id, messageId, text) => {
    published += text;
    publish(id, messageId, text);
  };
  const events: Watch['events'] = [];
  const rebuilt: Watch['rebuilt'] = new Map();
  const following = (async () => {
    for await (const { event } of services.log.follow(conversationId, { signal: abort.signal })) {
      events.push(event);
      apply(rebuilt, event);
    }
  })();
  return {
    events,
    rebuilt,
    published: () => published,
    async end() {
      await settle();
      abort.abort();
      await following;
      services.log.publishDelta = publish;
    },
  };
}

function apply(texts: Map<string, string>, event: StreamEvent | LogEvent): void {
  if (event.type === 'message-start') texts.set(event.messageId, '');
  if (event.type === 'message-delta')
    texts.set(event.messageId, (texts.get(event.messageId) ?? '') + event.text);
  if (event.type === 'message-retract')
    texts.set(event.messageId, (texts.get(event.messageId) ?? '').slice(0, event.keep));
}
