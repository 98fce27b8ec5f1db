import { createRoute } from '@hono/zod-openapi';
import {
  acceptedMessage, conversationView, sendMessageRequest, startConversationRequest, startedConversation, stoppedTurn,
} from '../../protocol/http.ts';
import { invalidInput } from '../../lib/parse-input.ts';
import { type App, createRouter } from '../app-env.ts';
import { describeConversation } from '../conversation-state.ts';
import { rateLimited } from '../errors.ts';
import type { HttpServices } from '../http-services.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import { bearer, conversationParam, json, jsonBody, problems } from './route.ts';

/** Starting, reading and erasing a conversation; sending a message; stopping the reply. */
export function conversationRoutes(
  services: HttpServices,
  tools: { limiter: RateLimiter; onErased: (conversationId: string) => Promise<void> },
): App {
  const { conversations, turns, config } = services;
  const { limiter, onErased } = tools;

  return createRouter()
    .openapi(start, async (c) => {
      const input = c.req.valid('json');
      const { conversation, secret } = await conversations.start({
        channel: 'widget',
        ...(input.locale === undefined ? {} : { localeHint: input.locale }),
        ...(input.timeZone === undefined ? {} : { timeZone: input.timeZone }),
      });
      c.header('Location', `/v1/conversations/${conversation.id}`);
      c.header('Cache-Control', 'no-store');
      return c.json({ id: conversation.id, secret, createdAt: conversation.createdAt }, 201);
    })
    .openapi(read, async (c) => c.json(await describeConversation(services, c.get('conversation')), 200))
    .openapi(erase, async (c) => {
      const { id } = c.get('conversation');
      await turns.stop(id);
      await conversations.erase(id);
      await onErased(id);
      return c.body(null, 204);
    })
    .openapi(send, async (c) => {
      const { id } = c.get('conversation');
      const { clientMessageId, text } = c.req.valid('json');
      const { messageCharacters, messagesPerMinute } = config.http;
      if (text.length > messageCharacters)
        throw invalidInput([{ path: ['text'], message: `must have at most ${messageCharacters} characters` }]);
      const { retryAfterSeconds } = await limiter.take({ key: `messages:${id}`, perMinute: messagesPerMinute });
      if (retryAfterSeconds !== null) throw rateLimited(retryAfterSeconds);
      const network = c.get('network');
      const accepted = await conversations.acceptMessage(id, { clientMessageId, text });
      turns.schedule(id, network === undefined ? {} : { network });
      const { messageId, sequence, repeated } = accepted;
      return c.json({ messageId, sequence, repeated }, 202);
    })
    .openapi(stop, async (c) => c.json({ stopped: await turns.stop(c.get('conversation').id) }, 200));
}

const tags = ['Conversations'];

const start = createRoute({
  method: 'post',
  path: '/v1/conversations',
  tags,
  summary: 'Start a conversation',
  description: 'The body may be left out.',
  request: { body: { required: false, content: { 'application/json': { schema: startConversationRequest } } } },
  responses: { 201: json(startedConversation, 'Started'), ...problems },
});

const read = createRoute({
  method: 'get',
  path: '/v1/conversations/{id}',
  tags,
  summary: 'Read the state of a conversation',
  ...bearer,
  request: { params: conversationParam },
  responses: { 200: json(conversationView, 'The state'), ...problems },
});

const erase = createRoute({
  method: 'delete',
  path: '/v1/conversations/{id}',
  tags,
  summary: 'Erase a conversation',
  description: 'Its words and facts are emptied; sequences and figures stay. It cannot be undone.',
  ...bearer,
  request: { params: conversationParam },
  responses: { 204: { description: 'Erased' }, ...problems },
});

const send = createRoute({
  method: 'post',
  path: '/v1/conversations/{id}/messages',
  tags,
  summary: 'Send a message',
  description: 'Accepted at once; the reply comes through the stream. A repeat with the same clientMessageId changes nothing.',
  ...bearer,
  request: { params: conversationParam, body: jsonBody(sendMessageRequest) },
  responses: { 202: json(acceptedMessage, 'Accepted'), ...problems },
});

const stop = createRoute({
  method: 'delete',
  path: '/v1/conversations/{id}/turn',
  tags,
  summary: 'Stop the reply that is being written',
  ...bearer,
  request: { params: conversationParam },
  responses: { 200: json(stoppedTurn, '`stopped: false` when there was nothing to stop'), ...problems },
});
