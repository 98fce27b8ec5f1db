import { render } from 'preact';
import { maskCardNumbers } from '../ui/card-number.ts';
import { oncePerFrame } from '../ui/frame.ts';
import { codeOf } from '../ui/http-client.ts';
import { chooseLocale, createTranslator, type Texts, type Translator } from '../ui/translate.ts';
import type { Panel } from './element.ts';
import { AVAILABLE, ENGLISH, type LocaleFile, loadLocale, unpack } from './locales.ts';
import { Outbox } from './outbox.ts';
import type { Session } from './session.ts';
import { loadSettings, UNKNOWN } from './settings.ts';
import { AT_FIRST, type Standing } from './standing.ts';
import { BrowserStorage } from './storage.ts';
import type { Talk } from './talk.tsx';

const FULL_SCREEN = '(max-width: 480px), (max-height: 480px)';
/** One widget: its element's attributes and calls on one side, the conversation and the view on the other. */
export class Widget implements Panel {
  readonly host: HTMLElement;
  readonly endpoint: string;
  readonly storage: BrowserStorage;
  readonly outbox: Outbox;
  /** the conversation and what shows it: loaded once there is, or is about to be, one */
  talk: Talk | null = null;
  session: Session | null = null;
  t: Translator;
  settings = UNKNOWN;
  isOpen = false;
  isFull = false;
  isMenuOpen = false;
  /** a rating is asked for; `item` is what it is about */
  rating: string | null = null;
  unread = 0;
  draft: string;
  problem: string | null = null;
  /** what the page the shopper looks at is about */
  pageContext: Readonly<Record<string, string>> = {};
  readonly schedule: () => void;
  readonly #root: ShadowRoot;
  readonly #launcher: HTMLElement;
  readonly #holder = document.createElement('div');
  readonly #sheet = new CSSStyleSheet();
  readonly #screen = matchMedia(FULL_SCREEN);
  readonly #cleanUps: (() => void)[] = [];
  #locale: LocaleFile | null = null;
  #loading: Promise<Session> | null = null;
  #leaveFullScreen: (() => void) | null = null;
  #focusBefore: HTMLElement | null = null;
  #wanted: string | null = null;
  #token: string | null = null;
  #isReady = false;

  constructor(
    view: (widget: Widget) => ReturnType<typeof import('preact').h>,
    styles: string,
    options: { host: HTMLElement; launcher: HTMLElement; endpoint: string },
  ) {
    this.host = options.host;
    this.endpoint = options.endpoint.replace(/\/?$/, '/');
    this.#root = options.launcher.getRootNode() as ShadowRoot;
    this.#launcher = options.launcher;
    this.storage = new BrowserStorage(this.host.getAttribute('store') ?? '');
    this.draft = this.storage.read().draft;
    this.t = createTranslator('en', ENGLISH, ENGLISH);
    this.schedule = oncePerFrame(() => {
      if (!this.#isReady) return;
      render(view(this), this.#holder);
      this.#showUnread();
    });
    this.outbox = new Outbox({
      storage: this.storage,
      onChange: () => this.schedule(),
      onError: (code) => this.fail(code),
      conversation: async () => (await this.need()).ensure(),
      onClosed: () => this.session?.leave(),
      url: (id, rest) => `${this.endpoint}v1/conversations/${id}${rest}`,
    });
    this.#styles = styles;
    this.#sheet.replaceSync(styles);
    this.#root.adoptedStyleSheets = [this.#sheet];
    this.#root.append(this.#holder);
    for (const type of ['keydown', 'keyup', 'keypress'])
      this.#holder.addEventListener(type, (event) => event.stopPropagation());
    this.#holder.addEventListener('keydown', (event) => this.#key(event));
    this.#watch();
    void this.#begin();
  }

  readonly #styles: string;

  get standing(): Standing {
    return this.session?.standing ?? AT_FIRST;
  }

  call(method: string, values: unknown[]): void {
    const [value] = values;
    switch (method) {
      case 'open':
        this.open();
        return;
      case 'close':
        this.close();
        return;
      case 'toggle':
        if (this.isOpen) this.close();
        else this.open();
        return;
      case 'identify':
        if (isRecord(value) && typeof value.token === 'string') this.#identify(value.token);
        return;
      case 'logout':
        this.#token = null;
        if (this.storage.read().conversation === undefined) this.storage.clear();
        else void this.need().then((session) => session.logout());
        return;
      case 'setLocale':
        this.#wanted = String(value);
        void this.#setLocale();
        return;
      case 'setContext':
        if (isRecord(value)) this.#setContext(value);
        return;
      case 'prefill':
        this.setDraft(String(value ?? ''));
        return;
      case 'sendMessage':
        this.send(String(value ?? ''));
        return;
      case 'destroy':
        this.host.remove();
    }
  }

  changed(attribute: string): void {
    if (attribute === 'locale') void this.#setLocale();
    else if (attribute === 'open') this.host.hasAttribute('open') ? this.open() : this.close();
    else if (attribute === 'theme' || attribute === 'position' || attribute === 'launcher')
      this.#applyAttributes();
  }

  remove(): void {
    this.session?.close();
    this.outbox.stop();
    this.#leaveFullScreen?.();
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp();
    render(null, this.#holder);
    this.#holder.remove();
    this.#isReady = false;
  }

  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    const active = document.activeElement;
    this.#focusBefore = active instanceof HTMLElement ? active : null;
    this.storage.update(() => ({ open: true }));
    this.seen();
    this.#size();
    this.schedule();
    this.emit('open', null);
    if (this.storage.read().conversation !== undefined) void this.need();
    requestAnimationFrame(() => requestAnimationFrame(() => this.focusComposer()));
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.isMenuOpen = false;
    this.storage.update(() => ({ open: false }));
    this.#size();
    this.schedule();
    this.emit('close', null);
    requestAnimationFrame(() => {
      if (this.#launcher.hidden) this.#focusBefore?.focus();
      else this.#launcher.focus();
    });
  }

  /** Files are sent with words, or with their own names. */
  send(text: string, files: readonly { id: string; name: string }[] = []): void {
    const names = files.map(({ name }) => name).join(', ');
    const words = maskCardNumbers(text).trim() || names;
    if (words === '') return;
    this.problem = null;
    this.rating = null;
    this.outbox.add(
      words,
      files.map(({ id }) => id),
    );
    this.emit('message', { id: '', author: 'customer', ...this.shared(words) });
    this.schedule();
  }

  setDraft(text: string): void {
    if (text !== '') void this.need().catch(() => {});
    this.draft = text;
    this.storage.update(() => ({ draft: text }));
    this.schedule();
  }

  /** Loads the conversation and what shows it, once. @throws TypeError without a network */
  need(): Promise<Session> {
    this.#loading ??= import('./talk.tsx').then(
      (talk) => {
        this.talk = talk;
        this.session = talk.openSession(this);
        this.#sheet.replaceSync(this.#styles + talk.styles);
        this.#translate();
        this.schedule();
        if (this.#token !== null) void this.session.identify(this.#token);
        void this.session.resume();
        return this.session;
      },
      (error: unknown) => {
        this.#loading = null;
        throw error;
      },
    );
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

  focusComposer(): void {
    if (this.isOpen) this.#root.querySelector<HTMLElement>('textarea')?.focus();
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
    return this.host.hasAttribute('share-text') ? { text } : {};
  }

  /** The token waits until there is a conversation to prove it to. */
  #identify(token: string): void {
    this.#token = token;
    void this.session?.identify(token);
  }

  async #begin(): Promise<void> {
    const settings = loadSettings(this.endpoint).then(
      (loaded) => {
        this.settings = loaded;
        this.schedule();
      },
      () => {},
    );
    await this.#setLocale();
    this.#isReady = true;
    this.#applyAttributes();
    const { open, conversation, outbox } = this.storage.read();
    if (this.host.hasAttribute('open') && this.host.getAttribute('open') !== 'false') this.open();
    else if (open && !this.#screen.matches) this.open();
    else if (conversation !== undefined || outbox.length > 0) void this.need().catch(() => {});
    this.schedule();
    this.emit('ready', { locale: this.t.locale });
    await settings;
  }

  #watch(): void {
    const onScreen = () => this.#size();
    const onConnection = () => {
      if (navigator.onLine) void this.outbox.flush();
      this.schedule();
    };
    const onVisible = () => {
      if (!document.hidden) this.seen();
    };
    this.#screen.addEventListener('change', onScreen);
    addEventListener('online', onConnection);
    addEventListener('offline', onConnection);
    document.addEventListener('visibilitychange', onVisible);
    this.#cleanUps.push(
      () => this.#screen.removeEventListener('change', onScreen),
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

  async #setLocale(): Promise<void> {
    const attribute = this.host.getAttribute('locale');
    const locale = chooseLocale(
      [
        this.#wanted,
        attribute === 'auto' ? null : attribute,
        document.documentElement.lang,
        ...navigator.languages,
      ],
      AVAILABLE,
    );
    try {
      this.#locale = await loadLocale(locale);
      this.#translate(locale);
    } catch {
      // Without the file everything is English, and says so by its `lang`.
      this.#locale = null;
      this.#translate('en');
    }
    this.#applyAttributes();
    this.schedule();
  }

  #translate(locale = this.t.locale): void {
    const english: Texts = { ...ENGLISH, ...this.talk?.english };
    const texts =
      this.#locale === null
        ? english
        : {
            ...unpack(ENGLISH, this.#locale.chat),
            ...(this.talk === null ? {} : unpack(this.talk.english, this.#locale.cards)),
          };
    this.t = createTranslator(locale, texts, english);
  }

  #applyAttributes(): void {
    const { locale, direction } = this.t;
    const theme = this.host.getAttribute('theme') ?? 'auto';
    this.#holder.lang = this.#launcher.lang = locale;
    this.#holder.dir = direction;
    // The launcher and the panel stand on one side, by the direction of the interface.
    const isLeft = (direction === 'rtl') !== (this.host.getAttribute('position') === 'start');
    this.#holder.className = `holder ${theme}${isLeft ? ' left' : ''}`;
    this.#launcher.classList.toggle('left', isLeft);
    this.#launcher.hidden = this.host.getAttribute('launcher') === 'none';
    // Only a shop with an accent of its own pays for checking it.
    if (getComputedStyle(this.host).getPropertyValue('--dragoman-accent') !== '')
      void import('./theme.ts').then(
        ({ correctAccent }) => correctAccent(this.host, this.#holder),
        () => {},
      );
    this.#size();
  }

  #size(): void {
    this.isFull = this.#screen.matches;
    const isCovering = this.isOpen && this.isFull;
    this.#launcher.classList.toggle('covered', isCovering);
    if (isCovering) void this.#coverPage();
    else {
      this.#leaveFullScreen?.();
      this.#leaveFullScreen = null;
    }
    this.schedule();
  }

  async #coverPage(): Promise<void> {
    const { keepFullScreen } = await import('./full-screen.ts');
    if (this.isOpen && this.isFull)
      this.#leaveFullScreen ??= keepFullScreen(this.host, this.#holder, () => this.close());
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      if (this.isMenuOpen) {
        this.isMenuOpen = false;
        this.schedule();
      } else this.close();
    } else if (event.key === 'F6') {
      event.preventDefault();
      const log = this.#root.querySelector<HTMLElement>('.log');
      if (this.#root.activeElement?.tagName === 'TEXTAREA') log?.focus();
      else this.focusComposer();
    }
  }

  #showUnread(): void {
    const button = this.#launcher;
    const n = this.unread;
    button.ariaLabel = n > 0 ? this.t('launcherUnread', { n }) : this.t('launcher');
    button.ariaExpanded = String(this.isOpen);
    if (n > 0) button.dataset.unread = n > 99 ? '99+' : String(n);
    else delete button.dataset.unread;
  }

  #setContext(context: Record<string, unknown>): void {
    this.pageContext = Object.fromEntries(
      Object.entries(context).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    );
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
