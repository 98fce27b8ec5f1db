import { eventPage, handoffView } from '../../src/protocol/http.ts';
import type { ShopServer } from './shop-server.ts';

export interface Said {
  author: string;
  text: string;
}

/** A person of the shop who answers over the API, as the desk's page does. */
export class Colleague {
  readonly #shop: ShopServer;
  readonly #token: string;
  #handoffId = '';
  #said = 0;

  static async join(shop: ShopServer, name = 'Mia'): Promise<Colleague> {
    const { token } = await shop.services.staff.add({ name, role: 'agent' });
    return new Colleague(shop, token);
  }

  private constructor(shop: ShopServer, token: string) {
    this.#shop = shop;
    this.#token = token;
  }

  async take(conversationId: string): Promise<void> {
    const taken = await this.#call('PUT', `/conversations/${conversationId}/claim`);
    this.#handoffId = handoffView.parse(taken).handoffId ?? '';
  }

  /** Says something, and sends it once more, as a desk does whose first answer was lost. */
  async say(text = `answer ${this.#said + 1}`): Promise<void> {
    this.#said += 1;
    const body = { clientMessageId: `reply-${this.#said}`, text };
    await this.#call('POST', `/handoffs/${this.#handoffId}/messages`, body);
    await this.#call('POST', `/handoffs/${this.#handoffId}/messages`, body);
  }

  async giveBack(): Promise<void> {
    await this.#call('PUT', `/handoffs/${this.#handoffId}/return`, {});
  }

  /** What the log has for the desk: who said what, each where it began. */
  async messagesOf(conversationId: string): Promise<Said[]> {
    const begun = new Map<string, Said>();
    let after = 0;
    for (;;) {
      const path = `/conversations/${conversationId}/events?after=${after}&limit=200`;
      const { events, next, more } = eventPage.parse(await this.#call('GET', path));
      for (const { event } of events)
        if (event.type === 'message-start')
          begun.set(event.messageId, { author: event.author, text: '' });
        else if (event.type === 'message-end' && event.outcome === 'discarded')
          begun.delete(event.messageId);
        else if (event.type === 'message-end')
          begun.set(event.messageId, { author: event.author, text: event.text });
      if (!more) return [...begun.values()];
      after = next;
    }
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#shop.url}/v1/staff${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }
}
