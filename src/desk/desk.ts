import { signal } from '@preact/signals';
import type { DeskEvent, QueueRow } from '../protocol/desk.ts';
import type { Me } from '../protocol/desk-account.ts';
import { EventStream, type StreamState } from '../ui/event-stream.ts';
import { Problem } from '../ui/http-client.ts';
import { CommonLists } from './common-lists.ts';
import { Drafts } from './drafts.ts';
import { Notices } from './notices.ts';
import { OpenConversation } from './open-conversation.ts';
import { isIn, Queue } from './queue.ts';
import { DeskServer, sayProblem } from './server.ts';
import { startClock } from './server-clock.ts';
import { Toasts } from './toasts.ts';

/** How often the page says that its person is there. */
const HEARTBEAT_MS = 60_000;

/** What the open conversation's acts ask for before they are done. */
export type Ask = 'none' | 'pass' | 'return' | 'resolve' | 'snooze';

export type Overlay = 'none' | 'palette' | 'help' | 'approvals' | 'account';

/** Everything the page knows and does; the parts only show it. */
export class Desk {
  readonly server = new DeskServer({ onSignedOut: () => this.#signedOut() });
  /** undefined while it is not known yet, null when nobody is signed in */
  readonly me = signal<Me | null | undefined>(undefined);
  readonly queue = new Queue({ server: this.server, myId: () => this.me.value?.id ?? '' });
  readonly lists = new CommonLists(this.server);
  readonly open = signal<OpenConversation | null>(null);
  /** from the first break until the stream is open again: what is shown may be old, and nothing can be done */
  readonly isOffline = signal(false);
  readonly toasts = new Toasts();
  /** the session ended without a word of its person, whose address it was */
  readonly endedFor = signal<string | null>(null);
  readonly overlay = signal<Overlay>('none');
  /** below 1100 px the panel at the right is a drawer */
  readonly drawer = signal(false);
  readonly ask = signal<Ask>('none');
  /** which of the two boxes below the conversation is open */
  readonly writes = signal<'reply' | 'note'>('reply');
  /** counts how often prepared words were asked for by key */
  readonly startsCanned = signal(0);
  /** the box that takes the focus as soon as it stands there */
  wantsFocus: 'reply' | 'note' | null = null;
  readonly drafts = new Drafts();
  readonly notices = new Notices();
  #stream: EventStream<DeskEvent> | null = null;
  #stopClock = () => {};
  #heartbeat: ReturnType<typeof setInterval> | undefined;

  async start(): Promise<void> {
    try {
      await this.enter(await this.server.me());
    } catch (error) {
      if (error instanceof Problem && error.status === 401) this.me.value = null;
      else {
        this.me.value = null;
        this.say(sayProblem(error));
      }
    }
  }

  /** Somebody has signed in: the queue is read and followed. */
  async enter(me: Me): Promise<void> {
    this.me.value = me;
    this.endedFor.value = null;
    this.drafts.belongTo(me.id);
    if (me.secondFactor === 'set_up') return;
    if (me.status !== 'online') await this.setStatus('online');
    this.#stopClock = startClock();
    this.#heartbeat = setInterval(() => void this.#beat(), HEARTBEAT_MS);
    const position = await this.queue.read();
    void this.lists.read();
    this.#follow(position);
    const wanted = conversationInAddress();
    if (wanted !== null) await this.show(wanted);
  }

  async signOut(): Promise<void> {
    await this.server.send('DELETE', '/session').catch(() => undefined);
    this.#leave();
  }

  async show(conversationId: string | null): Promise<void> {
    if (this.open.value?.id === conversationId) return;
    this.open.value?.close();
    this.drawer.value = false;
    this.ask.value = 'none';
    this.writes.value = 'reply';
    if (conversationId === null) {
      this.open.value = null;
      history.replaceState(null, '', location.pathname);
      return;
    }
    const opened = new OpenConversation(conversationId, this.server, (text) =>
      this.notices.customerWrote(text),
    );
    this.open.value = opened;
    history.replaceState(null, '', `#${conversationId}`);
    await opened.open().catch((error: unknown) => this.say(sayProblem(error)));
  }

  async setStatus(status: Me['status']): Promise<void> {
    await this.try(async () => {
      this.me.value = await this.server.send<Me>('PUT', '/me', { status });
    });
  }

  /** One act on the open handoff; afterwards what the desk may do is read again. */
  async act(
    method: 'PUT' | 'DELETE',
    path: string,
    options: { body?: unknown; done?: string; undo?: () => Promise<unknown> } = {},
  ): Promise<boolean> {
    const opened = this.open.value;
    const handoffId = opened?.detail.value?.row?.handoffId;
    if (opened === null || handoffId === undefined) return false;
    const done = await this.try(() =>
      this.server.send(method, `/handoffs/${handoffId}${path}`, options.body),
    );
    await opened.readDetail();
    if (done && options.done !== undefined) {
      const { undo } = options;
      this.say(options.done, undo && (() => void this.try(undo).then(() => opened.readDetail())));
    }
    return done;
  }

  async claim(takeOver = false): Promise<boolean> {
    const opened = this.open.value;
    if (opened === null) return false;
    if (opened.detail.value === null) await opened.readDetail();
    if (opened.detail.value?.owner === 'assistant') {
      const done = await this.try(() =>
        this.server.send('PUT', `/conversations/${opened.id}/claim`),
      );
      await opened.readDetail();
      return done;
    }
    return this.act('PUT', '/claim', { body: { takeOver } });
  }

  /** Runs an act and tells what went wrong; false then. */
  async try(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      this.say(sayProblem(error));
      return false;
    }
  }

  say(text: string, undo?: () => void): void {
    this.toasts.say(text, undo);
  }

  openOverlay(overlay: Overlay): void {
    this.overlay.value = overlay;
  }

  #follow(position: number | null): void {
    this.#stream?.stop();
    this.#stream = new EventStream<DeskEvent>({
      url: '/v1/staff/stream',
      onEvent: (event) => this.#take(event),
      onState: (state) => this.#setState(state),
    });
    this.#stream.start(position === null ? '' : `${position}.0`);
  }

  #setState(state: StreamState): void {
    if (state === 'gone') this.#signedOut();
    if (state === 'waiting') this.isOffline.value = true;
    if (state !== 'open' || !this.isOffline.value) return;
    this.isOffline.value = false;
    // What was missed is told again by the stream; the open conversation and the lists are read whole all the same.
    void this.queue.read();
    void this.lists.read();
    void this.open.value?.readAgain();
  }

  #take(event: DeskEvent): void {
    switch (event.type) {
      case 'queue':
        for (const row of event.rows) this.#notice(row);
        this.queue.take(event.rows, event.counts, event.now);
        for (const row of event.rows)
          if (row.conversationId === this.open.value?.id) void this.open.value.readDetail();
        break;
      case 'presence':
        this.queue.setPresence(event.conversationId, event);
        this.#setPresence(event);
        break;
      case 'staff':
        this.lists.setColleague(event.id, event.colleague);
        break;
      case 'note':
        if (event.conversationId === this.open.value?.id) void this.open.value.readNotes();
        break;
      case 'approvals':
        this.queue.counts.value = event.counts;
        void this.lists.readDecisions();
        break;
      case 'reload':
        void this.queue.read();
        break;
    }
  }

  #setPresence({ conversationId, viewers, typing }: Extract<DeskEvent, { type: 'presence' }>) {
    const opened = this.open.value;
    const detail = opened?.detail.value;
    if (opened?.id !== conversationId || !detail?.row) return;
    opened.detail.value = { ...detail, row: { ...detail.row, viewers, typing } };
  }

  #notice(row: QueueRow): void {
    const me = this.me.value?.id ?? '';
    const known = this.queue.rows.value.find(({ handoffId }) => handoffId === row.handoffId);
    const isMine = isIn(row, 'mine', me);
    const isNew =
      row.tab === 'waiting' && known?.tab !== 'waiting' && this.#forMe(row.reservedFor?.id);
    const hasWritten =
      isMine &&
      row.lastLine?.author === 'customer' &&
      row.lastLine.at !== known?.lastLine?.at &&
      row.conversationId !== this.open.value?.id;
    if (isNew || hasWritten)
      this.notices.tell(
        isNew ? 'A shopper waits' : 'A shopper wrote',
        row.lastLine?.text ?? row.reason.label,
      );
  }

  #forMe(reservedFor: string | undefined): boolean {
    return reservedFor === undefined || reservedFor === this.me.value?.id;
  }

  /** A sign of life; nobody who has gone away is kept online by an open page. */
  async #beat(): Promise<void> {
    if (this.me.value?.status !== 'online') return;
    await this.server.send('PUT', '/me', { status: 'online' }).catch(() => undefined);
  }

  /** The service no longer knows the session: too long idle, ended elsewhere, or a new password. */
  #signedOut(): void {
    if (this.me.value) this.endedFor.value = this.me.value.email ?? '';
    this.#leave();
  }

  #leave(): void {
    if (this.me.value === null) return;
    this.isOffline.value = false;
    this.#stream?.stop();
    this.#stream = null;
    this.#stopClock();
    clearInterval(this.#heartbeat);
    this.open.value?.close();
    this.open.value = null;
    this.overlay.value = 'none';
    this.me.value = null;
  }
}

function conversationInAddress(): string | null {
  return /^#(cnv_[0-9a-z]+)$/.exec(location.hash)?.[1] ?? null;
}
