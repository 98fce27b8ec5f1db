import type { Colleague, DeskQueue, DeskTab } from '../protocol/desk.ts';
import type { Me } from '../protocol/desk-account.ts';
import type { CannedReply, DeskConversation, Note } from '../protocol/desk-conversation.ts';
import type { StreamEvent } from '../protocol/stream-event.ts';
import { call, Problem } from '../ui/http-client.ts';

export interface QueueFilter {
  tab: DeskTab;
  language: string;
  reason: string;
  search: string;
}

export interface EventPage {
  events: { sequence: number; at: string; event: StreamEvent }[];
  more: boolean;
}

const NO_COOKIE =
  'The browser kept no session. Safari keeps none over plain HTTP, not even on localhost: open the desk over HTTPS, or in Chromium or Firefox.';

/** The service's routes for staff, spoken by the page's session: its cookie, and the token that proves a write is ours. */
export class DeskServer {
  #csrf: string | null = null;
  readonly #onSignedOut: () => void;

  constructor(options: { onSignedOut: () => void }) {
    this.#onSignedOut = options.onSignedOut;
  }

  async me(): Promise<Me> {
    return this.#keep(await this.get<Me>('/me'));
  }

  /** @throws Problem also where the browser kept no session: then nothing that follows would work */
  async signIn(input: { email: string; password: string; code?: string }): Promise<Me> {
    const me = await this.send<Me>('POST', '/session', input);
    try {
      await this.get('/me');
    } catch (error) {
      if (error instanceof Problem && error.status === 401)
        throw new Problem(401, 'no_cookie', NO_COOKIE, 0);
      throw error;
    }
    return this.#keep(me);
  }

  async proveSecondFactor(code: string): Promise<Me> {
    return this.#keep(await this.send<Me>('PUT', '/second-factor', { code }));
  }

  queue({ tab, language, reason, search }: QueueFilter, offset = 0): Promise<DeskQueue> {
    const query = new URLSearchParams({ tab, offset: String(offset) });
    for (const [name, value] of Object.entries({ language, reason, search }))
      if (value !== '') query.set(name, value);
    return this.get(`/queue?${query}`);
  }

  conversation(id: string): Promise<DeskConversation> {
    return this.get(`/conversations/${id}`);
  }

  events(id: string, after: number): Promise<EventPage> {
    return this.get(`/conversations/${id}/events?limit=500&after=${after}`);
  }

  async notes(id: string): Promise<Note[]> {
    return (await this.get<{ notes: Note[] }>(`/conversations/${id}/notes`)).notes;
  }

  async cannedReplies(id: string): Promise<CannedReply[]> {
    return (await this.get<{ replies: CannedReply[] }>(`/conversations/${id}/canned-replies`))
      .replies;
  }

  async people(): Promise<Colleague[]> {
    return (await this.get<{ people: Colleague[] }>('/people')).people;
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.#call('GET', path);
  }

  send<Answer>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    return this.#call(method, path, body);
  }

  #keep(me: Me): Me {
    this.#csrf = me.csrf;
    return me;
  }

  async #call<Answer>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<Answer> {
    try {
      return await call<Answer>({
        method,
        url: `/v1/staff${path}`,
        headers: this.#csrf === null ? {} : { 'X-CSRF-Token': this.#csrf },
        ...(body === undefined ? {} : { body }),
      });
    } catch (error) {
      if (error instanceof Problem && error.code === 'unauthorized' && path !== '/session')
        this.#onSignedOut();
      throw error;
    }
  }
}

/** What went wrong, for a person. */
export function sayProblem(error: unknown): string {
  if (error instanceof Problem) return error.message === '' ? error.code : error.message;
  return 'The service does not answer. Check your connection and try again.';
}
