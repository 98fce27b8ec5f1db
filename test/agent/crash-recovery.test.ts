import { describe, expect, it } from 'vitest';
import { EventLog } from '../../src/events/event-log.ts';
import { createIdMaker } from '../../src/lib/ids.ts';
import type { LogEvent } from '../../src/protocol/stream-event.ts';
import type { Database } from '../../src/storage/database.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { createManualTime, type ManualTime, settle } from '../helpers/manual-time.ts';
import type { ScriptedReply } from '../helpers/scripted-model.ts';
import { say, seededBytes, type TestServices, testServices } from '../helpers/services.ts';
import { anOrder, seedShop } from '../helpers/shop.ts';
import { watch } from '../helpers/watch.ts';

const LEASE_MS = 20_000;

/** What a shopper says, after what was said before, and what must hold once it is answered. */
interface Scene {
  title: string;
  before?: readonly string[];
  text: string;
  /** what a model says to it, and to `before` */
  model: (text: string) => readonly ScriptedReply[];
  check?: (after: {
    reply: string;
    events: LogEvent[];
    database: Database;
  }) => Promise<void> | void;
}

const ask = { toolCalls: [{ name: 'get_order', args: { orderNumber: 'DM-20001' } }] };
const propose = {
  toolCalls: [
    {
      name: 'propose_refund',
      args: { orderNumber: 'DM-20001', amount: '20.00', reason: 'damaged' },
    },
  ],
};
const wishForRefund = 'My teapot arrived broken, I want 20 euros back for DM-20001';

const scenes: Scene[] = [
  {
    title: 'a turn that looks up and answers',
    text: 'Where is my order DM-20001?',
    model: () => [{ text: 'Let me see. ', ...ask }, 'Order DM-20001 has a total of €50.00.'],
    check: ({ reply }) => expect(reply).toBe('Let me see. Order DM-20001 has a total of €50.00.'),
  },
  {
    title: 'a turn whose reply is corrected',
    text: 'Where is my order DM-20001?',
    model: () => [ask, 'It was €59.00.', 'The total of DM-20001 is €50.00.'],
    check: ({ reply, events }) => {
      expect(reply).toBe('The total of DM-20001 is €50.00.');
      expect(JSON.stringify(events)).not.toContain('59');
    },
  },
  {
    title: 'a turn that proposes a refund',
    text: wishForRefund,
    model: () => [propose],
    check: async ({ reply, database }) => {
      expect(reply).toContain('€20.00');
      const open = await database.all("SELECT id FROM proposals WHERE state = 'open'");
      expect(open).toHaveLength(1);
      expect(await database.all('SELECT id FROM refunds')).toEqual([]);
    },
  },
  {
    title: 'a yes that carries a refund out',
    before: [wishForRefund],
    text: 'yes',
    model: (text) => (text === 'yes' ? ['What do you mean?'] : [propose]),
    check: async ({ reply, database }) => {
      const refunds = await database.all('SELECT amount, status FROM refunds');
      expect(refunds).toEqual([{ amount: 2000, status: 'succeeded' }]);
      const sent = await database.all('SELECT amount, outcome FROM gateway_refunds');
      expect(sent).toEqual([{ amount: 2000, outcome: 'succeeded' }]);
      expect(reply).not.toContain('What do you mean');
    },
  },
  {
    title: 'a no to a refund',
    before: [wishForRefund],
    text: 'no',
    model: (text) => (text === 'no' ? ['All right.'] : [propose]),
    check: async ({ database }) => {
      const [proposal] = await database.all('SELECT state FROM proposals');
      expect(proposal).toEqual({ state: 'declined' });
      expect(await database.all('SELECT id FROM refunds')).toEqual([]);
    },
  },
  {
    title: 'a wish for a person',
    text: 'I want to talk to a human',
    model: () => [],
    check: ({ events }) =>
      expect(events.filter(({ type }) => type === 'handoff-opened')).toHaveLength(1),
  },
  {
    title: 'a handoff by the model',
    text: 'My cup is broken and nobody helps',
    model: () => [
      { toolCalls: [{ name: 'hand_off_to_human', args: { reason: 'complaint', summary: 'cup' } }] },
      'I have asked a colleague to look at this.',
    ],
    check: ({ events }) =>
      expect(events.filter(({ type }) => type === 'handoff-opened')).toHaveLength(1),
  },
];

describe.each(scenes)('$title', (scene) => {
  it('is done over after its process died, wherever that was', async () => {
    const steps = await countSteps(scene);
    expect(steps).toBeGreaterThan(5);
    for (let step = 0; step < steps; step += 1) {
      const { process, database, time, conversationId } = await prepare(scene);
      process.stopAt(step);
      const accepted = await accept(process.services, conversationId, scene.text);
      await process.stopped(process.services.turns.run(conversationId));
      await recoverAndCheck(scene, { database, time, conversationId, accepted }, `step ${step}`);
    }
  }, 60_000);

  it('says nothing more when its process wakes after another has answered', async () => {
    const steps = await countSteps(scene);
    for (let step = 0; step < steps; step += 2) {
      const { process, database, time, conversationId } = await prepare(scene);
      process.stopAt(step);
      const accepted = await accept(process.services, conversationId, scene.text);
      const asleep = process.services.turns.run(conversationId);
      await process.stopped(asleep);
      const left = { database, time, conversationId, accepted };
      await recoverAndCheck(scene, left, `asleep ${step}`);
      process.wake();
      await asleep;
      await settle();
      await checkLog(scene, left, `awake ${step}`);
    }
  }, 60_000);
});

it('a lease that still stands keeps recovery away until it lapses', async () => {
  const [scene] = scenes;
  if (scene === undefined) throw new Error('no scene');
  const { process, database, time, conversationId } = await prepare(scene);
  process.stopAt(9);
  await accept(process.services, conversationId, scene.text);
  await process.stopped(process.services.turns.run(conversationId));
  const next = await openProcess(database, time, scene.model(scene.text), 3);
  expect(await next.services.recover()).toMatchObject({ conversations: 0 });
  await time.advance(LEASE_MS + 1);
  expect(await next.services.recover()).toMatchObject({ conversations: 1 });
});

it('every message that came in before the crash is answered, in one reply', async () => {
  const [scene] = scenes;
  if (scene === undefined) throw new Error('no scene');
  const { process, database, time, conversationId } = await prepare(scene);
  process.stopAt(9);
  await accept(process.services, conversationId, scene.text);
  await process.stopped(process.services.turns.run(conversationId));
  const next = await openProcess(database, time, [ask, 'Order DM-20001 has a total of €50.00.'], 3);
  await accept(next.services, conversationId, 'And what did it cost?');
  await time.advance(LEASE_MS + 1);
  await next.services.recover();
  await next.services.turns.run(conversationId);
  expect(await next.services.conversations.unanswered(conversationId)).toEqual([]);
  const events = (await next.services.log.read(conversationId)).map(({ event }) => event);
  expect(replies(events)).toHaveLength(1);
  const seen = next.services.scripted?.calls[0]?.messages.map(({ text }) => text).join('\n');
  expect(seen).toContain('Where is my order DM-20001?');
  expect(seen).toContain('And what did it cost?');
});

interface Left {
  database: Database;
  time: ManualTime;
  conversationId: string;
  accepted: number;
}

async function recoverAndCheck(scene: Scene, left: Left, where: string): Promise<void> {
  const { database, time, conversationId } = left;
  await time.advance(LEASE_MS + 1);
  const next = await openProcess(database, time, scene.model(scene.text), 3);
  const page = watch(next.services, conversationId);
  await next.services.recover();
  await next.services.turns.run(conversationId);
  await page.end();
  expect(await next.services.conversations.unanswered(conversationId), where).toEqual([]);
  const events = await checkLog(scene, left, where);
  // A page that follows has nothing on it that the end of the message does not confirm.
  for (const { messageId, text } of replies(events))
    expect(text.startsWith(page.rebuilt.get(messageId) ?? ''), where).toBe(true);
}

async function checkLog(scene: Scene, left: Left, where: string): Promise<LogEvent[]> {
  const { database, time, conversationId, accepted } = left;
  const log = new EventLog({ database, now: time.clock });
  const stored = await log.read(conversationId, { after: accepted });
  const events = stored.map(({ event }) => event);
  expect(stored.map(({ sequence }) => sequence)).toEqual(
    stored.map((_, index) => accepted + 1 + index),
  );
  const answers = replies(events);
  expect(answers, where).toHaveLength(1);
  expect(
    events.filter(({ type }) => type === 'turn-ended'),
    where,
  ).toHaveLength(1);
  // Every message that was begun has one end, and those given up show nothing.
  const started = events.flatMap((event) =>
    event.type === 'message-start' ? event.messageId : [],
  );
  const ended = events.flatMap((event) => (event.type === 'message-end' ? event.messageId : []));
  expect([...ended].sort(), where).toEqual([...started].sort());
  expect(new Set(ended).size, where).toBe(ended.length);
  await scene.check?.({ reply: answers[0]?.text ?? '', events, database });
  return events;
}

function replies(events: readonly LogEvent[]) {
  return events.flatMap((event) =>
    event.type === 'message-end' && event.author === 'assistant' && event.outcome === 'complete'
      ? [event]
      : [],
  );
}

async function prepare(scene: Scene) {
  const database = await createTestDatabase();
  await seedShop(database, {
    orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-06T10:00:00Z' })],
  });
  const time = createManualTime(Date.parse('2026-03-08T09:00:00Z'));
  const script = [...(scene.before ?? []), scene.text].flatMap(scene.model);
  const process = await openProcess(database, time, script, 2);
  const { conversation } = await process.services.conversations.start({
    channel: 'widget',
    verifiedCustomerId: 'cus_1',
  });
  for (const text of scene.before ?? []) await say(process.services, conversation.id, text);
  return { process, database, time, conversationId: conversation.id };
}

async function countSteps(scene: Scene): Promise<number> {
  const { process, conversationId } = await prepare(scene);
  await accept(process.services, conversationId, scene.text);
  const before = process.steps();
  await process.services.turns.run(conversationId);
  return process.steps() - before;
}

async function accept(services: TestServices, conversationId: string, text: string) {
  const { sequence } = await services.conversations.acceptMessage(conversationId, {
    clientMessageId: `client-${text}`,
    text,
  });
  return sequence;
}

/** A service with a database connection that can be cut: what it waits for then never comes, unless it wakes. */
async function openProcess(
  database: Database,
  time: ManualTime,
  script: readonly ScriptedReply[],
  seed: number,
) {
  const cut = cuttable(database);
  const randomBytes = seededBytes(seed);
  const services = await testServices({
    script,
    inputs: {
      database: cut.database,
      now: time.clock,
      timers: time.timers,
      randomBytes,
      makeId: createIdMaker(time.clock, randomBytes),
    },
  });
  return { services, ...cut };
}

function cuttable(database: Database) {
  let steps = 0;
  let stopAt = Number.POSITIVE_INFINITY;
  let asleep = false;
  let wake = () => {};
  const awake = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const step = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (asleep) await awake;
    if (steps === stopAt) {
      asleep = true;
      await awake;
    }
    steps += 1;
    return work();
  };
  const port: Database = {
    all: (...query) => step(() => database.all(...query)),
    get: (...query) => step(() => database.get(...query)),
    run: (...query) => step(() => database.run(...query)),
    batch: (...statements) => step(() => database.batch(...statements)),
  };
  return {
    database: port,
    steps: () => steps,
    /** `offset` counts from the first call after the message was accepted */
    stopAt: (offset: number) => {
      stopAt = steps + STEPS_TO_ACCEPT + offset;
    },
    wake: () => {
      asleep = false;
      wake();
    },
    /** Resolves once nothing moves any more: the process is gone, or its work was done before that. */
    async stopped(work: Promise<unknown>): Promise<void> {
      let done = false;
      const mark = () => {
        done = true;
      };
      work.then(mark, mark);
      while (!asleep && !done) await settle();
      await settle();
    },
  };
}

/** Database calls of `acceptMessage`. */
const STEPS_TO_ACCEPT = 3;
