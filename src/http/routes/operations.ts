import { createRoute, z } from '@hono/zod-openapi';
import { AppError } from '../../lib/errors.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import type { Metrics } from '../metrics.ts';
import { json, problems } from './route.ts';

/** What load balancers and monitors ask. */
export function operationRoutes({ database }: Pick<HttpServices, 'database'>, metrics: Metrics | undefined): App {
  const router = createRouter()
    .openapi(health, (c) => c.json({ status: 'ok' as const }, 200))
    .openapi(ready, async (c) => {
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
      return c.json({ status: 'ready' as const }, 200);
    });
  if (metrics !== undefined)
    router.get('/metrics', async (c) => {
      const { contentType, body } = await metrics.render();
      return c.body(body, 200, { 'Content-Type': contentType });
    });
  return router;
}

const tags = ['Operations'];

const health = createRoute({
  method: 'get',
  path: '/healthz',
  tags,
  summary: 'Is the process alive?',
  responses: { 200: json(z.object({ status: z.literal('ok') }), 'Alive'), ...problems },
});

const ready = createRoute({
  method: 'get',
  path: '/readyz',
  tags,
  summary: 'Can it answer?',
  responses: { 200: json(z.object({ status: z.literal('ready') }), 'Ready'), ...problems },
});
