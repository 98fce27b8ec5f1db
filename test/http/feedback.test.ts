import { beforeEach, expect, test } from 'vitest';
import { type TestApp, testApp } from '../helpers/http.ts';
import { aCustomer, aShop } from '../helpers/shop.ts';

let app: TestApp;
let conversation: { id: string; secret: string };

beforeEach(async () => {
  app = await testApp({ shop: aShop(), inputs: { demo: true } });
  conversation = await app.start();
});

const call = (method: string, rest: string, body: unknown) =>
  app.request(method, `/v1/conversations/${conversation.id}${rest}`, {
    token: conversation.secret,
    body,
  });

test('keeps what was said of an answer for those who write the prompts, and sends it to nobody', async () => {
  await app.say(conversation, 'How long do I have to return something?');
  const events = (await app.services.log.read(conversation.id)).map(({ event }) => event);
  const answer = events.find(
    (event) => event.type === 'message-end' && event.author === 'assistant',
  );
  if (answer?.type !== 'message-end') throw new Error('no answer');
  const path = `/messages/${answer.messageId}/feedback`;
  expect((await call('PUT', path, { helpful: false, reason: 'unclear' })).status).toBe(204);
  expect((await call('PUT', '/messages/msg_1/feedback', { helpful: true })).status).toBe(404);
  expect((await app.services.log.read(conversation.id)).at(-1)?.event).toMatchObject({
    type: 'feedback',
    reason: 'unclear',
  });
  expect((await call('GET', '/events', undefined)).text).not.toContain('feedback');
});

test('mails it in the words that the shopper reads', async () => {
  await app.say(conversation, '我的訂單到哪裡了？');
  await app.services.conversations.setIdentity(conversation.id, {
    tier: 'verified',
    customerId: aCustomer().id,
    verifiedUntil: '2099-01-01T00:00:00Z',
  });
  await call('POST', '/transcript', {});
  const [mail] = await app.services.mailOutbox.list(conversation.id);
  expect(mail?.subject).toBe('您與 Damask & Moon 的對話');
});

test('mails the conversation to the address of the verified customer, and to nobody else', async () => {
  await app.say(conversation, 'Hello, what can you do?');
  expect((await call('POST', '/transcript', {})).json).toMatchObject({ code: 'identity_needed' });
  await app.services.conversations.setIdentity(conversation.id, {
    tier: 'verified',
    customerId: aCustomer().id,
    verifiedUntil: '2099-01-01T00:00:00Z',
  });
  const sent = await call('POST', '/transcript', { locale: 'de' });
  expect(sent.json).toEqual({ email: 'm•••@example.com' });
  const outbox = await app.request('GET', `/v1/mail-outbox?conversationId=${conversation.id}`);
  const { mails } = outbox.json as { mails: { to: string; subject: string; text: string }[] };
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({
    to: aCustomer().email,
    subject: 'Ihr Gespräch mit Damask & Moon',
  });
  expect(mails[0]?.text).toContain('Hello, what can you do?');
  await app.request('DELETE', `/v1/conversations/${conversation.id}`, {
    token: conversation.secret,
  });
  expect(await app.services.mailOutbox.list(conversation.id)).toEqual([]);
});
