import { createRoute, z } from '@hono/zod-openapi';
import { ConflictError, NotFoundError } from '../../lib/errors.ts';
import {
  eventPage, handoffView, returnHandoffRequest, sendMessageRequest, staffHandoff, staffQueue, staffReplied,
} from '../../protocol/http.ts';
import { streamEventSchema } from '../../protocol/stream-event.ts';
import { type App, createRouter } from '../app-env.ts';
import type { EventStreams } from '../event-streams.ts';
import type { HttpServices } from '../http-services.ts';
import { staffView } from '../staff-view.ts';
import type { OpenStream } from '../stream-writer.ts';
import { readPage, streamEvents } from './events.ts';
import { bearer, conversationParam, eventsQuery, json, jsonBody, problems } from './route.ts';

/** The human agents' side: the queue, one claim at a time, replies that the shopper sees live. */
export function staffRoutes(services: HttpServices, streaming: { streams: EventStreams; openStream: OpenStream }): App {
  const { handoffs, conversations } = services;
  const router = createRouter()
    .openapi(queue, async (c) => {
      const { id, name } = c.get('staff');
      return c.json({ handoffs: await handoffs.queue(), me: { id, name } }, 200);
    })
    .openapi(read, async (c) => c.json(await find(c.req.valid('param').id), 200))
    .openapi(claim, async (c) => {
      const { id } = await find(c.req.valid('param').id);
      const claimed = await handoffs.claim(id, c.get('staff'));
      if (!claimed.ok) throw refusal(claimed.reason, claimed.reason === 'taken' ? claimed.by : undefined);
      // Claiming again is a sign of life: the lease starts anew.
      await handoffs.heartbeat(id, c.get('staff'));
      return c.json({ handoffId: id, state: 'claimed' as const }, 200);
    })
    .openapi(release, async (c) => {
      const { id } = await find(c.req.valid('param').id);
      const released = await handoffs.release(id, c.get('staff'));
      if (!released.ok) throw refusal(released.reason);
      return c.json({ handoffId: id, state: 'queued' as const }, 200);
    })
    .openapi(reply, async (c) => {
      const { id } = await find(c.req.valid('param').id);
      const { clientMessageId, text } = c.req.valid('json');
      const replied = await handoffs.reply(id, c.get('staff'), { text, clientMessageId });
      if (!replied.ok) throw refusal(replied.reason);
      return c.json({ messageId: replied.messageId }, 201);
    })
    .openapi(handBack, async (c) => {
      const { id, conversationId } = await find(c.req.valid('param').id);
      const returned = await handoffs.handBack(id, c.get('staff'), c.req.valid('json').note);
      if (!returned.ok) throw refusal(returned.reason);
      // What the shopper wrote last may still wait for an answer.
      services.turns.schedule(conversationId);
      return c.json({ handoffId: id, state: 'none' as const }, 200);
    })
    .openapi(close, async (c) => {
      const { id } = await find(c.req.valid('param').id);
      const closed = await handoffs.close(id, c.get('staff'));
      if (!closed.ok) throw refusal(closed.reason);
      return c.json({ handoffId: id, state: 'closed' as const }, 200);
    })
    .openapi(events, async (c) => {
      const { id } = c.req.valid('param');
      if ((await conversations.find(id)) === undefined) throw new NotFoundError('The conversation');
      return c.json(await readPage(services, id, c.req.valid('query'), staffView), 200);
    });
  router.openAPIRegistry.registerPath(stream);
  router.get('/v1/staff/conversations/:id/stream', async (c) => {
    const id = c.req.param('id');
    if ((await conversations.find(id)) === undefined) throw new NotFoundError('The conversation');
    return streamEvents(c, services, streaming, { conversationId: id, view: staffView });
  });
  return router;

  async function find(id: string) {
    const handoff = await handoffs.find(id);
    if (handoff === undefined) throw new NotFoundError('The handoff');
    return handoff;
  }
}

function refusal(reason: string, by?: string): ConflictError {
  return new ConflictError(
    `handoff_${reason}`,
    by === undefined ? `Not possible: ${reason.replaceAll('_', ' ')}.` : `${by} has this conversation.`,
    'Read the queue again; only whoever has claimed a handoff can act on it.',
  );
}

const tags = ['Staff'];
const handoffParam = z.object({ id: z.string().max(64).meta({ description: 'of the handoff' }) });

const queue = createRoute({
  method: 'get',
  path: '/v1/staff/handoffs',
  tags,
  summary: 'List open handoffs, the longest wait first',
  ...bearer,
  responses: { 200: json(staffQueue, 'Queued and claimed'), ...problems },
});
const read = createRoute({
  method: 'get',
  path: '/v1/staff/handoffs/{id}',
  tags,
  summary: 'Read a handoff with its packet',
  ...bearer,
  request: { params: handoffParam },
  responses: { 200: json(staffHandoff, 'The handoff'), ...problems },
});
const claim = createRoute({
  method: 'put',
  path: '/v1/staff/handoffs/{id}/claim',
  tags,
  summary: 'Claim a handoff',
  description: 'One wins; the others get 409 and who it was. The shopper is told who answers now.',
  ...bearer,
  request: { params: handoffParam },
  responses: { 200: json(handoffView, 'Yours'), ...problems },
});
const release = createRoute({
  method: 'delete',
  path: '/v1/staff/handoffs/{id}/claim',
  tags,
  summary: 'Put a handoff back into the queue',
  ...bearer,
  request: { params: handoffParam },
  responses: { 200: json(handoffView, 'Queued'), ...problems },
});
const reply = createRoute({
  method: 'post',
  path: '/v1/staff/handoffs/{id}/messages',
  tags,
  summary: 'Reply to the shopper',
  ...bearer,
  request: { params: handoffParam, body: jsonBody(sendMessageRequest) },
  responses: { 201: json(staffReplied, 'Sent'), ...problems },
});
const handBack = createRoute({
  method: 'put',
  path: '/v1/staff/handoffs/{id}/return',
  tags,
  summary: 'Hand the conversation back to the assistant',
  ...bearer,
  request: { params: handoffParam, body: jsonBody(returnHandoffRequest) },
  responses: { 200: json(handoffView, 'The assistant answers'), ...problems },
});
const close = createRoute({
  method: 'put',
  path: '/v1/staff/handoffs/{id}/closure',
  tags,
  summary: 'Close the conversation',
  ...bearer,
  request: { params: handoffParam },
  responses: { 200: json(handoffView, 'Closed'), ...problems },
});
const events = createRoute({
  method: 'get',
  path: '/v1/staff/conversations/{id}/events',
  tags,
  summary: 'Read a conversation with what the assistant did',
  ...bearer,
  request: { params: conversationParam, query: eventsQuery },
  responses: { 200: json(eventPage, 'Events, internal ones included'), ...problems },
});
const stream = createRoute({
  method: 'get',
  path: '/v1/staff/conversations/{id}/stream',
  tags,
  summary: 'Follow a conversation live',
  ...bearer,
  request: { params: conversationParam },
  responses: { 200: { description: 'The stream', content: { 'text/event-stream': { schema: streamEventSchema } } }, ...problems },
});
