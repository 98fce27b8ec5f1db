import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDiskFiles } from '../../src/connectors/disk-files.ts';
import { type TestApp, testApp } from '../helpers/http.ts';
import { anOrder, aShop } from '../helpers/shop.ts';

const PDF = new TextEncoder().encode('%PDF-1.7 a bill');
let folder: string;
let app: TestApp;
let mine: { id: string; secret: string };
let theirs: { id: string; secret: string };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dragoman-files-'));
  const orders = [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' })];
  app = await testApp({ shop: aShop({ orders }), inputs: { files: createDiskFiles(folder) } });
  [mine, theirs] = [await app.start(), await app.start()];
});
afterEach(() => rmSync(folder, { recursive: true }));

const send = (raw: Uint8Array<ArrayBuffer>, name = 'bill.pdf', to = mine) =>
  app.request('POST', `/v1/conversations/${to.id}/attachments?name=${encodeURIComponent(name)}`, {
    token: to.secret,
    raw,
  });
const read = (attachmentId: string, by = mine) =>
  app.request('GET', `/v1/conversations/${by.id}/attachments/${attachmentId}`, {
    token: by.secret,
  });
const idOf = ({ json }: { json: unknown }) => (json as { id: string }).id;
const say = (attachmentIds: string[], by = mine) =>
  app.request('POST', `/v1/conversations/${by.id}/messages`, {
    token: by.secret,
    body: { clientMessageId: crypto.randomUUID(), text: 'See the bill', attachmentIds },
  });

test('keeps a file, shows it with its message, and gives it to its conversation alone', async () => {
  const sent = await send(PDF, '../../etc/b\u202eill.pdf');
  expect(sent.status).toBe(201);
  expect(sent.json).toMatchObject({ name: 'bill.pdf', type: 'application/pdf', bytes: PDF.length });
  await say([idOf(sent)]);
  const events = await app.services.log.read(mine.id);
  expect(events.map(({ event }) => event)).toContainEqual(
    expect.objectContaining({ type: 'message-end', attachments: [sent.json] }),
  );
  const answer = await read(idOf(sent));
  expect(answer.text).toBe('%PDF-1.7 a bill');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  expect((await read(idOf(sent), theirs)).status).toBe(404);
});

test('a yes with a file beside it confirms nothing: the proposal is shown again, and the plain yes after it counts', async () => {
  const { conversation, secret } = await app.services.conversations.start({
    channel: 'widget',
    localeHint: 'en',
    verifiedCustomerId: 'cus_1',
  });
  const shopper = { id: conversation.id, secret };
  await app.say(shopper, 'I want a refund of €10 for DM-20001, it arrived damaged');
  const file = idOf(await send(PDF, 'photo.pdf', shopper));
  await app.say(shopper, 'yes', [file]);
  expect(await app.services.shop.refundsOfOrder('ord_1')).toEqual([]);
  const [, again] = (await app.services.log.read(shopper.id)).flatMap(({ event }) =>
    event.type === 'proposal' ? [event.proposal.state] : [],
  );
  expect(again).toBe('open');
  await app.say(shopper, 'yes');
  expect(await app.services.shop.refundsOfOrder('ord_1')).toMatchObject([{ amount: 1000 }]);
});

test('leaves out a file of somebody else and one that was sent before', async () => {
  const [own, other] = [await send(PDF), await send(PDF, 'x.pdf', theirs)];
  await say([idOf(own)]);
  await say([idOf(own), idOf(other)]);
  const events = await app.services.log.read(mine.id);
  const listed = events.flatMap(({ event }) =>
    event.type === 'message-end' ? (event.attachments ?? []) : [],
  );
  expect(listed.map(({ id }) => id)).toEqual([idOf(own)]);
});

test('refuses what is no picture or PDF, what is too large, and more than a conversation may hold', async () => {
  expect((await send(new TextEncoder().encode('<script>'), 'a.pdf')).json).toMatchObject({
    code: 'unsupported_media_type',
  });
  const large = new Uint8Array(10_000_001);
  large.set(PDF);
  expect((await send(large)).json).toMatchObject({ code: 'too_large' });
  for (let count = 0; count < 50; count += 1) {
    await app.services.time.advance(60_000);
    expect((await send(PDF)).status).toBe(201);
  }
  await app.services.time.advance(60_000);
  expect((await send(PDF)).json).toMatchObject({ code: 'too_many_files' });
});

test('takes back a file that was not sent, and never one that was', async () => {
  const [unsent, sent] = [await send(PDF), await send(PDF)];
  await say([idOf(sent)]);
  for (const file of [unsent, sent])
    await app.request('DELETE', `/v1/conversations/${mine.id}/attachments/${idOf(file)}`, {
      token: mine.secret,
    });
  expect((await read(idOf(unsent))).status).toBe(404);
  expect((await read(idOf(sent))).status).toBe(200);
});

test('leaves nothing of a file on the disk once the chat is deleted', async () => {
  await say([idOf(await send(PDF))]);
  await app.request('DELETE', `/v1/conversations/${mine.id}`, { token: mine.secret });
  expect(readdirSync(folder)).toEqual([]);
  const rows = await app.services.database.all('SELECT name FROM attachments');
  expect(rows).toEqual([{ name: '' }]);
  const events = await app.services.log.read(mine.id);
  expect(JSON.stringify(events)).not.toContain('bill.pdf');
});
