import { z } from 'zod';
import { insightsSchema } from '../../insights/insight.ts';
import { readInsights } from '../../insights/read-insights.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute } from './route.ts';

const query = z.object({
  since: z.iso.date().optional().meta({ description: 'the first day that counts; all without it' }),
});

/** Figures on money and service. */
export function insightRoutes({ database, now }: Pick<HttpServices, 'database' | 'now'>): App {
  const router = createRouter();
  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/insights',
      tag: 'Staff',
      summary: 'Read the figures: settlement, payouts, payments, complaints, handoffs, refunds',
      description: 'Each with the number of records it was made of and its definition.',
      query,
      answers: { 200: { description: 'The figures', schema: insightsSchema } },
    },
    async (c, { query: { since } }) =>
      c.json(await readInsights(database, { since: since ?? null, now: now() })),
  );
  return router;
}
