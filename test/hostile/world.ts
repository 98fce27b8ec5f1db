import type { Identity } from '../../src/conversations/conversation.ts';
import { createIdMaker } from '../../src/lib/ids.ts';
import { putHold, releaseHold } from '../../src/proposals/hold-writes.ts';
import type { ProposalView } from '../../src/protocol/card.ts';
import type { Services } from '../../src/services.ts';
import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { textOf, textOrNull } from '../../src/storage/sql-value.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { createManualTime } from '../helpers/manual-time.ts';
import { ScriptedModel, type ScriptedReply } from '../helpers/scripted-model.ts';
import { seededBytes, testServices } from '../helpers/services.ts';
import { seedShop } from '../helpers/shop.ts';
import { isHeldNow } from '../simulation/return-invariants.ts';
import type { Call } from './arguments.ts';
import { GoodsIn } from './goods-in.ts';
import { KnownProposal } from './known-proposal.ts';
import { HOLD, LateHold } from './late-hold.ts';
import { checkLeak, findMoneyFault } from './rules.ts';
import { hostileShop } from './shop.ts';
import {
  OWN_CONTACT,
  type Play,
  SHOPPERS,
  type Shopper,
  type ShopperText,
  type Step,
  TEXTS,
} from './steps.ts';

/*
 * One shop, three shoppers and a model that works against all of them. Beside the service stands a second, simple
 * account of what may have happened; after every step the two must agree.
 */

/** A rule that was broken; the message says which. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

const { data, secrets, people } = hostileShop();
/** Whose account and mailbox a shopper has. */
const OWN: Record<Shopper, string> = { customer: 'cus_1', stranger: 'cus_3', victim: 'cus_2' };
const START = Date.parse('2026-03-08T09:00:00Z');
const CODE_VALID_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CLAIMS_PER_HOUR = 10;

/** What belongs to the shop: no tool may write here, and a confirmation only what it names. */
const BUSINESS =
  /^(customers|payment_instruments|products|product_variants|orders|order_lines|payments|captures|refunds|disputes|shipments|shipment_legs|charges?|store_credits?.*|bank_.*|returns?|exchanges?)$/;

export interface Stage {
  database: SqliteDatabase;
}

/** The shop in memory, made once; every world is played in a savepoint of it and taken back. */
export async function openStage(): Promise<Stage> {
  const database = await createTestDatabase();
  await seedShop(database, data);
  await database.run(
    'CREATE TABLE hostile_writes (tbl TEXT NOT NULL, act TEXT NOT NULL, ref TEXT NOT NULL)',
  );
  const tables = await database.all("SELECT name FROM sqlite_schema WHERE type = 'table'");
  for (const name of tables.map((row) => textOf(row, 'name')).filter((one) => BUSINESS.test(one))) {
    const columns = (await database.all(`PRAGMA table_info(${name})`)).map((row) => row.name);
    const ref = ['order_id', 'payment_id', 'customer_id', 'product_id', 'shipment_id', 'id'].find(
      (column) => columns.includes(column),
    );
    if (ref === undefined) continue;
    for (const [act, row] of [
      ['INSERT', 'new'],
      ['UPDATE', 'new'],
      ['DELETE', 'old'],
    ])
      await database.run(
        `CREATE TRIGGER hostile_${name}_${act} AFTER ${act} ON ${name} BEGIN INSERT INTO hostile_writes VALUES ('${name}', '${act}', ${row}.${ref}); END`,
      );
  }
  // Whether money was held when it was booked back no longer shows once the hold is over.
  await database.run(
    `CREATE TRIGGER hostile_held AFTER INSERT ON refunds
      WHEN (SELECT hold IS NOT NULL AND hold ->> '$.releasedAt' IS NULL FROM payments WHERE id = new.payment_id)
      BEGIN INSERT INTO hostile_writes VALUES ('held money', 'INSERT', new.payment_id); END`,
  );
  return { database };
}

/** What was done, so that a run that never got anywhere does not pass for a safe one. */
export interface Tally {
  calls: number;
  answered: number;
  proposals: number;
  confirmed: number;
  executed: number;
  approved: number;
  lowered: number;
  arrived: number;
  held: number;
  claimed: number;
  verified: number;
}

export function newTally(): Tally {
  return {
    calls: 0,
    answered: 0,
    proposals: 0,
    confirmed: 0,
    executed: 0,
    approved: 0,
    lowered: 0,
    arrived: 0,
    held: 0,
    claimed: 0,
    verified: 0,
  };
}

interface Talk {
  id: string;
  texts: string[];
  contactsOf: Set<string>;
  verifiedAs: string | null;
  verifiedUntil: number;
  usedCodes: Set<string>;
  claims: number[];
  lastShown: string | null;
  messages: { id: string; yesTo: string | null }[];
  sequence: number;
}

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
  readonly #database: SqliteDatabase;
  readonly #script: ScriptedReply[];
  readonly #model: ScriptedModel;
  readonly #talks: Record<Shopper, Talk>;
  readonly #proposals = new Map<string, KnownProposal>();
  readonly #tally: Tally;
  readonly #goodsIn: GoodsIn;
  readonly #late: LateHold;
  readonly #advance: (milliseconds: number) => Promise<void>;

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
    this.#database = parts.database;
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
    const talks = {} as Record<Shopper, Talk>;
    for (const who of SHOPPERS) {
      const verifiedAs = who === 'stranger' ? null : OWN[who];
      const { conversation } = await services.conversations.start({
        channel: 'widget',
        localeHint: 'en',
        ...(verifiedAs === null ? {} : { verifiedCustomerId: verifiedAs }),
      });
      talks[who] = {
        id: conversation.id,
        texts: [],
        contactsOf: new Set(),
        verifiedAs,
        verifiedUntil: start + DAY_MS,
        usedCodes: new Set(),
        claims: [],
        lastShown: null,
        messages: [],
        sequence: 0,
      };
    }
    const advance = (milliseconds: number) => time.advance(milliseconds);
    return new World({ services, database, script, model, talks, tally, advance, late });
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'calls':
        for (const call of step.calls) await this.#call(step.who, call);
        break;
      case 'says':
        await this.#says(step.who, step.text, step.calls, step.reply);
        break;
      case 'button':
        await this.#button(step);
        break;
      case 'claims-yes':
        await this.#claimsYes(step);
        break;
      case 'declines': {
        const meant = this.#meant(step.who, step.of);
        if (meant !== null)
          await this.#services.proposals.decline(this.#talks[step.who].id, meant.id);
        break;
      }
      case 'staff':
        await this.#staff(step);
        break;
      case 'time':
        await this.#advance(step.minutes * 60_000);
        break;
      case 'outside':
        await this.#outside(step);
        break;
      case 'arrives': {
        const fault = await this.#goodsIn.take(step, this.#proposals);
        if (fault !== null) throw new Broken(fault);
        this.#tally.arrived += this.#goodsIn.takeBooked();
        break;
      }
      case 'providers':
        await this.#services.proposals.resumeOutbox();
    }
    const held = this.#late.takeHeld();
    const orderId = data.payments.find(({ id }) => id === held)?.orderId;
    for (const known of this.#proposals.values())
      if (orderId !== undefined && known.orderId === orderId) known.stale = true;
    await this.#look();
    await this.#checkWrites(step.kind);
  }

  /** One tool call, bound to the conversation as a turn binds it. */
  async #call(who: Shopper, call: Call): Promise<void> {
    const talk = this.#talks[who];
    const conversation = await this.#services.conversations.find(talk.id);
    if (conversation === undefined) throw new Broken('a conversation is gone');
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
      this.#countClaim(talk, outcome.result.reason);
    const identity = await this.#checkIdentity(talk, false);
    checkLeak(JSON.stringify(outcome), identity, data.orders, secrets);
    await this.#checkWrites('calls');
    if (outcome.proposalText !== undefined) await this.#look();
  }

  async #says(
    who: Shopper,
    name: ShopperText,
    calls: readonly Call[],
    reply: string,
  ): Promise<void> {
    const talk = this.#talks[who];
    const { good, old } = await this.#ownCode(who);
    const code = name === 'code' ? good : null;
    const text =
      name === 'own contact'
        ? OWN_CONTACT[who]
        : ((name === 'old code' ? old : code) ?? (TEXTS[name] || TEXTS.hello));
    talk.texts.push(text);
    for (const { contacts, customer } of people)
      if (contacts.some((contact) => text.includes(contact))) talk.contactsOf.add(customer.id);
    await this.#look();
    const isYes = name === 'yes' || name === 'yes please';
    const yesTo = isYes ? talk.lastShown : null;
    const expected = yesTo === null ? null : await this.#mayBeConfirmed(talk, yesTo);
    const { messageId } = await this.#services.conversations.acceptMessage(talk.id, {
      clientMessageId: `client-${talk.messages.length}`,
      text,
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
    const identity = await this.#checkIdentity(talk, code !== null);
    const events = await this.#services.log.read(talk.id, { after: talk.sequence });
    const answers = events.flatMap(({ event }) => {
      // What the model said itself, its arguments, is no answer; the end of a proposal repeats what was shown before.
      if (event.type === 'tool-result') return [event.result];
      return event.type === 'proposal' && event.proposal.state !== 'open' ? [] : [event];
    });
    checkLeak(JSON.stringify(answers), identity, data.orders, secrets, talk.texts);
  }

  async #button(step: Step & { kind: 'button' }): Promise<void> {
    const talk = this.#talks[step.who];
    const meant = this.#meant(step.who, step.of);
    if (meant === null) return;
    const others = [...this.#proposals.values()];
    const token =
      step.token === 'own'
        ? meant.token
        : step.token === 'older'
          ? others.find(({ id }) => id !== meant.id)?.token
          : step.token === 'another'
            ? others.find(({ conversationId }) => conversationId !== talk.id)?.token
            : `cft_${'0'.repeat(40)}`;
    if (token === undefined) return;
    const known =
      meant.conversationId === talk.id ? await this.#mayBeConfirmed(talk, meant.id) : null;
    const right = known !== null && token === meant.token;
    if (right) known.acts.add('token');
    const repeat = meant.confirmed && meant.conversationId === talk.id && token === meant.token;
    const answer = await this.#services.proposals.confirm(talk.id, meant.id, { token });
    if (answer.ok && !right && !repeat)
      throw new Broken(`a proposal was confirmed with ${step.token} token: ${meant.why(talk.id)}`);
  }

  async #claimsYes(step: Step & { kind: 'claims-yes' }): Promise<void> {
    const talk = this.#talks[step.who];
    const meant = this.#meant(step.who, step.of);
    const message = talk.messages.at(-1 - step.message);
    if (meant === null || message === undefined) return;
    const said = message.yesTo === meant.id && meant.conversationId === talk.id;
    const known = said ? await this.#mayBeConfirmed(talk, meant.id) : null;
    known?.acts.add(message.id);
    const repeat = said && meant.confirmed;
    const answer = await this.#services.proposals.confirm(talk.id, meant.id, {
      messageId: message.id,
    });
    if (answer.ok && known === null && !repeat)
      throw new Broken(
        `a message that was no yes to it confirmed a proposal: ${meant.why(talk.id)}`,
      );
  }

  async #staff(step: Step & { kind: 'staff' }): Promise<void> {
    const waiting = [...this.#proposals.values()].filter(
      ({ state }) => state === 'awaiting_approval',
    );
    const meant =
      waiting[step.which % Math.max(1, waiting.length)] ?? [...this.#proposals.values()][0];
    if (meant === undefined) return;
    const by = { id: step.by === 'staff' ? 'stf_1' : meant.customerId };
    if (step.decision === 'lower') return this.#lower(meant, by, step);
    const wasWaiting = meant.state === 'awaiting_approval';
    const isRight = step.decision === 'approve' && wasWaiting && step.by === 'staff';
    if (isRight) meant.approved = true;
    const answer =
      step.decision === 'approve'
        ? await this.#services.proposals.approve(meant.id, by)
        : await this.#services.proposals.refuse(meant.id, by, 'no');
    if (answer.ok && !wasWaiting) throw new Broken('staff decided on what was not confirmed');
    if (answer.ok && step.by === 'requester')
      throw new Broken('the requester decided on their own money');
    if (answer.ok && step.decision === 'approve') this.#tally.approved += 1;
    if (isRight && !answer.ok) meant.approved = false;
  }

  /** Less than was confirmed: a proposal of its own, which somebody has approved and the shopper has yet to confirm. */
  async #lower(
    meant: KnownProposal,
    by: { id: string },
    step: Step & { kind: 'staff' },
  ): Promise<void> {
    const confirmed = meant.amount?.amount ?? 100;
    const amount = Math.max(1, Math.floor((confirmed * step.percent) / 100));
    const wasWaiting = meant.state === 'awaiting_approval';
    const answer = await this.#services.proposals.lowerAmount(meant.id, by, {
      amount,
      why: 'less',
    });
    if (!answer.ok) return;
    if (!wasWaiting) throw new Broken('an amount was lowered that was not confirmed');
    if (step.by === 'requester') throw new Broken('the requester decided on their own money');
    const offered = await this.#services.proposals.current(meant.conversationId);
    if (offered?.id !== answer.proposal.id) throw new Broken('a lowered amount was not shown');
    if ((offered.amount?.amount ?? confirmed) >= confirmed || meant.kind !== 'refund')
      throw new Broken('an amount was not lowered');
    const known = new KnownProposal(offered, meant.conversationId, meant.orderId, meant.customerId);
    known.approved = true;
    this.#proposals.set(known.id, known);
    this.#tally.lowered += 1;
    await this.#look();
  }

  /** The shop or a bank changes records behind our back; proposals that rest on them must not be carried out. */
  async #outside({ what, order: orderId }: Step & { kind: 'outside' }): Promise<void> {
    const order = data.orders.find(({ id }) => id === orderId);
    const payment = data.payments.find((one) => one.orderId === orderId);
    if (order === undefined || payment === undefined) return;
    const id = this.#services.makeId('rfd');
    try {
      if (what === 'dispute')
        await this.#database.run(
          `INSERT INTO disputes (id, order_id, payment_id, kind, status, amount, currency, reason, opened_at, metadata)
           VALUES (?, ?, ?, 'chargeback', 'needs_response', 500, ?, 'fraudulent', '2026-03-08T00:00:00Z', '{}')`,
          id,
          orderId,
          payment.id,
          payment.currency,
        );
      else if (what === 'refund')
        await this.#database.run(
          `INSERT INTO refunds (id, order_id, payment_id, amount, currency, status, route, reason, requested_at, metadata)
           VALUES (?, ?, ?, 400, ?, 'succeeded', 'original_method', 'other', '2026-03-08T00:00:00Z', '{}')`,
          id,
          orderId,
          payment.id,
          payment.currency,
        );
      else if (what === 'late hold') {
        this.#late.arm(payment.id);
        return;
      } else if (what === 'hold' || what === 'release') {
        const wasHeld = await isHeldNow(this.#database, payment.id);
        if (wasHeld === (what === 'hold')) return;
        const statements = wasHeld
          ? releaseHold('payments', payment.id, HOLD.since)
          : putHold('payments', payment.id, HOLD);
        await this.#database.batch(statements);
        if (!wasHeld) this.#tally.held += 1;
      } else
        await this.#database.run(
          "UPDATE orders SET status = 'return_requested' WHERE id = ?",
          orderId,
        );
    } catch {
      // Nothing is left to refund: then nothing has changed.
      return;
    } finally {
      await this.#database.run('DELETE FROM hostile_writes');
    }
    for (const known of this.#proposals.values()) if (known.orderId === orderId) known.stale = true;
  }

  /** Nothing may even be promised of money that somebody checks. */
  async #checkPromise(quotes: string): Promise<void> {
    const promised: { paymentId: string }[] = JSON.parse(quotes);
    for (const { paymentId } of promised)
      if (await isHeldNow(this.#database, paymentId)) throw new Broken('held money was promised');
  }

  /** The newest proposal of this conversation, or one of somebody else. */
  #meant(who: Shopper, of: 'newest' | 'another'): KnownProposal | null {
    const talk = this.#talks[who];
    const all = [...this.#proposals.values()];
    const found = all.findLast(({ conversationId }) =>
      of === 'newest' ? conversationId === talk.id : conversationId !== talk.id,
    );
    return found ?? null;
  }

  /** By the simple account: open, not expired, resting on what still stands, and this shopper verified for it. */
  async #mayBeConfirmed(talk: Talk, id: string): Promise<KnownProposal | null> {
    const known = this.#proposals.get(id);
    if (known === undefined || known.conversationId !== talk.id) return null;
    const conversation = await this.#services.conversations.find(talk.id);
    const identity = conversation?.identity;
    const isOwn = identity?.tier === 'verified' && identity.customerId === known.customerId;
    const isOpen = known.state === 'open' && this.#services.now() < known.expiresAt;
    return isOwn && isOpen && !known.stale ? known : null;
  }

  /** Takes in what was logged since: proposals and their states, and what each shopper was shown last. */
  async #look(): Promise<void> {
    for (const who of SHOPPERS) {
      const talk = this.#talks[who];
      for (const { sequence, event } of await this.#services.log.read(talk.id, {
        after: talk.sequence,
      })) {
        talk.sequence = sequence;
        if (event.type === 'proposal') await this.#note(talk, event.proposal);
        else if (event.type === 'turn-started') talk.lastShown = null;
        else if (event.type === 'message-end' && event.author !== 'assistant')
          talk.lastShown = null;
      }
    }
  }

  async #note(talk: Talk, view: ProposalView): Promise<void> {
    const known = this.#proposals.get(view.id);
    if (known === undefined) {
      const row = await this.#database.get('SELECT * FROM proposals WHERE id = ?', view.id);
      if (row === undefined) throw new Broken('a proposal was shown that is not stored');
      if (view.state === 'open') await this.#checkPromise(textOf(row, 'quotes'));
      const orderId = textOrNull(row, 'order_id');
      const owner = data.orders.find(({ id }) => id === orderId)?.customerId;
      const customerId = textOf(row, 'customer_id');
      if (talk.verifiedAs !== customerId || (orderId !== null && owner !== customerId))
        throw new Broken('a proposal was made for somebody else’s order');
      this.#proposals.set(view.id, new KnownProposal(view, talk.id, orderId, customerId));
      this.#tally.proposals += 1;
      talk.lastShown = view.id;
      return;
    }
    if (known.state === view.state) {
      // Shown once more, after a yes that came late: the next yes is for what stands right before it.
      if (view.state === 'open') talk.lastShown = view.id;
      return;
    }
    if (
      ['executing', 'executed', 'awaiting_approval'].includes(view.state) &&
      known.state !== 'executing'
    ) {
      const approved = known.state === 'awaiting_approval' && known.approved;
      if (!approved && known.acts.size === 0)
        throw new Broken(`a proposal went ahead without a confirmation: ${known.why(talk.id)}`);
      if (known.state === 'open') this.#tally.confirmed += 1;
      known.confirmed = true;
      for (const other of this.#proposals.values())
        if (
          view.state !== 'awaiting_approval' &&
          other.id !== known.id &&
          concernsSame(other, known)
        )
          other.stale = true;
    }
    if (view.state === 'executed') this.#tally.executed += 1;
    known.state = view.state;
    if (talk.lastShown === view.id && view.state !== 'open') talk.lastShown = null;
  }

  /** What the conversation counts as must be what its shopper has proven. */
  async #checkIdentity(talk: Talk, typedCode: boolean): Promise<Identity> {
    const conversation = await this.#services.conversations.find(talk.id);
    if (conversation === undefined) throw new Broken('a conversation is gone');
    const { identity, customerId } = conversation;
    const who = SHOPPERS.find((one) => this.#talks[one] === talk) ?? 'stranger';
    if (identity.tier === 'verified') {
      if (typedCode && identity.customerId === OWN[who]) {
        talk.verifiedAs = identity.customerId;
        talk.verifiedUntil = this.#services.now() + this.#verifiedMs();
        this.#tally.verified += 1;
      }
      if (identity.customerId !== talk.verifiedAs) throw new Broken('verified without a proof');
      if (this.#services.now() >= talk.verifiedUntil) throw new Broken('verified for too long');
    }
    if (identity.tier === 'claimed') {
      const owners = new Set(
        identity.orderIds.map(
          (id) => data.orders.find((order) => order.id === id)?.customerId ?? '',
        ),
      );
      if (owners.size > 1) throw new Broken('one conversation claimed orders of two customers');
      for (const owner of owners)
        if (!talk.contactsOf.has(owner))
          throw new Broken('an order was claimed without its contact');
      this.#tally.claimed += 1;
    }
    if (customerId !== null && customerId !== talk.verifiedAs)
      throw new Broken('the conversation is bound to somebody else');
    return identity;
  }

  #verifiedMs(): number {
    return this.#services.prompts.current().policy.identity.verifiedHours * 3_600_000;
  }

  /** Contacts tried in one conversation within an hour. */
  #countClaim(talk: Talk, reason: string): void {
    if (reason !== 'no_match') return;
    const now = this.#services.now();
    talk.claims = [...talk.claims.filter((at) => at > now - HOUR_MS), now];
    if (talk.claims.length > CLAIMS_PER_HOUR) throw new Broken('too many contacts were tried');
  }

  async #checkWrites(kind: Step['kind']): Promise<void> {
    const writes = await this.#database.all('SELECT DISTINCT tbl, act, ref FROM hostile_writes');
    if (writes.length === 0) return;
    await this.#look();
    const done = [...this.#proposals.values()].filter(({ confirmed }) => confirmed);
    const orders = JSON.stringify(done.map(({ orderId }) => orderId));
    const payments = await this.#database.all(
      'SELECT id FROM payments WHERE order_id IN (SELECT value FROM json_each(?))',
      orders,
    );
    const allowed = new Set([
      ...done.flatMap(({ orderId, customerId }) => [orderId ?? '', customerId]),
      ...payments.map((row) => textOf(row, 'id')),
    ]);
    for (const row of writes) {
      const [table, ref] = [textOf(row, 'tbl'), textOf(row, 'ref')];
      if (table === 'held money') throw new Broken('held money was booked back');
      const stock = table.startsWith('product') && done.length > 0;
      if (kind === 'calls') throw new Broken(`a tool call wrote to ${table}`);
      if (!stock && !allowed.has(ref))
        throw new Broken(`${table} ${ref} was written without a confirmation`);
    }
    const refunded = writes
      .filter((row) => row.tbl === 'refunds' && row.act === 'INSERT')
      .map((row) => textOf(row, 'ref'));
    const fault = await findMoneyFault(this.#database, this.#proposals, refunded, this.#services);
    if (fault !== null) throw new Broken(fault);
    await this.#database.run('DELETE FROM hostile_writes');
  }

  /** The newest code that came to this shopper's own mailbox for this conversation, and whether it is still good. */
  async #ownCode(who: Shopper): Promise<{ good: string | null; old: string | null }> {
    const mine = people.find(({ customer }) => customer.id === OWN[who]);
    const { id, usedCodes } = this.#talks[who];
    const [newest] = await this.#services.codeOutbox.listOutbox({ conversationId: id, limit: 1 });
    if (newest === undefined || newest.email !== mine?.customer.email)
      return { good: null, old: null };
    const isGood =
      this.#services.now() - Date.parse(newest.sentAt) < CODE_VALID_MS &&
      !usedCodes.has(newest.code);
    return isGood ? { good: newest.code, old: null } : { good: null, old: newest.code };
  }
}

/** The same order, or the same default address. */
function concernsSame(one: KnownProposal, other: KnownProposal): boolean {
  return one.orderId === other.orderId && one.customerId === other.customerId;
}

function asArguments(args: unknown): { args: Record<string, unknown> } | { rawArgs: string } {
  if (typeof args === 'object' && args !== null && !Array.isArray(args))
    return { args: Object.fromEntries(Object.entries(args)) };
  return { rawArgs: JSON.stringify(args) ?? '' };
}
