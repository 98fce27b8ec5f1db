import { beforeEach, describe, expect, test } from 'vitest';
import { deskQueue } from '../../src/protocol/desk.ts';
import {
  customerBlock,
  ordersBlock,
  paymentsBlock,
  shipmentsBlock,
} from '../../src/protocol/desk-context.ts';
import { cannedReplies, deskConversation, notes } from '../../src/protocol/desk-conversation.ts';
import { type TestApp, testApp } from '../helpers/http.ts';
import { anOrder, aShop } from '../helpers/shop.ts';

let app: TestApp;
let conversation: { id: string; secret: string };
let ana: { token: string; id: string };
let ben: { token: string; id: string };

const SHOP = aShop({
  orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' })],
});

beforeEach(async () => {
  app = await testApp({ shop: SHOP });
  const person = async (name: string) => {
    const { staff, token } = await app.services.staff.add({ name, role: 'agent' });
    return { token, id: staff.id };
  };
  ana = await person('Ana');
  ben = await person('Ben');
  conversation = await app.start();
  await app.say(conversation, 'I want to talk to a person');
});

const get = (path: string, { token } = ana) => app.request('GET', `/v1/staff${path}`, { token });
const put = (path: string, body: unknown = {}, { token } = ana) =>
  app.request('PUT', `/v1/staff${path}`, { token, body });
const queue = async (query = '', who = ana) =>
  deskQueue.parse((await get(`/queue${query}`, who)).json);
const handoffId = async () => (await queue('?tab=all')).rows[0]?.handoffId ?? '';
const reply = (id: string, text: string, extra: object = {}, who = ana) =>
  app.request('POST', `/v1/staff/handoffs/${id}/messages`, {
    token: who.token,
    body: { clientMessageId: `c-${text}`, text, ...extra },
  });

describe('the queue', () => {
  test('shows a waiting row with its clock, and moves it from tab to tab', async () => {
    await app.services.time.advance(3 * 60_000);
    const waiting = await queue();
    expect(waiting.rows).toHaveLength(1);
    expect(waiting.rows[0]).toMatchObject({
      conversationId: conversation.id,
      tab: 'waiting',
      name: null,
      reason: { code: 'asked', label: 'the shopper asked for a person' },
      sla: { kind: 'first_reply', level: 'half', secondsLeft: 120 },
    });
    expect(waiting.counts).toEqual({
      waiting: 1,
      all: 1,
      snoozed: 0,
      closed: 0,
      mine: 0,
      approvals: 0,
    });

    const id = await handoffId();
    await put(`/handoffs/${id}/claim`);
    expect((await queue('?tab=mine')).rows).toHaveLength(1);
    expect((await queue('?tab=mine', ben)).rows).toHaveLength(0);
    expect((await queue()).counts).toMatchObject({ waiting: 0, mine: 1, all: 1 });

    const until = new Date(app.services.now() + 3_600_000).toISOString();
    expect((await put(`/handoffs/${id}/snooze`, { until })).status).toBe(200);
    expect((await queue('?tab=snoozed')).rows[0]).toMatchObject({ snoozedUntil: until, sla: null });
    expect((await queue()).counts).toMatchObject({ snoozed: 1, all: 0, mine: 0 });
    // A word of the shopper ends the snooze.
    await app.say(conversation, 'Are you still there?');
    expect((await queue('?tab=mine')).rows[0]?.lastLine?.text).toBe('Are you still there?');

    expect((await put(`/handoffs/${id}/closure`, { reason: 'nonsense' })).status).toBe(400);
    expect((await put(`/handoffs/${id}/closure`, { reason: 'answered' })).status).toBe(200);
    expect((await queue('?tab=closed')).rows[0]?.resolution?.code).toBe('answered');
    const undone = await app.request('DELETE', `/v1/staff/handoffs/${id}/closure`, {
      token: ana.token,
    });
    expect(undone.json).toMatchObject({ state: 'claimed' });
    expect((await queue('?tab=mine')).rows[0]?.resolution).toBeNull();
  });

  test('filters by language and reason, and searches words, ids and names', async () => {
    const other = await app.start();
    await app.say(other, 'Ich möchte mit einem Menschen sprechen');
    expect((await queue()).languages).toEqual(['de', 'en']);
    expect((await queue('?language=de')).rows.map((row) => row.conversationId)).toEqual([other.id]);
    expect((await queue('?reason=legal')).total).toBe(0);
    expect((await queue('?search=Menschen')).total).toBe(1);
    expect((await queue(`?search=${conversation.id}`)).total).toBe(1);
    expect((await queue('?search=100%25')).total).toBe(0);
  });
});

describe('two people', () => {
  test('see each other look and type', async () => {
    await put(`/conversations/${conversation.id}/presence`, { typing: true }, ben);
    const [row] = (await queue()).rows;
    expect(row?.viewers).toEqual([{ id: ben.id, name: 'Ben' }]);
    expect(row?.typing).toEqual([{ id: ben.id, name: 'Ben' }]);
    await app.services.time.advance(9_000);
    expect((await queue()).rows[0]).toMatchObject({ viewers: [{ name: 'Ben' }], typing: [] });
    await app.services.time.advance(30_000);
    expect((await queue()).rows[0]?.viewers).toEqual([]);
  });

  test('do not send past each other: a stale reply is refused, a takeover is told', async () => {
    const id = await handoffId();
    await put(`/handoffs/${id}/claim`);
    const { sequence } = deskConversation.parse(
      (await get(`/conversations/${conversation.id}`)).json,
    );
    expect((await reply(id, 'Hello', { seen: sequence })).status).toBe(201);
    expect((await put(`/handoffs/${id}/claim`, {}, ben)).status).toBe(409);
    expect((await put(`/handoffs/${id}/claim`, { takeOver: true }, ben)).status).toBe(200);
    expect((await reply(id, 'Me again')).json).toMatchObject({ code: 'handoff_not_yours' });
    expect((await reply(id, 'Ben here', { seen: sequence }, ben)).json).toMatchObject({
      code: 'stale_reply',
    });
    expect((await reply(id, 'Ben here', {}, ben)).status).toBe(201);
    const seen = await app.request('GET', `/v1/conversations/${conversation.id}/events?limit=500`, {
      token: conversation.secret,
    });
    expect(seen.text.match(/"text":"Ben here"/g)).toHaveLength(1);
    expect(seen.text).toContain('"cause":"taken_over"');
  });

  test('pass a conversation on with a note, and may take one from the assistant', async () => {
    const id = await handoffId();
    await put(`/handoffs/${id}/claim`);
    await put(`/handoffs/${id}/assignment`, { staffId: ben.id, note: 'You know this carrier' });
    expect((await queue()).rows[0]?.reservedFor).toEqual({ id: ben.id, name: 'Ben' });
    const left = notes.parse((await get(`/conversations/${conversation.id}/notes`, ben)).json);
    expect(left.notes[0]).toMatchObject({
      text: 'You know this carrier',
      by: { name: 'Ana' },
      mentions: [{ name: 'Ben' }],
    });

    const other = await app.start();
    await app.say(other, 'How long do returns take?');
    expect((await put(`/conversations/${other.id}/claim`)).json).toMatchObject({
      state: 'claimed',
    });
    expect((await put(`/conversations/${other.id}/claim`, {}, ben)).status).toBe(409);
  });
});

test('internal notes never leave the desk', async () => {
  const secretWords = 'probably a reseller, be careful';
  const added = await app.request('POST', `/v1/staff/conversations/${conversation.id}/notes`, {
    token: ana.token,
    body: { clientNoteId: '1', text: secretWords, mentions: [ben.id] },
  });
  expect(added.status).toBe(201);
  await app.request('POST', `/v1/staff/conversations/${conversation.id}/notes`, {
    token: ana.token,
    body: { clientNoteId: '1', text: secretWords },
  });
  expect(
    notes.parse((await get(`/conversations/${conversation.id}/notes`)).json).notes,
  ).toHaveLength(1);
  const id = await handoffId();
  await put(`/handoffs/${id}/claim`);
  await put(`/handoffs/${id}/return`, { note: 'ask for the size' });
  await app.say(conversation, 'What now?');
  const log = await app.services.log.read(conversation.id);
  expect(JSON.stringify(log)).not.toContain('reseller');
  for (const token of [conversation.secret, ana.token]) {
    const path = token === ana.token ? '/v1/staff/conversations' : '/v1/conversations';
    const read = await app.request('GET', `${path}/${conversation.id}/events?limit=500`, { token });
    expect(read.text).not.toContain('reseller');
  }
  await app.request('DELETE', `/v1/conversations/${conversation.id}`, {
    token: conversation.secret,
  });
  const row = await app.services.database.get('SELECT text FROM handoff_notes');
  expect(row?.text).toBe('');
});

test('canned replies come in the shopper’s language, filled in, and never with a hole', async () => {
  const buyer = await app.services.conversations.start({
    channel: 'widget',
    verifiedCustomerId: 'cus_1',
  });
  const shopper = { id: buyer.conversation.id, secret: buyer.secret };
  await app.say(shopper, 'Wo ist meine Bestellung DM-20001?');
  const { replies, locale } = cannedReplies.parse(
    (await get(`/conversations/${shopper.id}/canned-replies`)).json,
  );
  expect(locale).toBe('de');
  const looking = replies.find(({ key }) => key === 'looking');
  expect(looking).toMatchObject({ missing: [], fallback: false });
  expect(looking?.text).toContain('DM-20001');
  expect(looking?.english).toContain('I am looking into order DM-20001');
  expect(replies.find(({ key }) => key === 'carrier')?.missing).toEqual(['tracking']);
  const id = await handoffId();
  await put(`/handoffs/${id}/claim`);
  expect((await reply(id, 'Order {order} is on its way')).status).toBe(400);
});

test('context blocks load alone and hide personal data until identity is proven', async () => {
  const guest = `/conversations/${conversation.id}`;
  const hidden = customerBlock.parse((await get(`${guest}/customer`)).json);
  expect(hidden).toMatchObject({ identity: 'anonymous', proof: 'none', customer: null });
  expect(ordersBlock.parse((await get(`${guest}/orders`)).json).orders).toEqual([]);

  const buyer = await app.services.conversations.start({
    channel: 'widget',
    verifiedCustomerId: 'cus_1',
  });
  const own = `/conversations/${buyer.conversation.id}`;
  const shown = customerBlock.parse((await get(`${own}/customer`)).json);
  expect(shown.customer).toMatchObject({ id: 'cus_1' });
  expect(shown.proof).toBe('store_sign_in');
  const { orders } = ordersBlock.parse((await get(`${own}/orders`)).json);
  expect(orders[0]).toMatchObject({ orderNumber: 'DM-20001', status: 'delivered' });
  expect(orders[0]?.address).not.toBeNull();
  expect(paymentsBlock.parse((await get(`${own}/payments`)).json).payments.length).toBeGreaterThan(
    0,
  );
  shipmentsBlock.parse((await get(`${own}/shipments`)).json);

  const hold = { by: 'bank', since: '2026-03-02T10:00:00Z', reason: 'name_screening' };
  await app.services.database.run('UPDATE payments SET hold = ?', JSON.stringify(hold));
  const { payments } = paymentsBlock.parse((await get(`${own}/payments`)).json);
  expect(payments[0]?.hold).toMatchObject({ ...hold, latestOn: null, releasedAt: null });

  await app.services.database.run('DROP TABLE shipments');
  expect((await get(`${own}/shipments`)).status).toBe(500);
  expect((await get(`${own}/orders`)).status).toBe(200);
});

describe('the stream of the desk', () => {
  test('tells of what happens, and of everything missed after a break', async () => {
    const { position } = await queue();
    const events = await follow(`?after=${position}`, async () => {
      await put(`/handoffs/${await handoffId()}/claim`);
    });
    const rows = events.find(({ type }) => type === 'queue');
    expect(rows).toMatchObject({
      rows: [{ tab: 'claimed', claimedBy: { name: 'Ana' } }],
      counts: { mine: 1, waiting: 0 },
    });

    const { position: later } = await queue();
    await app.request('POST', `/v1/staff/conversations/${conversation.id}/notes`, {
      token: ben.token,
      body: { clientNoteId: '1', text: 'careful' },
    });
    await put('/me', { status: 'away' }, ben);
    const missed = await follow(`?after=${later}`, async () => {});
    expect(missed.map(({ type }) => type).sort()).toEqual(['note', 'staff']);
  });

  async function follow(query: string, act: () => Promise<unknown>) {
    const response = await app.app.request(`/v1/staff/stream${query}`, {
      headers: { Authorization: `Bearer ${ana.token}` },
    });
    const reader = response.body?.getReader();
    if (reader === undefined) throw new Error('no body');
    await act();
    await app.services.time.advance(2_000);
    let text = '';
    const decoder = new TextDecoder();
    while (!text.includes('data: ')) text += decoder.decode((await reader.read()).value);
    // What was written together is read together; a second read only waits for the next.
    const more = await Promise.race([reader.read(), Promise.resolve(null)]);
    text += more === null ? '' : decoder.decode(more.value);
    await reader.cancel();
    return [...text.matchAll(/^data: (.*)$/gm)].map(
      (match) => JSON.parse(match[1] ?? '') as { type: string },
    );
  }
});

test('a reply also goes to the address that was left while nobody was there', async () => {
  const mailing = await testApp({ shop: SHOP });
  const shopper = await mailing.start();
  await mailing.say(shopper, 'I want to talk to a person');
  await mailing.say(shopper, 'greta@example.com');
  const { staff } = await mailing.services.staff.add({ name: 'Mia', role: 'agent' });
  const handoff = await mailing.services.handoffs.current(shopper.id);
  await mailing.services.handoffs.claim(handoff?.id ?? '', staff);
  const { token } = await mailing.services.staff.add({ name: 'Other', role: 'agent' });
  const send = (clientMessageId: string, who: string) =>
    mailing.request('POST', `/v1/staff/handoffs/${handoff?.id}/messages`, {
      token: who,
      body: { clientMessageId, text: 'Your parcel was found.' },
    });
  expect((await send('a', token)).status).toBe(409);
  const mails = () => mailing.services.mailOutbox.list(shopper.id);
  expect(await mails()).toEqual([]);
  await mailing.request('PUT', `/v1/staff/handoffs/${handoff?.id}/claim`, {
    token,
    body: { takeOver: true },
  });
  expect((await send('b', token)).status).toBe(201);
  expect(await mails()).toMatchObject([
    { to: 'greta@example.com', text: 'Your parcel was found.' },
  ]);
});

describe('pages the shopper wrote from', () => {
  const send = (pageContext: unknown, clientMessageId = 'page') =>
    app.request('POST', `/v1/conversations/${conversation.id}/messages`, {
      token: conversation.secret,
      body: { clientMessageId, text: 'Hello', pageContext },
    });
  const pages = async () =>
    customerBlock.parse((await get(`/conversations/${conversation.id}/customer`)).json).pages;

  test('stand in the context panel, newest first, each stay once', async () => {
    await send({ page: '/shop/prd_1', productId: 'prd_1' }, 'one');
    await send({ page: '/shop/prd_1', productId: 'prd_1' }, 'two');
    await send({ page: '/orders', orderNo: 'DM-9' }, 'three');
    expect(await pages()).toMatchObject([
      { page: '/orders', orderNo: 'DM-9' },
      { page: '/shop/prd_1', productTitle: 'Cast-iron teapot' },
    ]);
    expect(await pages()).toHaveLength(2);
  });

  test('are refused when they are too long to be one', async () => {
    const answer = await send({ page: 'x'.repeat(201) });
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/pageContext.{0,5}page/);
    expect(await pages()).toEqual([]);
  });
});
