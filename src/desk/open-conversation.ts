import { type Signal, signal } from '@preact/signals';
import type {
  CustomerBlock,
  OrdersBlock,
  PaymentsBlock,
  ShipmentsBlock,
} from '../protocol/desk-context.ts';
import type {
  CannedReply,
  DeskConversation,
  Note,
  Suggestion,
  Summary,
} from '../protocol/desk-conversation.ts';
import type { StreamEvent } from '../protocol/stream-event.ts';
import { ChatLog, type Item } from '../ui/chat-log.ts';
import { EventStream } from '../ui/event-stream.ts';
import { oncePerFrame } from '../ui/frame.ts';
import type { DeskServer } from './server.ts';

/** How often a look at a conversation is repeated, so that colleagues see it; while typing more often. */
const LOOKING_MS = 10_000;
const TYPING_MS = 4_000;
/** Messages that one press of T translates, the latest. */
const FOREIGN_AT_ONCE = 20;

/** One block of the panel at the right: it loads alone, and tells its own trouble. */
export interface Block<Content> {
  content: Content | null;
  error: unknown;
  loading: boolean;
}

export interface Blocks {
  customer: CustomerBlock;
  orders: OrdersBlock;
  payments: PaymentsBlock;
  shipments: ShipmentsBlock;
}
export type BlockName = keyof Blocks;
export const BLOCKS: readonly BlockName[] = ['customer', 'orders', 'payments', 'shipments'];

/** A message of mine that the service has not taken yet. */
export interface Sending {
  clientMessageId: string;
  text: string;
  /** what was typed, when `text` is its translation */
  original?: string | undefined;
  /** the draft it was made from */
  suggestionId?: string | undefined;
  failed: unknown;
}

/** Events after which what the desk may do, and the packet, are read again. */
const TELLING = new Set([
  'handoff-opened',
  'handoff-claimed',
  'handoff-returned',
  'handoff-closed',
  'handoff-snoozed',
  'proposal',
  'turn-ended',
]);

/** The conversation in the middle: its words live, what the desk knows of it, and what an agent does with it. */
export class OpenConversation {
  readonly id: string;
  readonly items = signal<readonly Item[]>([]);
  readonly detail = signal<DeskConversation | null>(null);
  /** from the first break until the stream is open again: new messages do not arrive */
  readonly isCutOff = signal(false);
  readonly failed = signal<unknown>(null);
  readonly notes = signal<readonly Note[]>([]);
  readonly canned = signal<readonly CannedReply[]>([]);
  readonly sending = signal<readonly Sending[]>([]);
  readonly suggestion = signal<Suggestion | null>(null);
  readonly summary = signal<Summary | null>(null);
  /** shoppers' messages in my language by message id, where they were asked for */
  readonly translations = signal<Readonly<Record<string, string>>>({});
  readonly showsOriginal = signal(false);
  readonly blocks: { [Name in BlockName]: Signal<Block<Blocks[Name]>> } = {
    customer: signal(unread()),
    orders: signal(unread()),
    payments: signal(unread()),
    shipments: signal(unread()),
  };
  /** the number of the last event on screen: a reply says what its writer has seen */
  seen = 0;
  readonly #server: DeskServer;
  readonly #log: ChatLog;
  readonly #show: () => void;
  readonly #refresh: () => void;
  #stream: EventStream<StreamEvent> | null = null;
  #lookTimer: ReturnType<typeof setInterval> | undefined;
  #typedAt = 0;
  #isClosed = false;

  constructor(id: string, server: DeskServer, onCustomerMessage: (text: string) => void) {
    this.id = id;
    this.#server = server;
    this.#log = new ChatLog({
      onGap: (lastEventId) => this.#stream?.restart(lastEventId),
      onFinished: (item, live) => {
        if (live && item.author === 'customer') onCustomerMessage(item.text);
        if (item.clientMessageId !== undefined)
          this.sending.value = this.sending.value.filter(
            (mine) => mine.clientMessageId !== item.clientMessageId,
          );
      },
      onEvent: () => undefined,
    });
    this.#show = oncePerFrame(() => {
      this.items.value = this.#log.items;
    });
    this.#refresh = oncePerFrame(() => void this.readDetail());
  }

  async open(): Promise<void> {
    void this.readNotes();
    void this.readCanned();
    for (const name of BLOCKS) void this.readBlock(name);
    this.#look(false);
    this.#lookTimer = setInterval(() => this.#look(this.isTyping), LOOKING_MS);
    await Promise.all([this.readDetail(), this.#readHistory()]);
    if (this.#isClosed) return;
    this.#stream = new EventStream<StreamEvent>({
      url: `/v1/staff/conversations/${this.id}/stream`,
      onEvent: (event, id) => this.#take(event, id),
      onState: (state) => {
        if (state === 'waiting') this.isCutOff.value = true;
        if (state !== 'open' || !this.isCutOff.value) return;
        this.isCutOff.value = false;
        void this.readAgain();
      },
    });
    this.#stream.start(`${this.#log.last}.0`);
  }

  /** After a break: all that the stream of the conversation does not tell. */
  async readAgain(): Promise<void> {
    await Promise.all([this.readDetail(), this.readNotes()]);
  }

  /** Asks for what this page has missed, where something shows that it has. */
  catchUp(): void {
    this.#stream?.restart();
  }

  close(): void {
    this.#isClosed = true;
    this.#stream?.stop();
    clearInterval(this.#lookTimer);
    void this.#server.send('DELETE', `/conversations/${this.id}/presence`).catch(() => undefined);
  }

  get isTyping(): boolean {
    return Date.now() - this.#typedAt < TYPING_MS;
  }

  typed(): void {
    const before = this.isTyping;
    this.#typedAt = Date.now();
    if (!before) this.#look(true);
  }

  async readDetail(): Promise<void> {
    try {
      this.detail.value = await this.#server.conversation(this.id);
      this.failed.value = null;
    } catch (error) {
      this.failed.value = error;
    }
  }

  async readNotes(): Promise<void> {
    this.notes.value = await this.#server.notes(this.id).catch(() => this.notes.value);
  }

  async readCanned(): Promise<void> {
    this.canned.value = await this.#server.cannedReplies(this.id).catch(() => this.canned.value);
  }

  async readBlock<Name extends BlockName>(name: Name): Promise<void> {
    const block: Signal<Block<Blocks[Name]>> = this.blocks[name];
    block.value = { ...block.value, loading: true };
    try {
      const content = await this.#server.get<Blocks[Name]>(`/conversations/${this.id}/${name}`);
      block.value = { content, error: null, loading: false };
    } catch (error) {
      block.value = { ...block.value, error, loading: false };
    }
  }

  /** Sends once, however often it is tried: the id stays the same. @throws Problem when it was refused for good */
  async reply(
    text: string,
    more: Partial<Pick<Sending, 'clientMessageId' | 'original' | 'suggestionId'>> = {},
  ): Promise<void> {
    const handoffId = this.detail.value?.row?.handoffId ?? '';
    const { clientMessageId = crypto.randomUUID(), original, suggestionId } = more;
    const mine = { clientMessageId, text, original, suggestionId, failed: null };
    this.sending.value = [
      ...this.sending.value.filter((other) => other.clientMessageId !== clientMessageId),
      mine,
    ];
    try {
      await this.#server.send('POST', `/handoffs/${handoffId}/messages`, {
        clientMessageId,
        text,
        seen: this.seen,
        ...(original === undefined ? {} : { original }),
        ...(suggestionId === undefined ? {} : { suggestionId }),
      });
    } catch (error) {
      const isRefused = error instanceof Error && 'status' in error;
      this.sending.value = isRefused
        ? this.sending.value.filter((other) => other.clientMessageId !== clientMessageId)
        : this.sending.value.map((other) =>
            other.clientMessageId === clientMessageId ? { ...other, failed: error } : other,
          );
      throw error;
    }
    this.#typedAt = 0;
    // The stream shows it; should that be down, it is not "sending" for ever.
    this.sending.value = this.sending.value.filter(
      (other) => other.clientMessageId !== clientMessageId || !this.isCutOff.value,
    );
  }

  /** Adds it once, however often it is tried with the same id. */
  async addNote(clientNoteId: string, text: string, mentions: readonly string[]): Promise<void> {
    const { notes } = await this.#server.send<{ notes: Note[] }>(
      'POST',
      `/conversations/${this.id}/notes`,
      { clientNoteId, text, mentions },
    );
    this.notes.value = notes;
  }

  async summarise(): Promise<void> {
    this.summary.value = await this.#server.send('POST', `/conversations/${this.id}/summary`);
  }

  /** Between what was written and what I can read: fetched once a message, kept beside the original. */
  async turnTranslation(myLocale: string): Promise<void> {
    this.showsOriginal.value = !this.showsOriginal.value;
    if (this.detail.value?.translation !== true) return;
    const mine = myLocale.split('-')[0];
    const foreign = this.items.value.flatMap((item) =>
      item.kind === 'message' &&
      item.author === 'customer' &&
      item.locale?.split('-')[0] !== mine &&
      this.translations.value[item.messageId] === undefined
        ? [item]
        : [],
    );
    for (const { messageId, text } of foreign.slice(-FOREIGN_AT_ONCE)) {
      const { text: turned } = await this.#server.send<{ text: string }>('POST', '/translations', {
        text,
        to: myLocale,
      });
      this.translations.value = { ...this.translations.value, [messageId]: turned };
    }
  }

  async #readHistory(): Promise<void> {
    let after = 0;
    for (let isMore = true; isMore && !this.#isClosed; ) {
      const page = await this.#server.events(this.id, after);
      for (const { sequence, at, event } of page.events)
        this.#log.apply(event, sequence, { live: false, at: Date.parse(at) });
      after = page.events.at(-1)?.sequence ?? after;
      isMore = page.more && page.events.length > 0;
    }
    this.seen = this.#log.last;
    this.items.value = this.#log.items;
  }

  #take(event: StreamEvent, id: string): void {
    const [sequence = 0, offset = 0] = id.split('.').map(Number);
    this.#log.apply(event, sequence, { live: true, offset, at: Date.now() });
    this.seen = Math.max(this.seen, this.#log.last);
    this.#show();
    if (TELLING.has(event.type)) this.#refresh();
  }

  #look(typing: boolean): void {
    if (document.visibilityState === 'hidden') return;
    void this.#server
      .send('PUT', `/conversations/${this.id}/presence`, { typing })
      .catch(() => undefined);
  }
}

function unread(): { content: null; error: null; loading: boolean } {
  return { content: null, error: null, loading: true };
}
