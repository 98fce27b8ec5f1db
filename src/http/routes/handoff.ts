import { ConflictError } from '../../lib/errors.ts';
import { handoffView } from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import { handoffStateOf } from '../conversation-state.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute, conversationParam as params } from './route.ts';

/** How far back the words that led to the call are looked for. */
const RECENT_EVENTS = 50;

/** Calling a person, and taking the call back while nobody has come. */
export function handoffRoutes(
  services: Pick<HttpServices, 'handoffs' | 'conversations' | 'log'>,
): App {
  const { handoffs, conversations, log } = services;
  const router = createRouter();
  const tag = 'Handoff';

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/conversations/{id}/handoff',
      tag,
      summary: 'Call a person',
      description: 'Repeating it changes nothing while a call is open.',
      params,
      answers: { 200: { description: 'Called', schema: handoffView } },
    },
    async (c) => {
      const { id } = c.get('conversation');
      const { handoff } = await handoffs.open(id, {
        reason: 'asked',
        summary: await lastWords(id),
      });
      return c.json({
        handoffId: handoff.id,
        state: handoff.state === 'claimed' ? 'claimed' : 'queued',
      });
    },
  );

  addRoute(
    router,
    {
      method: 'delete',
      path: '/v1/conversations/{id}/handoff',
      tag,
      summary: 'Take the call back',
      params,
      answers: { 200: { description: 'The assistant answers', schema: handoffView } },
    },
    async (c) => {
      const { id } = c.get('conversation');
      const current = await handoffs.current(id);
      if (current !== undefined && !(await handoffs.withdraw(current.id)))
        throw new ConflictError(
          'handoff_claimed',
          'A person has the conversation already.',
          'Tell them in a message; they hand it back.',
        );
      const conversation = (await conversations.find(id)) ?? c.get('conversation');
      return c.json({ handoffId: null, state: handoffStateOf(conversation) });
    },
  );
  return router;

  async function lastWords(conversationId: string): Promise<string> {
    const events = await log.readLast(conversationId, RECENT_EVENTS);
    const words = events.flatMap(({ event }) =>
      event.type === 'message-end' && event.author === 'customer' ? [event.text] : [],
    );
    return words.at(-1)?.slice(0, 500) ?? '';
  }
}
