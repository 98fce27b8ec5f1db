import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { ApiKeys } from '../../src/http/api-keys.ts';
import { messageAnswer } from '../../src/protocol/webhook.ts';
import { type TestApp, testApp } from '../helpers/http.ts';
import { aCustomer, anOrder, aShop } from '../helpers/shop.ts';

const SECRETS = {
  default: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  erp: `whsec_${Buffer.alloc(32, 9).toString('base64')}`,
};
const platform = {
  secrets: {
    webhooks: [
      { integration: 'default', secret: SECRETS.default },
      { integration: 'erp', secret: SECRETS.erp },
    ],
    apiKeys: [{ integration: 'erp', key: 'erp-key-that-is-long-enough' }],
  },
};

let app: TestApp;

beforeEach(async () => {
  app = await testApp({
    shop: aShop({
      customers: [
        aCustomer(),
        aCustomer({ id: 'cus_2', email: 'other@example.com', phone: '+49 151 5550 9999' }),
      ],
      orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' })],
    }),
    platform,
  });
});

let lastId = 0;

async function deliver(
  data: Record<string, unknown>,
  options: {
    id?: string;
    integration?: keyof typeof SECRETS;
    to?: Pick<TestApp, 'app'>;
    payload?: string;
  } = {},
) {
  lastId += 1;
  const { id = `wh_${lastId}`, integration = 'default', to = app } = options;
  const timestamp = Math.floor(app.services.now() / 1000);
  const payload =
    options.payload ??
    JSON.stringify({ type: 'message.received', timestamp: '2026-03-08T09:00:00Z', data });
  const response = await to.app.request('/v1/webhooks/messages', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': new Webhook(SECRETS[integration]).sign(
        id,
        new Date(timestamp * 1000),
        payload,
      ),
    },
    body: payload,
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: JSON.parse(text) as Record<string, unknown>,
  };
}

const answered = (response: { text: string }) => messageAnswer.parse(JSON.parse(response.text));

describe('a message by webhook', () => {
  test('is answered completely in the response, with cards made by code', async () => {
    const response = await deliver({
      text: 'Where is my order DM-20001? maria.santos@example.com',
    });
    expect(response.status).toBe(200);
    const answer = answered(response);
    expect(answer.reply?.text).toContain('DM-20001');
    expect(answer.reply?.locale).toBe('en');
    expect(answer.cards.map(({ type }) => type)).toContain('order');
    expect(answer.handoff).toBe('none');
    const events = await app.services.log.read(answer.conversationId);
    expect(events.at(-1)?.sequence).toBeGreaterThanOrEqual(answer.sequence);
  });

  test('goes on in the same conversation, by our id or by theirs', async () => {
    const first = answered(await deliver({ text: 'Hello', externalConversationId: 'ticket-1' }));
    const second = answered(await deliver({ text: 'Thanks', externalConversationId: 'ticket-1' }));
    const third = answered(await deliver({ text: 'Bye', conversationId: first.conversationId }));
    expect([second.conversationId, third.conversationId]).toEqual([
      first.conversationId,
      first.conversationId,
    ]);
    expect(
      answered(await deliver({ text: 'Hello', externalConversationId: 'ticket-2' })).conversationId,
    ).not.toBe(first.conversationId);
  });

  test('with the same id and bytes gets the same response, byte for byte', async () => {
    const data = { text: 'Hello' };
    const first = await deliver(data, { id: 'same' });
    const again = await deliver(data, { id: 'same' });
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    const messages = await app.services.database.all('SELECT id FROM messages');
    expect(messages).toHaveLength(1);
  });

  test('sent many times at once is answered once, and everyone gets that answer', async () => {
    const responses = await Promise.all(
      Array.from({ length: 8 }, () => deliver({ text: 'Hello' }, { id: 'burst' })),
    );
    expect(responses.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(new Set(responses.map(({ text }) => text)).size).toBe(1);
    expect(await app.services.database.all('SELECT id FROM messages')).toHaveLength(1);
    expect(await app.services.database.all('SELECT id FROM conversations')).toHaveLength(1);
  });

  test('being answered by another process is refused with a time to come back, then replayed', async () => {
    const other = createApp(app.services, platform);
    const responses = await Promise.all([
      deliver({ text: 'Hello' }, { id: 'two' }),
      deliver({ text: 'Hello' }, { id: 'two', to: other }),
    ]);
    const busy = responses.filter(({ status }) => status === 409);
    for (const response of busy) {
      expect(response.json).toMatchObject({ code: 'webhook_in_progress' });
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const done = responses.find(({ status }) => status === 200);
    expect((await deliver({ text: 'Hello' }, { id: 'two', to: other })).text).toBe(done?.text);
    expect(await app.services.database.all('SELECT id FROM messages')).toHaveLength(1);
  });

  test('with a used id and another body is a conflict', async () => {
    await deliver({ text: 'Hello' }, { id: 'used' });
    const response = await deliver({ text: 'Goodbye' }, { id: 'used' });
    expect(response.status).toBe(409);
    expect(response.json).toMatchObject({ code: 'webhook_id_reused' });
  });

  test('may share its id with another integration', async () => {
    const [one, two] = [
      await deliver({ text: 'Hello' }, { id: 'shared' }),
      await deliver({ text: 'Hello' }, { id: 'shared', integration: 'erp' }),
    ];
    expect(answered(one).conversationId).not.toBe(answered(two).conversationId);
  });

  test('refused for its content can be sent again under the same id', async () => {
    expect((await deliver({ text: '' }, { id: 'mended' })).status).toBe(400);
    expect(
      (await deliver({ text: 'Hello', conversationId: 'cnv_x' }, { id: 'mended' })).status,
    ).toBe(404);
    expect((await deliver({ text: 'Hello' }, { id: 'mended' })).status).toBe(200);
  });

  test('that was accepted before a crash is not accepted twice', async () => {
    const first = await deliver({ text: 'Hello' }, { id: 'crash' });
    // The process died after the answer was logged and before the response was stored.
    await app.services.database.run(
      "UPDATE webhook_messages SET response = NULL, status = NULL, busy_until = 0 WHERE webhook_id = 'crash'",
    );
    const second = await deliver({ text: 'Hello' }, { id: 'crash' });
    expect(second.text).toBe(first.text);
    expect(await app.services.database.all('SELECT id FROM messages')).toHaveLength(1);
  });

  test('in any order and number of deliveries leaves one message for each id', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 10 }),
        async (order) => {
          const prefix = `p${lastId}-`;
          const responses = await Promise.all(
            order.map((number) =>
              deliver(
                { text: `Hello ${number}`, externalConversationId: prefix },
                { id: `${prefix}${number}` },
              ),
            ),
          );
          const byId = new Map<number, Set<string>>();
          order.forEach((number, index) => {
            expect(responses[index]?.status).toBe(200);
            byId.set(number, (byId.get(number) ?? new Set()).add(responses[index]?.text ?? ''));
          });
          for (const texts of byId.values()) expect(texts.size).toBe(1);
          const [conversationId] = new Set(
            responses.map((response) => answered(response).conversationId),
          );
          const messages = await app.services.database.all(
            'SELECT id FROM messages WHERE conversation_id = ?',
            conversationId,
          );
          expect(messages).toHaveLength(byId.size);
        },
      ),
      { numRuns: 8 },
    );
  });

  test('names each wrong field', async () => {
    const response = await deliver({ text: 5, customer: { id: '' } });
    expect(response.status).toBe(400);
    expect((response.json.errors as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
      '/data/text',
      '/data/customer/id',
    ]);
    expect((await deliver({}, { payload: '{' })).status).toBe(400);
    expect(
      (await deliver({ text: 'x', conversationId: 'a', externalConversationId: 'b' })).status,
    ).toBe(400);
  });

  test('is refused when its signature is not right', async () => {
    const response = await app.request('POST', '/v1/webhooks/messages', {
      raw: '{}',
      headers: {
        'webhook-id': 'x',
        'webhook-timestamp': String(Math.floor(app.services.now() / 1000)),
        'webhook-signature': 'v1,AAAA',
      },
    });
    expect(response.status).toBe(401);
    expect(await app.services.database.all('SELECT * FROM webhook_messages')).toEqual([]);
  });

  test('finds no endpoint while no secret is set', async () => {
    const off = await testApp({ shop: aShop() });
    expect((await off.request('POST', '/v1/webhooks/messages', { raw: '{}' })).status).toBe(404);
  });
});

describe('the customer an integration vouches for', () => {
  test('counts as verified, and stays the only one of the conversation', async () => {
    const first = answered(
      await deliver({
        text: 'Show me my orders',
        customer: { id: 'cus_1' },
        externalConversationId: 't',
      }),
    );
    expect((await app.services.conversations.find(first.conversationId))?.identity).toMatchObject({
      tier: 'verified',
      customerId: 'cus_1',
    });
    expect(first.cards.length).toBeGreaterThan(0);
    const other = await deliver({
      text: 'And mine?',
      customer: { id: 'cus_2' },
      externalConversationId: 't',
    });
    expect(other.status).toBe(409);
  });

  test('must be one of the shop', async () => {
    const response = await deliver({ text: 'Hello', customer: { id: 'cus_unknown' } });
    expect(response.status).toBe(400);
    expect(response.json).toMatchObject({ errors: [{ pointer: '/data/customer/id' }] });
  });
});

describe('an integration', () => {
  test('opens no conversation of another one, nor a shopper’s own', async () => {
    const { conversationId } = answered(
      await deliver({ text: 'Hello', externalConversationId: 'theirs' }),
    );
    expect((await deliver({ text: 'Hi', conversationId }, { integration: 'erp' })).status).toBe(
      404,
    );
    const mine = await app.start();
    expect((await deliver({ text: 'Hi', conversationId: mine.id })).status).toBe(404);
    // The same name of its own leads to a conversation of its own.
    expect(
      answered(
        await deliver({ text: 'Hi', externalConversationId: 'theirs' }, { integration: 'erp' }),
      ).conversationId,
    ).not.toBe(conversationId);
  });

  test('reads a person’s later words from the events with its API key, and no one else’s does', async () => {
    const { conversationId, sequence, handoff } = answered(
      await deliver({ text: 'I want to talk to a person' }, { integration: 'erp' }),
    );
    expect(handoff).toBe('queued');
    const { token } = await app.services.staff.add({ name: 'Ana', role: 'agent' });
    const [waiting] = await app.services.handoffs.queue();
    await app.request('PUT', `/v1/staff/handoffs/${waiting?.id}/claim`, { token });
    await app.request('POST', `/v1/staff/handoffs/${waiting?.id}/messages`, {
      token,
      body: { clientMessageId: '1', text: 'A person here.' },
    });
    const path = `/v1/conversations/${conversationId}/events?after=${sequence}`;
    const read = await app.request('GET', path, { token: 'erp-key-that-is-long-enough' });
    expect(read.status).toBe(200);
    expect(read.text).toContain('A person here.');
    expect(read.text).not.toContain('summary');
    const { key } = await new ApiKeys(app.services.database).add('default', app.services);
    expect((await app.request('GET', path, { token: key })).status).toBe(404);
    // Now a person answers: the webhook has no reply of the assistant.
    const silent = answered(
      await deliver({ text: 'Thank you', conversationId }, { integration: 'erp' }),
    );
    expect(silent).toMatchObject({ reply: null, handoff: 'claimed' });
  });

  test('can confirm the proposal that its shopper accepted', async () => {
    const answer = answered(
      await deliver(
        {
          text: 'I want my money back for order DM-20001, it arrived damaged',
          customer: { id: 'cus_1' },
        },
        { integration: 'erp' },
      ),
    );
    expect(answer.proposal?.state).toBe('open');
    const confirmed = await app.request(
      'PUT',
      `/v1/conversations/${answer.conversationId}/proposals/${answer.proposal?.id}/confirmation`,
      {
        token: 'erp-key-that-is-long-enough',
        body: { token: answer.proposal?.confirmationToken },
      },
    );
    expect(confirmed.status).toBe(200);
  });
});
