import { MAX_BYTES, MAX_FILES_A_MESSAGE } from '../../attachments/attachment-store.ts';
import { ATTACHMENT_TYPES } from '../../attachments/without-metadata.ts';
import { isOpen, nextClosing, opensAt } from '../../handoffs/business-hours.ts';
import { isoTime } from '../../lib/clock.ts';
import type { BusinessHours } from '../../prompts/desk-values.ts';
import { shopView } from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute } from './route.ts';

/** What every shopper's browser may know of the shop, before any conversation. */
export function shopRoutes(services: HttpServices, { demo }: { demo: boolean }): App {
  const { shop, config, prompts, attachments, mail, now } = services;
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
        attachments:
          attachments === null
            ? null
            : {
                maxBytes: MAX_BYTES,
                maxFiles: MAX_FILES_A_MESSAGE,
                types: [...ATTACHMENT_TYPES],
              },
        desk: deskHours(prompts.current().desk.hours, now()),
        mail: mail !== null,
        demo,
      });
    },
  );
  return router;
}

function deskHours(hours: BusinessHours | undefined, at: number) {
  const open = isOpen(hours, at);
  const closes = open && hours !== undefined ? nextClosing(hours, at) : null;
  return {
    open,
    opensAt: opensAt(hours, at),
    closesAt: closes === null ? null : isoTime(closes),
    waitMinutes: null,
  };
}

function hostOf(address: string | null | undefined): string[] {
  return address && URL.canParse(address) ? [new URL(address).hostname] : [];
}
