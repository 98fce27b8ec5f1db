import { beforeEach, describe, expect, test } from 'vitest';
import { problem } from '../../src/protocol/http.ts';
import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { type TestApp, testApp } from '../helpers/http.ts';
import { aShop } from '../helpers/shop.ts';

let app: TestApp;
let database: SqliteDatabase;
let conversation: { id: string; secret: string };

beforeEach(async () => {
  database = await createTestDatabase();
  app = await testApp({
    shop: aShop(),
    inputs: { database },
    environment: {
      DRAGOMAN_ALLOWED_ORIGINS: 'https://shop.example',
      DRAGOMAN_BODY_BYTES: '2000',
      DRAGOMAN_MESSAGE_CHARACTERS: '100',
      DRAGOMAN_MESSAGES_PER_MINUTE: '3',
      DRAGOMAN_REQUESTS_PER_MINUTE: '10',
    },
    platform: { clientAddress: (request) => request.headers.get('x-test-address') },
  });
  conversation = await app.start();
});

const messages = () => `/v1/conversations/${conversation.id}/messages`;
const message = (changes: Record<string, unknown> = {}) => ({
  clientMessageId: crypto.randomUUID(),
  text: 'Hi',
  ...changes,
});

function expectProblem(
  response: Awaited<ReturnType<TestApp['request']>>,
  status: number,
  code: string,
) {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const parsed = problem.parse(response.json);
  expect(parsed.code).toBe(code);
  expect(parsed.hint).not.toBe('');
  expect(parsed.requestId).toBe(response.headers.get('x-request-id'));
  return parsed;
}

describe('a problem response', () => {
  test('names each wrong field by JSON pointer', async () => {
    const response = await app.request('POST', messages(), {
      token: conversation.secret,
      body: { text: 3 },
    });
    const { errors } = expectProblem(response, 400, 'invalid_input');
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['/clientMessageId', '/text']);
  });

  test.each([
    ['', '/text'],
    ['   \n', '/text'],
    ['x'.repeat(101), '/text'],
  ])('refuses the text %j', async (text, pointer) => {
    const response = await app.request('POST', messages(), {
      token: conversation.secret,
      body: message({ text }),
    });
    expect(expectProblem(response, 400, 'invalid_input').errors?.[0]?.pointer).toBe(pointer);
  });

  test('tells malformed JSON', async () => {
    const response = await app.request('POST', messages(), {
      token: conversation.secret,
      raw: '{"text":',
      headers: { 'Content-Type': 'application/json' },
    });
    expectProblem(response, 400, 'malformed_json');
  });

  test('tells a body that is not declared as JSON', async () => {
    const response = await app.request('POST', messages(), {
      token: conversation.secret,
      raw: '{}',
      headers: { 'Content-Type': 'text/plain' },
    });
    expectProblem(response, 415, 'unsupported_media_type');
  });

  test('refuses a body that is too large, declared or not', async () => {
    const large = JSON.stringify(message({ text: 'x'.repeat(3000) }));
    const declared = await app.request('POST', messages(), {
      token: conversation.secret,
      raw: large,
      headers: { 'Content-Type': 'application/json', 'Content-Length': String(large.length) },
    });
    expectProblem(declared, 413, 'too_large');
    const streamed = await app.app.request(messages(), {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${conversation.secret}`,
        'Content-Type': 'application/json',
        'Transfer-Encoding': 'chunked',
      },
      body: new Response(large).body,
      duplex: 'half',
    } as RequestInit);
    expect(streamed.status).toBe(413);
  });

  test('tells an unknown address from a method it does not take', async () => {
    expectProblem(await app.request('GET', '/v1/nothing'), 404, 'not_found');
    const response = await app.request('PATCH', '/v1/conversations');
    expectProblem(response, 405, 'method_not_allowed');
    expect(response.headers.get('Allow')).toBe('POST');
    expect((await app.request('POST', '/healthz')).headers.get('Allow')).toBe('GET');
  });

  test('limits the messages of one conversation, and says how long to wait', async () => {
    const send = () =>
      app.request('POST', messages(), { token: conversation.secret, body: message() });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await send()).status);
    expect(statuses).toEqual([202, 202, 202]);
    const refused = await send();
    expectProblem(refused, 429, 'rate_limited');
    const wait = Number(refused.headers.get('Retry-After'));
    expect(wait).toBe(20);
    await app.services.time.advance(wait * 1000);
    expect((await send()).status).toBe(202);
    expect((await send()).status).toBe(429);
  });

  test('limits one network and leaves others alone; IPv6 neighbours in one /64 are one', async () => {
    const start = (address: string) =>
      app.request('POST', '/v1/conversations', { headers: { 'x-test-address': address } });
    for (let count = 0; count < 10; count += 1)
      expect((await start(`2001:db8::${count + 1}`)).status).toBe(201);
    expectProblem(await start('2001:db8:0:0:ffff::1'), 429, 'rate_limited');
    expect((await start('2001:db8:0:1::1')).status).toBe(201);
    expect((await start('192.0.2.7')).status).toBe(201);
  });

  test('keeps network addresses out of the database', async () => {
    await app.request('POST', '/v1/conversations', { headers: { 'x-test-address': '192.0.2.77' } });
    expect(
      JSON.stringify(await app.services.database.all('SELECT * FROM rate_limits')),
    ).not.toContain('192.0.2.77');
  });

  test('never tells the cause of a failure of ours', async () => {
    database.close();
    const response = await app.request('GET', `/v1/conversations/${conversation.id}`, {
      token: conversation.secret,
    });
    const { detail } = expectProblem(response, 500, 'internal');
    expect(detail).toBe('Something failed on our side.');
    expectProblem(await app.request('GET', '/readyz'), 503, 'not_ready');
    expect((await app.request('GET', '/healthz')).status).toBe(200);
  });
});

describe('cross-origin calls', () => {
  test('are allowed to the origins of the list alone', async () => {
    const preflight = (origin: string) =>
      app.request('OPTIONS', messages(), {
        headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
      });
    expect(
      (await preflight('https://shop.example')).headers.get('access-control-allow-origin'),
    ).toBe('https://shop.example');
    expect(
      (await preflight('https://evil.example')).headers.get('access-control-allow-origin'),
    ).toBeNull();
  });

  test('may open a stream', async () => {
    const response = await app.app.request(`/v1/conversations/${conversation.id}/stream`, {
      headers: { Authorization: `Bearer ${conversation.secret}`, Origin: 'https://shop.example' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    await response.body?.cancel();
  });
});

describe('every response', () => {
  test.each(['/v1/nothing', '/healthz', '/openapi.json', '/docs'])(
    'of %s carries the security headers',
    async (path) => {
      const { headers } = await app.request('GET', path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      expect(headers.get('x-request-id')).toMatch(/^req_/);
    },
  );
});

describe('what describes itself', () => {
  test('is OpenAPI 3.1 with every route, its problems and its schemas', async () => {
    const { json } = await app.request('GET', '/openapi.json');
    expect(json).toMatchObject({ openapi: '3.1.0' });
    const document = json as {
      paths: Record<
        string,
        Record<string, { responses: Record<string, unknown>; summary: string }>
      >;
      components: { schemas: Record<string, unknown> };
    };
    const served = app.app.routes
      .filter(
        ({ method, path }) => method !== 'ALL' && path.startsWith('/v1/') && !path.endsWith('*'),
      )
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(described).toEqual(expect.arrayContaining(served));
    for (const methods of Object.values(document.paths))
      for (const operation of Object.values(methods)) {
        expect(operation.summary).toBeTruthy();
        expect(operation.responses).toHaveProperty('default');
      }
    expect(document.components.schemas).toHaveProperty('Problem');
  });

  test('is readable at /docs without any script', async () => {
    const { text, headers } = await app.request('GET', '/docs');
    expect(headers.get('content-type')).toContain('text/html');
    expect(text).toContain('/v1/conversations/{id}/messages');
    expect(text).not.toContain('<script');
    expect(text).not.toMatch(/ style=| onclick=/);
  });

  test('leads to every section, and from a problem to what to do about it', async () => {
    const [{ text }, missing] = await Promise.all([
      app.request('GET', '/docs'),
      app.request('GET', '/v1/nothing'),
    ]);
    const ids = new Set([...text.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]));
    for (const [, anchor] of text.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(anchor);
    for (const id of ids) expect(id).not.toMatch(/\s/);
    const { type } = problem.parse(missing.json);
    expect(ids).toContain(type.split('#')[1]);
  });
});
