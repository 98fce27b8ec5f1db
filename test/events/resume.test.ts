import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseEventId } from '../../src/events/event-id.ts';
import { EventLog, type FollowedEvent } from '../../src/events/event-log.ts';
import type { LogEventInput } from '../../src/protocol/stream-event.ts';
import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { createManualTime, settle } from '../helpers/manual-time.ts';

type Step =
  | { do: 'start' }
  | { do: 'delta'; text: string }
  | { do: 'retract'; keep: number }
  | { do: 'end' }
  | { do: 'customer' }
  | { do: 'elsewhere' }
  | { do: 'drop' }
  | { do: 'connect' }
  | { do: 'settle' }
  | { do: 'poll' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'start' }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('delta' as const),
      text: fc.string({ minLength: 1, maxLength: 6 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('retract' as const), keep: fc.nat(12) }) },
  ...(['end', 'customer', 'elsewhere', 'drop', 'connect', 'settle', 'settle', 'poll'] as const).map(
    (name) => ({
      weight: 1,
      arbitrary: fc.constant<Step>({ do: name }),
    }),
  ),
);

/** What a page shows: messages built from the events alone, as the widget does it. */
function show(events: readonly FollowedEvent[]): Map<string, string> {
  const messages = new Map<string, string>();
  for (const { event } of events) {
    if (event.type === 'message-start') messages.set(event.messageId, '');
    if (event.type === 'message-delta')
      messages.set(event.messageId, (messages.get(event.messageId) ?? '?') + event.text);
    if (event.type === 'message-retract')
      messages.set(event.messageId, (messages.get(event.messageId) ?? '?').slice(0, event.keep));
    if (event.type === 'message-end') messages.set(event.messageId, event.text);
  }
  return messages;
}

/** A client that reconnects with its last event id and keeps what it has. */
function createClient(log: EventLog) {
  const received: FollowedEvent[] = [];
  let current: { controller: AbortController; done: Promise<void> } | undefined;
  const stop = async () => {
    current?.controller.abort();
    await current?.done;
    current = undefined;
  };
  const connect = async () => {
    await stop();
    const controller = new AbortController();
    const after = parseEventId(received.at(-1)?.id ?? '');
    const options = { signal: controller.signal, ...(after === undefined ? {} : { after }) };
    const read = async () => {
      for await (const event of log.follow('cnv_1', options)) received.push(event);
    };
    current = { controller, done: read() };
  };
  return { received, connect, stop };
}

async function run(database: SqliteDatabase, steps: readonly Step[]): Promise<void> {
  const time = createManualTime();
  const newLog = () => new EventLog({ database, now: time.clock, timers: time.timers });
  const log = newLog();
  const other = newLog();
  const client = createClient(log);
  const witness = createClient(log);
  const truth = new Map<string, string>();
  let running: string | null = null;
  let count = 0;
  const append = (event: LogEventInput) => log.append('cnv_1', [event]);
  await witness.connect();

  for (const action of steps) {
    const text: string = running === null ? '' : (truth.get(running) ?? '');
    if (action.do === 'start' && running === null) {
      count += 1;
      running = `msg_${count}`;
      truth.set(running, '');
      await append({ type: 'message-start', messageId: running, author: 'assistant' });
    } else if (action.do === 'delta' && running !== null) {
      truth.set(running, text + action.text);
      log.publishDelta('cnv_1', running, action.text);
    } else if (action.do === 'retract' && running !== null) {
      truth.set(running, text.slice(0, action.keep));
      await append({
        type: 'message-retract',
        messageId: running,
        keep: action.keep,
        reason: 'check_failed',
      });
    } else if (action.do === 'end' && running !== null) {
      await append({ type: 'message-end', messageId: running, author: 'assistant', text });
      running = null;
    } else if (action.do === 'customer' || action.do === 'elsewhere') {
      count += 1;
      const messageId = `msg_${count}`;
      truth.set(messageId, 'hi');
      await (action.do === 'customer' ? log : other).append('cnv_1', [
        { type: 'message-start', messageId, author: 'customer' },
        { type: 'message-end', messageId, author: 'customer', text: 'hi' },
      ]);
    } else if (action.do === 'drop') {
      await client.stop();
    } else if (action.do === 'connect') {
      await client.connect();
    } else if (action.do === 'settle') {
      await settle();
    } else if (action.do === 'poll') {
      await time.advance(1000);
    }
  }

  await client.connect();
  await settle();
  await time.advance(2000);
  await client.stop();
  await witness.stop();

  const stored = (await log.read('cnv_1')).map(({ sequence }) => sequence);
  for (const { received } of [client, witness]) {
    expect(show(received)).toEqual(truth);
    const sequences = received
      .filter(({ event }) => event.type !== 'message-delta')
      .map(({ id }) => parseEventId(id)?.sequence);
    expect(sequences).toEqual(stored);
  }
}

test('any interleaving of appends, deltas, retracts and disconnects yields the same text, and every event once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const database = await createTestDatabase();
      try {
        await run(database, steps);
      } finally {
        database.close();
      }
    }),
    { numRuns: 150 },
  );
});
