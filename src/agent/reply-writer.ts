import type { EventLog } from '../events/event-log.ts';
import type { LogEventInput } from '../protocol/stream-event.ts';
import { type ReadArticle, usedSources } from './used-sources.ts';

/**
 * The assistant's message of one turn on its way to the shopper. It starts with its first released words, so that a turn
 * that says nothing leaves no empty message behind.
 */
export class ReplyWriter {
  readonly messageId: string;
  text = '';
  /** articles that this turn has read */
  readonly articles: ReadArticle[] = [];
  #started = false;
  readonly #log: EventLog;
  readonly #conversationId: string;
  readonly #turnId: string;
  readonly #locale: string;

  constructor(options: {
    log: EventLog;
    conversationId: string;
    turnId: string;
    messageId: string;
    locale: string;
  }) {
    this.#log = options.log;
    this.#conversationId = options.conversationId;
    this.#turnId = options.turnId;
    this.messageId = options.messageId;
    this.#locale = options.locale;
  }

  async write(text: string): Promise<void> {
    if (text === '') return;
    if (!this.#started) {
      // Set before the wait: two writes in a row must not start the message twice.
      this.#started = true;
      await this.#log.append(this.#conversationId, [this.#start()]);
    }
    this.text += text;
    this.#log.publishDelta(this.#conversationId, this.messageId, text);
  }

  /** Takes back everything after the first `keep` UTF-16 code units. */
  async retract(
    keep: number,
    reason: 'check_failed' | 'provider_failed' | 'superseded',
  ): Promise<void> {
    if (!this.#started || keep >= this.text.length) return;
    this.text = this.text.slice(0, keep);
    await this.#log.append(this.#conversationId, [
      { type: 'message-retract', messageId: this.messageId, keep, reason },
    ]);
  }

  /** What ends the message, to be appended together with the end of the turn. */
  end(outcome: 'complete' | 'stopped' | 'discarded'): LogEventInput[] {
    if (!this.#started && this.text === '') return [];
    const sources =
      outcome === 'complete' ? usedSources(this.text, this.#locale, this.articles) : [];
    return [
      {
        type: 'message-end',
        messageId: this.messageId,
        author: 'assistant',
        text: outcome === 'discarded' ? '' : this.text,
        locale: this.#locale,
        outcome,
        ...(sources.length > 0 ? { sources } : {}),
      },
    ];
  }

  #start(): LogEventInput {
    return {
      type: 'message-start',
      messageId: this.messageId,
      turnId: this.#turnId,
      author: 'assistant',
      locale: this.#locale,
    };
  }
}
