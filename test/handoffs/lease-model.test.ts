import type { ChatGenerationChunk } from '@langchain/core/outputs';
import { beforeAll, expect, it } from 'vitest';
import { DeskReplies } from '../../src/handoffs/desk-replies.ts';
import { HandoffStore } from '../../src/handoffs/handoff-store.ts';
import type { LogEvent } from '../../src/protocol/stream-event.ts';
import type { Staff } from '../../src/staff/staff.ts';
import type { Database } from '../../src/storage/database.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { ScriptedModel } from '../helpers/scripted-model.ts';
import { type TestServices, testServices } from '../helpers/services.ts';

/*
 * Model check of the lease. Two people, a shopper, the assistant and the clock act on the real stores over a real
 * database, in every order, breadth first, until no new state appears. At every state each pair of acts also races:
 * the first reads, the second happens, the first writes.
 */

/** Acts in a row at most. The search ends by itself earlier: after six acts no state is new. */
const DEPTH = 20;

/** A model whose words wait until the test lets them go: the late reply. */
class HeldModel extends ScriptedModel {
  release: () => void = () => {};
  #held: Promise<void> = Promise.resolve();

  hold(): void {
    this.#held = new Promise((resolve) => {
      this.release = resolve;
    });
  }

  override async *_streamResponseChunks(
    ...call: Parameters<ScriptedModel['_streamResponseChunks']>
  ): AsyncGenerator<ChatGenerationChunk> {
    await this.#held;
    yield* super._streamResponseChunks(...call);
  }
}

/** Stops one writer before its batch: what it has read is old by the time it writes. */
class SlowDatabase implements Database {
  readonly #database: Database;
  #gate: Promise<void> | null = null;
  #arrived: () => void = () => {};

  constructor(database: Database) {
    this.#database = database;
  }

  /** From now on the first batch waits; resolves `arrived` when it does. */
  stop(): { arrived: Promise<void>; go: () => void } {
    let go = () => {};
    this.#gate = new Promise((resolve) => {
      go = resolve;
    });
    const arrived = new Promise<void>((resolve) => {
      this.#arrived = resolve;
    });
    return { arrived, go };
  }

  all: Database['all'] = (...call) => this.#database.all(...call);
  get: Database['get'] = (...call) => this.#database.get(...call);
  run: Database['run'] = async (...call) => {
    await this.#pass();
    return this.#database.run(...call);
  };
  batch: Database['batch'] = async (statements) => {
    await this.#pass();
    return this.#database.batch(statements);
  };

  async #pass(): Promise<void> {
    const gate = this.#gate;
    if (gate === null) return;
    this.#gate = null;
    this.#arrived();
    await gate;
  }
}

let database: Database;
let slow: SlowDatabase;
let services: TestServices;
let model: HeldModel;
let slowStore: HandoffStore;
let slowReplies: DeskReplies;
let people: [Staff, Staff];
let number = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  slow = new SlowDatabase(database);
  model = new HeldModel(Array.from({ length: 200_000 }, () => 'Certainly.'));
  services = await testServices({
    inputs: { database, models: [{ name: 'held', model }] },
  });
  const { log, now, makeId } = services;
  // The same log fans out; only what the racing act writes goes through the slow database.
  const slowLog = new (log.constructor as new (options: object) => typeof log)({
    database: slow,
    now,
  });
  slowStore = new HandoffStore({ database: slow, log: slowLog, now, makeId });
  slowReplies = new DeskReplies({ database: slow, log: slowLog, handoffs: slowStore });
  const add = async (name: string) => (await services.staff.add({ name, role: 'agent' })).staff;
  people = [await add('Ana'), await add('Ben')];
});

/** One conversation under test. */
interface World {
  id: string;
  store: HandoffStore;
  replies: DeskReplies;
  /** the turn under way, whose model holds its words back */
  turn: Promise<void> | null;
}

type Play = (world: World) => Promise<unknown>;

const handoffOf = async ({ id }: World) =>
  (
    await services.database.get(
      'SELECT id FROM handoffs WHERE conversation_id = ? ORDER BY opened_at DESC, rowid DESC LIMIT 1',
      id,
    )
  )?.id;
const current = async (world: World) => String((await handoffOf(world)) ?? 'hnd_none');
const by =
  (who: 0 | 1, play: (world: World, handoff: string, person: Staff) => Promise<unknown>): Play =>
  async (world) =>
    play(world, await current(world), people[who]);

function personsActs(who: 0 | 1): Record<string, Play> {
  const name = who === 0 ? 'Ana' : 'Ben';
  const other = who === 0 ? 1 : 0;
  return {
    [`${name} claims`]: by(who, ({ store }, id, person) => store.claim(id, person)),
    [`${name} takes over`]: by(who, ({ store }, id, person) =>
      store.claim(id, person, { takeOver: true }),
    ),
    [`${name} takes from the assistant`]: by(who, ({ store, id }, _handoff, person) =>
      store.take(id, person, { reason: 'taken_over', summary: '' }).catch(ignoreLoser),
    ),
    [`${name} replies`]: by(who, ({ replies }, id, person) => {
      number += 1;
      return replies.send(id, person, { text: 'A person here.', clientMessageId: `r${number}` });
    }),
    [`${name} releases`]: by(who, ({ store }, id, person) => store.release(id, person)),
    [`${name} passes on`]: by(who, ({ store }, id, person) =>
      store.passOn(id, person, people[other]),
    ),
    [`${name} snoozes`]: by(who, ({ store }, id, person) =>
      store.snooze(id, person, services.now() + 3_600_000),
    ),
    [`${name} wakes`]: by(who, ({ store }, id, person) => store.wake(id, person)),
    [`${name} hands back`]: by(who, ({ store }, id, person) =>
      store.handBack(id, person, 'a note'),
    ),
    [`${name} resolves`]: by(who, ({ store }, id, person) => store.close(id, person, 'answered')),
    [`${name} reopens`]: by(who, ({ store }, id, person) => store.reopen(id, person)),
  };
}

const SHOPPER: Record<string, Play> = {
  'the shopper writes': async ({ id }) => {
    number += 1;
    await services.conversations.acceptMessage(id, {
      clientMessageId: `m${number}`,
      text: 'What about my parcel?',
    });
  },
  'the shopper calls': ({ store, id }) =>
    store.open(id, { reason: 'asked', summary: '' }).catch(ignoreLoser),
  'the shopper withdraws': async (world) => world.store.withdraw(await current(world)),
};
const ASSISTANT: Record<string, Play> = {
  'a turn begins': async (world) => {
    if (world.turn !== null) return;
    model.hold();
    world.turn = services.turns.run(world.id);
    await quiet();
  },
  'a turn ends': async (world) => {
    model.release();
    await world.turn;
    world.turn = null;
  },
};
const CLOCK: Record<string, Play> = {
  'time passes': async (world) => {
    // A turn never lasts as long as a lease.
    await ASSISTANT['a turn ends']?.(world);
    await services.time.advance(11 * 60_000);
    await world.store.lapse();
  },
  'an hour passes': async (world) => {
    await ASSISTANT['a turn ends']?.(world);
    await services.time.advance(61 * 60_000);
    await world.store.lapse();
  },
};
const ACTS: Record<string, Play> = {
  ...personsActs(0),
  ...personsActs(1),
  ...SHOPPER,
  ...ASSISTANT,
  ...CLOCK,
};
/** Acts that read first and write then: the ones that can race. */
const RACING = Object.keys({ ...personsActs(0), ...SHOPPER }).filter(
  (name) => name !== 'the shopper writes',
);

it('holds one owner, tells the truth and leaves nobody without an answer, in every order of acts', async () => {
  const seen = new Map<string, string[]>();
  let frontier: string[][] = [[]];
  let walked = 0;
  for (let depth = 0; depth <= DEPTH && frontier.length > 0; depth += 1) {
    const next: string[][] = [];
    for (const path of frontier)
      for (const act of path.length === 0 ? ['', ...Object.keys(ACTS)] : Object.keys(ACTS)) {
        const longer = act === '' ? [] : [...path, act];
        const world = await play(longer);
        walked += 1;
        const key = await stateOf(world);
        const faults = await faultsOf(world);
        expect({ path: longer, faults }).toEqual({ path: longer, faults: [] });
        if (!seen.has(key)) {
          seen.set(key, longer);
          if (longer.length > 0) next.push(longer);
          expect({ path: longer, waits: await waitsForever(world) }).toEqual({
            path: longer,
            waits: [],
          });
        }
        await end(world);
      }
    frontier = next;
  }
  // Nothing is left to try: every state that can be reached was.
  expect(frontier).toEqual([]);
  expect(seen.size).toBeGreaterThan(20);
  expect(walked).toBeGreaterThan(500);
  console.info(`lease model: ${seen.size} states, ${walked} orders of acts`);

  // Races, from one path to each combination of owner and claimer.
  const places = new Map<string, string[]>();
  for (const [key, path] of seen) {
    const { owner, claimer, snoozed, last } = JSON.parse(key);
    const place = JSON.stringify([owner, claimer, snoozed, last]);
    if (!places.has(place)) places.set(place, path);
  }
  let raced = 0;
  for (const path of places.values())
    for (const first of RACING)
      for (const second of Object.keys({ ...personsActs(1), ...SHOPPER, ...CLOCK })) {
        const world = await play(path);
        const stale = { ...world, store: slowStore, replies: slowReplies };
        const { arrived, go } = slow.stop();
        const slowly = Promise.resolve(ACTS[first]?.(stale));
        await Promise.race([arrived, slowly]);
        await ACTS[second]?.(world);
        go();
        await slowly;
        raced += 1;
        const where = { path, first, second };
        expect({ ...where, faults: await faultsOf(world) }).toEqual({ ...where, faults: [] });
        await end(world);
      }
  console.info(`lease model: ${raced} races from ${places.size} places`);
}, 240_000);

async function play(path: readonly string[]): Promise<World> {
  const { conversation } = await services.conversations.start({ channel: 'widget' });
  const world: World = {
    id: conversation.id,
    store: services.handoffs,
    replies: services.desk.replies,
    turn: null,
  };
  for (const act of path) await ACTS[act]?.(world);
  return world;
}

async function end(world: World): Promise<void> {
  await ASSISTANT['a turn ends']?.(world);
  await services.conversations.erase(world.id);
  await services.handoffs.erase(world.id);
}

/** Everything that can make a difference to what happens next, with the people's names taken out. */
async function stateOf(world: World): Promise<string> {
  const row = await services.database.get(
    `SELECT c.owner, h.state, h.claimed_by AS claimer, h.snoozed_until IS NOT NULL AS snoozed,
       (SELECT count(*) FROM messages m WHERE m.conversation_id = c.id AND m.answered_by IS NULL) AS waiting,
       (SELECT count(*) FROM messages m JOIN handoffs own ON own.id = m.handoff_id WHERE m.conversation_id = c.id
          AND m.answered_by = 'person' AND m.sequence > own.human_sequence) AS unread
     FROM conversations c LEFT JOIN handoffs h ON h.id =
       (SELECT id FROM handoffs WHERE conversation_id = c.id ORDER BY opened_at DESC, rowid DESC LIMIT 1)
     WHERE c.id = ?`,
    world.id,
  );
  return JSON.stringify({
    owner: row?.owner,
    claimer: row?.claimer === people[0].id ? 'Ana' : row?.claimer === people[1].id ? 'Ben' : null,
    snoozed: row?.snoozed,
    last: row?.state,
    waiting: Math.min(1, Number(row?.waiting)),
    unread: Math.min(1, Number(row?.unread)),
    turn: world.turn !== null,
  });
}

/** What must hold at every moment, in words where it does not. */
async function faultsOf({ id }: World): Promise<string[]> {
  const faults: string[] = [];
  const owner = (await services.conversations.find(id))?.owner;
  const open = await services.database.all(
    `SELECT id, state, claimed_by, lease_until FROM handoffs WHERE conversation_id = ? AND state IN ('queued', 'claimed')`,
    id,
  );
  const state = open[0]?.state;
  if (open.length > 1) faults.push('two handoffs are under way');
  const expected = state === undefined ? 'assistant' : state === 'queued' ? 'queued' : 'human';
  if (owner !== expected) faults.push(`the owner is ${owner}, the handoff is ${state ?? 'none'}`);
  if (state === 'claimed' && (open[0]?.claimed_by == null || open[0]?.lease_until == null))
    faults.push('a claim without a person or a lease');

  const events = (await services.log.read(id)).map(({ event }) => event);
  faults.push(...liesTold(events, String(state), open[0]?.claimed_by));
  faults.push(...spokenOver(events));
  const lost = await services.database.all(
    `SELECT m.id FROM messages m JOIN handoffs h ON h.id = m.handoff_id
     WHERE m.conversation_id = ? AND m.answered_by = 'person' AND m.sequence > h.human_sequence AND h.state NOT IN ('claimed', 'closed')`,
    id,
  );
  if (lost.length > 0) faults.push('a message waits for a person who is gone');
  return faults;
}

/** The last thing the shopper was told about who answers is what holds. */
function liesTold(events: readonly LogEvent[], state: string, claimer: unknown): string[] {
  const told = events.findLast((event) => event.type.startsWith('handoff-'));
  const named = events.findLast((event) => event.type === 'handoff-claimed');
  const person = people.find(({ id }) => id === claimer);
  if (state === 'queued' && told?.type !== 'handoff-opened') return ['told nothing of the queue'];
  if (state === 'claimed') {
    if (told?.type !== 'handoff-claimed' && told?.type !== 'handoff-snoozed')
      return ['told nothing of the person'];
    if (named?.type === 'handoff-claimed' && named.humanAgentName !== person?.name)
      return ['told the wrong name'];
  }
  const over =
    told === undefined || told.type === 'handoff-returned' || told.type === 'handoff-closed';
  return state === 'undefined' && !over ? ['told that a person comes'] : [];
}

/** The assistant is silent from claim to hand-back, and people speak only in between. */
function spokenOver(events: readonly LogEvent[]): string[] {
  let claimed = false;
  const faults: string[] = [];
  for (const event of events) {
    if (event.type === 'handoff-claimed') claimed = true;
    if (['handoff-opened', 'handoff-returned', 'handoff-closed'].includes(event.type))
      claimed = false;
    if (event.type !== 'message-end' || event.outcome === 'discarded') continue;
    if (event.author === 'assistant' && claimed) faults.push('the assistant talks over the person');
    if (event.author === 'human_agent' && !claimed) faults.push('a person talks without a claim');
  }
  return faults;
}

/** Should every person stay away from now on, the assistant answers what is left; nothing waits for ever. */
async function waitsForever(world: World): Promise<string[]> {
  await CLOCK['an hour passes']?.(world);
  await CLOCK['an hour passes']?.(world);
  await services.turns.run(world.id);
  const left = await services.database.all(
    `SELECT m.id FROM messages m LEFT JOIN handoffs h ON h.id = m.handoff_id WHERE m.conversation_id = ?
       AND (m.answered_by IS NULL OR (m.answered_by = 'person' AND m.sequence > h.human_sequence AND h.state <> 'closed'))`,
    world.id,
  );
  return left.map(({ id }) => String(id));
}

/** The conversation was claimed by somebody else in between: nothing to create. */
function ignoreLoser(): null {
  return null;
}

async function quiet(): Promise<void> {
  for (let round = 0; round < 4; round += 1) await new Promise((resolve) => setImmediate(resolve));
}
