import { createInterface } from 'node:readline';
import { SetupError } from '../lib/errors.ts';
import type { Card, ProposalView } from '../protocol/card.ts';
import type { LogEvent, StreamEvent } from '../protocol/stream-event.ts';
import type { Services } from '../services.ts';

export interface ChatOptions {
  /** a single message; else messages are read line by line */
  once?: string | undefined;
  /** id or e-mail of a customer who counts as verified, for trying things out */
  customer?: string | undefined;
  locale?: string | undefined;
  json?: boolean | undefined;
}

/** What one message led to; one JSON object for `--json`. */
export interface ChatResult {
  text: string;
  locale: string | null;
  /** tools called, in order */
  tools: string[];
  cards: Card[];
  proposal: ProposalView | null;
  confidence: number | null;
  handoff: { state: 'none' | 'queued' | 'claimed'; reason: string | null };
}

interface Io {
  write(text: string): void;
  lines: AsyncIterable<string>;
  /** a person types: show a prompt */
  interactive: boolean;
}

/** `chat`: talks with the assistant in the terminal, streaming. */
export async function chatCommand(
  services: Services,
  options: ChatOptions,
  demo: boolean,
  io: Io,
): Promise<number> {
  const customerId =
    options.customer === undefined ? undefined : await findCustomer(services, options.customer);
  const { conversation } = await services.conversations.start({
    channel: 'cli',
    ...(options.locale === undefined ? {} : { localeHint: options.locale }),
    ...(customerId === undefined ? {} : { verifiedCustomerId: customerId }),
  });
  let number = 0;
  const say = async (text: string): Promise<void> => {
    number += 1;
    const printed = options.json === true ? null : io;
    const result = await answer(services, conversation.id, `cli-${number}`, text, printed, demo);
    if (options.json === true) io.write(`${JSON.stringify(result)}\n`);
  };
  if (options.once !== undefined) {
    await say(options.once);
    return 0;
  }
  if (io.interactive) io.write('Write a message; an empty line or Ctrl-D ends the chat.\n\n> ');
  for await (const line of io.lines) {
    if (line.trim() === '') {
      if (io.interactive) break;
      continue;
    }
    await say(line);
    if (io.interactive) io.write('\n> ');
  }
  return 0;
}

async function findCustomer({ shop }: Services, given: string): Promise<string> {
  const customer = (await shop.findCustomer(given)) ?? (await shop.findCustomerByEmail(given));
  if (customer !== undefined) return customer.id;
  throw new SetupError(
    `The shop has no customer ${given}.`,
    'Give the id or the e-mail of a customer; `export` lists them.',
  );
}

/** Sends one message, prints the reply as it is written, and sums up what happened. */
async function answer(
  services: Services,
  conversationId: string,
  clientMessageId: string,
  text: string,
  printed: Pick<Io, 'write'> | null,
  demo: boolean,
): Promise<ChatResult> {
  const { sequence } = await services.conversations.acceptMessage(conversationId, {
    clientMessageId,
    text,
  });
  const controller = new AbortController();
  const events: (StreamEvent | LogEvent)[] = [];
  const printer = new ReplyPrinter(printed);
  const following = (async () => {
    for await (const { event } of services.log.follow(conversationId, {
      after: { sequence, offset: 0 },
      signal: controller.signal,
    })) {
      events.push(event);
      printer.show(event);
      if (event.type === 'status' && (event.status === 'idle' || event.status === 'stopped'))
        return;
    }
  })();
  await services.turns.run(conversationId);
  // The turn is over: what it stored is read to its end, unless nothing was said at all (a person has the conversation).
  const conversation = await services.conversations.find(conversationId);
  if (conversation?.owner === 'human') controller.abort();
  await following;
  if (demo && events.some(isCodeSent)) {
    const [mail] = await services.codeOutbox.listOutbox({ conversationId, limit: 1 });
    if (mail !== undefined)
      printed?.write(`\n(demo: the code sent to ${mail.email} is ${mail.code})\n`);
  }
  return summarize(events, conversation?.locale ?? null, conversation?.owner ?? 'assistant');
}

function isCodeSent(event: StreamEvent | LogEvent): boolean {
  return event.type === 'tool-end' && event.tool === 'start_verification' && event.ok;
}

/** Prints words as they come, and takes back what was retracted by saying the rest anew. */
class ReplyPrinter {
  readonly #io: Pick<Io, 'write'> | null;
  #shown = '';
  /** the line of the running reply was ended by a note */
  #closed = false;

  constructor(io: Pick<Io, 'write'> | null) {
    this.#io = io;
  }

  show(event: StreamEvent | LogEvent): void {
    if (this.#io === null) return;
    switch (event.type) {
      case 'message-start':
        this.#shown = '';
        return;
      case 'message-delta':
        this.#io.write(event.text);
        this.#shown += event.text;
        return;
      case 'message-retract':
        this.#shown = this.#shown.slice(0, event.keep);
        this.#io.write(`\n… I take that back.\n${this.#shown}`);
        return;
      case 'message-end':
        if (event.author === 'customer' || event.outcome === 'discarded') return;
        this.#finish(event.text);
        return;
      case 'card':
        this.#note(describeCard(event.card));
        return;
      case 'proposal':
        this.#note(describeProposal(event.proposal));
        return;
      case 'handoff-opened':
        this.#note('[a person has been called]');
        return;
    }
  }

  #finish(text: string): void {
    const rest = text.startsWith(this.#shown) ? text.slice(this.#shown.length) : `\n${text}`;
    if (text !== '') this.#io?.write(this.#closed ? rest : `${rest}\n`);
    this.#shown = '';
    this.#closed = false;
  }

  /** A line of its own, also in mid-reply. */
  #note(line: string): void {
    const breaks = this.#shown !== '' && !this.#closed;
    this.#io?.write(`${breaks ? '\n' : ''}${line}\n`);
    if (breaks) this.#closed = true;
  }
}

function describeProposal({ state, text, kind, orderNumber }: ProposalView): string {
  return state === 'open'
    ? `[${text}] (yes / no)`
    : `[${[kind, orderNumber].filter(Boolean).join(' ')}: ${state}]`;
}

function describeCard(card: Card): string {
  switch (card.type) {
    case 'products':
      return `[products: ${card.products.map(({ title }) => title).join(', ')}]`;
    case 'tracking':
      return `[parcel of ${card.orderNumber}: ${card.carrier} ${card.trackingNumber}, ${card.status}]`;
    case 'order':
    case 'payment':
    case 'refund':
    case 'bank_details':
      return `[${card.type} of ${card.orderNumber}: ${card.status}]`;
  }
}

function summarize(
  events: readonly (StreamEvent | LogEvent)[],
  locale: string | null,
  owner: string,
): ChatResult {
  const said = events.flatMap((event) =>
    event.type === 'message-end' && event.author !== 'customer' && event.outcome !== 'discarded'
      ? [event]
      : [],
  );
  const opened = events.findLast((event) => event.type === 'handoff-opened');
  return {
    text: said.map(({ text }) => text).join('\n\n'),
    locale: said.at(-1)?.locale ?? locale,
    tools: events.flatMap((event) => (event.type === 'tool-start' ? [event.tool] : [])),
    cards: events.flatMap((event) => (event.type === 'card' ? [event.card] : [])),
    proposal:
      events.flatMap((event) => (event.type === 'proposal' ? [event.proposal] : [])).at(-1) ?? null,
    confidence:
      events.flatMap((event) => (event.type === 'turn-ended' ? [event.confidence] : [])).at(-1) ??
      null,
    handoff: {
      state: owner === 'queued' ? 'queued' : owner === 'human' ? 'claimed' : 'none',
      reason: opened?.type === 'handoff-opened' ? opened.reason : null,
    },
  };
}

/**
 * Lines of standard input, as they are typed. A generator, so that reading starts with the first line asked for: readline
 * drops what arrives before somebody iterates, and would then wait for ever on an input that has ended.
 */
export async function* inputLines(): AsyncGenerator<string> {
  yield* createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
}
