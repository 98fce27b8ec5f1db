import { z } from 'zod';
import {
  inboundMessage,
  messageAnswer,
  paymentNotice,
  paymentNoticeAnswer,
} from '../../protocol/webhook.ts';
import type { InboundWebhooks } from '../../webhooks/inbound-webhooks.ts';
import type { PaymentWebhooks } from '../../webhooks/payment-webhooks.ts';
import { type App, createRouter } from '../app-env.ts';
import { describeRoute } from './route.ts';

const headers = z.object({
  'webhook-id': z.string().meta({ description: 'unique for each message' }),
  'webhook-timestamp': z
    .string()
    .meta({ description: 'seconds since 1970; at most five minutes off' }),
  'webhook-signature': z
    .string()
    .meta({ description: '`v1,` and base64 HMAC-SHA256 of `id.timestamp.body`' }),
});

/** The signature covers the raw bytes, so this route reads them itself. */
export function webhookRoutes(webhooks: InboundWebhooks, payments: PaymentWebhooks): App {
  const router = createRouter();
  describeRoute(router, {
    method: 'post',
    path: '/v1/webhooks/messages',
    tag: 'Webhooks',
    security: 'webhookSignature',
    summary: 'Send a shopper’s message from another system',
    description:
      'Standard Webhooks signature. The response carries the complete, checked answer. The same webhook-id with the same body gets the same response again, byte for byte; with another body, 409.',
    headers,
    body: inboundMessage,
    answers: { 200: { description: 'The answer', schema: messageAnswer } },
  });
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

  describeRoute(router, {
    method: 'post',
    path: '/v1/webhooks/payments',
    tag: 'Webhooks',
    security: 'webhookSignature',
    summary: 'Pass on what a payment provider tells of a check',
    description:
      'Standard Webhooks signature of your backend, which has checked the provider’s own. Payments and refunds that are held for a check, let go or turned down; what a notification says of anything else is left alone. Each notification counts once, the latest by the provider’s time wins.',
    headers,
    body: paymentNotice,
    answers: { 200: { description: 'What became of it', schema: paymentNoticeAnswer } },
  });
  router.post('/v1/webhooks/payments', async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    return c.json(await payments.receive({ header: (name) => c.req.header(name), body }));
  });
  return router;
}
