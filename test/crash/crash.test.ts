import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildServer } from '../../scripts/build.ts';
import { EventLog, type StoredEvent } from '../../src/events/event-log.ts';
import { openSqlite } from '../../src/storage/better-sqlite3.ts';
import { numberOf } from '../../src/storage/sql-value.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { Shopper } from './shopper.ts';
import { startSlowProvider } from './slow-provider.ts';

/*
 * kill −9 of the real server at random moments while it answers. `npm run test:crash` does it 50 times; the moments are
 * real time here, since the moment of the kill is what is tried.
 */

const CRASHES = Number(process.env.CRASHES ?? 4);
const SHOPPERS = 3;
/** a turn takes about this long with the slow provider, the first after a start included */
const LATEST_KILL_MS = 1500;
/** a lease of a dead turn lapses after 10 s, the next sweep takes it up within 5 s */
const RECOVERY_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'dragoman-crash-'));
const file = join(folder, 'crash.db');
let provider: Awaited<ReturnType<typeof startSlowProvider>>;
let server: ServerProcess;

beforeAll(async () => {
  await buildServer('dist/crash-test');
  provider = await startSlowProvider();
}, 120_000);

afterAll(async () => {
  await server?.kill();
  await provider?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(): Promise<ServerProcess> {
  return startServerProcess('dist/crash-test/server.js', {
    DRAGOMAN_DATABASE: file,
    DRAGOMAN_DEMO: 'off',
    DRAGOMAN_LOG: 'warn',
    DRAGOMAN_MESSAGES_PER_MINUTE: '10000',
    DRAGOMAN_REQUESTS_PER_MINUTE: '100000',
    MODEL: 'openai:slow',
    OPENAI_API_KEY: 'none',
    OPENAI_BASE_URL: provider.url,
  });
}

test(`answers every accepted message, and doubles or loses no event, over ${CRASHES} crashes`, {
  timeout: 60_000 + RECOVERY_MS + CRASHES * 6000,
}, async () => {
  server = await start();
  const shoppers = await Promise.all(
    Array.from({ length: SHOPPERS }, () => Shopper.start(server.url)),
  );
  const over = new AbortController();

  for (let crash = 0; crash < CRASHES; crash += 1) {
    const following = shoppers.map((shopper) => shopper.follow(server.url, over.signal));
    const saying = shoppers.map((shopper) => shopper.say(server.url));
    await pause(Math.random() * LATEST_KILL_MS);
    await server.kill();
    await Promise.all([...saying, ...following]);
    server = await start();
  }
  const following = shoppers.map((shopper) => shopper.follow(server.url, over.signal));
  for (const shopper of shoppers) expect(await shopper.say(server.url)).toBe(true);

  const database = openSqlite(file);
  await waitFor(async () => {
    const row = await database.get(
      'SELECT count(*) AS waiting FROM messages WHERE answered_by IS NULL',
    );
    return row !== undefined && numberOf(row, 'waiting') === 0;
  });

  const log = new EventLog({ database, now: Date.now });
  let interrupted = 0;
  for (const shopper of shoppers) {
    const events = await log.read(shopper.id);
    interrupted += events.filter(
      ({ event }) => event.type === 'message-end' && event.outcome === 'discarded',
    ).length;
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    expectWholeMessages(events);
    for (const messageId of shopper.accepted) expectAnswered(events, messageId);
    await waitFor(async () => sequencesOf(shopper).at(-1) === shownSequences(events).at(-1));
    expect(sequencesOf(shopper)).toEqual(shownSequences(events));
  }
  // The crashes must hit what is to be tried: replies that a shopper was reading.
  if (CRASHES >= 20) expect(interrupted).toBeGreaterThan(CRASHES / 10);
  over.abort();
  await Promise.all(following);
  database.close();
});

/** Every message starts once and ends once, in this order. */
function expectWholeMessages(events: readonly StoredEvent[]): void {
  const ids = (type: string) =>
    events.flatMap(({ event }) =>
      event.type === type && 'messageId' in event ? [event.messageId] : [],
    );
  const starts = ids('message-start');
  expect(new Set(starts).size).toBe(starts.length);
  expect(ids('message-end').sort()).toEqual(starts.sort());
}

/** One turn that took the message has ended, after it, with a reply or a handoff. */
function expectAnswered(events: readonly StoredEvent[], messageId: string): void {
  const logged = events.filter(
    ({ event }) => event.type === 'message-end' && event.messageId === messageId,
  );
  expect(logged).toHaveLength(1);
  const turns = events.flatMap(({ event }) =>
    event.type === 'turn-started' && event.messageIds.includes(messageId) ? [event.turnId] : [],
  );
  const ends = events.flatMap(({ event }) =>
    event.type === 'turn-ended' && turns.includes(event.turnId) ? [event] : [],
  );
  expect(ends).toHaveLength(1);
  expect(['answer', 'clarify', 'handoff']).toContain(ends[0]?.outcome);
  const replied = events.some(
    ({ sequence, event }) =>
      sequence > (logged[0]?.sequence ?? 0) &&
      ((event.type === 'message-end' &&
        event.author === 'assistant' &&
        event.outcome === 'complete') ||
        event.type === 'handoff-opened'),
  );
  expect(replied).toBe(true);
}

/** What the shopper's page got, deltas aside. */
function sequencesOf(shopper: Shopper): number[] {
  return shopper.received
    .filter(({ event }) => event.type !== 'message-delta')
    .map(({ id }) => Number(id.split('.')[0]));
}

/** What the log holds for a shopper's page. */
function shownSequences(events: readonly StoredEvent[]): number[] {
  return events
    .filter(({ event }) => !['turn-started', 'tool-result', 'turn-ended'].includes(event.type))
    .map(({ sequence }) => sequence);
}

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + RECOVERY_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('not in time');
    await pause(50);
  }
}
