import { invalidInput } from '../../lib/parse-input.ts';
import { eraseProposals } from '../../proposals/erase-proposals.ts';
import {
  acceptedMessage,
  conversationView,
  sendMessageRequest,
  startConversationRequest,
  startedConversation,
  stoppedTurn,
} from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import { describeConversation } from '../conversation-state.ts';
import { rateLimited } from '../errors.ts';
import type { HttpServices } from '../http-services.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import { addRoute, conversationParam as params } from './route.ts';

/** Starting, reading and erasing a conversation; sending a message; stopping the reply. */
export function conversationRoutes(
  services: HttpServices,
  tools: { limiter: RateLimiter; onErased: (conversationId: string) => Promise<void> },
): App {
  const {
    conversations,
    handoffs,
    codeOutbox,
    mailOutbox,
    attachments,
    transfers,
    turns,
    config,
    now,
  } = services;
  const tag = 'Conversations';
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/conversations',
      tag,
      security: 'none',
      summary: 'Start a conversation',
      description: 'The body may be left out. The secret is shown this once.',
      body: startConversationRequest,
      bodyOptional: true,
      answers: { 201: { description: 'Started', schema: startedConversation } },
    },
    async (c, { body: { locale, timeZone } }) => {
      const { conversation, secret } = await conversations.start({
        channel: 'widget',
        ...(locale === undefined ? {} : { localeHint: locale }),
        ...(timeZone === undefined ? {} : { timeZone }),
      });
      c.header('Location', `/v1/conversations/${conversation.id}`);
      return c.json({ id: conversation.id, secret, createdAt: conversation.createdAt }, 201);
    },
  );

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/conversations/{id}',
      tag,
      summary: 'Read the state of a conversation',
      params,
      answers: { 200: { description: 'The state', schema: conversationView } },
    },
    async (c) => c.json(await describeConversation(services, c.get('conversation'))),
  );

  addRoute(
    router,
    {
      method: 'delete',
      path: '/v1/conversations/{id}',
      tag,
      summary: 'Erase a conversation',
      description:
        'Its words and facts are emptied; sequences and figures stay. It cannot be undone.',
      params,
      answers: { 204: { description: 'Erased' } },
    },
    async (c) => {
      const { id } = c.get('conversation');
      await turns.stop(id);
      await conversations.erase(id, eraseProposals(id, now()));
      await Promise.all([
        handoffs.erase(id),
        codeOutbox.erase(id),
        mailOutbox.erase(id),
        attachments?.erase(id),
        transfers.erase(id),
        tools.onErased(id),
      ]);
      return c.body(null, 204);
    },
  );

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/conversations/{id}/messages',
      tag,
      summary: 'Send a message',
      description:
        'Accepted at once; the reply comes through the stream. A repeat with the same clientMessageId changes nothing.',
      params,
      body: sendMessageRequest,
      answers: { 202: { description: 'Accepted', schema: acceptedMessage } },
    },
    async (c, { body: { clientMessageId, text, attachmentIds = [], pageContext } }) => {
      const { id } = c.get('conversation');
      const { messageCharacters, messagesPerMinute } = config.http;
      if (text.length > messageCharacters)
        throw invalidInput([
          { path: ['text'], message: `must have at most ${messageCharacters} characters` },
        ]);
      const { retryAfterSeconds } = await tools.limiter.take({
        key: `messages:${id}`,
        perMinute: messagesPerMinute,
      });
      if (retryAfterSeconds !== null) throw rateLimited(retryAfterSeconds);
      const { messageId, sequence, repeated } = await conversations.acceptMessage(id, {
        clientMessageId,
        text,
        pageContext,
        attachments: (await attachments?.sendable(id, attachmentIds, clientMessageId)) ?? [],
      });
      const network = c.get('network');
      turns.schedule(id, network === undefined ? {} : { network });
      return c.json({ messageId, sequence, repeated }, 202);
    },
  );

  addRoute(
    router,
    {
      method: 'delete',
      path: '/v1/conversations/{id}/turn',
      tag,
      summary: 'Stop the reply that is being written',
      params,
      answers: {
        200: {
          description: '`stopped: false` when there was nothing to stop',
          schema: stoppedTurn,
        },
      },
    },
    async (c) => c.json({ stopped: await turns.stop(c.get('conversation').id) }),
  );
  return router;
}
