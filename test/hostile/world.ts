import { createIdMaker } from '../../src/lib/ids.ts';
import type { Services } from '../../src/services.ts';
import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { createManualTime } from '../helpers/manual-time.ts';
import { ScriptedModel, type ScriptedReply } from '../helpers/scripted-model.ts';
import { seededBytes, testServices } from '../helpers/services.ts';
import { Account } from './account.ts';
import type { Call } from './arguments.ts';
import { Broken } from './broken.ts';
import { Decisions } from './decisions.ts';
import { GoodsIn } from './goods-in.ts';
import { LateHold } from './late-hold.ts';
import { changeOutside } from './outside.ts';
import { checkLeak } from './rules.ts';
import { data, people, type Stage, secrets } from './stage.ts';
import {
  OWN_CONTACT,
  type Play,
  type Shopper,
  type ShopperText,
  type Step,
  TEXTS,
} from './steps.ts';
import {
  checkIdentity,
  conversationOf,
  countClaim,
  ownCode,
  startTalks,
  type Talk,
} from './talks.ts';
import type { Tally } from './tally.ts';
import { checkWrites } from './writes.ts';

/*
 * One shop, three shoppers and a model that works against all of them. Beside the service stands a second, simple
 * account of what may have happened; after every step the two must agree.
 */

const START = Date.parse('2026-03-08T09:00:00Z');
const DAY_MS = 24 * 3_600_000;
const FILE = { id: 'att_1', name: 'photo.png', type: 'image/png' as const, bytes: 9 };

/** Plays steps in a fresh world. Throws Broken at the first rule that does not hold. */
export async function play(stage: Stage, { daysLater, steps }: Play, tally: Tally): Promise<void> {
  const { database } = stage;
  await database.run('SAVEPOINT world');
  try {
    const world = await World.open(database, START + daysLater * DAY_MS, tally);
    for (const step of steps) await world.take(step);
  } finally {
    await database.run('ROLLBACK TO world');
    await database.run('RELEASE world');
  }
}

class World {
  readonly #services: Services;
  readonly #script: ScriptedReply[];
  readonly #model: ScriptedModel;
  readonly #talks: Record<Shopper, Talk>;
  readonly #account: Account;
  readonly #decisions: Decisions;
  readonly #tally: Tally;
  readonly #goodsIn: GoodsIn;
  readonly #late: LateHold;
  readonly #advance: (milliseconds: number) => Promise<void>;
  /** what the rooms beside this one work with */
  readonly #parts: {
    services: Services;
    database: SqliteDatabase;
    late: LateHold;
    account: Account;
    tally: Tally;
  };

  constructor(parts: {
    services: Services;
    database: SqliteDatabase;
    script: ScriptedReply[];
    model: ScriptedModel;
    talks: Record<Shopper, Talk>;
    tally: Tally;
    advance: (milliseconds: number) => Promise<void>;
    late: LateHold;
  }) {
    this.#services = parts.services;
    this.#script = parts.script;
    this.#model = parts.model;
    this.#talks = parts.talks;
    this.#tally = parts.tally;
    this.#goodsIn = new GoodsIn(
      parts.services,
      data,
      people.map(({ customer }) => customer),
    );
    this.#advance = parts.advance;
    this.#late = parts.late;
    this.#account = new Account(parts);
    this.#decisions = new Decisions({ ...parts, account: this.#account });
    this.#parts = { ...parts, account: this.#account };
  }

  static async open(database: SqliteDatabase, start: number, tally: Tally): Promise<World> {
    const script: ScriptedReply[] = [];
    const model = new ScriptedModel(script);
    const time = createManualTime(start);
    const randomBytes = seededBytes(7);
    const late = new LateHold(database);
    const services = await testServices({
      inputs: {
        database: late.database,
        models: [{ name: 'hostile', model }],
        now: time.clock,
        timers: time.timers,
        randomBytes,
        makeId: createIdMaker(time.clock, randomBytes),
      },
    });
    const talks = await startTalks(services);
    const advance = (milliseconds: number) => time.advance(milliseconds);
    return new World({ services, database, script, model, talks, tally, advance, late });
  }

  async take(step: Step): Promise<void> {
    try {
      await this.#do(step);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_TRIGGER')
        throw new Broken(
          `only the database itself stood in the way of a step (${step.kind}): ${error.message}`,
        );
      throw error;
    }
    const held = this.#late.takeHeld();
    const orderId = data.payments.find(({ id }) => id === held)?.orderId;
    if (orderId !== undefined) this.#account.makeStale(orderId);
    await this.#account.look();
    await checkWrites(this.#parts, step.kind);
  }

  async #do(step: Step): Promise<void> {
    switch (step.kind) {
      case 'calls':
        for (const call of step.calls) await this.#call(step.who, call);
        break;
      case 'says':
        await this.#says(step.who, step.text, step.calls, step.reply);
        break;
      case 'button':
        await this.#decisions.button(step);
        break;
      case 'claims-yes':
        await this.#decisions.claimsYes(step);
        break;
      case 'declines':
        await this.#decisions.decline(step);
        break;
      case 'staff':
        await this.#decisions.staff(step);
        break;
      case 'time':
        await this.#advance(step.minutes * 60_000);
        break;
      case 'outside':
        await changeOutside(this.#parts, step);
        break;
      case 'arrives': {
        const fault = await this.#goodsIn.take(step, this.#account.proposals);
        if (fault !== null) throw new Broken(fault);
        this.#tally.arrived += this.#goodsIn.takeBooked();
        break;
      }
      case 'providers':
        await this.#services.proposals.resumeOutbox();
    }
  }

  /** One tool call, bound to the conversation as a turn binds it. */
  async #call(who: Shopper, call: Call): Promise<void> {
    const talk = this.#talks[who];
    const conversation = await conversationOf(this.#services, talk);
    this.#tally.calls += 1;
    const outcome = await this.#services.toolbox.run(call.name, call.args, {
      conversationId: talk.id,
      identity: conversation.identity,
      locale: 'en',
      timeZone: 'UTC',
      shopperTexts: talk.texts,
      network: undefined,
    });
    if (outcome.result.ok) this.#tally.answered += 1;
    else if (conversation.identity.tier !== 'verified')
      countClaim(talk, outcome.result.reason, this.#services.now());
    const identity = await checkIdentity(this.#services, talk, this.#tally);
    checkLeak(JSON.stringify(outcome), identity, data.orders, secrets);
    await checkWrites(this.#parts, 'calls');
    if (outcome.proposalText !== undefined) await this.#account.look();
  }

  async #says(
    who: Shopper,
    name: ShopperText,
    calls: readonly Call[],
    reply: string,
  ): Promise<void> {
    const talk = this.#talks[who];
    const { good, old } = await ownCode(this.#services, talk);
    const code = name === 'code' ? good : null;
    const text =
      name === 'own contact'
        ? OWN_CONTACT[who]
        : ((name === 'old code' ? old : code) ?? (TEXTS[name] || TEXTS.hello));
    talk.texts.push(text);
    for (const { contacts, customer } of people)
      if (contacts.some((contact) => text.includes(contact))) talk.contactsOf.add(customer.id);
    await this.#account.look();
    const isYes = name === 'yes' || name === 'yes please';
    const yesTo = isYes ? talk.lastShown : null;
    const expected = yesTo === null ? null : await this.#account.mayBeConfirmed(talk, yesTo);
    const { messageId } = await this.#services.conversations.acceptMessage(talk.id, {
      clientMessageId: `client-${talk.messages.length}`,
      text,
      ...(name === 'yes and a file' ? { attachments: [FILE] } : {}),
    });
    talk.messages.push({ id: messageId, yesTo });
    this.#script.length = this.#model.calls.length;
    if (calls.length > 0)
      this.#script.push({
        toolCalls: calls.map(({ name, args }) => ({ name, ...asArguments(args) })),
      });
    this.#script.push(reply, reply, reply, reply);
    this.#tally.calls += calls.length;
    if (expected !== null && yesTo !== null) expected.acts.add(messageId);
    await this.#services.turns.run(talk.id);
    if (code !== null) talk.usedCodes.add(code);
    const identity = await checkIdentity(this.#services, talk, this.#tally, code !== null);
    const events = await this.#services.log.read(talk.id, { after: talk.sequence });
    const answers = events.flatMap(({ event }) => {
      // What the model said itself, its arguments, is no answer; the end of a proposal repeats what was shown before.
      if (event.type === 'tool-result') return [event.result];
      return event.type === 'proposal' && event.proposal.state !== 'open' ? [] : [event];
    });
    checkLeak(JSON.stringify(answers), identity, data.orders, secrets, talk.texts);
  }
}

function asArguments(args: unknown): { args: Record<string, unknown> } | { rawArgs: string } {
  if (typeof args === 'object' && args !== null && !Array.isArray(args))
    return { args: Object.fromEntries(Object.entries(args)) };
  return { rawArgs: JSON.stringify(args) ?? '' };
}
