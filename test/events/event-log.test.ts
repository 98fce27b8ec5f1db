import { beforeEach, describe, expect, test } from 'vitest';
import { parseEventId } from '../../src/events/event-id.ts';
import { EventLog, type FollowedEvent } from '../../src/events/event-log.ts';
import type { LogEventInput } from '../../src/protocol/stream-event.ts';
import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { sql } from '../../src/storage/sql-value.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { createManualTime, type ManualTime, settle } from '../helpers/manual-time.ts';

let database: SqliteDatabase;
let time: ManualTime;
let log: EventLog;

beforeEach(async () => {
  database = await createTestDatabase();
  time = createManualTime();
  log = newLog();
});

/** A second one over the same database stands for another process. */
function newLog(): EventLog {
  return new EventLog({ database, now: time.clock, timers: time.timers, pollMs: 1000 });
}

const thinking: LogEventInput = { type: 'status', status: 'thinking' };
const start = (messageId: string): LogEventInput => ({
  type: 'message-start',
  messageId,
  author: 'assistant',
});
const end = (messageId: string, text: string): LogEventInput => ({
  type: 'message-end',
  messageId,
  author: 'assistant',
  text,
});
const retract = (messageId: string, keep: number): LogEventInput => ({
  type: 'message-retract',
  messageId,
  keep,
  reason: 'check_failed',
});

/** Follows until aborted, collecting what arrives. */
function listen(on: EventLog, after?: string) {
  const controller = new AbortController();
  const events: FollowedEvent[] = [];
  const position = after === undefined ? undefined : parseEventId(after);
  const done = (async () => {
    const options = {
      signal: controller.signal,
      ...(position === undefined ? {} : { after: position }),
    };
    for await (const event of on.follow('cnv_1', options)) events.push(event);
  })();
  const stop = () => {
    controller.abort();
    return done;
  };
  return { events, ids: () => events.map(({ id }) => id), stop };
}

describe('appending', () => {
  test('numbers the events of each conversation 1, 2, 3…', async () => {
    expect(
      (await log.append('cnv_1', [thinking, thinking])).map(({ sequence }) => sequence),
    ).toEqual([1, 2]);
    expect((await log.append('cnv_2', [thinking])).map(({ sequence }) => sequence)).toEqual([1]);
    expect((await log.append('cnv_1', [thinking])).map(({ sequence }) => sequence)).toEqual([3]);
  });

  test('leaves no gap between two processes that append at once', async () => {
    const other = newLog();
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        (index % 2 ? log : other).append('cnv_1', [thinking, thinking]),
      ),
    );
    expect((await log.read('cnv_1')).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 60 }, (_, index) => index + 1),
    );
  });

  test('commits other statements with the events, or neither', async () => {
    await database.run('CREATE TABLE notes (n INTEGER PRIMARY KEY) STRICT');
    await log.append('cnv_1', [thinking], [sql('INSERT INTO notes VALUES (1)')]);
    await expect(
      log.append('cnv_1', [thinking], [sql('INSERT INTO notes VALUES (1)')]),
    ).rejects.toThrow(/UNIQUE/);
    expect(await log.read('cnv_1')).toHaveLength(1);
  });

  test('fills in defaults and refuses what is no event', async () => {
    const [stored] = await log.append('cnv_1', [end('msg_1', 'Hello')]);
    expect(stored?.event).toMatchObject({ outcome: 'complete' });
    // @ts-expect-error the type refuses it too
    await expect(log.append('cnv_1', [{ type: 'nonsense' }])).rejects.toThrow();
    expect(await log.read('cnv_1')).toHaveLength(1);
  });

  test('reads a part of the log', async () => {
    await log.append('cnv_1', [thinking, thinking, thinking, thinking]);
    expect(
      (await log.read('cnv_1', { after: 1, limit: 2 })).map(({ sequence }) => sequence),
    ).toEqual([2, 3]);
  });
});

describe('the database itself', () => {
  test('refuses to change or delete an event, and to skip a number', async () => {
    await log.append('cnv_1', [thinking]);
    await expect(database.run("UPDATE events SET payload = '{}'")).rejects.toThrow(/append-only/);
    await expect(database.run('DELETE FROM events')).rejects.toThrow(/append-only/);
    await expect(
      database.run(
        "INSERT INTO events (conversation_id, sequence, at, type, payload) VALUES ('cnv_1', 3, '', 'status', '{}')",
      ),
    ).rejects.toThrow(/next sequence/);
  });

  test('lets an erased conversation lose its words, and nothing else', async () => {
    await log.append('cnv_1', [thinking]);
    await database.run("INSERT INTO erasures VALUES ('cnv_1', '2026-01-15')");
    await expect(database.run('UPDATE events SET sequence = 2')).rejects.toThrow(/append-only/);
    await expect(database.run("UPDATE events SET at = '2020-01-01'")).rejects.toThrow(
      /append-only/,
    );
    await expect(database.run('DELETE FROM events')).rejects.toThrow(/append-only/);
    expect(await database.run("UPDATE events SET payload = '{}'")).toEqual({ changes: 1 });
    await expect(log.append('cnv_1', [start('msg_1')])).rejects.toThrow(/conversation_erased/);
  });
});

describe('following', () => {
  test('replays what is stored, then goes on live', async () => {
    await log.append('cnv_1', [thinking]);
    const follower = listen(log);
    await settle();
    await log.append('cnv_1', [thinking]);
    await log.append('cnv_2', [thinking]);
    await settle();
    await follower.stop();
    expect(follower.ids()).toEqual(['1.0', '2.0']);
  });

  test('sends running text with its offset, and to late joiners from the beginning', async () => {
    await log.append('cnv_1', [start('msg_1')]);
    const early = listen(log);
    await settle();
    log.publishDelta('cnv_1', 'msg_1', 'Hel');
    await settle();
    log.publishDelta('cnv_1', 'msg_1', 'lo');
    await settle();
    const late = listen(log);
    await settle();
    await log.append('cnv_1', [end('msg_1', 'Hello')]);
    await settle();
    await Promise.all([early.stop(), late.stop()]);
    expect(early.ids()).toEqual(['1.0', '1.3', '1.5', '2.0']);
    expect(late.ids()).toEqual(['1.0', '1.5', '2.0']);
    expect(late.events[1]?.event).toEqual({
      type: 'message-delta',
      messageId: 'msg_1',
      text: 'Hello',
    });
  });

  test('resumes in the middle of a message, across events that came meanwhile', async () => {
    await log.append('cnv_1', [start('msg_1')]);
    log.publishDelta('cnv_1', 'msg_1', 'Your order is lost. ');
    await log.append('cnv_1', [retract('msg_1', 0)]);
    log.publishDelta('cnv_1', 'msg_1', 'Your order arrives.');
    const follower = listen(log, '1.10');
    await settle();
    await follower.stop();
    expect(follower.ids()).toEqual(['2.0', '2.19']);
    expect(follower.events[1]?.event).toMatchObject({ text: 'Your order arrives.' });
  });

  test('keeps the running text when another message comes in between', async () => {
    await log.append('cnv_1', [start('msg_1')]);
    log.publishDelta('cnv_1', 'msg_1', 'One ');
    await log.append('cnv_1', [
      { type: 'message-start', messageId: 'msg_c', author: 'customer' },
      { type: 'message-end', messageId: 'msg_c', author: 'customer', text: 'wait' },
    ]);
    await log.append('cnv_1', [
      { type: 'message-start', messageId: 'msg_s', author: 'system' },
      { type: 'message-end', messageId: 'msg_s', author: 'system', text: 'A code is on its way.' },
    ]);
    log.publishDelta('cnv_1', 'msg_1', 'two');
    const follower = listen(log, '1.4');
    await settle();
    await follower.stop();
    expect(follower.ids()).toEqual(['2.4', '3.4', '4.4', '5.4', '5.7']);
    expect(follower.events.at(-1)?.event).toMatchObject({ text: 'two' });
  });

  test('drops text for a message that is not running', async () => {
    await log.append('cnv_1', [start('msg_1'), end('msg_1', '')]);
    log.publishDelta('cnv_1', 'msg_1', 'too late');
    const follower = listen(log);
    await settle();
    await follower.stop();
    expect(follower.ids()).toEqual(['1.0', '2.0']);
  });

  test('finds what another process stored, at the next look', async () => {
    const follower = listen(log);
    await settle();
    const other = newLog();
    await other.append('cnv_1', [thinking]);
    await time.advance(1000);
    await other.append('cnv_1', [thinking]);
    await log.append('cnv_1', [thinking]);
    await time.advance(1000);
    await other.append('cnv_1', [thinking]);
    await time.advance(1000);
    await follower.stop();
    expect(follower.ids()).toEqual(['1.0', '2.0', '3.0', '4.0']);
  });

  test('announces what was stored in somebody else’s batch', async () => {
    const follower = listen(log);
    await settle();
    await database.batch(log.statements('cnv_1', [thinking, start('msg_1')]));
    await log.announce('cnv_1');
    log.publishDelta('cnv_1', 'msg_1', 'Hi');
    await settle();
    await follower.stop();
    expect(follower.ids()).toEqual(['1.0', '2.0', '2.2']);
  });

  test('starts over when the position is beyond the log', async () => {
    await log.append('cnv_1', [thinking]);
    const follower = listen(log, '99.5');
    await settle();
    await follower.stop();
    expect(follower.ids()).toEqual(['1.0']);
  });

  test('leaves nothing behind when it is stopped', async () => {
    const follower = listen(log);
    await settle();
    await follower.stop();
    expect(time.pending()).toBe(0);
  });

  test('replays a conversation longer than one page', async () => {
    for (let batch = 0; batch < 12; batch += 1)
      await log.append(
        'cnv_1',
        Array.from({ length: 100 }, () => thinking),
      );
    const follower = listen(log);
    await settle();
    await follower.stop();
    expect(follower.events).toHaveLength(1200);
  });
});

test('names the messages that a crash left open', async () => {
  await log.append('cnv_1', [start('msg_1'), end('msg_1', 'Hi'), start('msg_2'), thinking]);
  expect(await log.unfinishedMessages('cnv_1')).toEqual(['msg_2']);
});
