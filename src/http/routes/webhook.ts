import { createRoute, z } from '@hono/zod-openapi';
import { inboundMessage, messageAnswer } from '../../protocol/webhook.ts';
import type { InboundWebhooks } from '../../webhooks/inbound-webhooks.ts';
import { type App, createRouter } from '../app-env.ts';
import { json, problems } from './route.ts';

/** The signature covers the raw bytes, so this route reads them itself. */
export function webhookRoutes(webhooks: InboundWebhooks): App {
  const router = createRouter();
  router.openAPIRegistry.registerPath(receive);
  router.post('/v1/webhooks/messages', async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const answered = await webhooks.receive({ header: (name) => c.req.header(name), body });
    return new Response(answered.body, {
      status: answered.status,
      headers: {
        'Content-Type': 'application/json',
        'Cache-Control': 'no-store',
        ...(answered.replayed ? { 'Idempotent-Replayed': 'true' } : {}),
      },
    });
  });
  return router;
}

const receive = createRoute({
  method: 'post',
  path: '/v1/webhooks/messages',
  tags: ['Webhooks'],
  summary: 'Send a shopper’s message from another system',
  description:
    'Standard Webhooks signature. The response carries the complete, checked answer. The same webhook-id with the same body gets the same response again, byte for byte; with another body, 409.',
  security: [{ webhookSignature: [] }],
  request: {
    headers: z.object({
      'webhook-id': z.string().meta({ description: 'unique for each message' }),
      'webhook-timestamp': z.string().meta({ description: 'seconds since 1970; at most five minutes off' }),
      'webhook-signature': z.string().meta({ description: '`v1,` and base64 HMAC-SHA256 of `id.timestamp.body`' }),
    }),
    body: { required: true, content: { 'application/json': { schema: inboundMessage } } },
  },
  responses: { 200: json(messageAnswer, 'The answer'), ...problems },
});
