import { beforeEach, describe, expect, test } from 'vitest';
import { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { Verifications } from '../../src/conversations/verification.ts';
import { EventLog } from '../../src/events/event-log.ts';
import { createIdMaker, systemRandomBytes } from '../../src/lib/ids.ts';
import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { createTestDatabase } from '../helpers/database.ts';

const MINUTE_MS = 60_000;

let now: number;
let database: SqliteDatabase;
let conversations: ConversationStore;
let verifications: Verifications;
let sent: { email: string; locale: string | null; code: string; conversationId: string }[];

const known = { orderId: 'ord_1', customerId: 'cus_1', email: 'mei@example.com' };
const unknown = { orderId: null, customerId: null, email: null };

beforeEach(async () => {
  now = Date.parse('2026-01-15T12:00:00Z');
  sent = [];
  database = await createTestDatabase();
  const clock = () => now;
  const makeId = createIdMaker(clock, systemRandomBytes);
  const common = { database, now: clock, makeId, randomBytes: systemRandomBytes };
  conversations = new ConversationStore({ ...common, log: new EventLog({ database, now: clock }) });
  verifications = new Verifications({
    ...common,
    sendCode: async (message) => {
      sent.push(message);
    },
    codeValidMs: () => 10 * MINUTE_MS,
  });
});

async function begin(input: Parameters<Verifications['start']>[1] = known): Promise<string> {
  const { conversation } = await conversations.start({ channel: 'widget', localeHint: 'zh' });
  await verifications.start(conversation.id, input);
  return conversation.id;
}

const lastCode = () => sent.at(-1)?.code ?? '';
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

describe('a one-time code', () => {
  test('goes to the contact on the order and proves who the customer is, once', async () => {
    const id = await begin();
    expect(sent).toEqual([
      {
        email: 'mei@example.com',
        locale: 'zh',
        code: expect.stringMatching(/^\d{6}$/),
        conversationId: id,
      },
    ]);
    expect(await verifications.pending(id)).toBe(true);
    expect(await verifications.check(id, lastCode())).toEqual({ ok: true, customerId: 'cus_1' });
    expect(await verifications.check(id, lastCode())).toEqual({ ok: false, reason: 'lapsed' });
    expect(await verifications.pending(id)).toBe(false);
  });

  test('proves nothing in another conversation', async () => {
    await begin();
    const code = lastCode();
    const other = await begin({ ...known, orderId: 'ord_2', email: 'else@example.com' });
    if (lastCode() !== code) expect((await verifications.check(other, code)).ok).toBe(false);
    const { conversation } = await conversations.start({ channel: 'widget' });
    expect(await verifications.check(conversation.id, code)).toEqual({
      ok: false,
      reason: 'lapsed',
    });
  });

  test('lapses after ten minutes', async () => {
    const id = await begin();
    now += 10 * MINUTE_MS;
    expect(await verifications.check(id, lastCode())).toEqual({ ok: false, reason: 'lapsed' });
  });

  test('is void once a newer one was sent', async () => {
    const id = await begin();
    const first = lastCode();
    await verifications.start(id, known);
    if (first !== lastCode())
      expect(await verifications.check(id, first)).toEqual({ ok: false, reason: 'wrong_code' });
    expect(await verifications.check(id, lastCode())).toMatchObject({ ok: true });
  });

  test('is stored as a hash', async () => {
    await begin();
    expect(JSON.stringify(await database.all('SELECT * FROM verifications'))).not.toContain(
      `"${lastCode()}"`,
    );
  });
});

describe('limits', () => {
  test('a code has five tries, also when they race; then even the right one is refused', async () => {
    const id = await begin();
    const results = await Promise.all(
      Array.from({ length: 9 }, () => verifications.check(id, wrong(lastCode()))),
    );
    expect(results.filter((result) => !result.ok && result.reason === 'wrong_code')).toHaveLength(
      5,
    );
    expect(await verifications.check(id, lastCode())).toEqual({
      ok: false,
      reason: 'too_many_attempts',
    });
  });

  test('a conversation has three codes an hour', async () => {
    const id = await begin();
    await verifications.start(id, known);
    await verifications.start(id, known);
    expect(await verifications.start(id, known)).toEqual({
      ok: false,
      reason: 'too_many_attempts',
    });
    expect(sent).toHaveLength(3);
    now += 60 * MINUTE_MS;
    expect(await verifications.start(id, known)).toEqual({ ok: true });
    expect(sent).toHaveLength(4);
  });

  test('an order gets three mails an hour over all conversations, and the fourth caller is not told', async () => {
    for (let index = 0; index < 3; index += 1) await begin();
    const { conversation } = await conversations.start({ channel: 'widget' });
    expect(await verifications.start(conversation.id, known)).toEqual({ ok: true });
    expect(sent).toHaveLength(3);
    expect(await verifications.pending(conversation.id)).toBe(true);
  });

  test('an address gets three mails an hour over all its orders, however it is written', async () => {
    for (let index = 0; index < 4; index += 1)
      await begin({
        ...known,
        orderId: `ord_${index}`,
        email: index % 2 ? 'MEI@example.com' : 'mei@example.com ',
      });
    expect(sent).toHaveLength(3);
  });

  test('a network has ten tries an hour over all conversations', async () => {
    for (let index = 0; index < 2; index += 1) {
      const id = await begin({ ...known, orderId: `ord_${index}`, email: `${index}@example.com` });
      for (let attempt = 0; attempt < 5; attempt += 1)
        await verifications.check(id, wrong(lastCode()), '203.0.113.7');
    }
    const id = await begin({ ...known, orderId: 'ord_9', email: '9@example.com' });
    expect(await verifications.check(id, lastCode(), '203.0.113.7')).toEqual({
      ok: false,
      reason: 'too_many_attempts',
    });
    expect(await verifications.check(id, lastCode(), '198.51.100.1')).toMatchObject({ ok: true });
  });

  test('claims are counted for known and unknown orders alike, however the number is written', async () => {
    const claim = (orderNumber: string, conversationId: string) =>
      verifications.allowClaim({
        conversationId,
        orderNumber,
        contact: `${conversationId}@example.com`,
        network: undefined,
      });
    const results: boolean[] = [];
    for (let index = 0; index < 11; index += 1)
      results.push(await claim(index % 2 ? '#D-1001' : 'd 1001', `cnv_${index}`));
    expect(results.filter(Boolean)).toHaveLength(10);
    expect(results.at(-1)).toBe(false);
    expect(await claim('D-1002', 'cnv_1')).toBe(true);
  });
});

test('one contact is tried on ten order numbers an hour', async () => {
  const results: boolean[] = [];
  for (let index = 0; index < 11; index += 1)
    results.push(
      await verifications.allowClaim({
        conversationId: `cnv_${index}`,
        orderNumber: `D-${index}`,
        contact: index % 2 ? 'Mei@example.com' : ' mei@example.com',
        network: undefined,
      }),
    );
  expect(results.filter(Boolean)).toHaveLength(10);
});

test('an order and an address have ten tries an hour over all conversations; then nothing is right any more', async () => {
  // Two orders of one address: their codes and their tries are counted together for the address.
  for (const orderId of ['ord_1', 'ord_2']) {
    const id = await begin({ ...known, orderId });
    for (let attempt = 0; attempt < 5; attempt += 1)
      await verifications.check(id, wrong(lastCode()));
  }
  const id = await begin({ ...known, orderId: 'ord_3' });
  expect(await verifications.check(id, lastCode())).toEqual({ ok: false, reason: 'wrong_code' });
  now += 61 * MINUTE_MS;
  const later = await begin({ ...known, orderId: 'ord_3' });
  expect(await verifications.check(later, lastCode())).toMatchObject({ ok: true });
});

test('a code that is not sent cannot be guessed: it is never right', async () => {
  for (let index = 0; index < 4; index += 1) await begin();
  const rows = await database.all(
    "SELECT customer_id FROM verifications WHERE state = 'open' ORDER BY rowid",
  );
  expect(rows.map(({ customer_id }) => customer_id)).toEqual(['cus_1', 'cus_1', 'cus_1', null]);
});

test('without a way to send mail nothing is started', async () => {
  const silent = new Verifications({
    database,
    now: () => now,
    makeId: createIdMaker(() => now, systemRandomBytes),
    randomBytes: systemRandomBytes,
    sendCode: null,
    codeValidMs: () => 10 * MINUTE_MS,
  });
  const { conversation } = await conversations.start({ channel: 'widget' });
  expect(await silent.start(conversation.id, known)).toEqual({ ok: false, reason: 'no_codes' });
  expect(await silent.pending(conversation.id)).toBe(false);
});

describe('an unknown order', () => {
  test('runs the same statements as a known one, and gets the same answers', async () => {
    const statements: string[] = [];
    const spied: SqliteDatabase['batch'] = database.batch.bind(database);
    database.batch = (batch) => {
      statements.push(...batch.map(({ sql }) => sql));
      return spied(batch);
    };
    const traceOf = async (input: typeof known | typeof unknown) => {
      const { conversation } = await conversations.start({ channel: 'widget' });
      statements.length = 0;
      const results: unknown[] = [
        await verifications.start(conversation.id, input),
        await verifications.pending(conversation.id),
      ];
      for (let attempt = 0; attempt < 7; attempt += 1)
        results.push(await verifications.check(conversation.id, 'xxxxxx'));
      for (let attempt = 0; attempt < 3; attempt += 1)
        results.push(await verifications.start(conversation.id, input));
      return { results, statements: [...statements] };
    };
    expect(await traceOf(unknown)).toEqual(await traceOf(known));
    expect(sent.every(({ email }) => email === known.email)).toBe(true);
  });
});
