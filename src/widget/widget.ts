import { render } from 'preact';
import { maskCardNumbers } from '../ui/card-number.ts';
import { oncePerFrame } from '../ui/frame.ts';
import { codeOf } from '../ui/http-client.ts';
import type { Texts, Translator } from '../ui/translate.ts';
import { Frame } from './frame.ts';
import type { TextGroup } from './locales.ts';
import { Outbox } from './outbox.ts';
import type { PageContext } from './page-calls.ts';
import type { Sender } from './sender.ts';
import type { Session } from './session.ts';
import { loadSettings, UNKNOWN } from './settings.ts';
import { AT_FIRST, type Standing } from './standing.ts';
import { BrowserStorage } from './storage.ts';
import type { Talk } from './talk.tsx';
import { Wording } from './wording.ts';

/** The service as seen from the panel, which comes from it; empty in a bundle that may lie anywhere. */
declare const HOME: string;

const RETRY_MS = 3000;

/** One widget: its conversation, what is shown of it, and what it tells the page. */
export class Widget {
  readonly host: HTMLElement;
  readonly endpoint: string;
  readonly storage: BrowserStorage;
  readonly outbox: Outbox;
  readonly frame: Frame;
  /** the conversation and what shows it: loaded once there is, or is about to be, one */
  talk: Talk | null = null;
  session: Session | null = null;
  settings = UNKNOWN;
  isOpen = false;
  isMenuOpen = false;
  /** a rating is asked for; the value is what it is about */
  rating: string | null = null;
  unread = 0;
  draft: string;
  problem: string | null = null;
  /** help that is offered beside the launcher */
  offer: HTMLElement | null = null;
  /** what the page the shopper looks at is about */
  pageContext: PageContext = {};
  readonly schedule: () => void;
  readonly #wording = new Wording();
  readonly #cleanUps: (() => void)[] = [];
  #sender: Sender | null = null;
  #loading: Promise<Session> | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #wanted: string | null = null;
  #token: string | null = null;
  #isReady = false;

  constructor(
    view: (widget: Widget) => ReturnType<typeof import('preact').h>,
    styles: string,
    host: HTMLElement,
    launcher: HTMLElement,
  ) {
    this.host = host;
    const home = HOME === '' ? location.origin : new URL(HOME, import.meta.url).href;
    this.endpoint = (host.getAttribute('endpoint') ?? home).replace(/\/?$/, '/');
    this.storage = new BrowserStorage(host.getAttribute('store') ?? '');
    this.draft = this.storage.read().draft;
    this.schedule = oncePerFrame(() => {
      if (!this.#isReady) return;
      render(view(this), this.frame.holder);
      this.frame.showUnread(this.unread);
    });
    this.outbox = new Outbox(this.storage, this.schedule);
    this.frame = new Frame({
      host,
      launcher,
      styles,
      isOpen: () => this.isOpen,
      t: () => this.t,
      onClose: () => this.close(),
      onAttribute: (name) => this.#changed(name),
      onKey: (event) => this.#key(event),
      onChange: () => this.schedule(),
    });
    this.#watch();
    void this.#begin();
  }

  get t(): Translator {
    return this.#wording.t;
  }

  /** Texts that only one part needs, in the interface's language. */
  translator(group: TextGroup, english: Texts): Promise<Translator> {
    return this.#wording.translator(group, english);
  }

  get standing(): Standing {
    return this.session?.standing ?? AT_FIRST;
  }

  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.offer?.remove();
    this.storage.update(() => ({ open: true }));
    this.seen();
    this.frame.opened();
    this.emit('open', null);
    if (this.storage.read().conversation !== undefined) void this.need();
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.isMenuOpen = false;
    this.storage.update(() => ({ open: false }));
    this.frame.closed();
    this.emit('close', null);
  }

  /** The token waits until there is a conversation to prove it to. */
  identify(token: string): void {
    this.#token = token;
    void this.session?.identify(token);
  }

  /** On this device at once, whether or not the service can be told. */
  logout(): void {
    const { conversation } = this.storage.read();
    this.#token = null;
    this.draft = '';
    this.outbox.clear();
    this.storage.clear();
    if (conversation)
      void this.need().then(
        (session) => session.logout(conversation),
        () => {},
      );
    this.schedule();
  }

  nudge(reason: string): void {
    void import('./nudge/nudge.ts').then(
      ({ offerHelp }) => offerHelp(this, reason),
      () => {},
    );
  }

  /** Until then, unless the widget is gone before. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#cleanUps.push(() => clearTimeout(timer));
    });
  }

  /** Null: as the element's attribute, the page and the browser wish. */
  async setLocale(locale = this.#wanted): Promise<void> {
    this.#wanted = locale;
    const attribute = this.host.getAttribute('locale');
    await this.#wording.choose([
      locale,
      attribute === 'auto' ? null : attribute,
      document.documentElement.lang,
      ...navigator.languages,
    ]);
    this.frame.dress();
  }

  remove(): void {
    this.session?.close();
    this.#sender?.stop();
    clearTimeout(this.#retry);
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp();
    render(null, this.frame.holder);
    this.frame.remove();
    this.#isReady = false;
  }

  /** Files are sent with words, or with their own names. */
  send(text: string, files: readonly { id: string; name: string }[] = []): void {
    const names = files.map(({ name }) => name).join(', ');
    const words = maskCardNumbers(text).trim() || names;
    if (words === '') return;
    this.problem = null;
    this.rating = null;
    this.outbox.add({
      text: words,
      attachmentIds: files.length > 0 ? files.map(({ id }) => id) : undefined,
      pageContext: this.pageContext,
    });
    void this.flush();
    this.emit('message', { id: '', author: 'customer', ...this.shared(words) });
    this.schedule();
  }

  setDraft(text: string): void {
    if (text !== '') void this.need().catch(() => {});
    this.draft = text;
    this.storage.update(() => ({ draft: text }));
    this.schedule();
  }

  /** Sends what waits, as soon as there is a conversation to send it to. */
  async flush(): Promise<void> {
    clearTimeout(this.#retry);
    if (this.outbox.next === undefined) return;
    try {
      await this.need();
      await this.#sender?.flush();
    } catch {
      // Not even the conversation's code could be had.
      this.outbox.failures += 1;
      this.#retry = setTimeout(() => void this.flush(), RETRY_MS);
      this.schedule();
    }
  }

  /** Loads the conversation and what shows it, once. @throws TypeError without a network */
  need(): Promise<Session> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  /** Runs an act of the shopper and says so when it failed. */
  async attempt<Answer>(act: (session: Session) => Promise<Answer>): Promise<Answer | undefined> {
    try {
      const answer = await act(await this.need());
      this.problem = null;
      return answer;
    } catch (error) {
      this.fail(codeOf(error));
      return undefined;
    } finally {
      this.schedule();
    }
  }

  fail(code: string): void {
    // Being offline has a banner of its own.
    if (code !== 'offline') this.problem = code;
    this.emit('error', { code });
    this.schedule();
  }

  /** True when the page has not taken the action over. */
  act(action: string, detail: Record<string, string> = {}): boolean {
    return this.emit('action', { action, ...detail });
  }

  emit(name: string, detail: unknown): boolean {
    return this.host.dispatchEvent(
      new CustomEvent(name, {
        detail,
        bubbles: true,
        composed: true,
        cancelable: name === 'action',
      }),
    );
  }

  /** The shopper looks at the newest. */
  seen(): void {
    if (!this.isOpen || document.hidden || this.session === null) return;
    const { last } = this.session.log;
    if (last > this.storage.read().seen) this.storage.update(() => ({ seen: last }));
    this.setUnread(0);
  }

  setUnread(count: number): void {
    if (this.unread === count) return;
    this.unread = count;
    this.emit('unread', { count });
    this.schedule();
  }

  shared(text: string): { text?: string } {
    return this.host.hasAttribute('share') ? { text } : {};
  }

  async #load(): Promise<Session> {
    const talk = await import('./talk.tsx');
    await this.#wording.addCards(talk.english);
    this.talk = talk;
    const { session, sender } = talk.openSession(this);
    this.session = session;
    this.#sender = sender;
    this.frame.addStyles(talk.styles);
    this.schedule();
    if (this.#token !== null) void session.identify(this.#token);
    void session.resume();
    return session;
  }

  async #begin(): Promise<void> {
    const settings = loadSettings(this.endpoint).then(
      (loaded) => {
        this.settings = loaded;
        this.schedule();
      },
      () => {},
    );
    await this.setLocale();
    this.#isReady = true;
    const { open, conversation } = this.storage.read();
    if (this.#isAskedToOpen) this.open();
    else if (open && !this.frame.isSmallScreen) this.open();
    else if (conversation !== undefined) void this.need().catch(() => {});
    void this.flush();
    this.schedule();
    this.emit('ready', { locale: this.t.locale });
    await settings;
  }

  get #isAskedToOpen(): boolean {
    return (this.host.getAttribute('open') ?? 'false') !== 'false';
  }

  #watch(): void {
    const onConnection = () => {
      if (navigator.onLine) void this.flush();
      this.schedule();
    };
    const onVisible = () => {
      if (!document.hidden) this.seen();
    };
    addEventListener('online', onConnection);
    addEventListener('offline', onConnection);
    document.addEventListener('visibilitychange', onVisible);
    this.#cleanUps.push(
      () => removeEventListener('online', onConnection),
      () => removeEventListener('offline', onConnection),
      () => document.removeEventListener('visibilitychange', onVisible),
      this.storage.watch((stored) => {
        // Another tab logged out or started anew: this one follows.
        if (this.session !== null && stored.conversation?.id !== this.session.followed)
          void this.session.switchTo(stored);
      }),
    );
  }

  #changed(attribute: string): void {
    if (attribute === 'locale') void this.setLocale();
    else if (attribute !== 'open') this.frame.dress();
    else if (this.#isAskedToOpen) this.open();
    else this.close();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      if (this.isMenuOpen) {
        this.isMenuOpen = false;
        this.schedule();
      } else this.close();
    } else if (event.key === 'F6') {
      event.preventDefault();
      this.frame.switchFocus();
    }
  }
}
