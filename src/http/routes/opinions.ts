import { z } from 'zod';
import { NotFoundError } from '../../lib/errors.ts';
import { feedbackRequest, ratingRequest } from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute, conversationParam as params } from './route.ts';

const TAG = 'Opinions';

/** What the shopper thought of it: the whole, or one answer. The latest word counts; all stay in the log. */
export function opinionRoutes({ log, database }: Pick<HttpServices, 'log' | 'database'>): App {
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/conversations/{id}/rating',
      tag: TAG,
      summary: 'Rate the conversation',
      params,
      body: ratingRequest,
      answers: { 204: { description: 'Taken' } },
    },
    async (c, { body: { score, comment } }) => {
      const { id } = c.get('conversation');
      const row = await database.get(
        'SELECT id FROM handoffs WHERE conversation_id = ? ORDER BY opened_at DESC, id DESC LIMIT 1',
        id,
      );
      await log.append(id, [
        {
          type: 'rating',
          score,
          ...(comment === undefined ? {} : { comment }),
          ...(typeof row?.id === 'string' ? { handoffId: row.id } : {}),
        },
      ]);
      return c.body(null, 204);
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/conversations/{id}/messages/{messageId}/feedback',
      tag: TAG,
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
