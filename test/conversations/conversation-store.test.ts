import { beforeEach, describe, expect, test } from 'vitest';
import { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { TurnLeases } from '../../src/conversations/turn-lease.ts';
import { EventLog } from '../../src/events/event-log.ts';
import { createIdMaker, systemRandomBytes } from '../../src/lib/ids.ts';
import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { createTestDatabase } from '../helpers/database.ts';

const START = Date.parse('2026-01-15T12:00:00Z');
const HOUR_MS = 3_600_000;

let now = START;
let database: SqliteDatabase;
let log: EventLog;
let conversations: ConversationStore;
let leases: TurnLeases;

beforeEach(async () => {
  now = START;
  database = await createTestDatabase();
  const clock = () => now;
  log = new EventLog({ database, now: clock });
  conversations = new ConversationStore({
    database,
    log,
    now: clock,
    makeId: createIdMaker(clock, systemRandomBytes),
    randomBytes: systemRandomBytes,
  });
  leases = new TurnLeases({ database, now: clock });
});

async function start(): Promise<string> {
  return (await conversations.start({ channel: 'widget' })).conversation.id;
}

describe('the secret', () => {
  test('opens its own conversation and no other', async () => {
    const mine = await conversations.start({ channel: 'widget', localeHint: 'ja' });
    const other = await conversations.start({ channel: 'widget' });
    expect(await conversations.open(mine.conversation.id, mine.secret)).toEqual(mine.conversation);
    expect(await conversations.open(other.conversation.id, mine.secret)).toBeNull();
    expect(await conversations.open(mine.conversation.id, '')).toBeNull();
    expect(await conversations.open('cnv_unknown', mine.secret)).toBeNull();
  });

  test('is not in the database', async () => {
    const { secret } = await conversations.start({ channel: 'widget' });
    const rows = await database.all('SELECT * FROM conversations');
    expect(JSON.stringify(rows)).not.toContain(secret.slice(4));
  });
});

describe('accepting a message', () => {
  test('logs it whole and lets it wait', async () => {
    const id = await start();
    const accepted = await conversations.acceptMessage(id, {
      clientMessageId: 'c1',
      text: 'Where is it?',
    });
    expect(accepted).toMatchObject({ sequence: 2, repeated: false });
    expect(await conversations.unanswered(id)).toEqual([
      { messageId: accepted.messageId, text: 'Where is it?', sequence: 2 },
    ]);
    expect((await log.read(id)).map(({ event }) => event.type)).toEqual([
      'message-start',
      'message-end',
    ]);
  });

  test('answers a repeat with the first result, also when both race', async () => {
    const id = await start();
    const results = await Promise.all(
      Array.from({ length: 5 }, () =>
        conversations.acceptMessage(id, { clientMessageId: 'c1', text: 'Hi' }),
      ),
    );
    expect(new Set(results.map(({ messageId }) => messageId)).size).toBe(1);
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await log.read(id)).toHaveLength(2);
  });

  test('takes the same client message id in another conversation', async () => {
    const [first, second] = [await start(), await start()];
    await conversations.acceptMessage(first, { clientMessageId: 'c1', text: 'Hi' });
    expect(
      await conversations.acceptMessage(second, { clientMessageId: 'c1', text: 'Hi' }),
    ).toMatchObject({ repeated: false });
  });

  test('masks card numbers before anything is stored', async () => {
    const id = await start();
    await conversations.acceptMessage(id, {
      clientMessageId: 'c1',
      text: 'my card is 4111 1111 1111 1111',
    });
    const stored = JSON.stringify([
      await database.all('SELECT * FROM events'),
      await database.all('SELECT * FROM messages'),
    ]);
    expect(stored).not.toMatch(/4111 ?1111 ?1111/);
    expect(stored).toContain('1111');
  });

  test('refuses an unknown conversation', async () => {
    await expect(
      conversations.acceptMessage('cnv_x', { clientMessageId: 'c1', text: 'Hi' }),
    ).rejects.toThrow(/not found/);
  });

  test('leaves it to the person who has the conversation', async () => {
    const id = await start();
    await database.run("UPDATE conversations SET owner = 'human' WHERE id = ?", id);
    await conversations.acceptMessage(id, { clientMessageId: 'c1', text: 'Hello?' });
    expect(await conversations.unanswered(id)).toEqual([]);
    expect(await conversations.stranded()).toEqual([]);
  });
});

describe('what waits for the assistant', () => {
  const turn = (id: string, turnId: string, messageIds: string[]) =>
    log.append(id, [{ type: 'turn-started', turnId, messageIds, locale: 'en' }]);
  const ended = (id: string, turnId: string) =>
    log.append(id, [
      {
        type: 'turn-ended',
        turnId,
        outcome: 'answer',
        confidence: 1,
        reasons: [],
        model: 'x',
        steps: 1,
        inputTokens: 0,
        outputTokens: 0,
        costMicroUsd: 0,
        milliseconds: 1,
      },
    ]);

  test('is answered by the turn that named it, once that has ended', async () => {
    const id = await start();
    const first = await conversations.acceptMessage(id, { clientMessageId: 'c1', text: 'One' });
    await turn(id, 'trn_1', [first.messageId]);
    const second = await conversations.acceptMessage(id, { clientMessageId: 'c2', text: 'Two' });
    expect(await conversations.unanswered(id)).toHaveLength(2);
    await ended(id, 'trn_1');
    expect((await conversations.unanswered(id)).map(({ messageId }) => messageId)).toEqual([
      second.messageId,
    ]);
  });

  test('goes to the next turn when its own died', async () => {
    const id = await start();
    const { messageId } = await conversations.acceptMessage(id, {
      clientMessageId: 'c1',
      text: 'One',
    });
    await turn(id, 'trn_1', [messageId]);
    await turn(id, 'trn_2', [messageId]);
    await ended(id, 'trn_1');
    expect(await conversations.unanswered(id)).toHaveLength(1);
    await ended(id, 'trn_2');
    expect(await conversations.unanswered(id)).toEqual([]);
  });

  test('is stranded only while no live turn works on it', async () => {
    const id = await start();
    await conversations.acceptMessage(id, { clientMessageId: 'c1', text: 'One' });
    expect(await conversations.stranded()).toEqual([id]);
    await leases.take(id, 'trn_1', 1000);
    expect(await conversations.stranded()).toEqual([]);
    now += 1000;
    expect(await conversations.stranded()).toEqual([id]);
  });
});

describe('identity', () => {
  const verified = (customerId: string) => ({
    tier: 'verified' as const,
    customerId,
    verifiedUntil: new Date(START + HOUR_MS).toISOString(),
  });

  test('binds to the first verified customer for good', async () => {
    const id = await start();
    await conversations.setIdentity(id, { tier: 'claimed', orderIds: ['o1'] });
    await conversations.setIdentity(id, verified('cus_1'));
    await expect(conversations.setIdentity(id, verified('cus_2'))).rejects.toMatchObject({
      code: 'other_customer',
    });
    await conversations.setIdentity(id, { tier: 'anonymous' });
    await expect(conversations.setIdentity(id, verified('cus_2'))).rejects.toMatchObject({
      code: 'other_customer',
    });
    await conversations.setIdentity(id, verified('cus_1'));
    expect(await conversations.find(id)).toMatchObject({
      customerId: 'cus_1',
      identity: { tier: 'verified' },
    });
  });

  test('lapses with time', async () => {
    const { conversation } = await conversations.start({
      channel: 'cli',
      verifiedCustomerId: 'cus_1',
    });
    expect((await conversations.find(conversation.id))?.identity.tier).toBe('verified');
    now += 24 * HOUR_MS;
    expect(await conversations.find(conversation.id)).toMatchObject({
      customerId: 'cus_1',
      identity: { tier: 'anonymous' },
    });
  });

  test('loses a step-up before it loses itself', async () => {
    const id = await start();
    await conversations.setIdentity(id, {
      ...verified('cus_1'),
      stepUpUntil: new Date(START + 1000).toISOString(),
    });
    expect((await conversations.find(id))?.identity).toHaveProperty('stepUpUntil');
    now += 1000;
    expect((await conversations.find(id))?.identity).not.toHaveProperty('stepUpUntil');
  });
});

describe('erasure', () => {
  test('empties every word, keeps sequences and figures, and closes the conversation', async () => {
    const { conversation } = await conversations.start({
      channel: 'widget',
      timeZone: 'Asia/Tokyo',
      verifiedCustomerId: 'cus_1',
    });
    const { id } = conversation;
    await conversations.acceptMessage(id, { clientMessageId: 'c1', text: 'SECRET words' });
    await log.append(id, [
      {
        type: 'tool-result',
        turnId: 't',
        callId: 'c',
        tool: 'get_order',
        arguments: { a: 'SECRET' },
        result: { b: 'SECRET' },
      },
      {
        type: 'card',
        card: {
          type: 'order',
          orderNumber: 'SECRET',
          status: 'paid',
          placedAt: '',
          lines: [],
          moreLines: 0,
        },
      },
      { type: 'handoff-opened', handoffId: 'h', reason: 'x', summary: 'SECRET' },
      { type: 'handoff-returned', handoffId: 'h', note: 'SECRET' },
      { type: 'error', code: 'x', message: 'SECRET' },
      {
        type: 'turn-ended',
        turnId: 't',
        outcome: 'answer',
        confidence: 0.9,
        reasons: [],
        model: 'm',
        steps: 2,
        inputTokens: 7,
        outputTokens: 3,
        costMicroUsd: 1,
        milliseconds: 5,
      },
    ]);
    await conversations.erase(id);
    await conversations.erase(id);

    const everything = await Promise.all(
      ['events', 'messages', 'conversations'].map((table) =>
        database.all(`SELECT * FROM ${table}`),
      ),
    );
    expect(JSON.stringify(everything)).not.toContain('SECRET');
    const events = await log.read(id);
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(events[7]?.event).toMatchObject({ type: 'turn-ended', inputTokens: 7 });
    expect(events[8]?.event).toEqual({ type: 'status', status: 'erased' });
    expect(await conversations.find(id)).toMatchObject({
      owner: 'closed',
      customerId: null,
      timeZone: null,
      identity: { tier: 'anonymous' },
    });
    expect(await conversations.stranded()).toEqual([]);
  });

  test('lets nothing more be said, not even by a turn that still runs', async () => {
    const id = await start();
    await conversations.erase(id);
    await expect(
      conversations.acceptMessage(id, { clientMessageId: 'c9', text: 'Hi' }),
    ).rejects.toMatchObject({ code: 'conversation_closed' });
    await expect(
      log.append(id, [{ type: 'message-end', messageId: 'm', author: 'assistant', text: 'late' }]),
    ).rejects.toThrow(/conversation_erased/);
    await expect(conversations.setIdentity(id, { tier: 'anonymous' })).rejects.toMatchObject({
      code: 'conversation_closed',
    });
  });
});

describe('the turn lease', () => {
  test('has one holder, whatever races', async () => {
    const id = await start();
    const taken = await Promise.all(
      Array.from({ length: 8 }, (_, index) => leases.take(id, `trn_${index}`, 1000)),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('can be renewed and released by its holder alone', async () => {
    const id = await start();
    await leases.take(id, 'trn_1', 1000);
    expect(await leases.renew(id, 'trn_2', 1000)).toBe(false);
    await leases.release(id, 'trn_2');
    expect(await leases.take(id, 'trn_2', 1000)).toBe(false);
    expect(await leases.renew(id, 'trn_1', 1000)).toBe(true);
    await leases.release(id, 'trn_1');
    expect(await leases.take(id, 'trn_2', 1000)).toBe(true);
  });

  test('is taken over once it has lapsed, and the old holder learns it', async () => {
    const id = await start();
    await leases.take(id, 'trn_1', 1000);
    now += 1000;
    expect(await leases.renew(id, 'trn_1', 1000)).toBe(false);
    expect(await leases.take(id, 'trn_2', 1000)).toBe(true);
    expect(await leases.renew(id, 'trn_1', 1000)).toBe(false);
  });
});
