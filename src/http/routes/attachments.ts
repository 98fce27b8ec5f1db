import type { Context } from 'hono';
import { z } from 'zod';
import { AppError, NotFoundError } from '../../lib/errors.ts';
import { attachmentSchema } from '../../protocol/stream-event.ts';
import { type App, type AppEnv, createRouter } from '../app-env.ts';
import { rateLimited, tooLarge } from '../errors.ts';
import type { HttpServices } from '../http-services.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import { API_CSP } from '../security-headers.ts';
import { addRoute, conversationParam, describeRoute } from './route.ts';

const TAG = 'Attachments';
/** Files one conversation may send in a minute. */
const FILES_PER_MINUTE = 20;
const fileParam = conversationParam.extend({ attachmentId: z.string().max(64) });

/** Pictures and PDFs: sent up one by one, then named by the message they come with. */
export function attachmentRoutes(
  { attachments, conversations }: Pick<HttpServices, 'attachments' | 'conversations'>,
  { limiter, maxBytes }: { limiter: RateLimiter; maxBytes: number },
): App {
  const router = createRouter();
  if (attachments === null) return router;

  describeRoute(router, {
    method: 'post',
    path: '/v1/conversations/{id}/attachments',
    tag: TAG,
    summary: 'Send up a file',
    description:
      'The bytes as they are: JPEG, PNG, WebP or PDF. Metadata of pictures is taken out. The answer’s id goes into `attachmentIds` of a message.',
    params: conversationParam,
    query: z.object({ name: z.string().optional() }),
    answers: { 201: { description: 'Kept', schema: attachmentSchema } },
  });
  router.post('/v1/conversations/:id/attachments', async (c) => {
    const { id } = c.get('conversation');
    const { retryAfterSeconds } = await limiter.take({
      key: `attachments:${id}`,
      perMinute: FILES_PER_MINUTE,
    });
    if (retryAfterSeconds !== null) throw rateLimited(retryAfterSeconds);
    const added = await attachments.add(id, {
      name: c.req.query('name') ?? '',
      bytes: new Uint8Array(await c.req.arrayBuffer()),
    });
    if (!added.ok) throw refusal(added.reason, maxBytes);
    return c.json(added.attachment, 201);
  });

  addRoute(
    router,
    {
      method: 'delete',
      path: '/v1/conversations/{id}/attachments/{attachmentId}',
      tag: TAG,
      summary: 'Take back a file that was not sent',
      params: fileParam,
      answers: { 204: { description: 'Gone' } },
    },
    async (c, { params: { attachmentId } }) => {
      await attachments.remove(c.get('conversation').id, attachmentId);
      return c.body(null, 204);
    },
  );

  const read = async (c: Context<AppEnv>, conversationId: string, attachmentId: string) => {
    const found = await attachments.read(conversationId, attachmentId);
    if (found === undefined) throw new NotFoundError('The file');
    // Never shown as a page of ours, whatever is in it.
    return c.body(found.bytes, 200, {
      'Content-Type': found.attachment.type,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.attachment.name)}`,
      'Content-Security-Policy': `${API_CSP}; sandbox`,
      'Cache-Control': 'private, max-age=3600',
    });
  };
  const answers = { 200: { description: 'Its bytes', type: 'application/octet-stream' } };
  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/conversations/{id}/attachments/{attachmentId}',
      tag: TAG,
      summary: 'Read a file',
      params: fileParam,
      answers,
    },
    (c, { params }) => read(c, c.get('conversation').id, params.attachmentId),
  );
  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/conversations/{id}/attachments/{attachmentId}',
      tag: TAG,
      summary: 'Read a shopper’s file',
      params: fileParam,
      answers,
    },
    async (c, { params }) => {
      if ((await conversations.find(params.id)) === undefined)
        throw new NotFoundError('The conversation');
      return read(c, params.id, params.attachmentId);
    },
  );
  return router;
}

function refusal(reason: 'too_large' | 'wrong_type' | 'too_many', maxBytes: number): AppError {
  switch (reason) {
    case 'too_large':
      return tooLarge(maxBytes);
    case 'wrong_type':
      return new AppError('unsupported_media_type', 'The file is no JPEG, PNG, WebP or PDF.', {
        status: 415,
        hint: 'Send a picture or a PDF.',
      });
    case 'too_many':
      return new AppError('too_many_files', 'This conversation holds too many files.', {
        status: 409,
        hint: 'Describe the rest in words.',
      });
  }
}
