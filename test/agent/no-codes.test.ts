import { expect, test } from 'vitest';
import { testApp } from '../helpers/http.ts';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { aShop } from '../helpers/shop.ts';

const noMail = { demo: false };
const wish = 'I want a refund for DM-20001, it arrived broken. maria.santos@example.com';

test('says truthfully that no code can be sent, and what to do instead', async () => {
  const services = await testServices({ shop: aShop(), inputs: noMail });
  const { reply } = await say(services, await startConversation(services), wish);
  expect(reply).toMatch(/can't send codes/);
  expect(reply).toMatch(/colleague/);
  expect(await services.codeOutbox.listOutbox()).toEqual([]);
});

test('points to signing in at the shop where that is set up', async () => {
  const services = await testServices({
    shop: aShop(),
    inputs: noMail,
    environment: { DRAGOMAN_IDENTITY_SECRET: 'a-secret-of-the-shop-of-32-characters-or-more' },
  });
  const { reply } = await say(services, await startConversation(services), wish);
  expect(reply).toMatch(/sign in to your account/);
});

test('the API answers no_codes for every order alike', async () => {
  const app = await testApp({ shop: aShop(), inputs: noMail });
  for (const orderNumber of ['DM-20001', 'DM-99999']) {
    const { id, secret } = await app.start();
    const answer = await app.request('POST', `/v1/conversations/${id}/verification`, {
      token: secret,
      body: { orderNumber, contact: 'maria.santos@example.com' },
    });
    expect(answer.json).toMatchObject({ status: 409, code: 'no_codes' });
  }
});

test('mails the code when a mail server is set up, in the words of the shopper’s language', async () => {
  const mails: { to: string; text: string }[] = [];
  const services = await testServices({
    shop: aShop(),
    inputs: {
      demo: false,
      sendMail: async (mail) => {
        mails.push(mail);
      },
    },
  });
  const id = await startConversation(services);
  await say(services, id, wish);
  expect(mails).toMatchObject([{ to: 'maria.santos@example.com' }]);
  expect(await services.codeOutbox.listOutbox()).toEqual([]);
  const code = /\d{6}/.exec(mails[0]?.text ?? '')?.[0] ?? '';
  await say(services, id, code);
  expect((await services.conversations.find(id))?.identity).toMatchObject({ tier: 'verified' });
});
