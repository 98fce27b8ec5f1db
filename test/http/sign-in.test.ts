import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { type TestApp, testApp } from '../helpers/http.ts';
import { aCustomer, aShop } from '../helpers/shop.ts';

const SECRET = 'a-secret-of-the-shop-of-32-characters-or-more';
const environment = { DRAGOMAN_IDENTITY_SECRET: SECRET };

async function anApp() {
  const app = await testApp({
    shop: { customers: [aCustomer({ id: 'cus_1' }), aCustomer({ id: 'cus_2' })] },
    environment,
  });
  let nonce = 0;
  const token = (sub: string, iat = app.services.now() / 1000) => {
    nonce += 1;
    return new SignJWT({ sub, aud: 'dragoman', iat, exp: iat + 600, jti: `${nonce}` })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(SECRET));
  };
  return { ...app, token };
}

const signIn = (app: TestApp, { id, secret }: { id: string; secret: string }, token: string) =>
  app.request('PUT', `/v1/conversations/${id}/identity`, { token: secret, body: { token } });

const read = async (app: TestApp, { id, secret }: { id: string; secret: string }) =>
  app.request('GET', `/v1/conversations/${id}`, { token: secret });

test('a token of the storefront verifies the conversation, and lapses with the policy’s hours', async () => {
  const app = await anApp();
  const conversation = await app.start();
  const token = await app.token('cus_1');
  expect(await signIn(app, conversation, token)).toMatchObject({
    status: 200,
    json: { identity: 'verified', conversation: null },
  });
  expect((await read(app, conversation)).json).toMatchObject({ identity: 'verified' });
  // The same token again is the same act.
  const events = () => app.services.log.read(conversation.id, { after: 0, limit: 100 });
  const before = (await events()).length;
  expect((await signIn(app, conversation, token)).status).toBe(200);
  expect(await events()).toHaveLength(before);

  app.services.time.advance(25 * 3_600_000);
  expect((await read(app, conversation)).json).toMatchObject({ identity: 'anonymous' });
  expect((await signIn(app, conversation, token)).json).toMatchObject({ code: 'token_lapsed' });
  expect((await signIn(app, conversation, await app.token('cus_1'))).status).toBe(200);
});

test('a token opens one conversation only, also when two ask at once', async () => {
  const app = await anApp();
  const token = await app.token('cus_1');
  const conversations = await Promise.all(Array.from({ length: 8 }, () => app.start()));
  const answers = await Promise.all(conversations.map((one) => signIn(app, one, token)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
  const states = await Promise.all(conversations.map((one) => read(app, one)));
  expect(states.filter(({ text }) => text.includes('"verified"'))).toHaveLength(1);
});

test('a token opens nothing a second time, up to the last moment it is taken', async () => {
  const app = await anApp();
  const [first, second, other] = [await app.start(), await app.start(), await app.start()];
  const token = await app.token('cus_1');
  expect((await signIn(app, first, token)).status).toBe(200);
  // Five minutes and the tolerance of half a minute, in the last part of the last second.
  await app.services.time.advance(330_500);
  expect((await signIn(app, other, await app.token('cus_2'))).status).toBe(200);
  expect((await signIn(app, second, token)).json).toMatchObject({ code: 'token_used' });
});

test('a time of signing may have a fraction, as some libraries write it', async () => {
  const app = await anApp();
  const conversation = await app.start();
  const token = await app.token('cus_1', app.services.now() / 1000 - 0.123_456_7);
  expect((await signIn(app, conversation, token)).status).toBe(200);
});

test('another customer’s token starts a new conversation and closes the old one to its secret', async () => {
  const app = await anApp();
  const first = await app.start();
  await signIn(app, first, await app.token('cus_1'));
  const answer = await signIn(app, first, await app.token('cus_2'));
  expect(answer.status).toBe(200);
  const { conversation } = answer.json as { conversation: { id: string; secret: string } };
  expect(conversation.id).not.toBe(first.id);
  expect((await read(app, conversation)).json).toMatchObject({ identity: 'verified' });
  expect((await read(app, first)).status).toBe(404);
  expect(await app.services.conversations.find(first.id)).toMatchObject({
    customerId: 'cus_1',
    identity: { tier: 'anonymous' },
  });
  expect(await app.services.conversations.find(conversation.id)).toMatchObject({
    customerId: 'cus_2',
    identity: { tier: 'verified', customerId: 'cus_2' },
  });
});

test('logging out ends what the secret opens and goes on anonymously', async () => {
  const app = await anApp();
  const first = await app.start();
  await signIn(app, first, await app.token('cus_1'));
  const answer = await app.request('DELETE', `/v1/conversations/${first.id}/identity`, {
    token: first.secret,
  });
  const { conversation } = answer.json as { conversation: { id: string; secret: string } };
  expect((await read(app, conversation)).json).toMatchObject({ identity: 'anonymous' });
  expect((await read(app, first)).status).toBe(404);
});

test('names what is wrong with a token', async () => {
  const app = await anApp();
  const conversation = await app.start();
  expect((await signIn(app, conversation, await app.token('cus_9'))).json).toMatchObject({
    status: 403,
    code: 'unknown_customer',
  });
  expect((await signIn(app, conversation, 'not.a.token.at.all.really')).json).toMatchObject({
    status: 403,
    code: 'invalid_token',
  });
  const off = await testApp({ shop: aShop(), inputs: { demo: false } });
  const other = await off.start();
  expect((await signIn(off, other, await app.token('cus_1'))).json).toMatchObject({
    status: 404,
    code: 'sign_in_off',
  });
});
