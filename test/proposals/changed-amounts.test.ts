import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { BuiltInGateway } from '../../src/connectors/built-in-gateway.ts';
import { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { EventLog } from '../../src/events/event-log.ts';
import { createIdMaker } from '../../src/lib/ids.ts';
import type { RefundRequest } from '../../src/policy/refund.ts';
import type { PromptSet } from '../../src/prompts/prompt-set.ts';
import { Proposals } from '../../src/proposals/proposals.ts';
import { ShopStore } from '../../src/shop/shop-store.ts';
import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { createManualTime, type ManualTime } from '../helpers/manual-time.ts';
import { testPrompts } from '../helpers/prompts.ts';
import { seededBytes } from '../helpers/services.ts';
import { aCustomer, anOrder, aPayment, aProduct, aStore, seedShop } from '../helpers/shop.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MIA = { id: 'stf_mia', email: 'mia@shop.example' };
let database: SqliteDatabase;
let time: ManualTime;
let prompts: PromptSet;

beforeEach(async () => {
  prompts = (await testPrompts()).current();
});

/** A shop with one delivered order of 400.00 EUR, and a shopper verified for it. */
async function setUp(changes: Parameters<typeof aPayment>[0] = {}) {
  database = await createTestDatabase();
  time = createManualTime(Date.parse('2026-03-08T09:00:00Z'));
  await seedShop(database, {
    store: aStore,
    customers: [aCustomer()],
    products: [aProduct()],
    orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z', total: 40_000 })],
    payments: [aPayment({ amount: 40_000, ...changes })],
    shipments: [],
  });
  const now = time.clock;
  const randomBytes = seededBytes(7);
  const makeId = createIdMaker(now, randomBytes);
  const log = new EventLog({ database, now, timers: time.timers });
  const shop = new ShopStore(database);
  const conversations = new ConversationStore({ database, log, now, makeId, randomBytes });
  const proposals = new Proposals({
    database,
    log,
    shop,
    prompts: () => prompts,
    gateway: new BuiltInGateway({ database, now }),
    now,
    makeId,
    randomBytes,
  });
  const { conversation } = await conversations.start({
    channel: 'widget',
    verifiedCustomerId: 'cus_1',
  });
  return { log, shop, conversations, proposals, conversation };
}
type SetUp = Awaited<ReturnType<typeof setUp>>;

/** A refund the shopper has confirmed and a person must look at; its id. */
async function confirmed(
  { proposals, shop, conversation }: SetUp,
  requested: RefundRequest = { reason: 'changed_mind' },
): Promise<string> {
  const order = await shop.findOrder('ord_1');
  if (order === undefined) throw new Error('no order');
  const made = await proposals.proposeRefund({
    conversation,
    order,
    locale: 'en',
    timeZone: 'Europe/Berlin',
    requested,
  });
  if (!made.ok) throw new Error(made.rule);
  const token = made.proposal.confirmationToken ?? '';
  const answer = await proposals.confirm(conversation.id, made.proposal.id, { token });
  expect(answer).toMatchObject({ ok: true, proposal: { state: 'awaiting_approval' } });
  return made.proposal.id;
}

const to = (amount: number) => ({ amount, why: 'two of three pieces are back' });

async function lowered(set: SetUp, id: string, amount: number) {
  const answer = await set.proposals.lowerAmount(id, MIA, to(amount));
  if (!answer.ok) throw new Error(answer.reason);
  const shown = await set.proposals.current(set.conversation.id);
  return { id: answer.proposal.id, token: shown?.confirmationToken ?? '', view: answer.proposal };
}

async function moneyMoved(): Promise<number> {
  const row = await database.get(
    "SELECT coalesce(sum(amount), 0) AS total FROM gateway_refunds WHERE outcome = 'succeeded'",
  );
  return Number(row?.total);
}

const stateOf = async (id: string) =>
  (await database.get('SELECT state FROM proposals WHERE id = ?', id))?.state;

describe('a lower amount', () => {
  it('ends what was confirmed, is worded by code, and moves nothing before the shopper confirms it', async () => {
    const set = await setUp();
    const before = await confirmed(set);
    const { id, view } = await lowered(set, before, 25_000);
    expect(view).toMatchObject({
      state: 'open',
      approval: 'none',
      amount: { amount: 25_000, currency: 'EUR' },
      orderNumber: 'DM-20001',
    });
    expect(view.text).toContain('€250.00 instead of €400.00');
    expect(view.text).toContain('Refund of €250.00 for order DM-20001');
    expect(await stateOf(before)).toBe('refused');
    expect(await moneyMoved()).toBe(0);
    expect(await set.proposals.awaitingApproval()).toEqual([]);
    const told = (await set.log.read(set.conversation.id)).flatMap(({ event }) =>
      event.type === 'proposal' ? [[event.proposal.id, event.proposal.state]] : [],
    );
    expect(told.slice(-2)).toEqual([
      [before, 'refused'],
      [id, 'open'],
    ]);
    // Why stands in the records, not in the conversation.
    expect(JSON.stringify(await set.log.read(set.conversation.id))).not.toContain('pieces');
    expect(await database.get('SELECT ending FROM proposals WHERE id = ?', before)).toEqual({
      ending: 'two of three pieces are back',
    });
  });

  it('is paid once confirmed, by the token or by a yes, and by nobody’s second look', async () => {
    for (const act of ['token', 'yes'] as const) {
      const set = await setUp();
      const { id, token } = await lowered(set, await confirmed(set), 25_000);
      const { messageId } = await set.conversations.acceptMessage(set.conversation.id, {
        clientMessageId: 'yes',
        text: 'yes',
      });
      const confirm = () =>
        set.proposals.confirm(set.conversation.id, id, act === 'token' ? { token } : { messageId });
      expect(await confirm()).toMatchObject({ ok: true, proposal: { id } });
      expect(await confirm()).toMatchObject({ ok: true });
      expect(await moneyMoved()).toBe(25_000);
      expect(
        await database.get('SELECT state, fast_lane, decided_by FROM proposals WHERE id = ?', id),
      ).toEqual({ state: 'executed', fast_lane: 0, decided_by: MIA.id });
    }
  });

  it.each([40_000, 40_001, 0, -1, 0.5, Number.NaN])(
    'is lower and more than nothing: not %d',
    async (amount) => {
      const set = await setUp();
      const id = await confirmed(set);
      expect(await set.proposals.lowerAmount(id, MIA, to(amount))).toEqual({
        ok: false,
        reason: 'amount_not_lower',
      });
      expect(await stateOf(id)).toBe('awaiting_approval');
    },
  );

  it('is never decided by the requester, nor on what does not wait', async () => {
    const set = await setUp();
    const id = await confirmed(set);
    const customer = await set.shop.findCustomer('cus_1');
    for (const own of [{ id: 'cus_1' }, { id: 'stf_own', email: customer?.email ?? '' }])
      expect(await set.proposals.lowerAmount(id, own, to(100))).toEqual({
        ok: false,
        reason: 'requester',
      });
    await set.proposals.refuse(id, MIA, 'no');
    expect(await set.proposals.lowerAmount(id, MIA, to(100))).toMatchObject({
      reason: 'not_waiting',
    });
    expect(await set.proposals.lowerAmount('prp_0', MIA, to(100))).toMatchObject({
      reason: 'not_found',
    });
  });

  it('wins or loses whole against another decision at the same moment', async () => {
    const set = await setUp();
    const id = await confirmed(set);
    const ben = { id: 'stf_ben' };
    const [approved, changed, again] = await Promise.all([
      set.proposals.approve(id, ben),
      set.proposals.lowerAmount(id, MIA, to(10_000)),
      set.proposals.lowerAmount(id, ben, to(20_000)),
    ]);
    expect([approved, changed, again].filter(({ ok }) => ok)).toHaveLength(1);
    const open = await set.proposals.current(set.conversation.id);
    expect(open === undefined).toBe(approved.ok);
    expect(await moneyMoved()).toBe(approved.ok ? 40_000 : 0);
  });

  it('needs the shopper: verified, in time, with the right token', async () => {
    const set = await setUp();
    const { id, token } = await lowered(set, await confirmed(set), 25_000);
    const { id: other } = (await set.conversations.start({ channel: 'widget' })).conversation;
    expect(await set.proposals.confirm(other, id, { token })).toMatchObject({ ok: false });
    expect(await set.proposals.confirm(set.conversation.id, id, { token: 'cft_0' })).toMatchObject({
      reason: 'wrong_token',
    });
    // They may be away for longer than a proposal of the assistant is open.
    await time.advance(47 * HOUR);
    expect(await set.proposals.confirm(set.conversation.id, id, { token })).toMatchObject({
      reason: 'verification_needed',
    });
    await set.conversations.setIdentity(set.conversation.id, {
      tier: 'verified',
      customerId: 'cus_1',
      verifiedUntil: new Date(time.clock() + 30 * DAY).toISOString(),
    });
    await time.advance(26 * HOUR);
    expect(await set.proposals.confirm(set.conversation.id, id, { token })).toMatchObject({
      reason: 'lapsed',
    });
    expect(await moneyMoved()).toBe(0);
  });

  it('holds after the window has closed, since the shopper asked in time', async () => {
    const set = await setUp();
    // 30 days from delivery; the person looks on the day after.
    await time.advance(Date.parse('2026-04-04T20:00:00Z') - time.clock());
    await set.conversations.setIdentity(set.conversation.id, {
      tier: 'verified',
      customerId: 'cus_1',
      verifiedUntil: new Date(time.clock() + 30 * DAY).toISOString(),
    });
    const conversation = await set.conversations.find(set.conversation.id);
    if (conversation === undefined) throw new Error('no conversation');
    const id = await confirmed({ ...set, conversation });
    await time.advance(2 * DAY);
    const { id: less, token, view } = await lowered(set, id, 5000);
    // The arrival counts from now.
    expect((view.arrival?.earliest ?? '') > '2026-04-06').toBe(true);
    expect(await set.proposals.confirm(set.conversation.id, less, { token })).toMatchObject({
      ok: true,
    });
    expect(await moneyMoved()).toBe(5000);
  });

  it('is void when the money it rests on has changed', async () => {
    const set = await setUp();
    const { id, token } = await lowered(set, await confirmed(set), 25_000);
    await database.run(
      `INSERT INTO refunds (id, order_id, payment_id, amount, currency, status, route, reason, requested_at, metadata)
       SELECT 'rfd_0', order_id, id, 30000, 'EUR', 'succeeded', 'original_method', 'other', '2026-03-08T09:00:00Z', '{}' FROM payments`,
    );
    expect(await set.proposals.confirm(set.conversation.id, id, { token })).toMatchObject({
      reason: 'changed',
    });
    expect(await moneyMoved()).toBe(0);
  });

  it('is no more than the ledger still has when it is decided', async () => {
    const set = await setUp();
    const id = await confirmed(set);
    await database.run(
      `INSERT INTO refunds (id, order_id, payment_id, amount, currency, status, route, reason, requested_at, metadata)
       SELECT 'rfd_0', order_id, id, 30000, 'EUR', 'succeeded', 'original_method', 'other', '2026-03-08T09:00:00Z', '{}' FROM payments`,
    );
    expect(await set.proposals.lowerAmount(id, MIA, to(25_000))).toMatchObject({
      reason: 'not_allowed',
      detail: expect.stringContaining('above what can still be refunded'),
    });
    // What is left may go back, in place of what no longer can.
    const { token, id: less } = await lowered(set, id, 10_000);
    expect(await set.proposals.confirm(set.conversation.id, less, { token })).toMatchObject({
      ok: true,
    });
    expect(await moneyMoved()).toBe(10_000);
  });

  it('is counted in the currency that was charged, and rounded down', async () => {
    const set = await setUp({
      amount: 43_210,
      currency: 'USD',
      presentment: {
        amount: 40_000,
        currency: 'EUR',
        exchangeRate: '1.08025',
        rateSource: 'provider',
        rateAt: '2026-03-01T09:00:00Z',
      },
    });
    const { view, token, id } = await lowered(set, await confirmed(set), 10_001);
    expect(view.amount?.currency).toBe('USD');
    expect(view.amount?.amount).toBeLessThanOrEqual(10_001);
    expect(view.amount?.amount).toBeGreaterThanOrEqual(9_999);
    await set.proposals.confirm(set.conversation.id, id, { token });
    expect(await moneyMoved()).toBe(view.amount?.amount);
  });

  it('keeps every sum within what was captured and confirmed, whatever happens in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            ask: fc.integer({ min: 10_000, max: 40_000 }),
            share: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
            end: fc.constantFrom('confirm', 'confirm twice', 'decline', 'lapse'),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        async (deals) => {
          const set = await setUp();
          let due = 0;
          for (const { ask, share, end } of deals) {
            if (due + ask > 40_000) continue;
            const amount = Math.max(1, Math.floor(ask * share));
            const id = await confirmed(set, { reason: 'changed_mind', amount: ask });
            const less = await lowered(set, id, amount);
            const confirm = () =>
              set.proposals.confirm(set.conversation.id, less.id, { token: less.token });
            if (end === 'decline') await set.proposals.decline(set.conversation.id, less.id);
            else if (end === 'lapse') await time.advance(HOUR);
            else {
              await Promise.all(end === 'confirm' ? [confirm()] : [confirm(), confirm()]);
              due += amount;
            }
            expect(await moneyMoved()).toBe(due);
          }
        },
      ),
      { numRuns: 25, seed: 11 },
    );
  });
});

describe('the database behind it', () => {
  it('takes nothing that was decided in advance but a smaller refund by whoever refused the larger one', async () => {
    const set = await setUp();
    const before = await confirmed(set);
    const { id } = await lowered(set, before, 25_000);
    await set.proposals.decline(set.conversation.id, id);
    await database.run('DROP INDEX one_replacement');
    const copy = (changes: Record<string, string>) =>
      database.run(
        `INSERT INTO proposals SELECT ${[
          'id',
          'conversation_id',
          'customer_id',
          'order_id',
          'order_number',
          'kind',
          'state',
          'locale',
          'time_zone',
          'text',
          'requested',
          'quotes',
          'plan',
          'approval',
          'facts_hash',
          'token_hash',
          'worth',
          'fast_lane',
          'opened_at',
          'expires_at',
          'confirmed_at',
          'confirmed_by',
          'decided_at',
          'decided_by',
          'ending',
          'replaces',
          'confirmed_rules',
        ]
          .map((column) => changes[column] ?? column)
          .join(', ')} FROM proposals WHERE id = ?`,
        id,
      );
    const good = { id: "'prp_1'", state: "'open'", ending: 'NULL' };
    for (const changes of [
      { replaces: 'NULL' },
      { replaces: `'${id}'` },
      { decided_by: "'stf_ben'" },
      { decided_by: 'customer_id' },
      { customer_id: "'cus_2'" },
      { conversation_id: "'cnv_0'" },
      { kind: "'cancellation'" },
      { state: "'executing'" },
      { quotes: `(SELECT quotes FROM proposals WHERE id = '${before}')` },
      { quotes: "replace(quotes, 'EUR', 'USD')" },
    ])
      await expect(copy({ ...good, ...changes }), JSON.stringify(changes)).rejects.toThrow(
        'proposal_decided',
      );
    await copy(good);
    await expect(
      database.run("UPDATE proposals SET decided_by = 'stf_ben' WHERE id = 'prp_1'"),
    ).rejects.toThrow('proposal_decided');
  });
});
