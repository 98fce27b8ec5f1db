import { beforeEach, describe, expect, it } from 'vitest';
import { BuiltInGateway, type GatewayFault } from '../../src/connectors/built-in-gateway.ts';
import type { Conversation } from '../../src/conversations/conversation.ts';
import { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { EventLog } from '../../src/events/event-log.ts';
import { readInsights } from '../../src/insights/read-insights.ts';
import { createIdMaker } from '../../src/lib/ids.ts';
import type { RefundRequest } from '../../src/policy/refund.ts';
import type { PromptSet } from '../../src/prompts/prompt-set.ts';
import { readMoneyTrail } from '../../src/proposals/money-trail.ts';
import { Proposals } from '../../src/proposals/proposals.ts';
import type { ShopData } from '../../src/shop/records.ts';
import { ShopStore } from '../../src/shop/shop-store.ts';
import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { createManualTime, type ManualTime } from '../helpers/manual-time.ts';
import { testPrompts } from '../helpers/prompts.ts';
import { seededBytes } from '../helpers/services.ts';
import { aCustomer, anOrder, aPayment, aProduct, aStore, seedShop } from '../helpers/shop.ts';

const MINUTE = 60_000;
let database: SqliteDatabase;
let time: ManualTime;
let prompts: PromptSet;
let faults: GatewayFault[];
let calls: number;

beforeEach(async () => {
  database = await createTestDatabase();
  time = createManualTime(Date.parse('2026-03-08T09:00:00Z'));
  prompts = (await testPrompts()).current();
  faults = [];
  calls = 0;
});

function build() {
  const now = time.clock;
  const randomBytes = seededBytes(7);
  const makeId = createIdMaker(now, randomBytes);
  const log = new EventLog({ database, now, timers: time.timers });
  const shop = new ShopStore(database);
  const gateway = new BuiltInGateway({
    database,
    now,
    fault: () => {
      calls += 1;
      return faults.shift();
    },
  });
  const conversations = new ConversationStore({ database, log, now, makeId, randomBytes });
  const proposals = new Proposals({
    database,
    log,
    shop,
    prompts: () => prompts,
    gateway,
    now,
    makeId,
    randomBytes,
  });
  return { log, shop, conversations, proposals };
}

const delivered = anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' });

async function setUp(changes: Partial<ShopData> = {}) {
  await seedShop(database, {
    store: aStore,
    customers: [aCustomer()],
    products: [aProduct()],
    orders: [delivered],
    payments: [aPayment()],
    shipments: [],
    ...changes,
  });
  const built = build();
  const { conversation } = await built.conversations.start({
    channel: 'widget',
    verifiedCustomerId: 'cus_1',
  });
  return { ...built, conversation };
}

type SetUp = Awaited<ReturnType<typeof setUp>>;

async function propose(
  {
    proposals,
    shop,
    conversation,
  }: { proposals: Proposals; shop: ShopStore; conversation: Conversation },
  requested: RefundRequest = { reason: 'damaged' },
  orderId = 'ord_1',
) {
  const order = await shop.findOrder(orderId);
  if (order === undefined) throw new Error('no order');
  return proposals.proposeRefund({
    conversation,
    order,
    locale: 'en',
    timeZone: 'Europe/Berlin',
    requested,
  });
}

async function proposed(set: SetUp, requested?: RefundRequest) {
  const result = await propose(set, requested);
  if (!result.ok) throw new Error(`refused by ${result.rule}`);
  const token = result.proposal.confirmationToken;
  if (token === undefined) throw new Error('no token');
  return { ...result, id: result.proposal.id, token };
}

async function hear({ conversations, conversation }: SetUp, text: string): Promise<string> {
  const accepted = await conversations.acceptMessage(conversation.id, {
    clientMessageId: `client ${text} ${time.clock()}`,
    text,
  });
  return accepted.messageId;
}

async function moneyMoved(): Promise<number> {
  const row = await database.get(
    "SELECT coalesce(sum(amount), 0) AS total FROM gateway_refunds WHERE outcome = 'succeeded'",
  );
  return Number(row?.total);
}

describe('proposing a refund', () => {
  it('words the proposal by code and moves no money', async () => {
    const set = await setUp();
    const { proposal, approval } = await proposed(set);
    expect(proposal).toMatchObject({
      kind: 'refund',
      state: 'open',
      orderNumber: 'DM-20001',
      amount: { amount: 5000, currency: 'EUR' },
    });
    expect(proposal.text).toContain('€50.00');
    expect(proposal.text).toContain('DM-20001');
    expect(proposal.method).toEqual({ method: 'card', last4: '4242' });
    expect(approval).toBe('none');
    expect(await moneyMoved()).toBe(0);
  });

  it('is refused to a shopper who is not verified for the order', async () => {
    const set = await setUp();
    const anonymous: Conversation = { ...set.conversation, identity: { tier: 'anonymous' } };
    const other: Conversation = {
      ...set.conversation,
      identity: {
        tier: 'verified',
        customerId: 'cus_2',
        verifiedUntil: '2027-01-01T00:00:00.000Z',
      },
    };
    for (const conversation of [anonymous, other])
      expect(await propose({ ...set, conversation })).toMatchObject({
        ok: false,
        rule: 'identity.not_verified',
      });
  });

  it('lets an earlier open proposal of the conversation lapse', async () => {
    const set = await setUp();
    const first = await proposed(set, { reason: 'damaged', amount: 1000 });
    const second = await proposed(set, { reason: 'damaged', amount: 2000 });
    expect((await set.proposals.current(set.conversation.id))?.id).toBe(second.id);
    expect(
      await set.proposals.confirm(set.conversation.id, first.id, { token: first.token }),
    ).toEqual({ ok: false, reason: 'lapsed' });
  });
});

describe('confirming', () => {
  it('carries the refund out by the token, books it once and answers a repeat with the present state', async () => {
    const set = await setUp();
    const { id, token } = await proposed(set);
    const confirmed = await set.proposals.confirm(set.conversation.id, id, { token });
    expect(confirmed).toMatchObject({ ok: true, proposal: { state: 'executed' } });
    expect(await set.proposals.confirm(set.conversation.id, id, { token })).toEqual(confirmed);
    expect(await moneyMoved()).toBe(5000);
    expect((await set.shop.paymentsOfOrder('ord_1'))[0]?.status).toBe('refunded');
    expect(await set.shop.refundsOfOrder('ord_1')).toMatchObject([
      { status: 'succeeded', amount: 5000, route: 'original_method' },
    ]);
    const states = (await set.log.read(set.conversation.id)).flatMap(({ event }) =>
      event.type === 'proposal' ? [event.proposal.state] : [],
    );
    expect(states).toEqual(['open', 'executing', 'executed']);
  });

  it('moves the money once for fifty confirmations at once', async () => {
    const set = await setUp();
    const { id, token } = await proposed(set);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => set.proposals.confirm(set.conversation.id, id, { token })),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await moneyMoved()).toBe(5000);
    expect(await set.shop.refundsOfOrder('ord_1')).toHaveLength(1);
  });

  it('never gives back more than was paid for proposals of many conversations at once', async () => {
    prompts = withoutCaps(prompts);
    const set = await setUp();
    const all = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const { conversation } = await set.conversations.start({
          channel: 'widget',
          verifiedCustomerId: 'cus_1',
        });
        return {
          conversation,
          ...(await proposed({ ...set, conversation }, { reason: 'damaged', amount: 2000 })),
        };
      }),
    );
    const answers = await Promise.all(
      all.map(({ conversation, id, token }) =>
        set.proposals.confirm(conversation.id, id, { token }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await moneyMoved()).toBe(2000);
  });

  it('refuses a wrong token, another conversation and an unknown proposal', async () => {
    const set = await setUp();
    const { id, token } = await proposed(set);
    const other = await set.conversations.start({ channel: 'widget', verifiedCustomerId: 'cus_1' });
    expect(await set.proposals.confirm(set.conversation.id, id, { token: 'cft_wrong' })).toEqual({
      ok: false,
      reason: 'wrong_token',
    });
    expect(await set.proposals.confirm(other.conversation.id, id, { token })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    expect(await set.proposals.confirm(set.conversation.id, 'prp_none', { token })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    expect(await moneyMoved()).toBe(0);
  });

  it('accepts a whole-message yes right after the proposal', async () => {
    const set = await setUp();
    const { id } = await proposed(set);
    const messageId = await hear(set, 'Yes!');
    expect(await set.proposals.confirm(set.conversation.id, id, { messageId })).toMatchObject({
      ok: true,
    });
    expect(await moneyMoved()).toBe(5000);
    expect(await set.proposals.confirmedBy(set.conversation.id, messageId)).toBe(id);
  });

  it.each(['yes, but only half of it', 'why?', 'no', 'maybe'])(
    'does not take “%s” for a yes',
    async (text) => {
      const set = await setUp();
      const { id } = await proposed(set);
      const messageId = await hear(set, text);
      expect(await set.proposals.confirm(set.conversation.id, id, { messageId })).toEqual({
        ok: false,
        reason: 'not_shown_last',
      });
      expect(await moneyMoved()).toBe(0);
    },
  );

  it('does not take a yes that answers something said since', async () => {
    const set = await setUp();
    const { id } = await proposed(set);
    await hear(set, 'What is the weather like?');
    const messageId = await hear(set, 'yes');
    expect(await set.proposals.confirm(set.conversation.id, id, { messageId })).toEqual({
      ok: false,
      reason: 'not_shown_last',
    });
  });

  it('lapses after its minutes', async () => {
    const set = await setUp();
    const { id, token } = await proposed(set);
    await time.advance(30 * MINUTE);
    expect(await set.proposals.confirm(set.conversation.id, id, { token })).toEqual({
      ok: false,
      reason: 'lapsed',
    });
    expect(await set.proposals.current(set.conversation.id)).toBeUndefined();
  });

  it('lapses when a record it rests on changes', async () => {
    const set = await setUp();
    const { id, token } = await proposed(set);
    await database.run(
      `INSERT INTO disputes (id, order_id, payment_id, kind, status, amount, currency, reason, opened_at, metadata)
      VALUES ('dsp_1', 'ord_1', 'pay_1', 'chargeback', 'needs_response', 5000, 'EUR', 'fraudulent', '2026-03-08T09:01:00Z', '{}')`,
    );
    expect(await set.proposals.confirm(set.conversation.id, id, { token })).toEqual({
      ok: false,
      reason: 'changed',
    });
    expect(await moneyMoved()).toBe(0);
  });

  it('lapses when the merchant changes the limits', async () => {
    const set = await setUp();
    const { id, token } = await proposed(set);
    prompts = {
      ...prompts,
      policy: { ...prompts.policy, returns: { ...prompts.policy.returns, windowDays: 7 } },
    };
    expect(await set.proposals.confirm(set.conversation.id, id, { token })).toEqual({
      ok: false,
      reason: 'changed',
    });
  });

  it('asks for verification again when it has lapsed since', async () => {
    prompts = {
      ...prompts,
      policy: {
        ...prompts.policy,
        proposal: { ...prompts.policy.proposal, validMinutes: 1440 * 1 },
      },
    };
    const set = await setUp();
    const { id, token } = await proposed(set);
    await set.conversations.setIdentity(set.conversation.id, { tier: 'anonymous' });
    expect(await set.proposals.confirm(set.conversation.id, id, { token })).toEqual({
      ok: false,
      reason: 'verification_needed',
    });
  });

  it('cannot be confirmed once it was declined', async () => {
    const set = await setUp();
    const { id, token } = await proposed(set);
    await set.proposals.decline(set.conversation.id, id);
    expect(await set.proposals.confirm(set.conversation.id, id, { token })).toEqual({
      ok: false,
      reason: 'not_open',
    });
  });
});

describe('approval by a person', () => {
  it('waits for a member of staff who is not the requester, then goes out', async () => {
    const set = await setUp();
    const { id, token, approval } = await proposed(set, { reason: 'changed_mind' });
    expect(approval).toBe('person');
    expect(await set.proposals.confirm(set.conversation.id, id, { token })).toMatchObject({
      proposal: { state: 'awaiting_approval' },
    });
    expect(await moneyMoved()).toBe(0);
    expect(await set.proposals.awaitingApproval()).toMatchObject([
      { customerId: 'cus_1', reason: 'changed_mind' },
    ]);
    expect(await set.proposals.approve(id, { id: 'cus_1' })).toEqual({
      ok: false,
      reason: 'requester',
    });
    expect(await set.proposals.approve(id, { id: 'stf_1' })).toMatchObject({
      ok: true,
      proposal: { state: 'executed' },
    });
    expect(await set.proposals.approve(id, { id: 'stf_2' })).toEqual({
      ok: false,
      reason: 'not_waiting',
    });
    expect(await moneyMoved()).toBe(5000);
  });

  it('comes too late for a provider whose own period has ended meanwhile', async () => {
    const set = await setUp({
      payments: [
        aPayment({
          method: 'gopay',
          country: 'ID',
          captures: [{ id: 'cap_1', amount: 5000, at: '2026-01-23T10:00:00Z' }],
        }),
      ],
    });
    const { id, token } = await proposed(set, { reason: 'changed_mind' });
    await set.proposals.confirm(set.conversation.id, id, { token });
    // The 45 days of this wallet end; the shop's own window counts to when the shopper asked.
    await time.advance(30 * 24 * 60 * MINUTE);
    expect(await set.proposals.approve(id, { id: 'stf_1' })).toEqual({
      ok: false,
      reason: 'changed',
    });
    expect(calls).toBe(0);
    expect(await set.shop.refundsOfOrder('ord_1')).toEqual([]);
  });

  it('can be refused', async () => {
    const set = await setUp();
    const { id, token } = await proposed(set, { reason: 'other' });
    await set.proposals.confirm(set.conversation.id, id, { token });
    expect(await set.proposals.refuse(id, { id: 'stf_1' }, 'not our article')).toMatchObject({
      ok: true,
      proposal: { state: 'refused' },
    });
    expect(await moneyMoved()).toBe(0);
  });

  it('is asked for once the caps of the fast lane are used up, also by races', async () => {
    const orders = Array.from({ length: 6 }, (_, index) =>
      anOrder({ ...delivered, id: `ord_${index}`, number: `DM-3000${index}` }),
    );
    const set = await setUp({
      orders,
      payments: orders.map(({ id }) => aPayment({ id: `pay_${id}`, orderId: id })),
    });
    const all = await Promise.all(
      orders.map(async ({ id: orderId }) => {
        const { conversation } = await set.conversations.start({
          channel: 'widget',
          verifiedCustomerId: 'cus_1',
        });
        const made = await propose({ ...set, conversation }, { reason: 'damaged' }, orderId);
        if (!made.ok) throw new Error(made.rule);
        return { conversation, made };
      }),
    );
    const answers = await Promise.all(
      all.map(({ conversation, made }) =>
        set.proposals.confirm(conversation.id, made.proposal.id, {
          token: made.proposal.confirmationToken ?? '',
        }),
      ),
    );
    const states = answers.map((answer) => (answer.ok ? answer.proposal.state : answer.reason));
    expect(states.filter((state) => state === 'executed' || state === 'executing')).toHaveLength(2);
    expect(states.filter((state) => state === 'awaiting_approval')).toHaveLength(4);
    expect(await moneyMoved()).toBe(10_000);
    // Staff read why they are asked: when it was proposed, the caps still had room.
    const waiting = await set.proposals.awaitingApproval();
    expect(waiting.map(({ rules }) => rules)).toEqual(
      Array.from({ length: 4 }, () => ['refund.reason.damaged', 'fast_lane.caps']),
    );
    for (const { proposal } of waiting) {
      const { entries } = await readMoneyTrail(database, { proposalId: proposal.id, limit: 1 });
      expect(entries).toMatchObject([{ rules: ['refund.reason.damaged', 'fast_lane.caps'] }]);
    }
    const { insights } = await readInsights(database, { since: null, now: time.clock() });
    const byRule = insights.find(({ id }) => id === 'refunds_by_rule')?.rows;
    expect(byRule).toContainEqual(
      expect.objectContaining({ rule: 'fast_lane.caps', decidedBy: 'waiting', count: 4 }),
    );
    expect(byRule).toContainEqual(
      expect.objectContaining({ rule: 'fast_lane.within_caps', decidedBy: 'code', count: 2 }),
    );
    const [first] = waiting;
    await set.proposals.approve(first?.proposal.id ?? '', { id: 'stf_1' });
    const { entries } = await readMoneyTrail(database, {
      proposalId: first?.proposal.id,
      limit: 1,
    });
    expect(entries).toMatchObject([
      { rules: ['refund.reason.damaged', 'fast_lane.caps'], decided: { by: 'stf_1' } },
    ]);
  });
});

describe('each cap of the fast lane', () => {
  it.each([
    ['of an order', { perOrder: 60 }, ['cus_1', 'cus_1'], ['ord_1', 'ord_1']],
    ['of a shopper', { perShopper: 60 }, ['cus_1', 'cus_1'], ['ord_1', 'ord_2']],
    ['of a day', { perDay: 60 }, ['cus_1', 'cus_2'], ['ord_1', 'ord_3']],
  ])('%s lets one of two go that are confirmed at once', async (_, cap, who, what) => {
    const own = (id: string, customerId = 'cus_1') =>
      anOrder({ ...delivered, id, number: `DM-${id}`, customerId });
    const orders = [own('ord_1'), own('ord_2'), own('ord_3', 'cus_2')];
    const set = await setUp({
      customers: [aCustomer(), aCustomer({ id: 'cus_2', email: 'other@mail.example' })],
      orders,
      payments: orders.map(({ id }) => aPayment({ id: `pay_${id}`, orderId: id, amount: 10_000 })),
    });
    const limits = { perOrder: 1000, perShopper: 1000, perDay: 1000, refundsPerShopper: 9, ...cap };
    const { policy } = prompts;
    prompts = { ...prompts, policy: { ...policy, fastLane: { ...policy.fastLane, ...limits } } };
    const shown = [];
    for (const [index, customerId] of who.entries()) {
      const { conversation } = await set.conversations.start({
        channel: 'widget',
        verifiedCustomerId: customerId,
      });
      const asked = { reason: 'damaged', amount: 4000 } as const;
      const made = await propose({ ...set, conversation }, asked, what[index]);
      if (!made.ok || made.approval !== 'none') throw new Error('a person was announced');
      shown.push({ conversation, made });
    }
    const states = await Promise.all(
      shown.map(async ({ conversation, made: { proposal } }) => {
        const act = { token: proposal.confirmationToken ?? '' };
        const answer = await set.proposals.confirm(conversation.id, proposal.id, act);
        return answer.ok ? answer.proposal.state : answer.reason;
      }),
    );
    // Two of one order: the first changes what the second rests on.
    expect([...states].sort()).toEqual([
      what[0] === what[1] ? 'changed' : 'awaiting_approval',
      'executed',
    ]);
    expect(await moneyMoved()).toBe(4000);
  });
});

describe('the provider call', () => {
  it.each(['timeout_before_effect', 'timeout_after_effect'] as const)(
    'is read back after a %s and moves the money once',
    async (fault) => {
      const set = await setUp();
      faults = [fault];
      const { id, token } = await proposed(set);
      await set.proposals.confirm(set.conversation.id, id, { token });
      await time.advance(10 * MINUTE);
      await set.proposals.resumeOutbox();
      expect(await moneyMoved()).toBe(5000);
      expect(await set.shop.refundsOfOrder('ord_1')).toMatchObject([{ status: 'succeeded' }]);
    },
  );

  it('says that it failed when the provider declines, and frees the money', async () => {
    const set = await setUp();
    faults = ['declined'];
    const { id, token } = await proposed(set);
    expect(await set.proposals.confirm(set.conversation.id, id, { token })).toMatchObject({
      ok: true,
      proposal: { state: 'failed' },
    });
    expect(await set.shop.refundsOfOrder('ord_1')).toMatchObject([{ status: 'failed' }]);
    expect((await set.shop.balancesOfOrder('ord_1'))[0]?.refundable).toBe(5000);
  });

  it('stays under way until a wallet reports its end', async () => {
    const set = await setUp({ payments: [aPayment({ method: 'grabpay', country: 'SG' })] });
    const { id, token } = await proposed(set);
    expect(await set.proposals.confirm(set.conversation.id, id, { token })).toMatchObject({
      proposal: { state: 'executing' },
    });
    await time.advance(6 * MINUTE);
    expect(await set.proposals.resumeOutbox()).toBe(1);
    expect((await set.log.read(set.conversation.id)).at(-1)?.event).toMatchObject({
      type: 'proposal',
      proposal: { state: 'executed' },
    });
    expect(calls).toBe(1);
  });

  it('waits for the end of quiet hours that began after the proposal, or while it waited', async () => {
    const wallet = aPayment({ method: 'shopeepay', country: 'ID' });
    const [inJakarta, quiet, over] = ['16:54', '16:58', '23:00'].map((at) =>
      Date.parse(`2026-03-08T${at}:00Z`),
    );
    await time.advance((inJakarta ?? 0) - time.clock());
    const set = await setUp({ payments: [wallet] });
    const atOnce = await proposed(set);
    await time.advance((quiet ?? 0) - time.clock());
    expect(
      await set.proposals.confirm(set.conversation.id, atOnce.id, { token: atOnce.token }),
    ).toMatchObject({ proposal: { state: 'executing' } });
    expect(calls).toBe(0);
    await time.advance((over ?? 0) - time.clock() - MINUTE);
    await set.proposals.resumeOutbox();
    expect(calls).toBe(0);
    await time.advance(MINUTE);
    await set.proposals.resumeOutbox();
    expect(calls).toBe(1);
  });

  it('is taken up again by another process after a crash before the call', async () => {
    const set = await setUp();
    const { id, token } = await proposed(set);
    const send = database.all.bind(database);
    let crashed = false;
    database.all = (statement, ...params) => {
      if (statement.includes('FROM outbox') && !crashed) {
        crashed = true;
        return Promise.reject(new Error('killed'));
      }
      return send(statement, ...params);
    };
    await expect(set.proposals.confirm(set.conversation.id, id, { token })).rejects.toThrow(
      'killed',
    );
    expect(await moneyMoved()).toBe(0);
    expect(await build().proposals.resumeOutbox()).toBe(1);
    expect(await moneyMoved()).toBe(5000);
  });
});

function withoutCaps(set: PromptSet): PromptSet {
  const fastLane = {
    ...set.policy.fastLane,
    perOrder: 'unlimited',
    perShopper: 'unlimited',
    refundsPerShopper: 'unlimited',
    perDay: 'unlimited',
  } as const;
  return { ...set, policy: { ...set.policy, fastLane } };
}
