import { Component, createRef } from 'preact';
import type { Note } from '../../protocol/desk-conversation.ts';
import type { Item } from '../../ui/chat-log.ts';
import type { OpenConversation, Sending } from '../open-conversation.ts';
import {
  CardItemView,
  EventLine,
  type Labels,
  MessageView,
  NoteView,
  ProposalItemView,
} from './items.tsx';

/** How near the end the reader must be for new words to pull the view along. */
const FOLLOW_PX = 64;

interface Props {
  opened: OpenConversation;
  labels: Labels;
}

/** What was said, with what the assistant showed and the notes of colleagues in between. */
export class Log extends Component<Props> {
  readonly #box = createRef<HTMLDivElement>();
  #follows = true;
  // Boxes that open below take room from the messages: the last one stays in view.
  readonly #sizes = new ResizeObserver(() => {
    if (this.#follows) this.#toEnd();
  });

  override componentDidMount(): void {
    this.#toEnd();
    if (this.#box.current !== null) this.#sizes.observe(this.#box.current);
  }

  override componentWillUnmount(): void {
    this.#sizes.disconnect();
  }

  override componentDidUpdate(): void {
    if (this.#follows) this.#toEnd();
  }

  readonly #scrolled = () => {
    const box = this.#box.current;
    if (box !== null)
      this.#follows = box.scrollHeight - box.scrollTop - box.clientHeight < FOLLOW_PX;
  };

  #toEnd(): void {
    const box = this.#box.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
  }

  override render({ opened, labels }: Props) {
    const shown = withNotes(opened.items.value, opened.notes.value);
    const last = opened.items.value.findLast((item) => item.kind === 'message');
    return (
      <div
        class="log"
        ref={this.#box}
        onScroll={this.#scrolled}
        tabIndex={0}
        role="region"
        aria-label="Messages"
      >
        {shown.map((entry) => (
          <Entry key={keyOf(entry)} entry={entry} opened={opened} labels={labels} />
        ))}
        {opened.sending.value.map((mine) => (
          <Pending key={mine.clientMessageId} mine={mine} opened={opened} />
        ))}
        <p class="unseen" role="log" aria-live="polite">
          {last?.kind === 'message' && last.state !== 'streaming' && last.author === 'customer'
            ? `Shopper said: ${last.text}`
            : ''}
        </p>
      </div>
    );
  }
}

type Shown = Item | Note;

function keyOf(entry: Shown): string {
  return 'kind' in entry ? entry.key : entry.id;
}

function Entry({ entry, opened, labels }: Props & { entry: Shown }) {
  if (!('kind' in entry)) return <NoteView note={entry} />;
  switch (entry.kind) {
    case 'message':
      return <MessageView item={entry} opened={opened} />;
    case 'card':
      return <CardItemView item={entry} />;
    case 'proposal':
      return <ProposalItemView item={entry} />;
    case 'note':
      return <EventLine event={entry.event} labels={labels} />;
  }
}

function Pending({ mine, opened }: { mine: Sending; opened: OpenConversation }) {
  return (
    <article class="message agent pending" aria-label="You">
      <p class="words" dir="auto">
        {mine.text}
      </p>
      <p class="meta">
        {mine.failed === null ? (
          'Sending…'
        ) : (
          <>
            Not sent.{' '}
            <button
              type="button"
              class="link"
              onClick={() => void opened.reply(mine.text, mine).catch(() => undefined)}
            >
              Try again
            </button>
          </>
        )}
      </p>
    </article>
  );
}

/** Notes stand where they were written: before the first message that is later. */
function withNotes(items: readonly Item[], notes: readonly Note[]): Shown[] {
  const shown: Shown[] = [];
  let next = 0;
  for (const item of items) {
    for (let note = notes[next]; note !== undefined; note = notes[next]) {
      if (item.kind !== 'message' || Date.parse(note.at) > item.at) break;
      shown.push(note);
      next += 1;
    }
    shown.push(item);
  }
  return [...shown, ...notes.slice(next)];
}
