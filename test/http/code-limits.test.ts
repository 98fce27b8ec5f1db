import { expect, test } from 'vitest';
import { type TestApp, testApp } from '../helpers/http.ts';
import { aCustomer, anOrder, aShop } from '../helpers/shop.ts';

/* Limits on one-time codes as somebody meets them who opens one conversation after the other. */

const people = Array.from({ length: 14 }, (_, index) => index);
const contactOf = (index: number) => `shopper${index}@mail.example`;
const numberOf = (index: number) => `DM-7000${String(index).padStart(2, '0')}`;

async function anApp() {
  const app = await testApp({
    shop: aShop({
      customers: people.map((index) => aCustomer({ id: `cus_${index}`, email: contactOf(index) })),
      orders: people.map((index) =>
        anOrder({
          id: `ord_${index}`,
          number: numberOf(index),
          customerId: `cus_${index}`,
          email: contactOf(index),
        }),
      ),
      payments: [],
      shipments: [],
    }),
    platform: { clientAddress: (request) => request.headers.get('x-from') },
  });
  return app;
}

async function ask(app: TestApp, orderNumber: string, contact: string, from: string) {
  const { id, secret } = await app.start();
  const asked = await app.request('POST', `/v1/conversations/${id}/verification`, {
    token: secret,
    body: { orderNumber, contact },
    headers: { 'x-from': from },
  });
  return { id, secret, asked };
}

const type = (
  app: TestApp,
  { id, secret }: { id: string; secret: string },
  code: string,
  from: string,
) =>
  app.request('PUT', `/v1/conversations/${id}/verification/code`, {
    token: secret,
    body: { code },
    headers: { 'x-from': from },
  });

const sentTo = async (app: TestApp, conversationId: string) =>
  (await app.services.codeOutbox.listOutbox({ conversationId }))[0]?.code ?? '';
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

test('one network asks for ten codes an hour, whomever they are for and however many conversations it opens', async () => {
  const app = await anApp();
  // One household: its addresses differ in what follows the first 64 bits.
  for (const index of people.slice(0, 10)) {
    const from = `2001:db8:0:1::${index + 1}`;
    expect((await ask(app, numberOf(index), contactOf(index), from)).asked.status).toBe(202);
  }
  const more = (from: string, index = 11) => ask(app, numberOf(index), contactOf(index), from);
  const eleventh = await more('2001:db8:0:1:ffff::9');
  expect(eleventh.asked).toMatchObject({ status: 429, json: { code: 'too_many_attempts' } });
  // An order that does not exist is refused with the same words: the limit tells nothing.
  const unknown = await ask(app, 'DM-999999', contactOf(0), '2001:db8:0:1::77');
  const words = ({ json }: { json: unknown }) =>
    JSON.stringify(json).replace(/"requestId":"[^"]*"/, '');
  expect(words(unknown.asked)).toBe(words(eleventh.asked));
  expect(await app.services.codeOutbox.listOutbox({ limit: 100 })).toHaveLength(10);
  expect((await more('2001:db8:0:2::1')).asked.status).toBe(202);
  await app.services.time.advance(3_600_001);
  expect((await more('2001:db8:0:1::1', 12)).asked.status).toBe(202);
});

test('one network types ten codes an hour over all its conversations; the right one is no exception', async () => {
  const app = await anApp();
  const from = '198.51.100.7';
  for (const index of [0, 1]) {
    const talk = await ask(app, numberOf(index), contactOf(index), from);
    const code = await sentTo(app, talk.id);
    for (let tried = 0; tried < 5; tried += 1)
      expect((await type(app, talk, wrong(code), from)).json).toMatchObject({ code: 'wrong_code' });
  }
  const talk = await ask(app, numberOf(2), contactOf(2), from);
  const code = await sentTo(app, talk.id);
  // The same address as an IPv6 socket writes it.
  const late = await type(app, talk, code, `::ffff:${from}`);
  expect(late).toMatchObject({ status: 429, json: { code: 'too_many_attempts' } });
  expect((await type(app, talk, code, '203.0.113.9')).status).toBe(200);
});

test('guesses at one shopper from ever new networks and conversations end after ten', async () => {
  const app = await anApp();
  const answers: unknown[] = [];
  for (let round = 0; round < 3; round += 1) {
    const from = `203.0.113.${round}`;
    const talk = await ask(app, numberOf(3), contactOf(3), from);
    const code = await sentTo(app, talk.id);
    for (let tried = 0; tried < 4; tried += 1)
      answers.push((await type(app, talk, wrong(code), `${from}${tried}`)).status);
    if (round < 2) continue;
    // Twelve guesses have been made at this order: nothing is right any more, and nobody is told why.
    expect(await type(app, talk, code, '192.0.2.1')).toMatchObject({
      status: 409,
      json: { code: 'wrong_code' },
    });
  }
  expect(answers).toEqual(Array.from({ length: 12 }, () => 409));
});
