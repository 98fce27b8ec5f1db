import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { openNodeStream } from '../../src/http/node-stream.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { systemTimers } from '../../src/lib/timers.ts';
import { type TestServices, testServices } from '../helpers/services.ts';

/*
 * A thousand open conversations and fifty desks on one process: how long until every desk knows. The desks read over
 * HTTP in this same process, so the figure includes their work too. DESK_UPDATES=2000 makes a long run of it.
 */

const CONVERSATIONS = 1_000;
const DESKS = 50;
const UPDATES = Number(process.env.DESK_UPDATES ?? 120);
/** Words of shoppers a second, in a shop with a thousand people in its queue. */
const UPDATES_PER_SECOND = 40;
const BAR_MS = 250;

const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});

it('tells fifty desks within a quarter of a second, with a thousand conversations open', async () => {
  const services = await testServices({
    inputs: { now: systemClock, timers: systemTimers },
  });
  const { app, closeStreams } = createApp(services, { openStream: openNodeStream });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closing.push(closeStreams, () => server.close());

  const ids = await openConversations(services);
  const received = new Map<string, number[]>();
  const { token } = await services.staff.add({ name: 'Ana', role: 'agent' });
  const stop = new AbortController();
  closing.push(() => stop.abort());
  await Promise.all(
    Array.from({ length: DESKS }, () => follow(base, token, stop.signal, received)),
  );

  const sent = new Map<string, number>();
  for (let update = 0; update < UPDATES; update += 1) {
    const mark = `mark-${update}-end`;
    sent.set(mark, performance.now());
    await services.conversations.acceptMessage(ids[(update * 7) % ids.length] ?? '', {
      clientMessageId: mark,
      text: mark,
    });
    await new Promise((resolve) => setTimeout(resolve, 1000 / UPDATES_PER_SECOND));
  }
  const deadline = performance.now() + 5_000;
  while ([...sent.keys()].some((mark) => (received.get(mark)?.length ?? 0) < DESKS)) {
    if (performance.now() > deadline) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  const delays = [...sent].flatMap(([mark, at]) =>
    (received.get(mark) ?? []).map((time) => time - at),
  );
  // Every desk heard of every update, once.
  expect(delays).toHaveLength(UPDATES * DESKS);
  delays.sort((left, right) => left - right);
  const p99 = delays[Math.floor(delays.length * 0.99)] ?? Number.POSITIVE_INFINITY;
  const median = delays[Math.floor(delays.length / 2)] ?? 0;
  console.info(
    `desk: median ${median.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${delays.length} deliveries`,
  );
  expect(p99).toBeLessThanOrEqual(BAR_MS);
}, 120_000);

async function openConversations(services: TestServices): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < CONVERSATIONS; index += 1) {
    const { conversation } = await services.conversations.start({ channel: 'widget' });
    await services.conversations.acceptMessage(conversation.id, {
      clientMessageId: '1',
      text: `Hello, I wait for parcel number ${index}.`,
    });
    await services.handoffs.open(conversation.id, { reason: 'asked', summary: '' });
    ids.push(conversation.id);
  }
  return ids;
}

/** Reads the stream of a desk and notes when each mark came. Resolves once it is connected. */
async function follow(
  base: string,
  token: string,
  signal: AbortSignal,
  received: Map<string, number[]>,
): Promise<void> {
  const response = await fetch(`${base}/v1/staff/stream`, {
    headers: { Authorization: `Bearer ${token}` },
    signal,
  });
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error('no stream');
  const decoder = new TextDecoder();
  let rest = '';
  const read = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      const now = performance.now();
      for (const block of blocks)
        for (const [mark] of block.matchAll(/mark-\d+-end/g))
          received.set(mark, [...(received.get(mark) ?? []), now]);
    }
  };
  read().catch(() => {});
}
