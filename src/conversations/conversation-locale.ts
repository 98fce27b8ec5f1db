import type { EventLog } from '../events/event-log.ts';
import { inWrittenScript } from '../language/chinese-script.ts';
import { expectedLocale, withRegion } from '../language/choose-locale.ts';
import type { Conversation } from './conversation.ts';

/** Events looked back on for the script the shopper writes. */
const EVENTS_READ = 200;

/**
 * The locale in which a conversation's shopper reads what is written to them outside a turn: that of the conversation, with
 * the region of their browser and in the script they write.
 */
export async function conversationLocale(
  log: Pick<EventLog, 'readLast'>,
  { id, locale, localeHint }: Pick<Conversation, 'id' | 'locale' | 'localeHint'>,
  locales: { enabled: readonly string[]; fallback: string },
): Promise<string> {
  const events = await log.readLast(id, EVENTS_READ);
  const texts = events.flatMap(({ event }) =>
    event.type === 'message-end' && event.author === 'customer' ? [event.text] : [],
  );
  const expected = expectedLocale({ current: locale, hint: localeHint, ...locales });
  return inWrittenScript(withRegion(expected, localeHint), texts.toReversed());
}
