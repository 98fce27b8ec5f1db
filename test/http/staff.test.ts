import { beforeEach, describe, expect, test } from 'vitest';
import { eventPage } from '../../src/protocol/http.ts';
import { staffHandoff, staffQueue } from '../../src/protocol/staff.ts';
import { type TestApp, testApp } from '../helpers/http.ts';
import { anOrder, aShop } from '../helpers/shop.ts';

let app: TestApp;
let conversation: { id: string; secret: string };
let ana: string;
let ben: string;

const DELIVERED = aShop({
  orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' })],
});

beforeEach(async () => {
  app = await testApp({ shop: DELIVERED });
  conversation = await app.start();
  ana = (await app.services.staff.add({ name: 'Ana', role: 'agent' })).token;
  ben = (await app.services.staff.add({ name: 'Ben', role: 'agent' })).token;
  await app.say(conversation, 'I want to talk to a person');
});

async function handoffId(): Promise<string> {
  const { json } = await app.request('GET', '/v1/staff/handoffs', { token: ana });
  const { handoffs, me } = staffQueue.parse(json);
  expect(me.name).toBe('Ana');
  expect(handoffs).toHaveLength(1);
  return handoffs[0]?.id ?? '';
}

describe('a handoff over HTTP', () => {
  test('is claimed by one, answered live, and handed back', async () => {
    const id = await handoffId();
    expect(
      staffHandoff.parse(
        (await app.request('GET', `/v1/staff/handoffs/${id}`, { token: ana })).json,
      ).state,
    ).toBe('queued');
    const claims = await Promise.all(
      [ana, ben].map((token) => app.request('PUT', `/v1/staff/handoffs/${id}/claim`, { token })),
    );
    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = claims[0]?.status === 200 ? ana : ben;
    const loser = winner === ana ? ben : ana;
    expect(claims.find(({ status }) => status === 409)?.json).toMatchObject({
      code: 'handoff_taken',
    });

    const body = { clientMessageId: 'r1', text: 'Hello, this is a person.' };
    expect(
      (await app.request('POST', `/v1/staff/handoffs/${id}/messages`, { token: loser, body }))
        .status,
    ).toBe(409);
    const replied = await app.request('POST', `/v1/staff/handoffs/${id}/messages`, {
      token: winner,
      body,
    });
    const repeated = await app.request('POST', `/v1/staff/handoffs/${id}/messages`, {
      token: winner,
      body,
    });
    expect(repeated.json).toEqual(replied.json);

    // The assistant is silent while a person has the conversation.
    await app.say(conversation, 'Thank you!');
    const live = await app.request('GET', `/v1/conversations/${conversation.id}/events?limit=500`, {
      token: conversation.secret,
    });
    const said = eventPage
      .parse(live.json)
      .events.flatMap(({ event }) => (event.type === 'message-end' ? [event] : []));
    expect(said.at(-1)).toMatchObject({ author: 'customer', text: 'Thank you!' });
    expect(said.at(-2)).toMatchObject({ author: 'human_agent', text: 'Hello, this is a person.' });

    const returned = await app.request('PUT', `/v1/staff/handoffs/${id}/return`, {
      token: winner,
      body: { note: 'Refund is on its way' },
    });
    expect(returned.json).toMatchObject({ state: 'none' });
    const seen = await app.request('GET', `/v1/conversations/${conversation.id}/events?limit=500`, {
      token: conversation.secret,
    });
    expect(seen.text).not.toContain('Refund is on its way');
    const staffSees = await app.request(
      'GET',
      `/v1/staff/conversations/${conversation.id}/events?limit=500`,
      { token: ben },
    );
    expect(staffSees.text).toContain('Refund is on its way');
    expect(staffSees.text).toContain('turn-ended');
  });

  test('can go back into the queue, and be closed', async () => {
    const id = await handoffId();
    await app.request('PUT', `/v1/staff/handoffs/${id}/claim`, { token: ana });
    expect(
      (await app.request('DELETE', `/v1/staff/handoffs/${id}/claim`, { token: ana })).json,
    ).toMatchObject({ state: 'queued' });
    await app.request('PUT', `/v1/staff/handoffs/${id}/claim`, { token: ben });
    expect(
      (await app.request('PUT', `/v1/staff/handoffs/${id}/closure`, { token: ana })).status,
    ).toBe(409);
    expect(
      (await app.request('PUT', `/v1/staff/handoffs/${id}/closure`, { token: ben })).json,
    ).toMatchObject({ state: 'closed' });
  });

  test('stays claimed by a sign of life, and is queued again without one', async () => {
    const id = await handoffId();
    await app.request('PUT', `/v1/staff/handoffs/${id}/claim`, { token: ana });
    await app.services.time.advance(9 * 60_000);
    await app.request('PUT', `/v1/staff/handoffs/${id}/claim`, { token: ana });
    await app.services.time.advance(9 * 60_000);
    expect(await app.services.handoffs.lapse()).toEqual([]);
    await app.services.time.advance(2 * 60_000);
    expect(await app.services.handoffs.lapse()).toEqual([conversation.id]);
  });

  test('that does not exist is not found', async () => {
    for (const [method, path] of [
      ['GET', ''],
      ['PUT', '/claim'],
      ['DELETE', '/claim'],
      ['PUT', '/return'],
      ['PUT', '/closure'],
    ])
      expect(
        (await app.request(method ?? '', `/v1/staff/handoffs/hnd_x${path}`, { token: ana })).status,
      ).toBe(404);
    expect(
      (await app.request('GET', '/v1/staff/conversations/cnv_x/events', { token: ana })).status,
    ).toBe(404);
  });

  test('never shows staff the token with which the shopper confirms', async () => {
    const buyer = await app.services.conversations.start({
      channel: 'widget',
      verifiedCustomerId: 'cus_1',
    });
    await app.say(
      { id: buyer.conversation.id, secret: buyer.secret },
      'I want my money back for order DM-20001, it arrived damaged',
    );
    const path = `conversations/${buyer.conversation.id}/events?limit=500`;
    expect((await app.request('GET', `/v1/${path}`, { token: buyer.secret })).text).toContain(
      'confirmationToken',
    );
    expect((await app.request('GET', `/v1/staff/${path}`, { token: ana })).text).not.toContain(
      'confirmationToken',
    );
  });
});
