import { element } from './dom.js';

/** How near the end the reader must be for new words to pull the view along, in pixels. */
const FOLLOW_PX = 64;

/** The visible conversation: each message an article, streamed text set once a frame, finished messages announced once. */
export class MessageList {
  #root;
  #log;
  #names;
  #messages = new Map();
  #pending = new Map();
  #dirty = new Set();
  #quiet = false;

  /** @param {HTMLElement} root @param {HTMLElement} log hidden live region @param {{ you: string, assistant: string }} names */
  constructor(root, log, names) {
    this.#root = root;
    this.#log = log;
    this.#names = names;
  }

  /** History is shown without being read aloud. @param {boolean} quiet */
  quiet(quiet) {
    this.#quiet = quiet;
  }

  /** Shown at once; the server’s own copy takes its place. @param {string} clientMessageId @param {string} text */
  pending(clientMessageId, text) {
    const known = this.#pending.get(clientMessageId);
    known?.node.querySelector('.failure')?.remove();
    if (known !== undefined) return;
    const message = this.#make('customer', null);
    message.text = text;
    message.words.textContent = text;
    this.#pending.set(clientMessageId, message);
    this.#root.scrollTop = this.#root.scrollHeight;
  }

  failed(clientMessageId, text, retry, onRetry) {
    const message = this.#pending.get(clientMessageId);
    message?.node.append(
      element(
        'p',
        { className: 'failure alert' },
        `${text} `,
        element('button', { type: 'button', onclick: onRetry }, retry),
      ),
    );
  }

  start(messageId, author, language) {
    if (!this.#messages.has(messageId))
      this.#messages.set(messageId, this.#make(author, language ?? null));
  }

  delta(messageId, text) {
    const message = this.#messages.get(messageId);
    if (message === undefined) return;
    message.text += text;
    this.#paint(message);
  }

  retract(messageId, keep) {
    const message = this.#messages.get(messageId);
    if (message === undefined) return;
    message.text = message.text.slice(0, keep);
    this.#paint(message);
  }

  /** @param {any} event */
  end(event) {
    const pending =
      event.clientMessageId === undefined ? undefined : this.#pending.get(event.clientMessageId);
    if (pending !== undefined && event.author === 'customer') {
      pending.node.querySelector('.failure')?.remove();
      this.#pending.delete(event.clientMessageId);
      this.#messages.set(event.messageId, pending);
    }
    this.start(event.messageId, event.author, event.locale);
    const message = this.#messages.get(event.messageId);
    if (event.outcome === 'discarded' || (event.text === '' && event.author !== 'customer')) {
      message.node.remove();
      return;
    }
    message.text = event.text;
    if (event.authorName) message.who.textContent = event.authorName;
    if (event.locale) message.words.lang = event.locale;
    this.#paint(message);
    if (!this.#quiet && event.author !== 'customer')
      this.#announce(`${message.who.textContent}: ${event.text}`);
  }

  /** A card or anything else between messages. @param {HTMLElement} node */
  add(node) {
    this.#keepingPlace(() => this.#root.append(node));
  }

  /** A quiet line about the conversation itself. @param {string} text */
  line(text) {
    this.add(element('p', { className: 'line' }, text));
    if (!this.#quiet) this.#announce(text);
  }

  clear() {
    this.#messages.clear();
    this.#pending.clear();
    this.#root.replaceChildren();
  }

  #make(author, language) {
    const who = element(
      'p',
      { className: 'who' },
      author === 'customer' ? this.#names.you : this.#names.assistant,
    );
    const words = element('p', { className: 'words', dir: 'auto', lang: language ?? undefined });
    const node = element('article', { className: author }, who, words);
    this.add(node);
    return { node, who, words, text: '' };
  }

  #paint(message) {
    if (this.#dirty.size === 0) {
      requestAnimationFrame(() => {
        this.#keepingPlace(() => {
          for (const each of this.#dirty) each.words.textContent = each.text;
        });
        this.#dirty.clear();
      });
    }
    this.#dirty.add(message);
  }

  #keepingPlace(change) {
    const { scrollHeight, scrollTop, clientHeight } = this.#root;
    const follows = scrollHeight - scrollTop - clientHeight < FOLLOW_PX;
    change();
    if (follows) this.#root.scrollTop = this.#root.scrollHeight;
  }

  #announce(text) {
    this.#log.append(element('p', {}, text));
    while (this.#log.childElementCount > 20) this.#log.firstElementChild?.remove();
  }
}
