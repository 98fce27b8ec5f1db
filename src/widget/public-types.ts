/** Attributes of `<dragoman-chat>`, and `data-…` of the script tag. */
export interface DragomanChatAttributes {
  /** names this shop's conversation in the browser; two shops on one page keep apart by it */
  store?: string;
  /** address of the service; by default where the script came from */
  endpoint?: string;
  /** BCP 47, or `auto`: the page's language, then the browser's, then English */
  locale?: string;
  theme?: 'auto' | 'light' | 'dark';
  position?: 'end' | 'start';
  launcher?: 'default' | 'none';
  open?: '' | 'true' | 'false';
  /** level of the panel's heading, 2 by default */
  heading?: string;
  /** present: `message` events carry the words */
  share?: string;
  /** present: a soft sound and a flashing title for unread messages */
  notify?: string;
}

/** What the page the shopper looks at is about. */
export interface DragomanPageContext {
  page?: string;
  productId?: string | number;
  cartId?: string | number;
  orderNo?: string | number;
}

/** Why a shopper may want to talk, as the page knows it. */
export type DragomanNudge = 'payment_failed' | 'checkout' | 'parcel_late';

/** The element. Calls made before the panel is loaded are kept and made then. */
export interface DragomanChatElement extends HTMLElement {
  open(): void;
  close(): void;
  toggle(): void;
  /** Vouches for the signed-in customer by a token that the shop's own server signed. */
  identify(proof: { token: string }): void;
  /** Forgets everything on this device, for shared computers. */
  logout(): void;
  setLocale(locale: string): void;
  setContext(context: DragomanPageContext): void;
  /** Puts words into the message field without sending them. */
  prefill(text: string): void;
  sendMessage(text: string): void;
  /** Offers help beside the launcher, once a visit; it never opens the panel and never takes the focus. */
  nudge(reason: DragomanNudge): void;
  /** Takes the widget off the page. */
  destroy(): void;
  addEventListener<Name extends keyof DragomanChatEventMap>(
    type: Name,
    listener: (this: DragomanChatElement, event: DragomanChatEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** Events of the element; they bubble out of every shadow root. */
export interface DragomanChatEventMap {
  ready: CustomEvent<{ locale: string }>;
  open: CustomEvent<null>;
  close: CustomEvent<null>;
  message: CustomEvent<{
    id: string;
    author: 'customer' | 'assistant' | 'human_agent';
    text?: string;
  }>;
  unread: CustomEvent<{ count: number }>;
  handoff: CustomEvent<{ state: 'none' | 'queued' | 'claimed' }>;
  /** `preventDefault()` takes the action over, e.g. to open a product in the shop's own way */
  action: CustomEvent<{ action: string; url?: string; productId?: string }>;
  csat: CustomEvent<{ score: number }>;
  error: CustomEvent<{ code: string }>;
}

/** A method of the element and its values. */
export type DragomanCall = [method: string, ...values: unknown[]];

/** `window.dragoman`: calls made before the script is there, and ever after: `push(['identify', { token }])`. */
export interface DragomanQueue {
  push(call: DragomanCall): unknown;
  /** an array's, before the script is there */
  map?(run: (call: DragomanCall) => unknown): unknown;
  /** the element of each store on the page */
  live?: Record<string, DragomanChatElement>;
}

declare global {
  interface HTMLElementTagNameMap {
    'dragoman-chat': DragomanChatElement;
  }
  interface Window {
    dragoman?: DragomanQueue;
  }
}
