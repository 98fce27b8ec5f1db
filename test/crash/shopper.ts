import { readStream } from './read-stream.ts';

export interface ReceivedEvent {
  id: string;
  event: { type: string; messageId?: string };
}

/**
 * A shopper whose page survives every crash of the server: it repeats a message that was not acknowledged with the same
 * client message id, and resumes the stream with its last event id.
 */
export class Shopper {
  readonly id: string;
  readonly received: ReceivedEvent[] = [];
  /** message ids the server has acknowledged */
  readonly accepted = new Set<string>();
  readonly #secret: string;
  #sent = 0;
  #pending: string | null = null;

  constructor(id: string, secret: string) {
    this.id = id;
    this.#secret = secret;
  }

  static async start(url: string): Promise<Shopper> {
    const response = await fetch(`${url}/v1/conversations`, { method: 'POST' });
    const { id, secret } = await response.json();
    return new Shopper(id, secret);
  }

  /** Sends a message, or the one again that got no answer. False when the server was gone. */
  async say(url: string): Promise<boolean> {
    this.#pending ??= `client-${++this.#sent}`;
    try {
      const response = await fetch(`${url}/v1/conversations/${this.id}/messages`, {
        method: 'POST',
        headers: this.#headers({ 'content-type': 'application/json' }),
        body: JSON.stringify({
          clientMessageId: this.#pending,
          text: 'Can you help me with a return?',
        }),
      });
      if (response.status !== 202) throw new Error(`status ${response.status}`);
      const { messageId } = await response.json();
      this.accepted.add(messageId);
      this.#pending = null;
      return true;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  }

  /** Follows the stream until the server is gone or `signal` aborts. */
  async follow(url: string, signal: AbortSignal): Promise<void> {
    const last = this.received.at(-1)?.id;
    try {
      const response = await fetch(`${url}/v1/conversations/${this.id}/stream`, {
        headers: this.#headers(last === undefined ? {} : { 'last-event-id': last }),
        signal,
      });
      for await (const event of readStream(response)) this.received.push(event);
    } catch {
      // the server was killed, or the test is over
    }
  }

  #headers(more: Record<string, string>): Record<string, string> {
    return { authorization: `Bearer ${this.#secret}`, ...more };
  }
}
