import { createRoute } from '@hono/zod-openapi';
import { ConflictError } from '../../lib/errors.ts';
import { handoffView } from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import { handoffStateOf } from '../conversation-state.ts';
import type { HttpServices } from '../http-services.ts';
import { bearer, conversationParam, json, problems } from './route.ts';

/** How far back the words that led to the call are looked for. */
const RECENT_EVENTS = 50;

/** Calling a person, and taking the call back while nobody has come. */
export function handoffRoutes({ handoffs, conversations, log }: Pick<HttpServices, 'handoffs' | 'conversations' | 'log'>): App {
  return createRouter()
    .openapi(open, async (c) => {
      const { id } = c.get('conversation');
      const { handoff } = await handoffs.open(id, { reason: 'asked', summary: await lastWords(id) });
      return c.json({ handoffId: handoff.id, state: handoff.state === 'claimed' ? ('claimed' as const) : ('queued' as const) }, 200);
    })
    .openapi(withdraw, async (c) => {
      const { id } = c.get('conversation');
      const current = await handoffs.current(id);
      if (current !== undefined) {
        if (!(await handoffs.withdraw(current.id)))
          throw new ConflictError('handoff_claimed', 'A person has the conversation already.', 'Tell them in a message; they hand it back.');
      }
      const conversation = (await conversations.find(id)) ?? c.get('conversation');
      return c.json({ handoffId: null, state: handoffStateOf(conversation) }, 200);
    });

  async function lastWords(conversationId: string): Promise<string> {
    const events = await log.readLast(conversationId, RECENT_EVENTS);
    const last = events.findLast(({ event }) => event.type === 'message-end' && event.author === 'customer');
    return last?.event.type === 'message-end' ? last.event.text.slice(0, 500) : '';
  }
}

const tags = ['Handoff'];

const open = createRoute({
  method: 'put',
  path: '/v1/conversations/{id}/handoff',
  tags,
  summary: 'Call a person',
  description: 'Repeating it changes nothing while a call is open.',
  ...bearer,
  request: { params: conversationParam },
  responses: { 200: json(handoffView, 'Called'), ...problems },
});

const withdraw = createRoute({
  method: 'delete',
  path: '/v1/conversations/{id}/handoff',
  tags,
  summary: 'Take the call back',
  ...bearer,
  request: { params: conversationParam },
  responses: { 200: json(handoffView, 'The assistant answers'), ...problems },
});
