import { maskCardNumbers } from '../../language/card-numbers.ts';
import { ConflictError } from '../../lib/errors.ts';
import { rateConversationRequest, ratedConversation } from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute, conversationParam as params } from './route.ts';

const CHANGEABLE_MS = 24 * 3_600_000;
const EVENTS_READ = 1_000;

/** The shopper's opinion once something was settled, kept as an event of the conversation. */
export function ratingRoutes({ log, now }: Pick<HttpServices, 'log' | 'now'>): App {
  const router = createRouter();
  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/conversations/{id}/rating',
      tag: 'Conversations',
      summary: 'Rate how it went, from 1 to 5',
      description:
        'About the handoff that was closed last, or about the assistant when there was none. It may be changed for 24 hours; the latest counts.',
      params,
      body: rateConversationRequest,
      answers: { 200: { description: 'Kept', schema: ratedConversation } },
    },
    async (c, { body: { score, comment } }) => {
      const { id, owner } = c.get('conversation');
      if (owner === 'closed')
        throw new ConflictError('conversation_closed', 'The conversation was deleted.');
      const events = await log.readLast(id, EVENTS_READ);
      const closed = events.findLast(({ event }) => event.type === 'handoff-closed')?.event;
      const handoffId = closed?.type === 'handoff-closed' ? closed.handoffId : undefined;
      const first = events.find(
        ({ event }) => event.type === 'rating' && event.handoffId === handoffId,
      );
      if (first !== undefined && Date.parse(first.at) < now() - CHANGEABLE_MS)
        throw new ConflictError(
          'rating_final',
          'A rating can be changed for 24 hours.',
          'Start a new conversation.',
        );
      await log.append(id, [
        {
          type: 'rating',
          score,
          ...(comment === undefined || comment === '' ? {} : { comment: maskCardNumbers(comment) }),
          ...(handoffId === undefined ? {} : { handoffId }),
        },
      ]);
      return c.json({ score });
    },
  );
  return router;
}
