import type { Card, ProposalView } from '../protocol/card.ts';
import type { StreamEvent } from '../protocol/stream-event.ts';

type MessageStart = Extract<StreamEvent, { type: 'message-start' }>;
type MessageEnd = Extract<StreamEvent, { type: 'message-end' }>;

interface ItemBase {
  /** stable for as long as the item is shown */
  key: string;
  /** place in the conversation */
  sequence: number;
}

export interface MessageItem extends ItemBase {
  kind: 'message';
  messageId: string;
  author: MessageEnd['author'];
  text: string;
  locale?: string | undefined;
  authorName?: string | undefined;
  clientMessageId?: string | undefined;
  state: 'streaming' | 'complete' | 'stopped';
  /** milliseconds; when it ended, or began while it runs */
  at: number;
  /** the other side has seen it */
  read?: boolean;
  end?: MessageEnd;
}

export interface CardItem extends ItemBase {
  kind: 'card';
  card: Card;
}

export interface ProposalItem extends ItemBase {
  kind: 'proposal';
  proposal: ProposalView;
}

/** A line between the messages: who answers now, what was verified. `event` names the words. */
export interface NoteItem extends ItemBase {
  kind: 'note';
  event: StreamEvent;
  /** who had the conversation then */
  name: string;
}

/** What stands between the messages. */
export type SideItem = CardItem | ProposalItem | NoteItem;
export type Item = MessageItem | SideItem;

export interface ApplyOptions {
  /** false: history, which is shown and not announced */
  live: boolean;
  /** characters of the running message up to and with this delta */
  offset?: number;
  at: number;
}

export interface LogListener {
  /** text is missing before this delta: the stream has to start again after this event */
  onGap(lastEventId: string): void;
  /** a message of anybody is final */
  onFinished(item: MessageItem, live: boolean): void;
  /** a card or a note came, or a proposal came or changed its state */
  onShown?(item: SideItem, live: boolean): void;
  /** any other event that tells where the conversation stands, the latest of its kind only */
  onEvent(event: StreamEvent, live: boolean): void;
}

/**
 * What a conversation's events amount to, in the order of their numbers, however they arrive: a repeated event changes
 * nothing, a late one takes its place, missing text is asked for. Items are replaced, never changed, so that a view can
 * tell by identity what is new.
 */
export class ChatLog {
  items: readonly Item[] = [];
  /** the highest number seen */
  last = 0;
  readonly #listener: LogListener;
  readonly #seen = new Set<number>();
  readonly #discarded = new Set<string>();
  #name = '';
  /** the number up to which each kind of standing is known */
  readonly #standing = new Map<string, number>();

  constructor(listener: LogListener) {
    this.#listener = listener;
  }

  apply(event: StreamEvent, sequence: number, options: ApplyOptions): void {
    if (event.type === 'message-delta') {
      this.#delta(event, options);
      return;
    }
    if (this.#seen.has(sequence)) return;
    this.#seen.add(sequence);
    this.last = Math.max(this.last, sequence);
    switch (event.type) {
      case 'message-start':
        this.#start(event, sequence, options);
        break;
      case 'message-retract': {
        const running = this.#message(event.messageId);
        if (running?.state === 'streaming')
          this.#put({ ...running, text: running.text.slice(0, event.keep) });
        break;
      }
      case 'message-end':
        this.#end(event, sequence, options);
        break;
      case 'card':
        this.#show(
          { kind: 'card', key: `card-${sequence}`, sequence, card: event.card },
          options.live,
        );
        break;
      case 'proposal':
        this.#propose(event.proposal, sequence, options.live);
        break;
      default:
        this.#stand(event, sequence, options.live);
    }
  }

  /** Puts a proposal's newer state in its place, e.g. the answer to a confirmation. */
  update(proposal: ProposalView): void {
    this.#propose(proposal, this.last, true);
  }

  #message(messageId: string): MessageItem | undefined {
    const item = this.items.findLast(({ key }) => key === messageId);
    return item?.kind === 'message' ? item : undefined;
  }

  #start(event: MessageStart, sequence: number, { at }: ApplyOptions): void {
    if (event.author === 'customer' || this.#discarded.has(event.messageId)) return;
    this.#read(sequence);
    // Read backwards, page by page, a message may end before it begins: it stands where it began.
    const ended = this.#message(event.messageId);
    this.#put(
      ended === undefined
        ? {
            kind: 'message',
            key: event.messageId,
            sequence,
            messageId: event.messageId,
            author: event.author,
            text: '',
            locale: event.locale,
            state: 'streaming',
            at,
          }
        : { ...ended, sequence },
    );
  }

  #delta(event: Extract<StreamEvent, { type: 'message-delta' }>, { offset = 0 }: ApplyOptions) {
    const running = this.#message(event.messageId);
    if (running === undefined || running.state !== 'streaming') return;
    const start = offset - event.text.length;
    if (start > running.text.length) this.#listener.onGap(`${running.sequence}.0`);
    else if (offset > running.text.length)
      this.#put({ ...running, text: running.text.slice(0, start) + event.text });
  }

  #end(event: MessageEnd, sequence: number, { live, at }: ApplyOptions): void {
    const running = this.#message(event.messageId);
    if (event.outcome === 'discarded') {
      // A reply that a person's arrival overtook is not shown.
      this.#discarded.add(event.messageId);
      this.items = this.items.filter((item) => item !== running);
      return;
    }
    if (event.author !== 'customer') this.#read(sequence);
    const item: MessageItem = {
      kind: 'message',
      key: running?.key ?? event.messageId,
      sequence: running?.sequence ?? sequence,
      messageId: event.messageId,
      author: event.author,
      text: event.text,
      locale: event.locale ?? running?.locale,
      authorName: event.authorName,
      clientMessageId: event.clientMessageId,
      state: event.outcome === 'stopped' ? 'stopped' : 'complete',
      at,
      end: event,
    };
    this.#put(item);
    this.#listener.onFinished(item, live);
  }

  #propose(proposal: ProposalView, sequence: number, live: boolean): void {
    const key = `proposal-${proposal.id}`;
    const known = this.items.find((item) => item.key === key);
    if (sequence < (this.#standing.get(key) ?? 0)) {
      // An older state, read later: it only says where the proposal was made.
      if (known !== undefined && sequence < known.sequence) this.#put({ ...known, sequence });
      return;
    }
    this.#standing.set(key, sequence);
    const before = known?.kind === 'proposal' ? known.proposal : null;
    const item: ProposalItem = {
      kind: 'proposal',
      key,
      sequence: known?.sequence ?? sequence,
      // The token comes with the first state alone.
      proposal: { ...before, ...proposal },
    };
    if (before?.state === proposal.state) this.#put(item);
    else this.#show(item, live);
  }

  #note(event: StreamEvent, sequence: number, live: boolean): void {
    if (event.type === 'handoff-claimed') this.#name = event.humanAgentName;
    this.#show({ kind: 'note', key: `note-${sequence}`, sequence, event, name: this.#name }, live);
  }

  #show(item: SideItem, live: boolean): void {
    this.#put(item);
    this.#listener.onShown?.(item, live);
  }

  #stand(event: StreamEvent, sequence: number, live: boolean): void {
    const kind = event.type.split('-')[0] ?? '';
    const isLatest = sequence > (this.#standing.get(kind) ?? 0);
    if (isLatest) this.#standing.set(kind, sequence);
    if (event.type === 'status' && event.status === 'thinking') this.#read(sequence);
    if (NOTED.has(event.type) || (event.type === 'status' && NOTED.has(event.status)))
      this.#note(event, sequence, live);
    if (isLatest) this.#listener.onEvent(event, live);
  }

  /** Everything the customer wrote before this has been seen. */
  #read(sequence: number): void {
    const last = this.items.findLast(
      (item) => item.kind === 'message' && item.author === 'customer' && item.sequence < sequence,
    );
    if (last?.kind !== 'message' || last.read) return;
    this.items = this.items.map((item) =>
      item.kind === 'message' && item.author === 'customer' && item.sequence < sequence
        ? { ...item, read: true }
        : item,
    );
  }

  #put(item: Item): void {
    const index = this.items.findIndex(({ key }) => key === item.key);
    if (this.items[index]?.sequence === item.sequence) {
      this.items = this.items.with(index, item);
      return;
    }
    const others = index === -1 ? this.items : this.items.toSpliced(index, 1);
    const after = others.findLastIndex(({ sequence }) => sequence <= item.sequence);
    this.items = others.toSpliced(after + 1, 0, item);
  }
}

/** Events that leave a line in the conversation. */
const NOTED: ReadonlySet<string> = new Set([
  'handoff-opened',
  'handoff-claimed',
  'handoff-snoozed',
  'handoff-returned',
  'handoff-closed',
  'verified',
  'logged_out',
  'stopped',
]);
