import { z } from 'zod';
import { NotFoundError } from '../../lib/errors.ts';
import { feedbackRequest } from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute, conversationParam as params } from './route.ts';

/** What the shopper thought of one answer. The latest word counts; all stay in the log. */
export function feedbackRoutes({ log, database }: Pick<HttpServices, 'log' | 'database'>): App {
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/conversations/{id}/messages/{messageId}/feedback',
      tag: 'Conversations',
      summary: 'Say whether an answer helped',
      params: params.extend({ messageId: z.string().max(160) }),
      body: feedbackRequest,
      answers: { 204: { description: 'Taken' } },
    },
    async (c, { params: { messageId }, body }) => {
      const { id } = c.get('conversation');
      const known = await database.get(
        `SELECT 1 FROM events WHERE conversation_id = ? AND type = 'message-end'
          AND json_extract(payload, '$.messageId') = ? AND json_extract(payload, '$.author') = 'assistant'`,
        id,
        messageId,
      );
      if (known === undefined) throw new NotFoundError('The answer');
      await log.append(id, [{ type: 'feedback', messageId, ...body }]);
      return c.body(null, 204);
    },
  );
  return router;
}
