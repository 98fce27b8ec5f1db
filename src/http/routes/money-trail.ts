import { z } from 'zod';
import { moneyTrailSchema, readMoneyTrail } from '../../proposals/money-trail.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute } from './route.ts';

const query = z.object({
  orderNumber: z.string().max(60).optional().meta({ description: 'as the shop writes it' }),
  proposalId: z.string().max(64).optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(50),
});

/** Who moved or changed what, why, and by which rule. */
export function moneyTrailRoutes({ database }: Pick<HttpServices, 'database'>): App {
  const router = createRouter();
  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/money-trail',
      tag: 'Staff',
      summary: 'Read what was proposed, confirmed, decided and carried out',
      description:
        'Each proposal with its reason, the rules that led to it, who confirmed and who decided, the calls to providers and the entries of the ledger.',
      query,
      answers: { 200: { description: 'Newest first', schema: moneyTrailSchema } },
    },
    async (c, { query: wanted }) => c.json(await readMoneyTrail(database, wanted)),
  );
  return router;
}
