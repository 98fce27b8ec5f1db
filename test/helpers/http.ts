import { createApp, type HttpApp } from '../../src/app.ts';
import type { HttpPlatform } from '../../src/http/http-services.ts';
import { type TestServices, testServices } from './services.ts';

export interface TestApp extends HttpApp {
  services: TestServices;
  /** Sends one request in memory; `json` is the parsed body, null when there is none. */
  request(
    method: string,
    path: string,
    options?: {
      token?: string;
      body?: unknown;
      raw?: string | Uint8Array<ArrayBuffer>;
      headers?: Record<string, string>;
    },
  ): Promise<{ status: number; headers: Headers; text: string; json: unknown }>;
  /** A conversation as a page starts one. */
  start(): Promise<{ id: string; secret: string }>;
  /** Says something over HTTP and waits for the turn to end. */
  say(
    conversation: { id: string; secret: string },
    text: string,
    attachmentIds?: readonly string[],
  ): Promise<void>;
}

/** The whole HTTP application over services in memory. */
export async function testApp(
  options: Parameters<typeof testServices>[0] & { platform?: HttpPlatform } = {},
): Promise<TestApp> {
  const { platform, ...inputs } = options;
  const services = await testServices(inputs);
  const http = createApp(services, { demo: true, ...platform });

  const request: TestApp['request'] = async (
    method,
    path,
    { token, body, raw, headers = {} } = {},
  ) => {
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await http.app.request(path, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text !== '' ? JSON.parse(text) : null,
    };
  };

  let number = 0;
  return {
    ...http,
    services,
    request,
    async start() {
      const { conversation, secret } = await services.conversations.start({ channel: 'widget' });
      return { id: conversation.id, secret };
    },
    async say({ id, secret }, text, attachmentIds = []) {
      number += 1;
      const sent = await request('POST', `/v1/conversations/${id}/messages`, {
        token: secret,
        body: { clientMessageId: `client-${number}`, text, attachmentIds },
      });
      if (sent.status !== 202) throw new Error(sent.text);
      await services.turns.run(id);
    },
  };
}

/** Reads server-sent events from a response until `count` have come. */
export async function readEvents(
  response: Response,
  count: number,
): Promise<{ id: string; event: { type: string } & Record<string, unknown> }[]> {
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error('no body');
  const decoder = new TextDecoder();
  const events: { id: string; event: { type: string } & Record<string, unknown> }[] = [];
  let rest = '';
  while (events.length < count) {
    const { done, value } = await reader.read();
    if (done) break;
    rest += decoder.decode(value, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const id = /^id: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (id !== undefined && data !== undefined) events.push({ id, event: JSON.parse(data) });
    }
  }
  await reader.cancel();
  return events;
}
