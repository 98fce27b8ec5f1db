import { beforeEach, describe, expect, test } from 'vitest';
import {
  acceptedMessage,
  conversationView,
  eventPage,
  problem,
  startedConversation,
} from '../../src/protocol/http.ts';
import { readEvents, type TestApp, testApp } from '../helpers/http.ts';
import { aShop } from '../helpers/shop.ts';

let app: TestApp;

beforeEach(async () => {
  app = await testApp({ shop: aShop() });
});

describe('a conversation over HTTP', () => {
  test('starts with a secret that every later call needs', async () => {
    const started = await app.request('POST', '/v1/conversations', {
      body: { locale: 'de', timeZone: 'Europe/Berlin' },
    });
    expect(started.status).toBe(201);
    const { id, secret } = startedConversation.parse(started.json);
    expect(started.headers.get('Location')).toBe(`/v1/conversations/${id}`);
    const read = await app.request('GET', `/v1/conversations/${id}`, { token: secret });
    expect(conversationView.parse(read.json)).toMatchObject({
      id,
      identity: 'anonymous',
      handoff: 'none',
      proposal: null,
    });
  });

  test('starts without a body too', async () => {
    expect((await app.request('POST', '/v1/conversations')).status).toBe(201);
  });

  test('answers a message through the stream, and the stored events hold the whole reply', async () => {
    const conversation = await app.start();
    await app.say(conversation, 'Hello');
    const page = await app.request('GET', `/v1/conversations/${conversation.id}/events`, {
      token: conversation.secret,
    });
    const { events } = eventPage.parse(page.json);
    const said = events
      .filter(({ event }) => event.type === 'message-end')
      .map(({ event }) => event);
    expect(said.map((event) => 'author' in event && event.author)).toEqual([
      'customer',
      'assistant',
    ]);
    expect(events.at(-1)?.event).toMatchObject({ type: 'status', status: 'idle' });
  });

  test('answers a repeated message with the first result and one reply', async () => {
    const { id, secret } = await app.start();
    const send = () =>
      app.request('POST', `/v1/conversations/${id}/messages`, {
        token: secret,
        body: { clientMessageId: 'same', text: 'Hello' },
      });
    const [first, second] = await Promise.all([send(), send()]);
    await app.services.turns.run(id);
    const third = await send();
    await app.services.turns.run(id);
    const results = [first, second, third].map(({ status, json }) => ({
      status,
      ...acceptedMessage.parse(json),
    }));
    expect(results.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(results.map(({ messageId }) => messageId)).size).toBe(1);
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    const events = await app.services.log.read(id);
    expect(
      events.filter(({ event }) => event.type === 'message-end' && event.author === 'assistant'),
    ).toHaveLength(1);
  });

  test('streams from the point named and never twice', async () => {
    const { id, secret } = await app.start();
    await app.say({ id, secret }, 'Hello');
    const open = (lastEventId?: string) =>
      app.app.request(`/v1/conversations/${id}/stream`, {
        headers: {
          Authorization: `Bearer ${secret}`,
          ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
        },
      });
    const response = await open();
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const all = await readEvents(response, 4);
    const second = all[1];
    const rest = await readEvents(await open(second?.id), 2);
    expect(rest.map(({ id }) => id)).toEqual(all.slice(2, 4).map(({ id }) => id));
    const ids = all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('shows live what is said while the stream is open', async () => {
    const conversation = await app.start();
    const response = await app.app.request(`/v1/conversations/${conversation.id}/stream`, {
      headers: { Authorization: `Bearer ${conversation.secret}` },
    });
    const reading = readEvents(response, 3);
    await app.say(conversation, 'Hello');
    expect((await reading).map(({ event }) => event.type)).toEqual([
      'message-start',
      'message-end',
      'status',
    ]);
  });

  test('hides from the shopper what is for staff', async () => {
    const conversation = await app.start();
    await app.say(conversation, 'Where is my order DM-20001? maria.santos@example.com');
    await app.say(conversation, 'I want to talk to a person');
    const { text } = await app.request(
      'GET',
      `/v1/conversations/${conversation.id}/events?limit=500`,
      { token: conversation.secret },
    );
    expect(text).toContain('handoff-opened');
    for (const hidden of ['turn-started', 'turn-ended', 'tool-result', 'summary', '"note"'])
      expect(text).not.toContain(hidden);
  });

  test('refuses a Last-Event-ID that is none', async () => {
    const { id, secret } = await app.start();
    const { status, json } = await app.request('GET', `/v1/conversations/${id}/stream`, {
      token: secret,
      headers: { 'Last-Event-ID': 'x' },
    });
    expect(status).toBe(400);
    expect(problem.parse(json).errors?.[0]?.parameter).toBe('Last-Event-ID');
  });

  test('pages through events', async () => {
    const conversation = await app.start();
    await app.say(conversation, 'Hello');
    const first = eventPage.parse(
      (
        await app.request('GET', `/v1/conversations/${conversation.id}/events?limit=2`, {
          token: conversation.secret,
        })
      ).json,
    );
    expect(first).toMatchObject({ next: 2, more: true });
    const second = eventPage.parse(
      (
        await app.request('GET', `/v1/conversations/${conversation.id}/events?after=2&limit=500`, {
          token: conversation.secret,
        })
      ).json,
    );
    expect(second.more).toBe(false);
    expect(second.events[0]?.sequence).toBeGreaterThan(2);
  });

  test('stops nothing when nothing runs', async () => {
    const { id, secret } = await app.start();
    expect(
      (await app.request('DELETE', `/v1/conversations/${id}/turn`, { token: secret })).json,
    ).toEqual({ stopped: false });
  });

  test('erases every word, and the conversation opens no more', async () => {
    const conversation = await app.start();
    await app.say(conversation, 'My secret wish is a celadon cup');
    const erased = await app.request('DELETE', `/v1/conversations/${conversation.id}`, {
      token: conversation.secret,
    });
    expect(erased.status).toBe(204);
    const stored = JSON.stringify(await app.services.log.read(conversation.id));
    expect(stored).not.toContain('celadon');
    expect(
      (
        await app.request('POST', `/v1/conversations/${conversation.id}/messages`, {
          token: conversation.secret,
          body: { clientMessageId: 'x', text: 'Hi' },
        })
      ).status,
    ).toBeGreaterThanOrEqual(400);
  });

  test('calls a person, and takes the call back', async () => {
    const { id, secret } = await app.start();
    const call = () => app.request('PUT', `/v1/conversations/${id}/handoff`, { token: secret });
    const first = await call();
    const again = await call();
    expect(first.json).toMatchObject({ state: 'queued' });
    expect(again.json).toEqual(first.json);
    expect(
      (await app.request('DELETE', `/v1/conversations/${id}/handoff`, { token: secret })).json,
    ).toMatchObject({ state: 'none' });
    expect(await app.services.handoffs.queue()).toEqual([]);
  });
});
