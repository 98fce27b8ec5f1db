import { formatEventId } from '../../events/event-id.ts';
import { isoTime } from '../../lib/clock.ts';
import { nameOfError } from '../../lib/errors.ts';
import { deskEvent, deskQueue, queueQuery } from '../../protocol/desk.ts';
import { type App, createRouter } from '../app-env.ts';
import type { EventStreams } from '../event-streams.ts';
import type { HttpServices } from '../http-services.ts';
import type { OpenStream } from '../stream-writer.ts';
import { openEventStream, resumePoint } from './events.ts';
import { addRoute, describeRoute } from './route.ts';

const TAG = 'Staff: queue';

/** The queue with its tabs, and the stream that keeps every desk up to date. */
export function deskQueueRoutes(
  services: HttpServices,
  { streams, openStream }: { streams: EventStreams; openStream: OpenStream },
): App {
  const { desk, logger, now } = services;
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/queue',
      tag: TAG,
      summary: 'Read a tab of the queue',
      description:
        'Waiting, Mine, All, Snoozed, Closed, each with its count. Follow /v1/staff/stream from `position` to keep it up to date.',
      query: queueQuery,
      answers: { 200: { description: 'One page', schema: deskQueue } },
    },
    async (c, { query }) => {
      const { id } = c.get('staff');
      // Before the rows: what changes in between is told again, never missed.
      const position = await desk.feed.position();
      const [listed, counts] = await Promise.all([desk.queue.list(query, id), desk.queue.counts()]);
      return c.json({
        now: isoTime(now()),
        ...listed,
        counts: { ...counts.shared, mine: counts.mine.get(id) ?? 0 },
        position,
      });
    },
  );

  describeRoute(router, {
    method: 'get',
    path: '/v1/staff/stream',
    tag: TAG,
    summary: 'Follow the desk live',
    description:
      'Rows that changed, counts, who looks and types, colleagues, notes, approvals. Starts after `after` or Last-Event-ID; without either, now.',
    answers: {
      200: { description: 'The stream', schema: deskEvent, type: 'text/event-stream' },
    },
  });
  router.get('/v1/staff/stream', (c) => {
    const { id } = c.get('staff');
    const given = c.req.header('last-event-id') ?? c.req.query('after');
    const after = given === undefined ? null : resumePoint(given).sequence;
    const { writer, response } = openEventStream(c, openStream);
    const controller = new AbortController();
    writer.onClose(() => controller.abort());
    streams
      .keep(writer, async () => {
        for await (const { position, data } of desk.feed.follow(id, {
          after,
          signal: controller.signal,
        }))
          await writer.write(
            `id: ${formatEventId({ sequence: position, offset: 0 })}\ndata: ${data}\n\n`,
          );
      })
      .catch((error: unknown) => {
        logger.error('desk stream failed', {
          staffId: id,
          error: nameOfError(error),
        });
      });
    return response;
  });
  return router;
}
