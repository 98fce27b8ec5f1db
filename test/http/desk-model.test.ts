import { describe, expect, test } from 'vitest';
import { keptTokens, missingTokens } from '../../src/agent/kept-tokens.ts';
import { suggestion, summary, translation } from '../../src/protocol/desk-conversation.ts';
import { type TestApp, testApp } from '../helpers/http.ts';
import type { ScriptedReply } from '../helpers/scripted-model.ts';
import { anOrder, aShop } from '../helpers/shop.ts';

async function desk(script?: readonly ScriptedReply[]) {
  const app = await testApp({
    shop: aShop({
      orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' })],
    }),
    ...(script === undefined ? {} : { script }),
  });
  const conversation = await app.start();
  const { services } = app;
  const { staff, token } = await services.staff.add({ name: 'Mia', role: 'agent' });
  await services.conversations.acceptMessage(conversation.id, {
    clientMessageId: '1',
    text: 'Wo ist meine Bestellung?',
  });
  await services.conversations.setLocale(conversation.id, 'de');
  const { handoff } = await services.handoffs.open(conversation.id, {
    reason: 'asked',
    summary: '',
  });
  await services.handoffs.claim(handoff.id, staff);
  return { app, conversation, handoff, token };
}

const post = (app: TestApp, token: string, path: string, body?: unknown) =>
  app.request('POST', `/v1/staff${path}`, { token, body });

describe('the language model at the desk', () => {
  test('drafts a reply that is never sent by itself, and keeps what became of it', async () => {
    const { app, conversation, handoff, token } = await desk(['Ich sehe gleich für Sie nach.']);
    const drafted = await post(app, token, `/conversations/${conversation.id}/suggestion`);
    const { id, text, locale } = suggestion.parse(drafted.json);
    expect([text, locale]).toEqual(['Ich sehe gleich für Sie nach.', 'de']);
    const log = async () => JSON.stringify(await app.services.log.read(conversation.id));
    expect(await log()).not.toContain('gleich');
    await post(app, token, `/handoffs/${handoff.id}/messages`, {
      clientMessageId: 'a',
      text: 'Ich sehe sofort für Sie nach.',
      suggestionId: id,
    });
    expect(await log()).toContain('sofort');
    const kept = await app.services.database.get('SELECT outcome, sent_text FROM suggestions');
    expect(kept).toEqual({ outcome: 'edited', sent_text: 'Ich sehe sofort für Sie nach.' });
  });

  test('gives no draft with a fact that no record carries', async () => {
    const { app, conversation, token } = await desk([
      'Die Erstattung von 123,45 € ist raus.',
      'Die Erstattung von 123,45 € kommt morgen.',
    ]);
    const drafted = await post(app, token, `/conversations/${conversation.id}/suggestion`);
    expect(drafted.json).toMatchObject({ status: 502, code: 'not_grounded' });
  });

  test('translates with its way back, and never loses a code or a price', async () => {
    const { app, token } = await desk([
      'Your order DM-10001 costs 49.90 EUR.',
      'Ihre Bestellung DM-10001 kostet 49,90 EUR.',
      'Ihre Bestellung kostet fünfzig Euro.',
      'Ihre Bestellung kostet etwa 50 EUR.',
    ]);
    const body = { text: 'Ihre Bestellung DM-10001 kostet 49,90 EUR.', to: 'en', back: true };
    const there = translation.parse((await post(app, token, '/translations', body)).json);
    expect(there).toEqual({
      text: 'Your order DM-10001 costs 49.90 EUR.',
      back: 'Ihre Bestellung DM-10001 kostet 49,90 EUR.',
      kept: ['DM-10001', '49,90'],
    });
    expect((await post(app, token, '/translations', body)).json).toMatchObject({
      code: 'not_grounded',
    });
  });

  test('summarises for whoever takes over', async () => {
    const { app, conversation, token } = await desk(['The shopper asks where the order is. Calm.']);
    const told = await post(app, token, `/conversations/${conversation.id}/summary`);
    expect(summary.parse(told.json).text).toContain('asks where the order is');
  });

  test('is absent without one, and down when the provider is: the desk works all the same', async () => {
    const without = await desk();
    const path = `/conversations/${without.conversation.id}/suggestion`;
    expect((await post(without.app, without.token, path)).json).toMatchObject({
      status: 503,
      code: 'no_model',
    });
    const down = await desk([new Error('provider down'), new Error('provider down')]);
    const failed = await post(
      down.app,
      down.token,
      `/conversations/${down.conversation.id}/suggestion`,
    );
    expect(failed.json).toMatchObject({ status: 502, code: 'model_failed' });
    const sent = await post(down.app, down.token, `/handoffs/${down.handoff.id}/messages`, {
      clientMessageId: 'a',
      text: 'Guten Tag',
    });
    expect(sent.status).toBe(201);
  });
});

test('what must come through a translation is found, whatever digits the other language writes', () => {
  const text = 'DM-10001, 1.234,50 €, see https://shop.example/r or mail a@b.example by 2026-03-01';
  const kept = keptTokens(text);
  expect(kept).toEqual([
    'DM-10001',
    '1.234,50',
    'https://shop.example/r',
    'a@b.example',
    '2026-03-01',
  ]);
  expect(missingTokens('الطلب DM-10001 بقيمة ١٬٢٣٤٫٥٠', ['DM-10001', '1.234,50'])).toEqual([]);
  expect(missingTokens('order DM-10002', ['DM-10001'])).toEqual(['DM-10001']);
});
