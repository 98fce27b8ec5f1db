/** What the panel's file gives to the element that loaded it. */
export interface PanelModule {
  mount(host: HTMLElement, launcher: HTMLElement, endpoint: string): Panel;
}

export interface Panel {
  call(method: string, values: unknown[]): void;
  changed(attribute: string): void;
  remove(): void;
}

/*
 * The loader is all that a page pays before a shopper shows interest, so this is as short as it can be: the launcher
 * as it is first seen, and calls kept for the panel, which brings the rest.
 */

const TAG = 'dragoman-chat';
/** `setContext`, `setLocale`, `identify`, `prefill`: what a page says of itself is no sign of interest. */
const CAN_WAIT = /^(set|id|pre)/;
const METHODS =
  'open close toggle identify logout setLocale setContext prefill sendMessage destroy';
const STYLES =
  ':host{all:initial!important}button{all:unset;position:fixed;z-index:var(--dragoman-z-index,2147483000);inset:auto calc(var(--dragoman-offset-inline,20px) + var(--_shift)) var(--dragoman-offset-block,20px) auto;border-radius:50%;cursor:pointer;background:var(--dragoman-accent,#1f4d45)}.left{right:auto;left:calc(var(--dragoman-offset-inline,20px) + var(--_shift))}button:focus-visible{outline:2px solid}button:before{content:"";display:block;padding:28px;background:#fff;clip-path:path("M17 19h22v17H27l-6 5v-5h-4z")}';

/** Registers the element, which loads the panel at the first sign of interest. */
export function defineElement(load: () => Promise<PanelModule>, endpoint: string): void {
  class Chat extends HTMLElement {
    static observedAttributes = ['locale', 'theme', 'position', 'launcher', 'open'];
    #calls: [string, unknown[]][] = [];
    #panel: Panel | undefined;
    #loading: Promise<PanelModule> | undefined;

    connectedCallback() {
      const store = storeOf(this);
      const others = findAll().filter((other) => other.shadowRoot && !other.isSameNode(this));
      // One shop, one instance: a second element stays empty.
      if (this.#panel || others.some((other) => storeOf(other) === store)) return;
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLES);
      root.adoptedStyleSheets = [sheet];
      this.style.setProperty('--_shift', `${others.length * 72}px`);
      const launcher = document.createElement('button');
      const isRtl = getComputedStyle(document.body).direction === 'rtl';
      if (isRtl !== (this.getAttribute('position') === 'start')) launcher.className = 'left';
      launcher.part.add('launcher');
      launcher.ariaLabel = 'Chat';
      launcher.hidden = this.getAttribute('launcher') === 'none';
      launcher.onpointerenter = launcher.onfocus = () => void this.#load();
      launcher.onclick = () => this.invoke('toggle');
      root.replaceChildren(launcher);
      // Whoever has a conversation here gets its news.
      const isCalled = this.#calls.some(([method]) => !CAN_WAIT.test(method));
      if (this.hasAttribute('open') || isCalled || isStored(store)) void this.#load();
    }

    disconnectedCallback() {
      // Moved within the page, it is connected again before this runs.
      queueMicrotask(() => {
        if (this.isConnected) return;
        this.#panel?.remove();
        this.#panel = this.#loading = undefined;
      });
    }

    attributeChangedCallback(name: string) {
      this.#panel?.changed(name);
    }

    invoke(method: string, ...values: unknown[]) {
      this.#calls.push([method, values]);
      if (this.#loading || !CAN_WAIT.test(method)) void this.#load();
    }

    async #load() {
      const launcher = this.shadowRoot?.querySelector('button');
      if (!launcher) return;
      try {
        this.#loading ??= load();
        const { mount } = await this.#loading;
        this.#panel ??= mount(this, launcher, this.getAttribute('endpoint') ?? endpoint);
        for (const call of this.#calls.splice(0)) this.#panel.call(...call);
      } catch {
        this.#loading = undefined;
      }
    }
  }

  for (const method of METHODS.split(' '))
    Object.defineProperty(Chat.prototype, method, {
      value(this: Chat, ...values: unknown[]) {
        this.invoke(method, ...values);
      },
    });
  if (!customElements.get(TAG)) customElements.define(TAG, Chat);
}

export function findAll(): Element[] {
  return [...document.querySelectorAll(TAG)];
}

export function storeOf(element: Element): string {
  return element.getAttribute('store') ?? '';
}

function isStored(store: string): boolean {
  try {
    return localStorage.getItem(`dragoman:${store}`) !== null;
  } catch {
    return false;
  }
}
