import { bodyLimit } from 'hono/body-limit';
import { except } from 'hono/combine';
import { cors } from 'hono/cors';
import { MAX_BYTES } from './attachments/attachment-store.ts';
import { createMethodTable } from './http/allowed-methods.ts';
import { ApiKeys } from './http/api-keys.ts';
import { type App, createRouter } from './http/app-env.ts';
import { openConversation } from './http/auth.ts';
import { docsPage } from './http/docs-page.ts';
import { createErrorHandler, problemResponse, rateLimited, tooLarge } from './http/errors.ts';
import { EventStreams, STREAM_BEAT_MS } from './http/event-streams.ts';
import type { HttpPlatform, HttpServices } from './http/http-services.ts';
import { RateLimiter } from './http/rate-limiter.ts';
import { requestFrame } from './http/request-frame.ts';
import { approvalRoutes } from './http/routes/approvals.ts';
import { attachmentRoutes } from './http/routes/attachments.ts';
import { bankAccountRoutes, bankTransferRoutes } from './http/routes/bank-transfers.ts';
import { conversationRoutes } from './http/routes/conversations.ts';
import { deskContextRoutes } from './http/routes/desk-context.ts';
import { deskConversationRoutes } from './http/routes/desk-conversation.ts';
import { deskModelRoutes } from './http/routes/desk-model.ts';
import { deskQueueRoutes } from './http/routes/desk-queue.ts';
import { eventRoutes } from './http/routes/events.ts';
import { feedbackRoutes } from './http/routes/feedback.ts';
import { handoffRoutes } from './http/routes/handoff.ts';
import { insightRoutes } from './http/routes/insights.ts';
import { moneyTrailRoutes } from './http/routes/money-trail.ts';
import { operationRoutes } from './http/routes/operations.ts';
import { pageRoutes } from './http/routes/pages.ts';
import { proposalRoutes } from './http/routes/proposals.ts';
import { ratingRoutes } from './http/routes/rating.ts';
import { returnRoutes } from './http/routes/returns.ts';
import { shopRoutes } from './http/routes/shop.ts';
import { signInRoutes } from './http/routes/sign-in.ts';
import { staffRoutes } from './http/routes/staff.ts';
import { staffMeRoutes } from './http/routes/staff-me.ts';
import { staffPeopleRoutes } from './http/routes/staff-people.ts';
import { staffSessionRoutes } from './http/routes/staff-session.ts';
import { transcriptRoutes } from './http/routes/transcript.ts';
import { verificationRoutes } from './http/routes/verification.ts';
import { webhookRoutes } from './http/routes/webhook.ts';
import { PAGE_CSP } from './http/security-headers.ts';
import { requireStaff } from './http/staff-auth.ts';
import { storefrontRoutes } from './http/storefront/routes.ts';
import { openWebStream } from './http/stream-writer.ts';
import { AppError, NotFoundError } from './lib/errors.ts';
import { ownPulse } from './lib/pulse.ts';
import { HoldNotices } from './proposals/hold-notices.ts';
import { InboundWebhooks } from './webhooks/inbound-webhooks.ts';
import { PaymentWebhooks } from './webhooks/payment-webhooks.ts';
import { WebhookStore } from './webhooks/webhook-store.ts';

/** Methods that change something, and so count against the limit of a network. */
const WRITING = new Set(['POST', 'PUT', 'DELETE', 'PATCH']);
/** The one address that takes more than words. */
const UPLOADS = '/v1/conversations/:id/attachments';
const WEBHOOK_PATHS = new Set(['/v1/webhooks/messages', '/v1/webhooks/payments']);

export interface HttpApp {
  app: App;
  /** ends every open stream, so that the server can close */
  closeStreams(): void;
}

/** The HTTP application over the built services: the same on Node, on Workers and in tests. */
export function createApp(services: HttpServices, platform: HttpPlatform = {}): HttpApp {
  const { config, database, now, timers, logger } = services;
  const secrets = platform.secrets ?? { webhooks: [], apiKeys: [] };
  const apiKeys = new ApiKeys(database, secrets.apiKeys);
  const limiter = new RateLimiter({ database, now });
  const streams = new EventStreams({
    log: services.log,
    pulse: platform.pulse ?? ownPulse(timers, STREAM_BEAT_MS),
    metrics: platform.metrics,
  });
  const streaming = { streams, openStream: platform.openStream ?? openWebStream };
  const webhookStore = new WebhookStore({ database, now });
  const webhooks = new InboundWebhooks({
    ...services,
    secrets: secrets.webhooks,
    store: webhookStore,
    limits: {
      messageCharacters: config.http.messageCharacters,
      turnMs: config.turn.maxMs,
      verifiedMs: () => services.prompts.current().policy.identity.verifiedHours * 3_600_000,
    },
  });
  const paymentWebhooks = new PaymentWebhooks({
    secrets: secrets.webhooks,
    notices: new HoldNotices(services),
    now,
  });

  const app = createRouter();
  app.use(requestFrame(services, platform));
  app.use(
    '/v1/*',
    cors({
      origin: (origin) => (isAllowed(origin, config.http.allowedOrigins) ? origin : null),
      allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
      allowHeaders: ['Authorization', 'Content-Type', 'Last-Event-ID'],
      exposeHeaders: ['Location', 'Retry-After', 'X-Request-Id'],
      maxAge: 3600,
    }),
  );
  app.use('/v1/*', async function limitNetwork(c, next) {
    const network = c.get('network');
    // A webhook's sender is one address for many shoppers; its signature is its limit.
    if (network !== undefined && WRITING.has(c.req.method) && !WEBHOOK_PATHS.has(c.req.path)) {
      const { retryAfterSeconds } = await limiter.take({
        key: `network:${network}`,
        perMinute: config.http.requestsPerMinute,
      });
      if (retryAfterSeconds !== null) throw rateLimited(retryAfterSeconds);
    }
    await next();
  });
  app.use('/v1/*', except(UPLOADS, limitBody(config.http.bodyBytes)));
  app.use(UPLOADS, limitBody(MAX_BYTES));
  app.use('/v1/conversations/:id/*', openConversation(services, apiKeys));
  app.use('/v1/staff/*', requireStaff(services));

  app.route(
    '/',
    conversationRoutes(services, { limiter, onErased: (id) => webhookStore.erase(id, ERASED) }),
  );
  app.route('/', eventRoutes(services, streaming));
  app.route('/', attachmentRoutes(services, { limiter, maxBytes: MAX_BYTES }));
  app.route('/', feedbackRoutes(services));
  app.route('/', transcriptRoutes(services, { demo: platform.demo ?? false, limiter }));
  app.route('/', proposalRoutes(services));
  app.route('/', bankAccountRoutes(services));
  app.route('/', verificationRoutes(services, { demo: platform.demo ?? false }));
  app.route('/', signInRoutes(services));
  app.route('/', handoffRoutes(services));
  app.route('/', ratingRoutes(services));
  app.route('/', webhookRoutes(webhooks, paymentWebhooks));
  app.route('/', staffSessionRoutes(services, { limiter }));
  app.route('/', staffMeRoutes(services, { limiter }));
  app.route('/', staffPeopleRoutes(services));
  app.route('/', deskQueueRoutes(services, streaming));
  app.route('/', deskConversationRoutes(services));
  app.route('/', deskContextRoutes(services));
  app.route('/', deskModelRoutes(services, { limiter }));
  app.route('/', staffRoutes(services, streaming));
  app.route('/', approvalRoutes(services));
  app.route('/', insightRoutes(services));
  app.route('/', moneyTrailRoutes(services));
  app.route('/', bankTransferRoutes(services));
  app.route('/', returnRoutes(services));
  app.route('/', operationRoutes(services, platform.metrics));
  app.route('/', shopRoutes(services, { demo: platform.demo ?? false }));
  if (platform.demo) app.route('/', storefrontRoutes(services));
  app.route('/', pageRoutes(platform.files));

  describe(app, config.server.publicUrl);
  const methodsOf = createMethodTable(app.routes);
  app.notFound((c) => {
    const allowed = methodsOf(c.req.path);
    if (allowed.length === 0)
      return problemResponse(
        new NotFoundError(`${c.req.method} on this address`),
        c.get('requestId'),
      );
    const response = problemResponse(
      new AppError('method_not_allowed', `This address does not take ${c.req.method}.`, {
        status: 405,
      }),
      c.get('requestId'),
    );
    response.headers.set('Allow', allowed.join(', '));
    return response;
  });
  app.onError(createErrorHandler(logger));
  return { app, closeStreams: () => streams.closeAll() };
}

/** `/openapi.json` and `/docs`, made once, from the schemas the routes check with. */
function describe(app: App, publicUrl: string | null): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'The secret of a conversation, the API key of an integration, or a staff token',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'webhookSignature', {
    type: 'apiKey',
    in: 'header',
    name: 'webhook-signature',
    description: 'standardwebhooks.com',
  });
  let document: ReturnType<App['getOpenAPI31Document']> | undefined;
  const read = () => {
    document ??= app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Dragoman',
        version: '1',
        description:
          'Conversations with shoppers: send a message, follow the events, confirm what is proposed, call a person.',
      },
      servers: [{ url: publicUrl ?? '/' }],
    });
    return document;
  };
  app.get('/openapi.json', (c) => c.json(read()));
  app.get('/docs', (c) => {
    c.header('Content-Security-Policy', PAGE_CSP);
    return c.html(docsPage(read()));
  });
}

function limitBody(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw tooLarge(maxSize);
    },
  });
}

function isAllowed(origin: string, allowed: readonly string[]): boolean {
  return allowed.includes(origin) || allowed.includes('*');
}

const ERASED = {
  status: 410,
  body: JSON.stringify({
    type: '/docs#problem-erased',
    title: 'Erased',
    status: 410,
    code: 'erased',
    detail: 'The conversation was erased.',
    hint: 'Start a new one.',
  }),
};
