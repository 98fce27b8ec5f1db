import { z } from 'zod';
import { ConflictError, NotFoundError } from '../../lib/errors.ts';
import {
  eventPage,
  handoffView,
  returnHandoffRequest,
  sendMessageRequest,
  staffHandoff,
  staffQueue,
  staffReplied,
} from '../../protocol/http.ts';
import { logEventSchema } from '../../protocol/stream-event.ts';
import { type App, createRouter } from '../app-env.ts';
import type { EventStreams } from '../event-streams.ts';
import type { HttpServices } from '../http-services.ts';
import { staffView } from '../staff-view.ts';
import type { OpenStream } from '../stream-writer.ts';
import { readPage, streamEvents } from './events.ts';
import { addRoute, conversationParam, describeRoute, eventsQuery } from './route.ts';

const TAG = 'Staff';
const params = z.object({ id: z.string().max(64).meta({ description: 'of the handoff' }) });

/** The human agents' side: the queue, one claim at a time, replies that the shopper sees live. */
export function staffRoutes(
  services: HttpServices,
  streaming: { streams: EventStreams; openStream: OpenStream },
): App {
  const { handoffs, turns } = services;
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/handoffs',
      tag: TAG,
      summary: 'List open handoffs, the longest wait first',
      answers: { 200: { description: 'Queued and claimed', schema: staffQueue } },
    },
    async (c) => {
      const { id, name } = c.get('staff');
      return c.json({ handoffs: await handoffs.queue(), me: { id, name } });
    },
  );

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/handoffs/{id}',
      tag: TAG,
      summary: 'Read a handoff with its packet',
      params,
      answers: { 200: { description: 'The handoff', schema: staffHandoff } },
    },
    async (c, { params: { id } }) => c.json(await find(id)),
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/handoffs/{id}/claim',
      tag: TAG,
      summary: 'Claim a handoff, or keep it',
      description:
        'One wins; the others get 409 and who it was. The shopper is told who answers now. Repeat it every few minutes: a claim lapses ten minutes after the last sign of life.',
      params,
      answers: { 200: { description: 'Yours', schema: handoffView } },
    },
    async (c, { params: { id } }) => {
      await find(id);
      const claimed = await handoffs.claim(id, c.get('staff'));
      if (!claimed.ok)
        throw refusal(claimed.reason, claimed.reason === 'taken' ? claimed.by : undefined);
      await handoffs.heartbeat(id, c.get('staff'));
      return c.json({ handoffId: id, state: 'claimed' });
    },
  );

  addRoute(
    router,
    {
      method: 'delete',
      path: '/v1/staff/handoffs/{id}/claim',
      tag: TAG,
      summary: 'Put a handoff back into the queue',
      params,
      answers: { 200: { description: 'Queued', schema: handoffView } },
    },
    async (c, { params: { id } }) => {
      await find(id);
      const released = await handoffs.release(id, c.get('staff'));
      if (!released.ok) throw refusal(released.reason);
      return c.json({ handoffId: id, state: 'queued' });
    },
  );

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/staff/handoffs/{id}/messages',
      tag: TAG,
      summary: 'Reply to the shopper',
      params,
      body: sendMessageRequest,
      answers: { 201: { description: 'Sent', schema: staffReplied } },
    },
    async (c, { params: { id }, body }) => {
      await find(id);
      const replied = await handoffs.reply(id, c.get('staff'), body);
      if (!replied.ok) throw refusal(replied.reason);
      return c.json({ messageId: replied.messageId }, 201);
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/handoffs/{id}/return',
      tag: TAG,
      summary: 'Hand the conversation back to the assistant',
      params,
      body: returnHandoffRequest,
      bodyOptional: true,
      answers: { 200: { description: 'The assistant answers', schema: handoffView } },
    },
    async (c, { params: { id }, body }) => {
      const { conversationId } = await find(id);
      const returned = await handoffs.handBack(id, c.get('staff'), body.note);
      if (!returned.ok) throw refusal(returned.reason);
      turns.schedule(conversationId);
      return c.json({ handoffId: id, state: 'none' });
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/handoffs/{id}/closure',
      tag: TAG,
      summary: 'Close the handoff',
      description: 'The matter is settled. Should the shopper write again, the assistant answers.',
      params,
      answers: { 200: { description: 'Closed', schema: handoffView } },
    },
    async (c, { params: { id } }) => {
      await find(id);
      const closed = await handoffs.close(id, c.get('staff'));
      if (!closed.ok) throw refusal(closed.reason);
      return c.json({ handoffId: id, state: 'closed' });
    },
  );
  addReading(router, services, streaming);
  return router;

  async function find(id: string) {
    const handoff = await handoffs.find(id);
    if (handoff === undefined) throw new NotFoundError('The handoff');
    return handoff;
  }
}

function addReading(
  router: App,
  services: HttpServices,
  streaming: { streams: EventStreams; openStream: OpenStream },
): void {
  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/conversations/{id}/events',
      tag: TAG,
      summary: 'Read a conversation with what the assistant did',
      params: conversationParam,
      query: eventsQuery,
      answers: { 200: { description: 'Events, internal ones included', schema: eventPage } },
    },
    async (c, { params: { id }, query }) => {
      await mustExist(id);
      return c.json(await readPage(services, id, query, staffView));
    },
  );

  describeRoute(router, {
    method: 'get',
    path: '/v1/staff/conversations/{id}/stream',
    tag: TAG,
    summary: 'Follow a conversation live',
    params: conversationParam,
    answers: {
      200: { description: 'The stream', schema: logEventSchema, type: 'text/event-stream' },
    },
  });
  router.get('/v1/staff/conversations/:id/stream', async (c) => {
    const id = c.req.param('id');
    await mustExist(id);
    return streamEvents(c, services, streaming, { conversationId: id, view: staffView });
  });

  async function mustExist(id: string): Promise<void> {
    if ((await services.conversations.find(id)) === undefined)
      throw new NotFoundError('The conversation');
  }
}

function refusal(reason: string, by?: string): ConflictError {
  return new ConflictError(
    `handoff_${reason}`,
    by === undefined
      ? `Not possible: ${reason.replaceAll('_', ' ')}.`
      : `${by} has this conversation.`,
    'Read the queue again; only whoever has claimed a handoff can act on it.',
  );
}
