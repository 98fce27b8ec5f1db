import { z } from 'zod';
import { AppError } from '../../lib/errors.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import type { Metrics } from '../metrics.ts';
import { addRoute } from './route.ts';

/** What load balancers and monitors ask. */
export function operationRoutes(
  { database }: Pick<HttpServices, 'database'>,
  metrics: Metrics | undefined,
): App {
  const router = createRouter();
  const tag = 'Operations';

  addRoute(
    router,
    {
      method: 'get',
      path: '/healthz',
      tag,
      security: 'none',
      summary: 'Is the process alive?',
      answers: { 200: { description: 'Alive', schema: z.object({ status: z.literal('ok') }) } },
    },
    (c) => c.json({ status: 'ok' }),
  );

  addRoute(
    router,
    {
      method: 'get',
      path: '/readyz',
      tag,
      security: 'none',
      summary: 'Can it answer?',
      answers: { 200: { description: 'Ready', schema: z.object({ status: z.literal('ready') }) } },
    },
    async (c) => {
      try {
        await database.get('SELECT 1 FROM conversations LIMIT 1');
      } catch (error) {
        throw new AppError('not_ready', 'The database does not answer.', {
          status: 503,
          hint: 'Wait; if it stays, look at the logs and at `doctor`.',
          retryAfterSeconds: 5,
          cause: error,
        });
      }
      return c.json({ status: 'ready' });
    },
  );

  if (metrics !== undefined)
    router.get('/metrics', async (c) => {
      const { contentType, body } = await metrics.render();
      return c.body(body, 200, { 'Content-Type': contentType });
    });
  return router;
}
