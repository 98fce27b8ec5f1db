import type { ProposalView } from '../protocol/card.ts';
import type { StreamEvent } from '../protocol/stream-event.ts';
import { ChatLog, type MessageItem, type SideItem } from '../ui/chat-log.ts';
import { EventStream, type StreamState } from '../ui/event-stream.ts';
import { call, codeOf, Problem, readProblem } from '../ui/http-client.ts';
import type { Announcer } from './announcer.ts';
import { AT_FIRST, type Owner, type Standing } from './standing.ts';
import { standingAfter } from './standing-after.ts';
import type { BrowserStorage, Stored } from './storage.ts';
import { Uploads } from './uploads.ts';

/** Events of the last fifty messages or so. */
const PAGE_EVENTS = 200;

interface EventPage {
  events: { sequence: number; at: string; event: StreamEvent }[];
  more: boolean;
}

export interface SessionOptions {
  endpoint: string;
  storage: BrowserStorage;
  announcer: Announcer;
  locale(): string;
  /** the shop is a demo, whose codes may be shown */
  isDemo(): boolean;
  /** something is to be drawn anew */
  onChange(): void;
  onFinished(item: MessageItem, live: boolean): void;
  onShown(item: SideItem, live: boolean): void;
  /** something is asked of the shopper below the conversation: who they are, or the code */
  onAsked(): void;
  /** the place in the line for a person, or when people are back, is another one */
  onPlace(): void;
  onHandoff(owner: Owner, live: boolean): void;
  /** a person has closed the matter; the key names it */
  onClosed(key: string): void;
  onError(code: string): void;
  /** the stream is there again */
  onOpen(): void;
  /** a message of this device stands in the conversation */
  onAccepted(clientMessageId: string): void;
  /** the conversation ended on this device */
  onGone(): void;
  /** and nothing of it may stay */
  onForgotten(): void;
}

/** One shopper's conversation with the service: what was said, where it stands, and everything the shopper can do. */
export class Session {
  log: ChatLog;
  standing: Standing = AT_FIRST;
  connection: StreamState = 'connecting';
  /** when the connection was lost, in milliseconds; null while it holds */
  lostAt: number | null = null;
  /** times in a row that it could not be restored */
  attempts = 0;
  hasEarlier = false;
  isLoading = false;
  readonly uploads: Uploads;
  readonly announcer: Announcer;
  /** the code that a real shopper would find in the mail, in a demo shop */
  demoCode: string | null = null;
  readonly #options: SessionOptions;
  #stream: EventStream<StreamEvent> | null = null;
  #starting: Promise<NonNullable<Stored['conversation']>> | null = null;
  #token: string | null = null;
  #followed: string | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.announcer = options.announcer;
    this.log = this.#newLog();
    this.uploads = new Uploads({
      onChange: options.onChange,
      target: async () => {
        const { id, secret } = await this.ensure();
        return { url: this.#url(id, '/attachments'), token: secret };
      },
      takeBack: (id) => void this.request('DELETE', `/attachments/${id}`).catch(() => {}),
    });
  }

  /** the conversation that is on screen, which another tab may have left meanwhile */
  get followed(): string | undefined {
    return this.#followed;
  }

  get conversation(): Stored['conversation'] {
    return this.#options.storage.read().conversation;
  }

  /** Shows the last page of a known conversation and follows it. */
  async resume(): Promise<void> {
    const known = this.conversation;
    if (known !== undefined && this.#stream === null) await this.#follow(known);
  }

  /** Another tab of the shop has gone on elsewhere. */
  async switchTo({ conversation }: Stored): Promise<void> {
    this.#reset();
    if (conversation !== undefined) await this.#follow(conversation);
  }

  /** A file of this conversation. @throws Problem, TypeError */
  async readFile(attachmentId: string): Promise<Blob> {
    const { id, secret } = await this.ensure();
    const response = await fetch(this.#url(id, `/attachments/${attachmentId}`), {
      headers: { Authorization: `Bearer ${secret}` },
    });
    if (!response.ok) throw await readProblem(response);
    return response.blob();
  }

  stop(): Promise<void> {
    return this.#act('DELETE', '/turn');
  }

  async callPerson(): Promise<void> {
    await this.ensure();
    await this.#act('PUT', '/handoff');
  }

  cancelPerson(): Promise<void> {
    return this.#act('DELETE', '/handoff');
  }

  /** Asks for a one-time code; the answer is the same for an order that does not exist. */
  async askForCode(orderNumber: string, contact: string): Promise<void> {
    await this.ensure();
    await this.request('POST', '/verification', { orderNumber, contact });
  }

  /** Back to the order form, for a new code or another order. */
  askAgain(): void {
    this.#stand({ identity: 'asked', codeWrong: false });
    this.#options.onChange();
  }

  /** Vouches for the signed-in customer; kept until there is a conversation. */
  async identify(token: string): Promise<void> {
    this.#token = token;
    const known = this.conversation;
    if (known !== undefined) await this.#signIn(known);
  }

  /** Deletes the conversation for good, here and at the service. */
  async erase(): Promise<void> {
    if (this.conversation !== undefined) await this.request('DELETE', '');
    this.#forget();
  }

  /** Forgets everything on this device, and tells the service that the secret is worth nothing any more. */
  logout({ id, secret }: NonNullable<Stored['conversation']>): void {
    this.#token = null;
    this.#forget();
    void call({ method: 'DELETE', url: this.#url(id, '/identity'), token: secret }).catch(() => {});
  }

  async loadEarlier(): Promise<void> {
    const known = this.conversation;
    const first = this.log.items[0]?.sequence;
    if (known === undefined || first === undefined || this.isLoading) return;
    this.isLoading = true;
    this.#options.onChange();
    await this.#loadPage(known, first).catch(() => {});
    this.isLoading = false;
    this.#options.onChange();
  }

  close(): void {
    this.#stream?.stop();
  }

  /** A call about this conversation. @throws Problem, TypeError */
  async request<Answer>(method: Method, rest: string, body?: unknown): Promise<Answer> {
    const { id, secret } = await this.ensure();
    return call<Answer>({ method, url: this.#url(id, rest), token: secret, body });
  }

  async #act(method: Method, rest: string): Promise<void> {
    try {
      await this.request(method, rest);
    } catch (error) {
      this.#options.onError(codeOf(error));
    }
  }

  /** Puts a proposal's newer state in its place. */
  show(proposal: ProposalView): void {
    this.log.update(proposal);
    this.#options.onChange();
  }

  fail(code: string): void {
    this.#options.onError(code);
  }

  /** The conversation on this device, started when there is none. */
  ensure(): Promise<NonNullable<Stored['conversation']>> {
    const known = this.conversation;
    if (known !== undefined) return Promise.resolve(known);
    this.#starting ??= this.#start().finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  async #start(): Promise<NonNullable<Stored['conversation']>> {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const { id, secret } = await call<{ id: string; secret: string }>({
      method: 'POST',
      url: this.#url('', ''),
      body: { locale: this.#options.locale(), ...(timeZone ? { timeZone } : {}) },
    });
    let conversation = { id, secret };
    this.#options.storage.update(() => ({ conversation, seen: 0 }));
    if (this.#token !== null) conversation = await this.#signIn(conversation);
    if (this.#stream === null) await this.#follow(conversation);
    return conversation;
  }

  /** A token of another customer leads to another conversation. */
  async #signIn(conversation: NonNullable<Stored['conversation']>) {
    try {
      const { conversation: other } = await call<{ conversation: Stored['conversation'] | null }>({
        method: 'PUT',
        url: this.#url(conversation.id, '/identity'),
        token: conversation.secret,
        body: { token: this.#token },
      });
      this.standing = { ...this.standing, identity: 'verified' };
      if (!other) return conversation;
      this.leave();
      const next = { id: other.id, secret: other.secret };
      this.#options.storage.update(() => ({ conversation: next, seen: 0, outbox: [] }));
      await this.#follow(next);
      return next;
    } catch (error) {
      this.#options.onError(codeOf(error));
      return conversation;
    } finally {
      this.#options.onChange();
    }
  }

  async #follow(conversation: NonNullable<Stored['conversation']>): Promise<void> {
    // One stream, even when two callers come at once.
    if (this.#stream !== null) return;
    const stream = new EventStream<StreamEvent>({
      url: this.#url(conversation.id, '/stream'),
      token: conversation.secret,
      onEvent: (event, id) => this.#take(event, id),
      onState: (state) => this.#connected(state),
    });
    this.#stream = stream;
    this.#followed = conversation.id;
    try {
      await this.#loadPage(conversation);
    } catch (error) {
      if (error instanceof Problem && (error.status === 404 || error.status === 401)) {
        this.#connected('gone');
        return;
      }
      // The stream brings everything when the network is back.
    }
    if (this.#stream !== stream) return;
    stream.start(this.log.last === 0 ? '' : `${this.log.last}.0`);
  }

  async #loadPage(conversation: { id: string; secret: string }, before?: number): Promise<void> {
    const limit = before === undefined ? 'before=999999999999' : `before=${before}`;
    const page = await call<EventPage>({
      method: 'GET',
      url: this.#url(conversation.id, `/events?${limit}&limit=${PAGE_EVENTS}`),
      token: conversation.secret,
    });
    for (const { sequence, at, event } of page.events)
      this.log.apply(event, sequence, { live: false, at: Date.parse(at) });
    this.hasEarlier = page.more;
    this.#options.onChange();
  }

  #take(event: StreamEvent, id: string): void {
    // Without an id it is transient: how a call for a person is getting on.
    if (event.type === 'handoff-progress') {
      const { place, opensAt } = this.standing;
      this.#stands(event, true);
      if (place !== this.standing.place || opensAt !== this.standing.opensAt)
        this.#options.onPlace();
      this.#options.onChange();
      return;
    }
    const [sequence = '0', offset = '0'] = id.split('.');
    this.log.apply(event, Number(sequence), {
      live: true,
      offset: Number(offset),
      at: Date.now(),
    });
    this.#options.onChange();
  }

  #connected(state: StreamState): void {
    this.connection = state;
    if (state === 'open') {
      this.lostAt = null;
      this.attempts = 0;
      this.#options.onOpen();
    } else if (state === 'waiting') {
      this.lostAt ??= Date.now();
      this.attempts += 1;
    } else if (state === 'gone') this.leave();
    this.#options.onChange();
  }

  #newLog(): ChatLog {
    return new ChatLog({
      onGap: (lastEventId) => this.#stream?.restart(lastEventId),
      onFinished: (item, live) => {
        if (item.clientMessageId !== undefined) this.#options.onAccepted(item.clientMessageId);
        if (item.author !== 'customer')
          this.#stand({ thinkingSince: null, tool: null, typing: false });
        this.#options.onFinished(item, live);
      },
      onShown: (item, live) => this.#options.onShown(item, live),
      onEvent: (event, live) => this.#stands(event, live),
    });
  }

  #stand(change: Partial<Standing>): void {
    this.standing = { ...this.standing, ...change };
  }

  #stands(event: StreamEvent, live: boolean): void {
    this.standing = standingAfter(this.standing, event, Date.now());
    switch (event.type) {
      case 'status':
        if (event.status === 'code_sent') void this.#findDemoCode();
        if (event.status === 'logged_out' || event.status === 'erased') this.leave();
        if (live && ASKING.has(event.status)) this.#options.onAsked();
        return;
      case 'handoff-opened':
      case 'handoff-claimed':
      case 'handoff-returned':
        this.#options.onHandoff(this.standing.owner, live);
        return;
      case 'handoff-closed':
        this.#options.onHandoff(this.standing.owner, live);
        this.#options.onClosed(event.handoffId);
        return;
      case 'error':
        if (live) this.#options.onError(event.code);
    }
  }

  /** Only a demo shop has this address; elsewhere the code is in the mail alone. */
  async #findDemoCode(): Promise<void> {
    if (!this.#options.isDemo()) return;
    const { id } = await this.ensure();
    const outbox = await call<{ codes: { code: string }[] }>({
      method: 'GET',
      url: `${this.#options.endpoint}v1/code-outbox?conversationId=${id}`,
    });
    this.demoCode = outbox.codes[0]?.code ?? null;
    this.#options.onChange();
  }

  /** The conversation is over on this device; what was not sent stays. */
  leave(): void {
    this.#options.storage.update(() => ({ conversation: undefined, seen: 0 }));
    this.#reset();
  }

  /** Nothing of it stays on this device. */
  #forget(): void {
    this.#options.storage.clear();
    this.#options.onForgotten();
    this.#reset();
  }

  #reset(): void {
    this.#stream?.stop();
    this.#stream = null;
    this.#followed = undefined;
    this.log = this.#newLog();
    this.standing = AT_FIRST;
    this.lostAt = null;
    this.hasEarlier = false;
    this.uploads.clear();
    this.#options.onGone();
    this.#options.onChange();
  }

  #url(id: string, rest: string): string {
    return `${this.#options.endpoint}v1/conversations${id === '' ? '' : `/${id}`}${rest}`;
  }
}

/** Statuses after which the shopper has something to fill in. */
const ASKING: ReadonlySet<string> = new Set(['needs_identity', 'code_sent', 'verification_failed']);

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
