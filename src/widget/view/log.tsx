import { Component, type ComponentChildren, createRef } from 'preact';
import { Icon } from '../../ui/icons.tsx';
import type { OutboxEntry } from '../outbox.ts';
import type { Widget } from '../widget.ts';
import { PendingMessage } from './pending-message.tsx';
import { wakeAt } from './wake.ts';
import { Welcome } from './welcome.tsx';

/** How long the assistant may be at work before it is said so. */
const THINKING_MS = 400;
/** How near the end the reader must be for new words to pull the view along. */
const FOLLOW_PX = 64;

interface Props {
  widget: Widget;
}

/**
 * The visible conversation. It follows new words only while the reader is at the end; a reply that is longer than the
 * view stays at its start; earlier messages come in without moving what is read.
 */
export class Log extends Component<Props> {
  readonly #box = createRef<HTMLDivElement>();
  #follows = true;
  #hasNew = false;
  #count = 0;
  #first = 0;
  #fromEnd = 0;
  #mine = 0;

  override componentDidMount(): void {
    this.#remember();
    this.#toEnd();
  }

  override getSnapshotBeforeUpdate(): null {
    const box = this.#box.current;
    if (box !== null) this.#fromEnd = box.scrollHeight - box.scrollTop;
    return null;
  }

  override componentDidUpdate(): void {
    const box = this.#box.current;
    if (box === null) return;
    const before = { count: this.#count, first: this.#first, mine: this.#mine };
    this.#remember();
    if (this.#first < before.first && before.count > 0) {
      box.scrollTop = box.scrollHeight - this.#fromEnd;
      return;
    }
    if (this.#mine > before.mine) this.#follows = true;
    if (this.#follows) this.#toEnd();
    else if (this.#count > before.count && !this.#hasNew) {
      this.#hasNew = true;
      this.forceUpdate();
    }
  }

  #remember(): void {
    const { session, outbox } = this.props.widget;
    const items = session?.log.items ?? [];
    this.#count = items.length + outbox.entries.length;
    this.#first = items[0]?.sequence ?? 0;
    this.#mine =
      outbox.entries.length +
      items.filter((item) => item.kind === 'message' && item.author === 'customer').length;
  }

  /** To the end, but never past the start of the newest reply. */
  #toEnd(): void {
    const box = this.#box.current;
    if (box === null) return;
    let top = box.scrollHeight - box.clientHeight;
    const last = box.querySelector<HTMLElement>('.items > :last-child > article:not(.mine)');
    if (last !== null) top = Math.min(top, last.offsetTop - 12);
    box.scrollTop = top;
  }

  readonly #scrolled = () => {
    const box = this.#box.current;
    if (box === null) return;
    this.#follows = box.scrollHeight - box.scrollTop - box.clientHeight <= FOLLOW_PX;
    if (this.#follows && this.#hasNew) {
      this.#hasNew = false;
      this.forceUpdate();
    }
  };

  override render({ widget }: Props): ComponentChildren {
    const { t, session, talk } = widget;
    const { entries } = widget.outbox;
    const activity = activityText(widget);
    const isEmpty = entries.length === 0 && (session?.log.items.length ?? 0) === 0;
    return (
      <div class="middle">
        <div
          class="log"
          part="log"
          ref={this.#box}
          tabIndex={0}
          role="group"
          aria-label={t('log')}
          onScroll={this.#scrolled}
        >
          {session?.hasEarlier && (
            <button
              type="button"
              class="link center"
              disabled={session.isLoading}
              onClick={() => void session.loadEarlier()}
            >
              {t(session.isLoading ? 'loading' : 'earlier')}
            </button>
          )}
          {isEmpty && <Welcome widget={widget} />}
          <ul class="items">
            {talk && session && talk.items(session, widget)}
            {entries.map((entry: OutboxEntry) => (
              <li key={entry.clientMessageId}>
                <PendingMessage entry={entry} widget={widget} />
              </li>
            ))}
          </ul>
          {activity !== '' && (
            <p class="activity">
              <span class="dots" aria-hidden="true">
                <i />
                <i />
                <i />
              </span>
              {activity}
            </p>
          )}
          {talk && <talk.Forms widget={widget} />}
        </div>
        {this.#hasNew && (
          <button
            type="button"
            class="new"
            onClick={() => {
              this.#follows = true;
              this.#hasNew = false;
              const box = this.#box.current;
              if (box !== null) box.scrollTop = box.scrollHeight;
              this.forceUpdate();
            }}
          >
            <Icon name="down" size={16} /> {t('newMessages')}
          </button>
        )}
      </div>
    );
  }
}

/** What the other side is doing now, in words; empty when it does nothing. */
export function activityText(widget: Widget): string {
  const { t, session, standing } = widget;
  if (standing.away) return t('away', { name: standing.humanName });
  if (standing.typing) return t('typing', { name: standing.humanName });
  if (standing.thinkingSince === null || standing.owner === 'human') return '';
  const last = session?.log.items.at(-1);
  if (last?.kind === 'message' && last.state === 'streaming' && last.text !== '') return '';
  const saidAt = standing.thinkingSince + THINKING_MS;
  if (Date.now() < saidAt) {
    wakeAt(widget, saidAt);
    return '';
  }
  const { tool } = standing;
  const key = tool?.startsWith('propose_') ? 'doing.propose' : `doing.${tool}`;
  return t.find(key) ?? t('thinking');
}
