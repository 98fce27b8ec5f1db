import { createServer, type RequestListener } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createNodeFetch } from '../../../src/agent/models/node-fetch.ts';

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`, server };
}

test('sends method, headers and body, and gives status, headers and text', async () => {
  const { url } = await serve((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += String(piece);
    });
    request.on('end', () => {
      response.writeHead(418, { 'x-kind': 'teapot' });
      response.end(
        JSON.stringify({
          method: request.method,
          kind: request.headers['x-kind'],
          length: request.headers['content-length'],
          body,
        }),
      );
    });
  });
  const response = await createNodeFetch()(url, {
    method: 'POST',
    headers: new Headers({ 'X-Kind': 'shopper' }),
    body: 'お茶',
  });
  expect(response).toMatchObject({ status: 418, ok: false });
  expect(response.headers.get('X-Kind')).toBe('teapot');
  expect(await response.json()).toEqual({
    method: 'POST',
    kind: 'shopper',
    length: '6',
    body: 'お茶',
  });
});

test('reuses its connection, and replaces one that the server has closed', async () => {
  let connections = 0;
  const { url, server } = await serve((_, response) => response.end('ok'));
  server.on('connection', () => {
    connections += 1;
  });
  const fetch = createNodeFetch();
  await (await fetch(url)).text();
  await (await fetch(url)).text();
  expect(connections).toBe(1);
  server.closeAllConnections();
  expect(await (await fetch(url)).text()).toBe('ok');
  expect(connections).toBe(2);
});

test('follows a redirect by way of the global fetch', async () => {
  const { url } = await serve((request, response) => {
    if (request.url === '/') response.writeHead(307, { location: '/there' }).end();
    else response.end('arrived');
  });
  expect(await (await createNodeFetch()(url)).text()).toBe('arrived');
});

test('fails when the answer breaks off', async () => {
  const { url } = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half', () => response.destroy());
  });
  const response = await createNodeFetch()(url);
  await expect(response.text()).rejects.toThrow();
});

test('ends with its signal, before and after the headers', async () => {
  const { url } = await serve((_, response) => {
    response.writeHead(200);
    response.write('half');
  });
  const fetch = createNodeFetch();
  await expect(fetch(url, { signal: AbortSignal.abort(new Error('left')) })).rejects.toThrow(
    'left',
  );
  const stop = new AbortController();
  const response = await fetch(url, { signal: stop.signal });
  const reading = response.text();
  stop.abort(new Error('stopped'));
  await expect(reading).rejects.toThrow();
});
