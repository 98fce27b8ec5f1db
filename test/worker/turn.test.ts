import { exports } from 'cloudflare:workers';
import { expect, test } from 'vitest';

const ORIGIN = 'http://dragoman.test';

interface WireEvent {
  id: string;
  event: { type: string; author?: string; text?: string; messageId?: string };
}

function call(path: string, init: RequestInit & { secret?: string } = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (init.body !== undefined) headers.set('content-type', 'application/json');
  if (init.secret !== undefined) headers.set('authorization', `Bearer ${init.secret}`);
  return exports.default.fetch(`${ORIGIN}${path}`, { ...init, headers });
}

/** Reads server-sent events until one satisfies `isLast`. */
async function readEvents(
  response: Response,
  isLast: (event: WireEvent['event']) => boolean,
): Promise<WireEvent[]> {
  const events: WireEvent[] = [];
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  for (;;) {
    const chunk = await reader?.read();
    if (chunk === undefined || chunk.done) return events;
    buffer += chunk.value;
    const blocks = buffer.split('\n\n');
    buffer = blocks.pop() ?? '';
    for (const block of blocks) {
      const id = /^id: ?(.+)$/m.exec(block)?.[1];
      const data = /^data: ?(.+)$/m.exec(block)?.[1];
      if (id === undefined || data === undefined) continue;
      const event: WireEvent['event'] = JSON.parse(data);
      events.push({ id, event });
      if (isLast(event)) {
        await reader?.cancel();
        return events;
      }
    }
  }
}

test('answers a whole turn as a stream, on D1, with the built-in model', async () => {
  expect((await call('/healthz')).status).toBe(200);

  const started = await call('/v1/conversations', {
    method: 'POST',
    body: JSON.stringify({ locale: 'en' }),
  });
  expect(started.status).toBe(201);
  const { id, secret }: { id: string; secret: string } = await started.json();

  const stream = await call(`/v1/conversations/${id}/stream`, {
    secret,
    headers: { accept: 'text/event-stream' },
  });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');

  const sent = await call(`/v1/conversations/${id}/messages`, {
    method: 'POST',
    secret,
    body: JSON.stringify({
      clientMessageId: 'c1',
      text: 'How long do I have to return something?',
    }),
  });
  expect(sent.status).toBe(202);

  const events = await readEvents(
    stream,
    ({ type, author }) => type === 'message-end' && author === 'assistant',
  );
  const types = events.map(({ event }) => event.type);
  expect(types.slice(0, 2)).toEqual(['message-start', 'message-end']);
  expect(types).toContain('message-delta');
  const reply = events.at(-1)?.event;
  expect(reply?.text).toMatch(/\d+ days/);
  const streamed = events
    .filter(({ event }) => event.type === 'message-delta' && event.messageId === reply?.messageId)
    .map(({ event }) => event.text)
    .join('');
  expect(reply?.text).toContain(streamed.trim().slice(0, 20));

  // A second reader gets the same from the log, in order and without a gap.
  const replay = await call(`/v1/conversations/${id}/stream`, {
    secret,
    headers: { accept: 'text/event-stream', 'last-event-id': '2.0' },
  });
  const replayed = await readEvents(
    replay,
    ({ type, author }) => type === 'message-end' && author === 'assistant',
  );
  expect(Number(replayed[0]?.id.split('.')[0])).toBeGreaterThan(2);
  expect(replayed.at(-1)?.event.text).toBe(reply?.text);
});

test('opens nothing with another conversation’s secret', async () => {
  const one: { id: string } = await (
    await call('/v1/conversations', { method: 'POST', body: '{}' })
  ).json();
  const two: { secret: string } = await (
    await call('/v1/conversations', { method: 'POST', body: '{}' })
  ).json();
  expect((await call(`/v1/conversations/${one.id}/events`, { secret: two.secret })).status).toBe(
    404,
  );
});
