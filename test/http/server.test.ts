import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/start-server.ts';
import { readEvents } from '../helpers/http.ts';

let folder: string;
let server: RunningServer;
let stopped = false;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dragoman-server-'));
  server = await startServer({
    PORT: '0',
    HOST: '127.0.0.1',
    DRAGOMAN_DATABASE: join(folder, 'test.db'),
    DRAGOMAN_LOG: 'off',
  });
}, 60_000);

afterAll(async () => {
  if (!stopped) await server.stop();
  rmSync(folder, { recursive: true });
});

const url = (path: string) => `http://127.0.0.1:${server.port}${path}`;

async function start() {
  const response = await fetch(url('/v1/conversations'), { method: 'POST' });
  const { id, secret } = (await response.json()) as { id: string; secret: string };
  return { id, secret, headers: { Authorization: `Bearer ${secret}` } };
}

describe('the server on Node', { timeout: 30_000 }, () => {
  test('serves the pages under a strict policy, with nothing inline', async () => {
    for (const path of ['/', '/desk']) {
      const response = await fetch(url(path));
      const html = await response.text();
      expect(response.headers.get('content-security-policy')).toContain(
        "require-trusted-types-for 'script'",
      );
      expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*src=)/);
      const assets = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(
        ([, asset]) => asset ?? '',
      );
      expect(assets.length).toBeGreaterThan(1);
      for (const asset of assets) expect((await fetch(url(asset))).status, asset).toBe(200);
    }
    expect((await fetch(url('/../package.json'))).status).toBe(404);
    expect((await fetch(url('/assets/%2e%2e/%2e%2e/package.json'))).status).toBe(404);
  });

  test('streams a reply through the socket, counts it, and writes no shopper into its metrics', async () => {
    const { id, headers } = await start();
    const stream = await fetch(url(`/v1/conversations/${id}/stream`), { headers });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    expect(stream.headers.get('x-content-type-options')).toBe('nosniff');
    const reading = readEvents(stream, 8);
    await fetch(url(`/v1/conversations/${id}/messages`), {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        clientMessageId: '1',
        text: 'Where is my order DM-10001? greta.hoffmann@example.com',
      }),
    });
    const events = await reading;
    expect(events.map(({ event }) => event.type)).toContain('card');
    const metrics = await (await fetch(url('/metrics'))).text();
    expect(metrics).toContain(
      'dragoman_http_request_duration_seconds_count{method="POST",route="/v1/conversations/:id/messages",status="202"} 1',
    );
    expect(metrics).not.toContain(id);
    expect(metrics).not.toContain('greta');
  });

  test('ends open streams and stops, leaving nothing unanswered', async () => {
    const { id, headers } = await start();
    const stream = await fetch(url(`/v1/conversations/${id}/stream`), { headers });
    const reading = readEvents(stream, 1000);
    await fetch(url(`/v1/conversations/${id}/messages`), {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ clientMessageId: '1', text: 'Hello' }),
    });
    stopped = true;
    await server.stop();
    const events = await reading;
    expect(events.filter(({ event }) => event.type === 'message-end')).toHaveLength(2);
    await expect(fetch(url('/healthz'))).rejects.toThrow();
  });
});
