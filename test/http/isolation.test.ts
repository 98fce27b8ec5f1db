import { beforeEach, describe, expect, test } from 'vitest';
import { ApiKeys } from '../../src/http/api-keys.ts';
import { type TestApp, testApp } from '../helpers/http.ts';
import { anOrder, aShop } from '../helpers/shop.ts';

let app: TestApp;
let mine: { id: string; secret: string };
let theirs: { id: string; secret: string };

const DELIVERED = aShop({
  orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' })],
});

beforeEach(async () => {
  app = await testApp({ shop: DELIVERED });
  mine = await app.start();
  theirs = await app.start();
  await app.say(theirs, 'Where is my order DM-20001? maria.santos@example.com');
});

/** Every route of a conversation. */
const ROUTES: [method: string, path: string, body?: unknown][] = [
  ['GET', ''],
  ['DELETE', ''],
  ['GET', '/events'],
  ['GET', '/stream'],
  ['POST', '/messages', { clientMessageId: 'x', text: 'hello' }],
  ['DELETE', '/turn'],
  ['GET', '/attachments/att_1'],
  ['DELETE', '/attachments/att_1'],
  ['PUT', '/rating', { score: 1 }],
  ['PUT', '/messages/msg_1/feedback', { helpful: false }],
  ['POST', '/transcript', {}],
  ['GET', '/proposal'],
  ['PUT', '/proposals/prp_1/confirmation', { token: 'cft_1' }],
  ['DELETE', '/proposals/prp_1'],
  ['POST', '/verification', { orderNumber: 'DM-20001', contact: 'maria.santos@example.com' }],
  ['PUT', '/verification/code', { code: '123456' }],
  ['PUT', '/handoff'],
  ['DELETE', '/handoff'],
];

describe('another shopper’s conversation', () => {
  test.each(ROUTES)(
    '%s %s: wrong secret, unknown id and wrong kind of token get one and the same answer',
    async (method, path, body) => {
      const before = JSON.stringify(await app.services.log.read(theirs.id));
      const call = (id: string, token: string) =>
        app.request(method, `/v1/conversations/${id}${path}`, {
          token,
          ...(body === undefined ? {} : { body }),
        });
      const { token: staffToken } = await app.services.staff.add({ name: 'Ana', role: 'agent' });
      const { key } = await new ApiKeys(app.services.database).add('other', app.services);
      const answers = await Promise.all([
        call(theirs.id, mine.secret),
        call('cnv_0000000000000000000000000000', mine.secret),
        call(theirs.id, theirs.secret.slice(0, -1)),
        call(theirs.id, staffToken),
        call(theirs.id, key),
      ]);
      const shown = answers.map(({ status, json }) => ({
        status,
        ...(json as object),
        requestId: '',
      }));
      expect(shown[0]).toMatchObject({ status: 404, code: 'not_found' });
      for (const answer of shown) expect(answer).toEqual(shown[0]);
      expect(JSON.stringify(await app.services.log.read(theirs.id))).toBe(before);
    },
  );

  test('needs a token at all', async () => {
    for (const [method, path, body] of ROUTES) {
      const { status, headers } = await app.request(
        method,
        `/v1/conversations/${theirs.id}${path}`,
        body === undefined ? {} : { body },
      );
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  test('shows nothing of an order that was not proven', async () => {
    await app.say(mine, 'Where is my order DM-20001?');
    await app.say(mine, 'DM-20001, my e-mail is somebody.else@example.com');
    const { text } = await app.request('GET', `/v1/conversations/${mine.id}/events?limit=500`, {
      token: mine.secret,
    });
    for (const known of ['teapot', 'Lindenstraße', 'maria.santos', 'Santos'])
      expect(text).not.toContain(known);
    expect(text).not.toContain('"type":"card"');
  });

  test('a proposal of it can be neither confirmed nor declined', async () => {
    const buyer = await app.services.conversations.start({
      channel: 'widget',
      verifiedCustomerId: 'cus_1',
    });
    const conversation = { id: buyer.conversation.id, secret: buyer.secret };
    await app.say(conversation, 'I want my money back for order DM-20001, it arrived damaged');
    const proposal = await app.services.proposals.current(conversation.id);
    expect(proposal?.state).toBe('open');
    const path = `/v1/conversations/${mine.id}/proposals/${proposal?.id}`;
    expect(
      (
        await app.request('PUT', `${path}/confirmation`, {
          token: mine.secret,
          body: { token: proposal?.confirmationToken },
        })
      ).status,
    ).toBe(404);
    await app.request('DELETE', path, { token: mine.secret });
    expect((await app.services.proposals.current(conversation.id))?.state).toBe('open');
  });
});

describe('the desk', () => {
  test.each([
    ['GET', '/v1/staff/handoffs'],
    ['PUT', '/v1/staff/handoffs/x/claim'],
    ['GET', '/v1/staff/conversations/x/events'],
    ['GET', '/v1/staff/conversations/x/stream'],
  ])('%s %s is closed to shoppers and integrations', async (method, path) => {
    const { key } = await new ApiKeys(app.services.database).add('default', app.services);
    for (const token of [mine.secret, key])
      expect((await app.request(method, path, { token })).status).toBe(401);
    expect((await app.request(method, path)).status).toBe(401);
  });
});

describe('the code outbox', () => {
  test('does not exist outside demo mode', async () => {
    expect((await app.request('GET', '/v1/code-outbox')).status).toBe(200);
    const real = await testApp({ shop: aShop(), platform: { demo: false } });
    expect((await real.request('GET', '/v1/code-outbox')).status).toBe(404);
    expect((await real.request('GET', '/openapi.json')).text).not.toContain('code-outbox');
  });
});

describe('verification over HTTP', () => {
  const ask = (orderNumber: string, contact: string) =>
    app.request('POST', `/v1/conversations/${mine.id}/verification`, {
      token: mine.secret,
      body: { orderNumber, contact },
    });

  test('answers a match and no match alike, and sends a code only for a match', async () => {
    const right = await ask('DM-20001', 'maria.santos@example.com');
    const wrong = await ask('DM-20001', 'somebody@example.com');
    const unknown = await ask('DM-9999999', 'maria.santos@example.com');
    expect([wrong.status, unknown.status]).toEqual([right.status, right.status]);
    expect([wrong.json, unknown.json]).toEqual([right.json, right.json]);
    expect(await app.services.codeOutbox.listOutbox({ conversationId: mine.id })).toHaveLength(1);
  });

  test('verifies with the code that was sent, and with no other', async () => {
    await ask('DM-20001', 'maria.santos@example.com');
    const [mail] = await app.services.codeOutbox.listOutbox({ conversationId: mine.id });
    const enter = (code: string) =>
      app.request('PUT', `/v1/conversations/${mine.id}/verification/code`, {
        token: mine.secret,
        body: { code },
      });
    const wrong = mail?.code === '000000' ? '111111' : '000000';
    expect((await enter(wrong)).json).toMatchObject({ code: 'wrong_code' });
    expect((await enter(mail?.code ?? '')).json).toEqual({ identity: 'verified' });
    expect((await app.services.conversations.find(mine.id))?.customerId).toBe('cus_1');
  });
});

describe('a proposal over HTTP', () => {
  test('is confirmed once by its token, and a repeat changes nothing', async () => {
    const buyer = await app.services.conversations.start({
      channel: 'widget',
      verifiedCustomerId: 'cus_1',
    });
    const conversation = { id: buyer.conversation.id, secret: buyer.secret };
    await app.say(conversation, 'I want my money back for order DM-20001, it arrived damaged');
    const read = () =>
      app.request('GET', `/v1/conversations/${conversation.id}/proposal`, {
        token: conversation.secret,
      });
    const { proposal } = (await read()).json as {
      proposal: { id: string; confirmationToken: string };
    };
    const confirm = (token: string) =>
      app.request(
        'PUT',
        `/v1/conversations/${conversation.id}/proposals/${proposal.id}/confirmation`,
        { token: conversation.secret, body: { token } },
      );
    expect((await confirm('cft_wrong')).status).toBe(409);
    const answers = await Promise.all([
      confirm(proposal.confirmationToken),
      confirm(proposal.confirmationToken),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const refunds = await app.services.database.all('SELECT id FROM refunds');
    expect(refunds.length).toBeLessThanOrEqual(1);
    expect((await read()).json).toEqual({ proposal: null });
  });
});
