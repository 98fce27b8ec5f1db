import { createApp } from '../../src/app.ts';
import { createIdMaker } from '../../src/lib/ids.ts';
import type { Services } from '../../src/services.ts';
import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import type { Database } from '../../src/storage/database.ts';
import { textOf } from '../../src/storage/sql-value.ts';
import { createManualTime, settle } from '../helpers/manual-time.ts';
import { seededBytes, testServices } from '../helpers/services.ts';
import { chunk } from '../helpers/sse-server.ts';
import { SimulatedGoodsIn } from './arrivals.ts';
import { countHolds, findHoldFault, findHoldLooseEnd, findUntold } from './hold-invariants.ts';
import { findFault, findLooseEnd } from './invariants.ts';
import { Killed, mortalDatabase } from './mortal-database.ts';
import { SimulatedProvider } from './provider.ts';
import { createRandom, type Random } from './random.ts';
import { findReturnFault, findReturnLooseEnd, isHeldNow } from './return-invariants.ts';
import { SimulatedReviews } from './reviews.ts';
import { CUSTOMERS, ORDERS } from './shop.ts';

/*
 * The whole service in memory, from one seed: shoppers over HTTP, staff, a payment provider and a model provider on bad
 * days, time, and processes that are killed between two statements. The books are checked after every step.
 */

const START = Date.parse('2026-03-08T09:00:00Z');
const STEPS = 40;
const HOUR_MS = 3_600_000;

export interface SimulationResult {
  /** null: everything held */
  fault: string | null;
  /** what happened up to the fault */
  trail: string[];
  tally: Record<
    | 'refunds'
    | 'kills'
    | 'turns'
    | 'failed'
    | 'holds'
    | 'checked'
    | 'told'
    | 'late'
    | 'arrivals'
    | 'settled',
    number
  >;
}

export async function simulate(database: SqliteDatabase, seed: number): Promise<SimulationResult> {
  await database.run('SAVEPOINT simulation');
  try {
    const simulation = new Simulation(database, seed);
    return await simulation.run();
  } finally {
    await database.run('ROLLBACK TO simulation');
    await database.run('RELEASE simulation');
  }
}

interface Shopper {
  customerId: string;
  id: string;
  secret: string;
}

class Simulation {
  readonly #file: SqliteDatabase;
  readonly #random: Random;
  readonly #time = createManualTime(START);
  readonly #provider: SimulatedProvider;
  readonly #reviews: SimulatedReviews;
  readonly #goodsIn: SimulatedGoodsIn;
  readonly #seed: number;
  readonly #trail: string[] = [];
  readonly #tally = {
    refunds: 0,
    kills: 0,
    turns: 0,
    failed: 0,
    holds: 0,
    checked: 0,
    told: 0,
    late: 0,
    arrivals: 0,
    settled: 0,
  };
  #shoppers: Shopper[] = [];
  #process: {
    services: Services;
    request: (
      method: string,
      path: string,
      secret: string,
      body?: unknown,
    ) => Promise<{ status: number; json: unknown }>;
    mortal: ReturnType<typeof mortalDatabase>;
  } | null = null;
  #starts = 0;
  #messages = 0;
  #disputes = 0;

  constructor(file: SqliteDatabase, seed: number) {
    this.#file = file;
    this.#seed = seed;
    this.#random = createRandom(seed);
    const reviews = new SimulatedReviews(this.#random, this.#time.clock);
    this.#reviews = reviews;
    this.#provider = new SimulatedProvider(
      this.#random,
      this.#time.clock,
      (paymentId) => isHeldNow(file, paymentId),
      (...check) => reviews.openRefund(...check),
    );
    this.#goodsIn = new SimulatedGoodsIn(this.#random);
  }

  async run(): Promise<SimulationResult> {
    await this.#start();
    for (const customer of CUSTOMERS)
      for (let talk = 0; talk < 2; talk += 1) await this.#meet(`cus_${customer}`);
    for (let step = 0; step < STEPS; step += 1) {
      try {
        await this.#step();
      } catch (error) {
        return this.#result(`a step broke: ${error}`);
      }
      const fault = await this.#check();
      if (fault !== null) return this.#result(fault);
    }
    const fault =
      (await this.#settle()) ??
      (await this.#check()) ??
      (await findLooseEnd(this.#file, this.#provider)) ??
      (await findReturnLooseEnd(this.#file)) ??
      (await findHoldLooseEnd(this.#file));
    return this.#result(fault);
  }

  #result(fault: string | null): SimulationResult {
    return { fault, trail: this.#trail, tally: this.#tally };
  }

  get #database(): Database {
    if (this.#process === null) throw new Error('no process runs');
    return this.#process.mortal.database;
  }

  get #now(): Services {
    if (this.#process === null) throw new Error('no process runs');
    return this.#process.services;
  }

  /** A new process on the same file. */
  async #start(): Promise<void> {
    this.#starts += 1;
    const mortal = mortalDatabase(this.#file);
    const randomBytes = seededBytes(this.#seed * 1000 + this.#starts);
    const services = await testServices({
      environment: { MODEL: 'openai:simulated', OPENAI_API_KEY: 'none' },
      inputs: {
        database: mortal.database,
        gateway: this.#provider,
        now: this.#time.clock,
        timers: this.#time.timers,
        randomBytes,
        makeId: createIdMaker(this.#time.clock, randomBytes),
        fetch: () => this.#answerModel(),
      },
    });
    const { app } = createApp(services, { demo: true });
    this.#process = {
      services,
      mortal,
      request: async (method, path, secret, body) => {
        const response = await app.request(path, {
          method,
          headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        return { status: response.status, json: text === '' ? null : JSON.parse(text) };
      },
    };
  }

  /** The model's provider: mostly out of order, so that the built-in model answers; else it chats. */
  async #answerModel(): Promise<Response> {
    if (this.#random.chance(0.4)) throw new TypeError('fetch failed');
    if (this.#random.chance(0.5))
      return new Response('{"error":{"message":"overloaded"}}', { status: 503 });
    const text = `${chunk({ content: 'How can I help?' })}${chunk({}, { finish_reason: 'stop' })}data: [DONE]\n\n`;
    return new Response(text, { headers: { 'content-type': 'text/event-stream' } });
  }

  async #meet(customerId: string): Promise<void> {
    const { conversation, secret } = await this.#now.conversations.start({
      channel: 'widget',
      localeHint: 'en',
      verifiedCustomerId: customerId,
    });
    this.#shoppers.push({ customerId, id: conversation.id, secret });
  }

  async #step(): Promise<void> {
    const process = this.#process;
    if (process === null) return;
    await this.#provider.noteHeld(this.#file);
    if (this.#random.chance(0.12)) {
      this.#trail.push('the process will be killed');
      process.mortal.killAfter(this.#random.below(40));
    }
    const acts = Array.from({ length: this.#random.pick([1, 1, 2, 3]) }, () => this.#act());
    // Side by side: each waits for the database and the provider between the others' statements.
    const outcomes = await this.#pump(Promise.allSettled(acts.map((act) => act())));
    for (const outcome of outcomes)
      if (outcome.status === 'rejected' && !(outcome.reason instanceof Killed))
        throw outcome.reason;
    if (!process.mortal.isDead()) return;
    this.#tally.kills += 1;
    this.#trail.push('killed; the next process starts');
    await this.#start();
    // Leases of the dead lapse before anybody takes them up.
    await this.#time.advance(15_000);
    await this.#pump(this.#now.recover());
  }

  /** Waits for work, and moves time on while the work waits for time. */
  async #pump<Value>(work: Promise<Value>): Promise<Value> {
    let isDone = false;
    const end = () => {
      isDone = true;
    };
    work.then(end, end);
    for (;;) {
      await settle();
      if (isDone) return work;
      await this.#time.advance(250);
    }
  }

  #act(): () => Promise<unknown> {
    const random = this.#random;
    const shopper = random.pick(this.#shoppers);
    const order = `DM-${shopper.customerId.slice(4)}000${random.pick(ORDERS)}`;
    const [what, act] = random.pick<[string, () => Promise<unknown>]>([
      ['asks for a refund', () => this.#propose(shopper, order)],
      ['asks for a refund', () => this.#propose(shopper, order)],
      ['asks for a refund', () => this.#propose(shopper, order)],
      ['presses the button', () => this.#press(shopper)],
      ['presses the button', () => this.#press(shopper)],
      ['presses the button', () => this.#press(shopper)],
      ['presses the button twice', () => Promise.all([this.#press(shopper), this.#press(shopper)])],
      ['says yes', () => this.#say(shopper, 'yes')],
      ['says something', () => this.#say(shopper, `I want a refund for ${order}, it is damaged`)],
      ['staff decide', () => this.#decide()],
      ['staff decide', () => this.#decide()],
      ['time passes', () => this.#time.advance(random.pick([1_000, 60_000, 1_860_000, 7_200_000]))],
      ['the sweep runs', () => this.#now.recover()],
      ['the provider notifies', () => this.#notify()],
      ['the provider notifies', () => this.#notify()],
      ['a dispute is opened', () => this.#dispute(shopper)],
      ['sends something back', () => this.#sendBack(shopper, order)],
      ['sends something back', () => this.#sendBack(shopper, order)],
      ['goods arrive', () => this.#goodsIn.work(this.#now.returns)],
      ['goods arrive', () => this.#goodsIn.work(this.#now.returns)],
      ['goods arrive', () => this.#goodsIn.work(this.#now.returns)],
      ['a payment is checked', () => this.#review()],
      ['the provider tells of checks', () => this.#reviews.tell(this.#database)],
      ['the provider tells of checks', () => this.#reviews.tell(this.#database)],
    ]);
    this.#trail.push(`${what}: ${shopper.customerId} ${order}`);
    return act;
  }

  #propose(shopper: Shopper, orderNumber: string): Promise<void> {
    return this.#call(shopper, 'propose_refund', {
      orderNumber,
      reason: this.#random.pick(['damaged', 'damaged', 'changed_mind']),
      ...(this.#random.chance(0.6) ? { amount: this.#random.pick(['5', '20', '45.50']) } : {}),
    });
  }

  /** All of the order's only line, or some of it; mostly confirmed at once, for few returns get to their arrival else. */
  async #sendBack(shopper: Shopper, orderNumber: string): Promise<void> {
    const bought = Number(orderNumber.at(-1));
    await this.#call(shopper, 'propose_return', {
      orderNumber,
      lines: [{ line: 1, quantity: 1 + this.#random.below(bought) }],
      reason: 'changed_mind',
    });
    if (this.#random.chance(0.7)) await this.#press(shopper);
  }

  async #call(shopper: Shopper, tool: string, args: object): Promise<void> {
    const services = this.#now;
    const conversation = await services.conversations.find(shopper.id);
    if (conversation === undefined) return;
    await services.toolbox.run(tool, args, {
      conversationId: shopper.id,
      identity: conversation.identity,
      locale: 'en',
      timeZone: 'UTC',
      shopperTexts: [],
      network: undefined,
    });
  }

  async #press({ id, secret }: Shopper): Promise<void> {
    const process = this.#process;
    if (process === null) return;
    const path = `/v1/conversations/${id}/proposal`;
    const proposal = (await process.services.proposals.current(id)) ?? null;
    if (proposal === null) return;
    await process.services.proposals.confirm(id, proposal.id, {
      token: proposal.confirmationToken ?? '',
    });
    if (this.#random.chance(0.3)) await process.request('GET', path, secret);
  }

  async #say({ id, secret }: Shopper, text: string): Promise<void> {
    const process = this.#process;
    if (process === null) return;
    this.#messages += 1;
    this.#tally.turns += 1;
    const answer = await process.request('POST', `/v1/conversations/${id}/messages`, secret, {
      clientMessageId: `client-${this.#messages}`,
      text,
    });
    if (answer.status === 202) await process.services.turns.run(id);
  }

  async #decide(): Promise<void> {
    const { proposals } = this.#now;
    for (const { proposal } of await proposals.awaitingApproval())
      if (this.#random.chance(0.8)) await proposals.approve(proposal.id, { id: 'stf_1' });
      else await proposals.refuse(proposal.id, { id: 'stf_1' }, 'no');
  }

  async #notify(): Promise<void> {
    const { proposals } = this.#now;
    await Promise.all(this.#provider.notices().map((key) => proposals.takeNotice(key)));
  }

  async #dispute({ customerId }: Shopper): Promise<void> {
    const [row] = await this.#file.all(
      'SELECT payments.id, order_id FROM payments JOIN orders ON orders.id = order_id WHERE customer_id = ? LIMIT 1',
      customerId,
    );
    if (row === undefined || this.#random.chance(0.7)) return;
    this.#disputes += 1;
    await this.#file.run(
      `INSERT INTO disputes (id, order_id, payment_id, kind, status, amount, currency, reason, opened_at, metadata)
       VALUES (?, ?, ?, 'chargeback', 'needs_response', 700, 'EUR', 'fraudulent', '2026-03-08T10:00:00Z', '{}')`,
      `dsp_${this.#disputes}`,
      textOf(row, 'order_id'),
      textOf(row, 'id'),
    );
  }

  async #review(): Promise<void> {
    const rows = await this.#file.all('SELECT id FROM payments ORDER BY id');
    this.#reviews.open(textOf(this.#random.pick(rows), 'id'));
  }

  async #check(): Promise<string | null> {
    const { policy } = this.#now.prompts.current();
    return (
      this.#provider.fault ??
      (await findFault(this.#file, this.#provider, policy, this.#time.clock())) ??
      (await findReturnFault(this.#file, this.#goodsIn.acts)) ??
      (await findHoldFault(this.#file, this.#provider, this.#time.clock()))
    );
  }

  /** The bad day ends: the provider answers, what is due is sent, and nobody asks for more. */
  async #settle(): Promise<string | null> {
    this.#provider.troubled = false;
    if (this.#process?.mortal.isDead() !== false) await this.#start();
    this.#process?.mortal.killAfter(Number.POSITIVE_INFINITY);
    await this.#time.advance(HOUR_MS);
    await this.#pump(this.#now.recover());
    const untold = await findUntold(this.#file, this.#provider);
    await this.#pump(this.#reviews.tell(this.#database, true));
    for (let round = 0; round < 6; round += 1) {
      await this.#time.advance(2 * HOUR_MS);
      await this.#pump(this.#now.recover());
      await this.#pump(this.#goodsIn.retry(this.#now.returns));
      for (const { id } of this.#shoppers) await this.#pump(this.#now.turns.run(id));
    }
    const counts = await this.#file.get(
      "SELECT count(*) AS refunds, coalesce(sum(status = 'failed'), 0) AS failed, (SELECT count(*) FROM return_arrivals) AS arrivals, (SELECT count(*) FROM return_settlements) AS settled FROM refunds",
    );
    for (const what of ['refunds', 'failed', 'arrivals', 'settled'] as const)
      this.#tally[what] = Number(counts?.[what] ?? 0);
    Object.assign(this.#tally, await countHolds(this.#file));
    return untold;
  }
}
