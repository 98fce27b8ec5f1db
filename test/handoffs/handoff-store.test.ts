import { beforeEach, describe, expect, it } from 'vitest';
import { EventLog } from '../../src/events/event-log.ts';
import { DeskReplies } from '../../src/handoffs/desk-replies.ts';
import { CLAIM_LEASE_MS, HandoffStore } from '../../src/handoffs/handoff-store.ts';
import { createIdMaker, systemRandomBytes } from '../../src/lib/ids.ts';
import { type Staff, StaffStore } from '../../src/staff/staff.ts';
import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { createTestDatabase } from '../helpers/database.ts';

const conversationId = 'cnv_1';
let now: number;
let database: SqliteDatabase;
let log: EventLog;
let handoffs: HandoffStore;
let replies: DeskReplies;
let mia: Staff;
let ben: Staff;

beforeEach(async () => {
  now = Date.parse('2026-03-02T10:00:00Z');
  database = await createTestDatabase();
  const makeId = createIdMaker(() => now, systemRandomBytes);
  log = new EventLog({ database, now: () => now });
  handoffs = new HandoffStore({ database, log, now: () => now, makeId });
  replies = new DeskReplies({ database, log, handoffs });
  const staff = new StaffStore({
    database,
    now: () => now,
    makeId,
    randomBytes: systemRandomBytes,
  });
  mia = (await staff.add({ name: 'Mia', role: 'agent' })).staff;
  ben = (await staff.add({ name: 'Ben', role: 'agent' })).staff;
  await database.run(
    `INSERT INTO conversations (id, secret_hash, channel, identity, created_at, updated_at) VALUES (?, 'x', 'widget', '{}', 'now', 'now')`,
    conversationId,
  );
});

const owner = async () =>
  (await database.get('SELECT owner FROM conversations WHERE id = ?', conversationId))?.owner;
const types = async () => (await log.read(conversationId)).map(({ event }) => event.type);
const open = () => handoffs.open(conversationId, { reason: 'asked', summary: 'wants a person' });

describe('a handoff', () => {
  it('queues the conversation once, however often it is asked for', async () => {
    const [first, second] = await Promise.all([open(), open()]);
    const third = await open();
    expect(new Set([first.handoff.id, second.handoff.id, third.handoff.id]).size).toBe(1);
    expect([first.created, second.created, third.created].filter(Boolean)).toHaveLength(1);
    expect(await types()).toEqual(['handoff-opened']);
    expect(await owner()).toBe('queued');
  });

  it('is claimed by one person, and the other learns by whom', async () => {
    const { handoff } = await open();
    const claims = await Promise.all([
      handoffs.claim(handoff.id, mia),
      handoffs.claim(handoff.id, ben),
    ]);
    expect(claims.filter(({ ok }) => ok)).toHaveLength(1);
    expect(claims.find(({ ok }) => !ok)).toEqual({
      ok: false,
      reason: 'taken',
      by: claims[0]?.ok ? 'Mia' : 'Ben',
    });
    expect(await owner()).toBe('human');
    expect(await types()).toEqual(['handoff-opened', 'handoff-claimed']);
  });

  it('lets only its claimer reply, hand back and close', async () => {
    const { handoff } = await open();
    await handoffs.claim(handoff.id, mia);
    expect(await replies.send(handoff.id, ben, { text: 'hi', clientMessageId: 'a' })).toEqual({
      ok: false,
      reason: 'not_yours',
    });
    expect(await handoffs.handBack(handoff.id, ben, '')).toEqual({
      ok: false,
      reason: 'not_yours',
    });
    expect(await handoffs.close(handoff.id, ben)).toEqual({ ok: false, reason: 'not_yours' });
    expect(await types()).toEqual(['handoff-opened', 'handoff-claimed']);
  });

  it('sends a repeated reply once', async () => {
    const { handoff } = await open();
    await handoffs.claim(handoff.id, mia);
    const first = await replies.send(handoff.id, mia, {
      text: 'Good morning',
      clientMessageId: 'a',
    });
    expect(
      await replies.send(handoff.id, mia, { text: 'Good morning', clientMessageId: 'a' }),
    ).toEqual(first);
    expect(await types()).toEqual([
      'handoff-opened',
      'handoff-claimed',
      'message-start',
      'message-end',
    ]);
  });

  it('goes back to the assistant with a note, and can be opened anew', async () => {
    const { handoff } = await open();
    await handoffs.claim(handoff.id, mia);
    expect(await handoffs.handBack(handoff.id, mia, 'asked the carrier')).toEqual({ ok: true });
    expect(await owner()).toBe('assistant');
    expect((await log.read(conversationId)).at(-1)?.event).toMatchObject({
      type: 'handoff-returned',
      note: 'asked the carrier',
    });
    expect((await open()).created).toBe(true);
  });

  it('is queued again when its claimer gives no sign of life for ten minutes', async () => {
    const { handoff } = await open();
    await handoffs.claim(handoff.id, mia);
    now += CLAIM_LEASE_MS - 1000;
    expect(await handoffs.heartbeat(handoff.id, mia)).toBe(true);
    now += CLAIM_LEASE_MS - 1000;
    expect(await handoffs.lapse()).toEqual([]);
    now += 2000;
    expect(await handoffs.lapse()).toEqual([conversationId]);
    expect(await owner()).toBe('queued');
    expect(await handoffs.heartbeat(handoff.id, mia)).toBe(false);
    expect(await handoffs.claim(handoff.id, ben)).toEqual({ ok: true });
  });

  it('marks messages that wait for the assistant as the person’s', async () => {
    const { handoff } = await open();
    await log.append(conversationId, [
      { type: 'message-end', messageId: 'm', author: 'customer', text: 'hello?' },
    ]);
    await database.run(
      `INSERT INTO messages (id, conversation_id, client_message_id, text, sequence) VALUES ('m', ?, 'c', 'hello?', 2)`,
      conversationId,
    );
    await handoffs.claim(handoff.id, mia);
    expect((await database.get('SELECT answered_by FROM messages'))?.answered_by).toBe('person');
  });

  it('refuses a claim of what does not exist or has ended', async () => {
    expect(await handoffs.claim('hnd_none', mia)).toEqual({ ok: false, reason: 'not_open' });
    const { handoff } = await open();
    await handoffs.claim(handoff.id, mia);
    await handoffs.close(handoff.id, mia);
    expect(await handoffs.claim(handoff.id, ben)).toEqual({ ok: false, reason: 'not_open' });
    expect(await handoffs.claim(handoff.id, mia)).toEqual({ ok: false, reason: 'not_open' });
  });
});
