import { z } from 'zod';
import { conversationLocale } from '../../conversations/conversation-locale.ts';
import type { StoredEvent } from '../../events/event-log.ts';
import { AppError, ConflictError } from '../../lib/errors.ts';
import { formatReply } from '../../prompts/format-reply.ts';
import { sentMails, sentTranscript, transcriptRequest } from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import { rateLimited } from '../errors.ts';
import type { HttpServices } from '../http-services.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import { addRoute, conversationParam as params } from './route.ts';

const TAG = 'Conversations';

/** The conversation by mail: to the address of the verified customer and to no other. */
export function transcriptRoutes(
  services: HttpServices,
  { demo, limiter }: { demo: boolean; limiter: RateLimiter },
): App {
  const { shop, log, prompts, mail, mailOutbox, config } = services;
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/conversations/{id}/transcript',
      tag: TAG,
      summary: 'Mail the conversation to the verified customer',
      params,
      body: transcriptRequest,
      bodyOptional: true,
      answers: { 202: { description: 'On its way', schema: sentTranscript } },
    },
    async (c, { body }) => {
      const conversation = c.get('conversation');
      const { id, identity } = conversation;
      if (mail === null)
        throw new ConflictError(
          'mail_off',
          'This service sends no mail.',
          'Set DRAGOMAN_SMTP_URL.',
        );
      const customer =
        identity.tier === 'verified' ? await shop.findCustomer(identity.customerId) : undefined;
      if (customer === undefined)
        throw new AppError('identity_needed', 'Only a verified customer has an address here.', {
          status: 403,
          hint: 'Verify with a code first.',
        });
      const { retryAfterSeconds } = await limiter.take({ key: `transcript:${id}`, perMinute: 2 });
      if (retryAfterSeconds !== null) throw rateLimited(retryAfterSeconds);
      const locale = body.locale ?? (await conversationLocale(log, conversation, config.locales));
      const { replies } = prompts.current();
      const store = (await shop.store()).name;
      const say = (key: string) => formatReply(replies, locale, key, { store });
      const zone = conversation.timeZone ?? 'UTC';
      const lines = linesOf(await log.read(id), { locale, zone, store });
      await mail(id, {
        to: customer.email,
        subject: say('mail.transcript.subject'),
        text: [say('mail.transcript.text'), ...lines].join('\n\n'),
      });
      return c.json({ email: masked(customer.email) }, 202);
    },
  );

  if (demo)
    addRoute(
      router,
      {
        method: 'get',
        path: '/v1/mail-outbox',
        tag: TAG,
        security: 'none',
        summary: 'Mails sent (demo mode only)',
        description: 'Outside demo mode this address does not exist.',
        query: z.object({ conversationId: z.string().max(64) }),
        answers: { 200: { description: 'Newest first', schema: sentMails } },
      },
      async (c, { query }) => c.json({ mails: await mailOutbox.list(query.conversationId) }),
    );
  return router;
}

function linesOf(
  events: readonly StoredEvent[],
  { locale, zone, store }: { locale: string; zone: string; store: string },
): string[] {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: zone,
  });
  return events.flatMap(({ at, event }) => {
    if (event.type !== 'message-end' || event.outcome === 'discarded' || event.text === '')
      return [];
    const who = event.author === 'customer' ? '>' : (event.authorName ?? store);
    return [`${who} [${format.format(new Date(at))}]\n${event.text}`];
  });
}

/** Enough to recognise one's own address by. */
function masked(email: string): string {
  const [name = '', host = ''] = email.split('@');
  return `${name.slice(0, 1)}•••@${host}`;
}
