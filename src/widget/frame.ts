import type { Translator } from '../ui/translate.ts';

const FULL_SCREEN = '(max-width: 480px), (max-height: 480px)';
const WATCHED = ['locale', 'theme', 'position', 'launcher', 'open'];

export interface FrameOptions {
  host: HTMLElement;
  launcher: HTMLElement;
  /** of the panel; `addStyles` brings more */
  styles: string;
  isOpen(): boolean;
  t(): Translator;
  onClose(): void;
  onAttribute(name: string): void;
  onKey(event: KeyboardEvent): void;
  onChange(): void;
}

/** How a widget stands on its page: side, theme and size, on a small screen over all of it; its launcher and keyboard. */
export class Frame {
  /** everything but the launcher is drawn in here */
  readonly holder = document.createElement('div');
  isFull = false;
  readonly #options: FrameOptions;
  readonly #root: ShadowRoot | null;
  readonly #sheet = new CSSStyleSheet();
  readonly #screen = matchMedia(FULL_SCREEN);
  readonly #attributes: MutationObserver;
  #styles = '';
  #leaveFullScreen: (() => void) | null = null;
  #focusBefore: HTMLElement | null = null;

  constructor(options: FrameOptions) {
    this.#options = options;
    const { host, styles } = options;
    this.#root = host.shadowRoot;
    this.addStyles(styles);
    if (this.#root) this.#root.adoptedStyleSheets = [this.#sheet];
    this.#stand();
    this.#root?.append(this.holder);
    // At the root: a key that closes the panel comes up on the launcher.
    for (const type of ['keydown', 'keyup', 'keypress'])
      this.#root?.addEventListener(type, (event) => event.stopPropagation());
    this.holder.addEventListener('keydown', options.onKey);
    this.#screen.addEventListener('change', this.fit);
    this.#attributes = new MutationObserver((changes) => {
      for (const name of new Set(changes.map(({ attributeName }) => attributeName ?? '')))
        options.onAttribute(name);
    });
    this.#attributes.observe(host, { attributeFilter: WATCHED });
  }

  get isSmallScreen(): boolean {
    return this.#screen.matches;
  }

  addStyles(styles: string): void {
    if (this.#styles.includes(styles)) return;
    this.#styles += styles;
    this.#sheet.replaceSync(this.#styles);
  }

  /** Something that stands beside the panel, in its colours. */
  addLayer(styles: string): HTMLElement {
    this.addStyles(styles);
    const layer = document.createElement('div');
    layer.className = this.holder.className;
    layer.style.cssText = this.holder.style.cssText;
    this.#root?.append(layer);
    return layer;
  }

  /** Language, side and colours, as the element's attributes and the page have them. */
  dress(): void {
    const { host, launcher } = this.#options;
    const { locale, direction } = this.#options.t();
    this.holder.lang = launcher.lang = locale;
    this.holder.dir = direction;
    this.holder.className = `holder ${host.getAttribute('theme') ?? 'auto'}${this.#stand() ? ' left' : ''}`;
    launcher.hidden = host.getAttribute('launcher') === 'none';
    // Beside another shop's launcher, the panel stands above its own.
    this.holder.style.setProperty('--_shift', launcher.style.marginLeft);
    // Only a shop with an accent of its own pays for checking it.
    if (getComputedStyle(host).getPropertyValue('--dragoman-accent') !== '')
      void import('./theme.ts').then(
        ({ correctAccent }) => correctAccent(host, this.holder),
        () => {},
      );
    this.fit();
  }

  /** Window or whole screen, as there is room. */
  readonly fit = (): void => {
    this.isFull = this.isSmallScreen;
    const isCovering = this.#options.isOpen() && this.isFull;
    this.#options.launcher.classList.toggle('covered', isCovering);
    if (isCovering) void this.#coverPage();
    else this.#uncoverPage();
    this.#options.onChange();
  };

  opened(): void {
    const active = document.activeElement;
    this.#focusBefore = active instanceof HTMLElement ? active : null;
    this.fit();
    requestAnimationFrame(() => requestAnimationFrame(() => this.focusComposer()));
  }

  closed(): void {
    this.fit();
    this.focusLauncher();
  }

  /** Back to where the shopper came from. */
  focusLauncher(): void {
    requestAnimationFrame(() => {
      const { launcher } = this.#options;
      if (launcher.hidden) this.#focusBefore?.focus();
      else launcher.focus();
    });
  }

  focusComposer(): void {
    if (this.#options.isOpen()) this.#root?.querySelector('textarea')?.focus();
  }

  /** F6: from the message field to the conversation and back. */
  switchFocus(): void {
    if (this.#root?.activeElement?.tagName === 'TEXTAREA')
      this.#root.querySelector<HTMLElement>('.log')?.focus();
    else this.focusComposer();
  }

  showUnread(n: number): void {
    const { launcher, isOpen, t } = this.#options;
    launcher.ariaLabel = n > 0 ? t()('launcherUnread', { n }) : t()('launcher');
    launcher.ariaExpanded = String(isOpen());
    if (n > 0) launcher.dataset.unread = n > 99 ? '99+' : String(n);
    else delete launcher.dataset.unread;
  }

  remove(): void {
    this.#uncoverPage();
    this.#screen.removeEventListener('change', this.fit);
    this.#attributes.disconnect();
    this.holder.remove();
  }

  /**
   * The launcher, and the panel with it, stands on one side by the direction of the page, as it did before it was
   * loaded: it must not move away from under a finger, whatever language is on its way. True: on the left.
   */
  #stand(): boolean {
    const { host, launcher } = this.#options;
    const isLeft =
      (getComputedStyle(host).direction === 'rtl') !== (host.getAttribute('position') === 'start');
    launcher.classList.toggle('left', isLeft);
    return isLeft;
  }

  async #coverPage(): Promise<void> {
    const { keepFullScreen } = await import('./full-screen.ts');
    const { host, isOpen, onClose } = this.#options;
    if (isOpen() && this.isFull)
      this.#leaveFullScreen ??= keepFullScreen(host, this.holder, onClose);
  }

  #uncoverPage(): void {
    this.#leaveFullScreen?.();
    this.#leaveFullScreen = null;
  }
}
