import type { Conversation } from '../conversations/conversation.ts';
import type { ConversationStore } from '../conversations/conversation-store.ts';
import type { EventLog, StoredEvent } from '../events/event-log.ts';
import { AppError, ConflictError, NotFoundError } from '../lib/errors.ts';
import type { Logger } from '../lib/logger.ts';
import { invalidInput, parseInput, parseJson } from '../lib/parse-input.ts';
import type { Timers } from '../lib/timers.ts';
import { type InboundMessage, inboundMessage, type MessageAnswer } from '../protocol/webhook.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { answerOf } from './answer.ts';
import { type Delivery, openDelivery } from './open-delivery.ts';
import type { SigningSecret } from './signature.ts';
import type { StoredResponse, WebhookStore } from './webhook-store.ts';

export interface InboundWebhooksOptions {
  secrets: readonly SigningSecret[];
  store: WebhookStore;
  conversations: ConversationStore;
  log: EventLog;
  shop: Pick<ShopStore, 'findCustomer'>;
  turns: { run(conversationId: string): Promise<void> };
  limits: { messageCharacters: number; turnMs: number; verifiedMs: () => number };
  now: () => number;
  timers: Timers;
  logger: Logger;
}

export interface InboundResponse extends StoredResponse {
  /** true when the response was made for an earlier delivery of the same webhook */
  replayed: boolean;
}

/** Room for a turn’s end and its storage beyond the time the turn itself may take. */
const GRACE_MS = 15_000;
/** Events one turn can leave; more than its steps and tool calls ever make. */
const EVENTS_OF_A_TURN = 1000;

/** Messages that another system receives for the shop: checked, answered once, and answered the same when sent again. */
export class InboundWebhooks {
  readonly #options: InboundWebhooksOptions;
  /** deliveries being answered by this process, so that a repeat waits for the same response */
  readonly #running = new Map<string, { payload: string; response: Promise<StoredResponse> }>();

  constructor(options: InboundWebhooksOptions) {
    this.#options = options;
  }

  async receive(delivery: Delivery): Promise<InboundResponse> {
    const { secrets, now } = this.#options;
    const { integration, webhookId, payload } = openDelivery({ secrets, ...delivery, now: now() });
    const message = this.#parse(payload);

    const runningKey = `${integration}\n${webhookId}`;
    const running = this.#running.get(runningKey);
    if (running !== undefined) {
      if (running.payload !== payload) throw otherBody();
      return { ...(await running.response), replayed: true };
    }
    const claiming = this.#claimAndAnswer({ integration, webhookId }, payload, message);
    const response = claiming.then(({ status, body }) => ({ status, body }));
    // Whoever waits handles a failure; without a waiter it must not count as unhandled.
    response.catch(() => {});
    this.#running.set(runningKey, { payload, response });
    try {
      return await claiming;
    } finally {
      this.#running.delete(runningKey);
    }
  }

  #parse(payload: string): InboundMessage {
    const message = parseInput(inboundMessage, parseJson(payload));
    const { messageCharacters } = this.#options.limits;
    if (message.data.text.length > messageCharacters)
      throw invalidInput([
        { path: ['data', 'text'], message: `must have at most ${messageCharacters} characters` },
      ]);
    return message;
  }

  async #claimAndAnswer(
    key: { integration: string; webhookId: string },
    payload: string,
    message: InboundMessage,
  ): Promise<InboundResponse> {
    const { store, limits } = this.#options;
    const claim = await store.claim(key, payload, limits.turnMs + GRACE_MS);
    if (claim.state === 'done') return { ...claim.response, replayed: true };
    if (claim.state === 'other_body') throw otherBody();
    if (claim.state === 'busy') throw stillRunning();
    try {
      const answer = await this.#answer(key, message, claim.conversationId);
      const response = { status: 200, body: JSON.stringify(answer) };
      await store.complete(key, response);
      return { ...response, replayed: false };
    } catch (error) {
      if (error instanceof AppError && error.status < 500) await store.forget(key);
      else await store.release(key);
      throw error;
    }
  }

  async #answer(
    key: { integration: string; webhookId: string },
    { data }: InboundMessage,
    earlierConversationId: string | null,
  ): Promise<MessageAnswer> {
    const { conversations, store } = this.#options;
    const conversation = await this.#conversation(key.integration, data, earlierConversationId);
    await this.#vouch(conversation, data.customer?.id);
    await store.noteConversation(key, conversation.id);
    const accepted = await conversations.acceptMessage(conversation.id, {
      clientMessageId: `webhook:${key.webhookId}`,
      text: data.text,
    });
    const answer = await this.#waitForAnswer(conversation.id, accepted);
    const after = await conversations.find(conversation.id);
    return {
      conversationId: conversation.id,
      messageId: accepted.messageId,
      ...answer,
      handoff: handoffOf(after ?? conversation),
    };
  }

  /** The conversation named, if it is this integration’s own; else a new one. */
  async #conversation(
    integration: string,
    data: InboundMessage['data'],
    earlierId: string | null,
  ): Promise<Conversation> {
    const { conversations, store } = this.#options;
    const { externalConversationId: externalId } = data;
    const id =
      data.conversationId ??
      earlierId ??
      (externalId === undefined ? null : await store.findExternal(integration, externalId));
    if (id !== null) return this.#own(integration, id);
    const started = await conversations.start({
      channel: 'webhook',
      integrationId: integration,
      ...(data.locale === undefined ? {} : { localeHint: data.locale }),
      ...(data.timeZone === undefined ? {} : { timeZone: data.timeZone }),
    });
    if (externalId === undefined) return started.conversation;
    const winner = await store.nameExternal(integration, externalId, started.conversation.id);
    return winner === started.conversation.id
      ? started.conversation
      : this.#own(integration, winner);
  }

  async #own(integration: string, id: string): Promise<Conversation> {
    const conversation = await this.#options.conversations.find(id);
    if (conversation === undefined || conversation.integrationId !== integration)
      throw new NotFoundError('The conversation', 'Leave conversationId out to start a new one.');
    return conversation;
  }

  /** The signature vouches for the customer it names; one conversation never changes its customer. */
  async #vouch(conversation: Conversation, customerId: string | undefined): Promise<void> {
    if (customerId === undefined) return;
    const { conversations, shop, limits, now } = this.#options;
    if ((await shop.findCustomer(customerId)) === undefined)
      throw invalidInput([
        { path: ['data', 'customer', 'id'], message: 'is no customer of the shop' },
      ]);
    await conversations.setIdentity(conversation.id, {
      tier: 'verified',
      customerId,
      verifiedUntil: new Date(now() + limits.verifiedMs()).toISOString(),
    });
  }

  async #waitForAnswer(
    conversationId: string,
    { messageId, sequence }: { messageId: string; sequence: number },
  ): Promise<Pick<MessageAnswer, 'reply' | 'cards' | 'proposal' | 'sequence'>> {
    const { conversations, log, turns, timers, limits } = this.#options;
    const isWaiting = async () =>
      (await conversations.unanswered(conversationId)).some((one) => one.messageId === messageId);
    if (await isWaiting()) await turns.run(conversationId);
    if (await isWaiting())
      await waitForTurnEnd(log, conversationId, sequence, timers, limits.turnMs + GRACE_MS);
    const events = await log.read(conversationId, { after: sequence, limit: EVENTS_OF_A_TURN });
    const answer = answerOf(messageId, events);
    if (answer !== null) return answer;
    const conversation = await conversations.find(conversationId);
    if (conversation?.owner === 'human' || conversation?.owner === 'closed')
      return { reply: null, cards: [], proposal: null, sequence: lastSequence(events, sequence) };
    // Parked by a shutdown, or taken by a process that died: the message is kept, the next delivery finds its answer.
    throw new AppError('not_answered_yet', 'The message is accepted, its answer is not ready.', {
      status: 503,
      hint: 'Send the same webhook again, with the same webhook-id.',
      retryAfterSeconds: 5,
    });
  }
}

/** Another process holds the turn: its end shows in the log. */
async function waitForTurnEnd(
  log: EventLog,
  conversationId: string,
  after: number,
  timers: Timers,
  milliseconds: number,
): Promise<void> {
  const controller = new AbortController();
  const deadline = timers.setTimeout(() => controller.abort(), milliseconds);
  try {
    for await (const { event } of log.follow(conversationId, {
      after: { sequence: after, offset: 0 },
      signal: controller.signal,
    })) {
      if (event.type === 'turn-ended' || event.type === 'handoff-claimed') return;
    }
  } finally {
    timers.clearTimeout(deadline);
    controller.abort();
  }
}

function handoffOf({ owner }: Conversation): MessageAnswer['handoff'] {
  if (owner === 'assistant') return 'none';
  return owner === 'human' ? 'claimed' : owner;
}

function lastSequence(events: readonly StoredEvent[], fallback: number): number {
  return events.at(-1)?.sequence ?? fallback;
}

function otherBody(): ConflictError {
  return new ConflictError(
    'webhook_id_reused',
    'This webhook-id was used for another body.',
    'Give every message its own webhook-id; repeat an id only with the very same bytes.',
  );
}

function stillRunning(): AppError {
  return new AppError('webhook_in_progress', 'This webhook is being answered.', {
    status: 409,
    hint: 'Send it again after Retry-After seconds to get the answer.',
    retryAfterSeconds: 3,
  });
}
