import type { Context } from 'hono';
import { z } from 'zod';
import type { StoredEvent } from '../../events/event-log.ts';
import { nameOfError } from '../../lib/errors.ts';
import { eventPage } from '../../protocol/http.ts';
import {
  type HandoffProgress,
  type LogEvent,
  type StreamEvent,
  streamEventSchema,
} from '../../protocol/stream-event.ts';
import { type App, type AppEnv, createRouter } from '../app-env.ts';
import { invalidParameters } from '../errors.ts';
import type { EventStreams } from '../event-streams.ts';
import type { HttpServices } from '../http-services.ts';
import { API_CSP, SECURITY_HEADERS } from '../security-headers.ts';
import { shopperView } from '../shopper-view.ts';
import type { OpenStream } from '../stream-writer.ts';
import { addRoute, conversationParam, describeRoute, eventsQuery } from './route.ts';

export type View = (event: StreamEvent | LogEvent) => StreamEvent | LogEvent | null;

/** The conversation's events: as a live stream, or page by page. */
export function eventRoutes(
  services: HttpServices,
  streaming: { streams: EventStreams; openStream: OpenStream },
): App {
  const router = createRouter();
  const tag = 'Events';

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/conversations/{id}/events',
      tag,
      summary: 'Read events page by page',
      description:
        'For whoever cannot keep a stream open: pass the `next` of the last answer as `after`. Backwards from a point: pass it as `before`; `more` then speaks of what is earlier still.',
      params: conversationParam,
      query: eventsQuery,
      answers: {
        200: { description: 'Events after the one named, oldest first', schema: eventPage },
      },
    },
    async (c, { query }) =>
      c.json(await readPage(services, c.get('conversation').id, query, shopperView)),
  );

  describeRoute(router, {
    method: 'get',
    path: '/v1/conversations/{id}/stream',
    tag,
    summary: 'Follow events live',
    description:
      'Server-sent events. Each has `id: sequence.offset` and one JSON object in `data`. It starts after `Last-Event-ID` (at the beginning without one) and goes on live, with no gap and no duplicate.',
    params: conversationParam,
    headers: z.object({
      'last-event-id': z
        .string()
        .optional()
        .meta({ description: 'id of the last event you have, e.g. 12.0' }),
    }),
    answers: {
      200: { description: 'The stream', schema: streamEventSchema, type: 'text/event-stream' },
    },
  });
  router.get('/v1/conversations/:id/stream', (c) => {
    // The id alone is kept: a request held by an idle stream would cost it twice its memory.
    const { id } = c.get('conversation');
    return streamEvents(c, services, streaming, {
      conversationId: id,
      view: shopperView,
      progress: () => services.desk.line.progress(id),
    });
  });
  return router;
}

export async function readPage(
  { log }: Pick<HttpServices, 'log'>,
  conversationId: string,
  { after, before, limit }: { after: number; before?: number | undefined; limit: number },
  view: View,
) {
  const read: StoredEvent[] =
    before === undefined
      ? await log.read(conversationId, { after, limit: limit + 1 })
      : await log.readLast(conversationId, limit + 1, before);
  const page = before === undefined ? read.slice(0, limit) : read.slice(-limit);
  return {
    events: page.flatMap(({ sequence, at, event }) => {
      const shown = view(event);
      // Nothing that is stored is transient; the check only tells the compiler.
      return shown === null || shown.type === 'message-delta' || shown.type === 'handoff-progress'
        ? []
        : [{ sequence, at, event: shown }];
    }),
    next: page.at(-1)?.sequence ?? after,
    more: read.length > limit,
  };
}

/** Answers with the open stream; the sending goes on without the request, so that nothing of it stays in memory. */
export function streamEvents(
  c: Context<AppEnv>,
  { logger }: Pick<HttpServices, 'logger'>,
  { streams, openStream }: { streams: EventStreams; openStream: OpenStream },
  {
    conversationId,
    view,
    progress,
  }: {
    conversationId: string;
    view: View;
    progress?: () => Promise<HandoffProgress | null>;
  },
): Response {
  const after = resumePoint(c.req.header('last-event-id') ?? c.req.query('after'));
  const { writer, response } = openEventStream(c, openStream);
  const start = { conversationId, after, view, ...(progress === undefined ? {} : { progress }) };
  streams.run(writer, start).catch((error: unknown) => {
    logger.error('stream failed', {
      conversationId,
      error: nameOfError(error),
    });
  });
  return response;
}

export function openEventStream(c: Context<AppEnv>, openStream: OpenStream) {
  return openStream(c.env, {
    ...SECURITY_HEADERS,
    ...crossOriginHeaders(c),
    'Content-Security-Policy': API_CSP,
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
    'X-Request-Id': c.get('requestId'),
  });
}

const RESUME_POINT = /^(\d{1,12})(?:\.(\d{1,9}))?$/;

export function resumePoint(text: string | undefined): { sequence: number; offset: number } {
  if (text === undefined || text === '') return { sequence: 0, offset: 0 };
  const [whole, sequence, offset = '0'] = RESUME_POINT.exec(text) ?? [];
  if (whole === undefined)
    throw invalidParameters([
      { path: ['Last-Event-ID'], message: 'must be the id of an event of this stream, e.g. 12.0' },
    ]);
  return { sequence: Number(sequence), offset: Number(offset) };
}

// Set on `c` by the CORS middleware, but a stream on Node writes its headers itself.
function crossOriginHeaders(c: Context): Record<string, string> {
  return Object.fromEntries(
    [...c.res.headers].filter(([name]) => name.startsWith('access-control-') || name === 'vary'),
  );
}
