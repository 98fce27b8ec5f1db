import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BuiltInGateway, type GatewayFault } from '../../src/connectors/built-in-gateway.ts';
import { isHeld } from '../../src/policy/hold.ts';
import type { ChangeRequest } from '../../src/policy/order-change.ts';
import { type HoldNotice, HoldNotices } from '../../src/proposals/hold-notices.ts';
import { type Hold, holdSchema } from '../../src/shop/payment-records.ts';
import type { ShopData } from '../../src/shop/records.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { startConversation, type TestServices, testServices } from '../helpers/services.ts';
import { anOrder, aPayment, aRefund, aShop } from '../helpers/shop.ts';

const hold: Hold = { by: 'bank', since: '2026-03-02T10:00:00Z', reason: 'name_screening' };
const delivered = anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' });

async function open(changes: Partial<ShopData>, faults: GatewayFault[] = []) {
  const database = await createTestDatabase();
  let services: TestServices | undefined;
  const gateway = new BuiltInGateway({
    database,
    now: () => services?.now() ?? 0,
    fault: () => faults.shift(),
  });
  services = await testServices({
    shop: aShop({ shipments: [], ...changes }),
    inputs: { database, gateway, charges: gateway },
  });
  const id = await startConversation(services, { verifiedCustomerId: 'cus_1', localeHint: 'en' });
  return { services, id, gateway };
}

async function propose({ services, id }: Awaited<ReturnType<typeof open>>, change?: ChangeRequest) {
  const conversation = await services.conversations.find(id);
  const order = await services.shop.findOrder('ord_1');
  if (conversation === undefined || order === undefined) throw new Error('nothing to propose');
  const setting = { conversation, order, locale: 'en', timeZone: 'Europe/Berlin' };
  return change === undefined
    ? services.proposals.proposeRefund({ ...setting, requested: { reason: 'damaged' } })
    : services.proposals.proposeChange({ ...setting, requested: change });
}

function tokenOf(proposed: Awaited<ReturnType<typeof propose>>): { id: string; token: string } {
  if (!proposed.ok) throw new Error(proposed.rule);
  return { id: proposed.proposal.id, token: proposed.proposal.confirmationToken ?? '' };
}

it('gives no held money back, neither as a refund nor with a cancelled order', async () => {
  const refunded = await open({ orders: [delivered], payments: [aPayment({ hold })] });
  expect(await propose(refunded)).toMatchObject({ ok: false, rule: 'refund.held' });
  const unpaid = { orders: [delivered], payments: [aPayment({ status: 'authorized', hold })] };
  expect(await propose(await open(unpaid))).toMatchObject({ ok: false, rule: 'refund.held' });
  const pending = { orders: [anOrder({ status: 'pending' })], payments: [aPayment({ hold })] };
  expect(
    await propose(await open(pending), { kind: 'cancellation', reason: 'no_longer_needed' }),
  ).toMatchObject({ ok: false, rule: 'refund.held' });
});

it('gives it back once the check is over', async () => {
  const released = { ...hold, releasedAt: '2026-03-04T10:00:00Z' };
  const payments = [aPayment({ hold: released })];
  expect(await propose(await open({ orders: [delivered], payments }))).toMatchObject({ ok: true });
});

it('lets an authorised payment go with its cancelled order, and ends the hold', async () => {
  const set = await open({
    orders: [anOrder({ status: 'pending' })],
    payments: [aPayment({ status: 'authorized', hold })],
  });
  const proposed = await propose(set, { kind: 'cancellation', reason: 'no_longer_needed' });
  expect(proposed).toMatchObject({ ok: true, proposal: { text: /Nothing has been collected/ } });
  const { id, token } = tokenOf(proposed);
  await set.services.proposals.confirm(set.id, id, { token });
  const payment = await set.services.shop.findPayment('pay_1');
  expect(payment).toMatchObject({ status: 'cancelled', hold: { by: 'bank' } });
  expect(payment?.hold?.releasedAt).toBeDefined();
  expect(await set.services.shop.refundsOfOrder('ord_1')).toEqual([]);
});

it('refuses what was proposed before the hold came', async () => {
  const set = await open({ orders: [delivered], payments: [aPayment()] });
  const { id, token } = tokenOf(await propose(set));
  await set.services.database.run('UPDATE payments SET hold = ?', JSON.stringify(hold));
  expect(await set.services.proposals.confirm(set.id, id, { token })).toMatchObject({
    ok: false,
    reason: 'changed',
  });
  expect(await set.services.shop.refundsOfOrder('ord_1')).toEqual([]);
});

it('sends no refund on its way out while a check that began meanwhile holds its money', async () => {
  const set = await open({ orders: [delivered], payments: [aPayment()] }, [
    'timeout_before_effect',
  ]);
  const { id, token } = tokenOf(await propose(set));
  await set.services.proposals.confirm(set.id, id, { token });
  const sent = () => set.services.database.all('SELECT key FROM gateway_refunds');
  expect(await sent()).toEqual([]);
  await set.services.database.run('UPDATE payments SET hold = ?', JSON.stringify(hold));
  for (let hour = 0; hour < 3; hour += 1) {
    await set.services.time.advance(60 * 60_000);
    await set.services.proposals.resumeOutbox();
  }
  expect(await sent()).toEqual([]);
  expect(await set.services.shop.refundsOfOrder('ord_1')).toMatchObject([{ status: 'pending' }]);

  const over = { ...hold, releasedAt: '2026-03-09T10:00:00Z' };
  await set.services.database.run('UPDATE payments SET hold = ?', JSON.stringify(over));
  await set.services.time.advance(60 * 60_000);
  await set.services.proposals.resumeOutbox();
  expect(await sent()).toHaveLength(1);
  expect(await set.services.shop.refundsOfOrder('ord_1')).toMatchObject([{ status: 'succeeded' }]);
});

it('takes a check that began and ended within one second of the provider’s as over', async () => {
  for (const order of [
    ['held', 'released'],
    ['released', 'held'],
    ['refused', 'held', 'held'],
  ] as const) {
    const services = await testServices({ shop: aShop({ payments: [aPayment()], refunds: [] }) });
    const notices = new HoldNotices(services);
    for (const outcome of order)
      await notices.take({
        provider: 'built-in',
        eventId: outcome,
        at: 1_772_445_600_000,
        subject: { kind: 'payment', references: ['pay_1'] },
        outcome,
        by: 'shop',
        reason: 'review',
      });
    const payment = await services.shop.findPayment('pay_1');
    expect(payment && isHeld(payment), order.join()).toBe(false);
  }
});

it('tells the shopper once when the provider checks their refund first, and that it went on', async () => {
  const set = await open({ orders: [delivered], payments: [aPayment()] }, ['held']);
  const { id, token } = tokenOf(await propose(set));
  await set.services.proposals.confirm(set.id, id, { token });
  const refundCards = async () =>
    (await set.services.log.read(set.id)).flatMap(({ event }) =>
      event.type === 'card' && event.card.type === 'refund' ? [event.card] : [],
    );
  expect((await refundCards()).at(-1)).toMatchObject({
    status: 'pending',
    held: { by: 'provider' },
  });
  const shown = (await refundCards()).length;
  await set.services.time.advance(60 * 60_000);
  await set.services.proposals.resumeOutbox();
  expect(await refundCards()).toHaveLength(shown);

  await set.services.time.advance(3 * 24 * 60 * 60_000);
  await set.services.proposals.resumeOutbox();
  expect((await refundCards()).at(-1)).toMatchObject({ status: 'succeeded' });
  expect((await refundCards()).at(-1)).not.toHaveProperty('held');
  const [refund] = await set.services.shop.refundsOfOrder('ord_1');
  expect(refund).toMatchObject({ status: 'succeeded', hold: { reason: 'manual_review' } });
  expect(refund?.hold?.releasedAt).toBeDefined();
});

it.each(['succeeded', 'failed', 'cancelled'] as const)(
  'leaves a refund that has %s as it is when a word on its check comes late',
  async (status) => {
    const services = await testServices({
      shop: aShop({ payments: [aPayment()], refunds: [aRefund({ status })] }),
    });
    const word = { kind: 'refund', references: ['rfd_1'] } as const;
    const notices = new HoldNotices(services);
    expect(await notices.take(heldNotice(word))).toBe('finished');
    expect(await notices.take(heldNotice(word))).toBe('known');
    const [refund] = await services.shop.refundsOfOrder('ord_1');
    expect(refund).toMatchObject({ status });
    expect(refund).not.toHaveProperty('hold');
    expect(
      await services.database.all('SELECT refund_id, outcome, status_before FROM hold_notices'),
    ).toEqual([{ refund_id: 'rfd_1', outcome: 'held', status_before: status }]);
  },
);

it.each(['failed', 'cancelled', 'expired', 'refunded'] as const)(
  'leaves a payment that is %s as it is when a word on its check comes late',
  async (status) => {
    const services = await testServices({
      shop: aShop({ payments: [aPayment({ status })], refunds: [] }),
    });
    const word = { kind: 'payment', references: ['pay_1'] } as const;
    expect(await new HoldNotices(services).take(heldNotice(word))).toBe('finished');
    expect(await services.shop.findPayment('pay_1')).not.toHaveProperty('hold');
  },
);

it('tells a shopper once whom two processes learn to be held at the same time', async () => {
  const set = await open({ orders: [delivered], payments: [aPayment()] }, ['slow']);
  const { id, token } = tokenOf(await propose(set));
  await set.services.proposals.confirm(set.id, id, { token });
  const { database } = set.services;
  await database.run('UPDATE gateway_refunds SET hold = ?', JSON.stringify(hold));
  await database.run("UPDATE gateway_refunds SET final_at = '2027-01-01T00:00:00Z'");
  await set.services.time.advance(60_000);
  const processes = await Promise.all(
    [1, 2, 3].map(() => testServices({ inputs: { database, now: set.services.time.clock } })),
  );
  await Promise.all(processes.map(({ proposals }) => proposals.resumeOutbox()));
  expect(await heldCards(set)).toHaveLength(1);
  await set.services.time.advance(60 * 60_000);
  await Promise.all(processes.map(({ proposals }) => proposals.resumeOutbox()));
  expect(await heldCards(set)).toHaveLength(1);
});

it('tells the shopper of a check no second time after the provider could not be asked', async () => {
  const set = await open({ orders: [delivered], payments: [aPayment()] }, [
    'timeout_before_effect',
  ]);
  const { id, token } = tokenOf(await propose(set));
  await set.services.proposals.confirm(set.id, id, { token });
  await set.services.database.run('UPDATE payments SET hold = ?', JSON.stringify(hold));
  const sweep = async () => {
    await set.services.time.advance(60 * 60_000);
    await set.services.proposals.resumeOutbox();
    return heldCards(set);
  };
  expect(await sweep()).toHaveLength(1);
  const read = set.gateway.readRefund;
  set.gateway.readRefund = () => Promise.reject(new TypeError('fetch failed'));
  expect(await sweep()).toHaveLength(1);
  set.gateway.readRefund = read;
  expect(await sweep()).toHaveLength(1);
});

it.each(['payment', 'refund'] as const)(
  'tells the shopper once of a check of the %s that only a notice speaks of, and again of another',
  async (kind) => {
    const set = await open({ orders: [delivered], payments: [aPayment()] }, [
      kind === 'payment' ? 'timeout_before_effect' : 'slow',
    ]);
    const { id, token } = tokenOf(await propose(set));
    await set.services.proposals.confirm(set.id, id, { token });
    await set.services.database.run("UPDATE gateway_refunds SET final_at = '2027-01-01T00:00:00Z'");
    const [refund] = await set.services.shop.refundsOfOrder('ord_1');
    const notices = new HoldNotices(set.services);
    const hear = async (outcome: HoldNotice['outcome']) => {
      await set.services.time.advance(60_000);
      const subject = { kind, references: [kind === 'payment' ? 'pay_1' : (refund?.id ?? '')] };
      const at = set.services.now();
      await notices.take({ ...heldNotice(subject), eventId: `at ${at}`, at, outcome });
      for (let sweep = 0; sweep < 3; sweep += 1) await set.services.proposals.resumeOutbox();
      return heldCards(set);
    };
    expect(await hear('held')).toMatchObject([{ status: 'pending', held: { by: 'provider' } }]);
    expect(await hear('held')).toHaveLength(1);
    expect(await hear('released')).toHaveLength(1);
    expect(await hear('held')).toHaveLength(kind === 'payment' ? 1 : 2);
  },
);

it('ends at the provider’s latest word, in whatever order and however often its words come', async () => {
  const words = fc.uniqueArray(
    fc.record({
      at: fc.integer({ min: 0, max: 1_000_000 }),
      outcome: fc.constantFrom('held', 'released', 'refused'),
    }),
    { minLength: 1, maxLength: 5, selector: ({ at }) => at },
  );
  await fc.assert(
    fc.asyncProperty(words, fc.infiniteStream(fc.nat()), async (facts, order) => {
      const database = await createTestDatabase();
      const services = await testServices({
        shop: aShop({
          payments: [aPayment({ status: 'authorized', providerReference: 'psp_1' })],
          refunds: [],
        }),
        inputs: { database },
      });
      const notices = new HoldNotices(services);
      const heard = facts.map(
        ({ at, outcome }): HoldNotice => ({
          provider: 'built-in',
          eventId: `event ${at}`,
          at: at * 1000,
          subject: { kind: 'payment', references: ['psp_1'] },
          outcome,
          by: 'provider',
          reason: `reason ${at}`,
        }),
      );
      const shuffled = [...heard, ...heard]
        .map((notice) => ({ notice, place: order.next().value ?? 0 }))
        .sort((left, right) => left.place - right.place);
      await Promise.all(shuffled.map(({ notice }) => notices.take(notice)));
      const last = [...heard].sort((left, right) => left.at - right.at).at(-1);
      const payment = await services.shop.findPayment('pay_1');
      if (last?.outcome === 'held')
        expect(payment?.hold).toEqual({
          by: 'provider',
          since: new Date(last.at).toISOString(),
          reason: last.reason,
        });
      else expect(payment?.hold === undefined || payment.hold.releasedAt !== undefined).toBe(true);
    }),
    { numRuns: 12, seed: 20260308 },
  );
}, 60_000);

it('ends a payment that was turned down only where nothing had been collected', async () => {
  const services = await testServices({
    shop: aShop({
      payments: [
        aPayment({ status: 'authorized', hold }),
        aPayment({ id: 'pay_2', hold, providerReference: 'psp_2' }),
      ],
      refunds: [aRefund({ paymentId: 'pay_2', status: 'pending', hold })],
    }),
  });
  const notices = new HoldNotices(services);
  const notice = (kind: 'payment' | 'refund', reference: string): HoldNotice => ({
    provider: 'built-in',
    eventId: `end of ${reference}`,
    at: services.now(),
    subject: { kind, references: [reference] },
    outcome: 'refused',
    by: 'bank',
    reason: 'declined',
  });
  expect(await notices.take(notice('payment', 'pay_1'))).toBe('taken');
  expect(await notices.take(notice('payment', 'psp_2'))).toBe('taken');
  expect(await notices.take(notice('refund', 'rfd_1'))).toBe('taken');
  expect(await notices.take(notice('payment', 'psp_3'))).toBe('unknown_record');
  expect(await services.shop.findPayment('pay_1')).toMatchObject({ status: 'failed' });
  expect(await services.shop.findPayment('pay_2')).toMatchObject({ status: 'captured' });
  const [refund] = await services.shop.refundsOfOrder('ord_1');
  expect(refund?.status).toBe('pending');
  expect(holdSchema.parse(refund?.hold).releasedAt).toBeDefined();
});

function heldNotice(subject: HoldNotice['subject']): HoldNotice {
  return {
    provider: 'built-in',
    eventId: 'late word',
    at: Date.parse('2026-03-01T10:00:00Z'),
    subject,
    outcome: 'held',
    by: 'provider',
    reason: 'review',
  };
}

async function heldCards({ services, id }: Awaited<ReturnType<typeof open>>) {
  return (await services.log.read(id)).flatMap(({ event }) =>
    event.type === 'card' && event.card.type === 'refund' && event.card.held !== undefined
      ? [event.card]
      : [],
  );
}
