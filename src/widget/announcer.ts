import type { Item, MessageItem } from '../ui/chat-log.ts';
import type { Translator } from '../ui/translate.ts';

/** An answer that runs longer than this is read out in sentences while it comes. */
const LONG_REPLY_MS = 8000;
const KEPT = 12;

/**
 * What a screen reader is told: each finished message, card and note once, what is asked, never the single words of a
 * stream, never history.
 */
export class Announcer {
  /** lines of the polite log, each with a key of its own */
  lines: readonly { key: number; text: string; locale?: string | undefined }[] = [];
  readonly #onChange: () => void;
  /** characters of a running reply that were read out already */
  readonly #spoken = new Map<string, number>();
  #next = 0;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  finished(item: MessageItem, who: string, t: Translator): void {
    const rest = item.text.slice(this.#spoken.get(item.messageId) ?? 0).trim();
    this.#spoken.delete(item.messageId);
    if (rest !== '') this.tell(t('said', { who, text: plain(rest) }), item.locale);
  }

  followReply(items: readonly Item[], nameOf: (item: MessageItem) => string, t: Translator): void {
    const item = items.at(-1);
    if (item?.kind !== 'message' || item.state !== 'streaming') return;
    if (Date.now() - item.at < LONG_REPLY_MS) return;
    const from = this.#spoken.get(item.messageId) ?? 0;
    const end = endOfSentences(item.text, from);
    if (end === from) return;
    this.#spoken.set(item.messageId, end);
    this.tell(
      t('said', { who: nameOf(item), text: plain(item.text.slice(from, end)) }),
      item.locale,
    );
  }

  tell(text: string, locale?: string): void {
    if (text === '') return;
    this.#next += 1;
    this.lines = [...this.lines, { key: this.#next, text, locale }].slice(-KEPT);
    this.#onChange();
  }
}

function endOfSentences(text: string, from: number): number {
  for (let at = text.length - 1; at > from; at -= 1)
    if (/[.!?。！？؟\n]/.test(text[at] ?? '')) return at + 1;
  return from;
}

/** Marks of Markdown are not read out. */
function plain(text: string): string {
  return text
    .replace(/[*_`~#>|]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
