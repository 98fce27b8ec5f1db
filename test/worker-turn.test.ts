import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPlatformProxy, unstable_startWorker } from 'wrangler';
import { createD1, type D1Binding } from '../src/storage/d1.ts';
import { migrate } from '../src/storage/migrate.ts';
import { readMigrations } from '../src/storage/read-migrations.ts';

/*
 * The Worker as it is deployed: bundled by wrangler, run by local workerd. (The Workers pool of Vitest runs everything
 * as one request, so it cannot show that one request wakes the stream of another.)
 */

/** wrangler bundles before the first answer, which takes a while beside other tests */
const SLOW_MS = 120_000;
/** design section 10 */
const MAX_BUNDLE_BYTES = 1_500_000;

const persist = mkdtempSync(join(tmpdir(), 'dragoman-worker-'));
let worker: Awaited<ReturnType<typeof unstable_startWorker>>;
let origin: string;

beforeAll(async () => {
  const proxy = await getPlatformProxy<{ DB: D1Binding }>({
    configPath: 'wrangler.toml',
    persist: { path: join(persist, 'v3') },
  });
  await migrate(createD1(proxy.env.DB), readMigrations());
  await proxy.dispose();
  worker = await unstable_startWorker({
    config: 'wrangler.toml',
    bindings: {
      DRAGOMAN_DEMO: { type: 'plain_text', value: 'auto' },
      DRAGOMAN_LOG: { type: 'plain_text', value: 'warn' },
      ATTACHMENTS: { type: 'r2_bucket', bucket_name: 'attachments' },
    },
    dev: {
      persist,
      remote: false,
      watch: false,
      inspector: false,
      server: { port: 0 },
      logLevel: 'error',
    },
  });
  await worker.ready;
  origin = (await worker.url).origin;
}, SLOW_MS);

afterAll(async () => {
  await worker?.dispose();
  rmSync(persist, { recursive: true, force: true });
});

interface WireEvent {
  id: string;
  event: { type: string; author?: string; text?: string; messageId?: string };
}

function call(path: string, init: RequestInit & { secret?: string } = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (typeof init.body === 'string') headers.set('content-type', 'application/json');
  if (init.secret !== undefined) headers.set('authorization', `Bearer ${init.secret}`);
  return fetch(`${origin}${path}`, { ...init, headers });
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

test('answers a whole turn as a stream, on D1, with the built-in model', {
  timeout: SLOW_MS,
}, async () => {
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
  expect(types).toEqual(expect.arrayContaining(['tool-start', 'tool-end', 'message-start']));
  const reply = events.at(-1)?.event;
  expect(reply?.text).toMatch(/\d+ days/);
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

test('keeps a shopper’s photo in the bucket, without where it was taken, until the chat is deleted', {
  timeout: SLOW_MS,
}, async () => {
  expect(await (await call('/v1/shop')).json()).toMatchObject({ attachments: { maxFiles: 5 } });
  const start = async (): Promise<{ id: string; secret: string }> =>
    (await call('/v1/conversations', { method: 'POST', body: '{}' })).json();
  const [{ id, secret }, other] = [await start(), await start()];
  const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
  const place = letters('Exif\0\0GPS 52.5N');
  const photo = new Uint8Array([
    ...[0xff, 0xd8, 0xff, 0xe1, 0, place.length + 2, ...place],
    ...[0xff, 0xda, 0, 2, 7, 8, 9, 0xff, 0xd9],
  ]);
  const files = `/v1/conversations/${id}/attachments`;
  const send = (body: Uint8Array<ArrayBuffer>) =>
    call(`${files}?name=crack.jpg`, { method: 'POST', secret, body });
  const kept = await send(photo);
  expect(kept.status).toBe(201);
  const file: { id: string } = await kept.json();
  expect(file).toMatchObject({ name: 'crack.jpg', type: 'image/jpeg' });
  const sent = await call(`/v1/conversations/${id}/messages`, {
    method: 'POST',
    secret,
    body: JSON.stringify({ clientMessageId: 'c1', text: 'Broken', attachmentIds: [file.id] }),
  });
  expect(sent.status).toBe(202);

  const read = (by = secret) => call(`${files}/${file.id}`, { secret: by });
  const bytes = Buffer.from(await (await read()).arrayBuffer());
  expect(bytes.subarray(0, 4)).toEqual(Buffer.from([0xff, 0xd8, 0xff, 0xda]));
  expect(bytes.includes('GPS')).toBe(false);
  expect((await read(other.secret)).status).toBe(404);
  expect((await send(new Uint8Array(letters('<script>')))).status).toBe(415);

  const unsent: { id: string } = await (await send(photo)).json();
  await call(`${files}/${unsent.id}`, { method: 'DELETE', secret });
  expect((await call(`${files}/${unsent.id}`, { secret })).status).toBe(404);
  expect((await call(`/v1/conversations/${id}`, { method: 'DELETE', secret })).status).toBe(204);
  expect((await read()).status).toBe(404);
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

test('serves the widget and the desk with headers of its own', async () => {
  const loader = await call('/widget.js');
  expect(loader.headers.get('access-control-allow-origin')).toBe('*');
  const panel = /widget\/panel-\w+\.js/.exec(await loader.text())?.[0];
  const answer = await call(`/${panel}`);
  expect(answer.headers.get('content-type')).toContain('text/javascript');
  expect(answer.headers.get('cache-control')).toContain('immutable');
  expect(await answer.text()).toContain('dialog');
  expect((await call('/desk')).headers.get('content-security-policy')).toContain("'none'");
  expect((await call('/widget.js.txt')).status).toBe(404);
});

test('fits into 1.5 MB, minified as it is deployed and compressed', {
  timeout: SLOW_MS,
}, async () => {
  const { outputFiles } = await build({
    entryPoints: ['src/worker.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*', ...builtinModules],
    plugins: [aliases],
    logLevel: 'error',
  });
  const size = gzipSync(outputFiles[0]?.contents ?? '').length;
  expect(size).toBeGreaterThan(100_000);
  expect(size).toBeLessThan(MAX_BUNDLE_BYTES);
});

/** As wrangler does it: `[alias]` of wrangler.toml, by the specifier as it is written. */
const aliases: Plugin = {
  name: 'aliases',
  setup({ onResolve }) {
    const table = /^\[alias\]\n((?:".+" = ".+"\n)+)/mu.exec(readFileSync('wrangler.toml', 'utf8'));
    const paths = new Map(
      [...(table?.[1] ?? '').matchAll(/^"(.+)" = "(.+)"$/gmu)].map(([, from, to]) => [from, to]),
    );
    onResolve({ filter: /./ }, ({ path }) => {
      const to = paths.get(path);
      return to === undefined ? undefined : { path: join(process.cwd(), to) };
    });
  },
};
