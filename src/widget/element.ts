import type { DragomanCall } from './public-types.ts';

/** What the panel's file gives to the element that loaded it. */
export interface PanelModule {
  /** Brings the widget of an element up to date: there with its launcher, gone without; then makes the calls. */
  mount(host: HTMLElement, launcher: HTMLElement, calls: DragomanCall[]): void;
}

/*
 * The loader is all that a page pays before a shopper shows interest, so this is as short as it can be: the launcher
 * as it is first seen, and calls kept for the panel, which brings the rest. Compressed, it has to fit into 1 KB.
 */

export const TAG = 'dragoman-chat';
/** The first four methods are what a page says of itself, which is no sign of interest. */
const LAST_THAT_WAITS = 3;
const STYLES =
  ':host{all:initial!important}button{inset-inline:auto var(--dragoman-offset-inline,20px);bottom:var(--dragoman-offset-block,20px);background:var(--dragoman-accent,#1f4d45);z-index:var(--dragoman-z-index,2147483000);border-radius:50%;border:0;padding:0;position:fixed}:host([position=start]) *{inset-inline:var(--dragoman-offset-inline,20px) auto}:host([launcher=none]) *{display:none}:before{content:"";display:block;border:28px solid #fff;clip-path:path("M17 18h22v17H24l-7 6")}';

/**
 * Registers the element, which loads the panel at the first sign of interest. `live` gets the first of each store; `again` is what the
 * panel's address ends in after failures.
 */
export function defineElement(
  load: (again: string) => Promise<PanelModule>,
  live: Record<string, HTMLElement>,
): void {
  customElements.define(
    TAG,
    class extends HTMLElement {
      [method: string]: unknown;
      declare toggle: () => void;
      declare show: () => void;

      constructor() {
        super();
        const calls: DragomanCall[] = [];
        const launcher = document.createElement('button');
        const root = this.attachShadow({ mode: 'open' });
        const sheet = new CSSStyleSheet();
        let isWanted: unknown;
        let again = '';
        // Asking again is cheap: a browser loads a module once. Chromium (150) keeps a failed import for as long as the page
        // lives: the same file by another address is a new one.
        const want = () => {
          isWanted = true;
          load(again).then(
            (panel) => panel.mount(this, launcher, calls),
            () => (again += '?'),
          );
        };
        'identify prefill setContext setLocale close destroy logout sendMessage nudge toggle open'
          .split(' ')
          // biome-ignore lint/suspicious/useIterableCallbackReturn: three bytes less than `forEach`
          .map((method, index) => {
            this[method] = (...values: unknown[]) => {
              calls.push([method, ...values]);
              if (isWanted || index > LAST_THAT_WAITS) want();
            };
          });
        sheet.replaceSync(STYLES);
        root.adoptedStyleSheets = [sheet];
        launcher.part = 'launcher';
        launcher.ariaLabel = 'Chat';
        launcher.onpointerenter = launcher.onfocus = want;
        launcher.onclick = this.toggle;
        this.show = () => {
          const store = this.getAttribute('store') ?? '';
          if (!live[store]?.isConnected) live[store] = this;
          // One shop, one instance: a second element stays empty.
          if (live[store] === this) {
            launcher.style.margin = `0 ${Object.keys(live).indexOf(store) * 72}px`;
            root.append(launcher);
            try {
              // Whoever has a conversation here gets its news.
              isWanted ||= localStorage[`dragoman:${store}`];
            } catch {}
            if (isWanted || this.hasAttribute('open')) want();
          }
        };
      }

      connectedCallback() {
        this.show();
      }

      disconnectedCallback() {
        this.show();
      }
    },
  );
}
