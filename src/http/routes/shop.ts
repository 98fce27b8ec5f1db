import { shopView } from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute } from './route.ts';

/** What every shopper's browser may know of the shop, before any conversation. */
export function shopRoutes({ shop, config }: HttpServices, { demo }: { demo: boolean }): App {
  const router = createRouter();
  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/shop',
      tag: 'Shop',
      security: 'none',
      summary: 'Read what a chat window shows of the shop',
      answers: { 200: { description: 'The shop', schema: shopView } },
    },
    async (c) => {
      const store = await shop.store();
      const addresses = [store.url, config.server.publicUrl, ...config.http.allowedOrigins];
      return c.json({
        storeName: store.name,
        supportEmail: store.supportEmail ?? null,
        hosts: [...new Set(addresses.flatMap((address) => hostOf(address)))],
        attachments: null,
        desk: { open: true, reopensAt: null, hours: null, waitMinutes: null },
        demo,
      });
    },
  );
  return router;
}

function hostOf(address: string | null | undefined): string[] {
  return address && URL.canParse(address) ? [new URL(address).hostname] : [];
}
