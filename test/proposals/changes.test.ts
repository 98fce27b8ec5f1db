import { beforeEach, describe, expect, it } from 'vitest';
import { BuiltInGateway, type GatewayFault } from '../../src/connectors/built-in-gateway.ts';
import type { ChangeRequest } from '../../src/policy/order-change.ts';
import type { ShopData } from '../../src/shop/records.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { say, startConversation, type TestServices, testServices } from '../helpers/services.ts';
import { aCustomer, aLine, anAddress, anOrder, aPayment, aProduct } from '../helpers/shop.ts';

let services: TestServices;
let faults: GatewayFault[];
/** the provider cannot be asked what became of a charge */
let isDeaf: boolean;

const variant = { title: 'x', options: {}, currency: 'EUR', available: true };
const shop: Partial<ShopData> = {
  customers: [
    aCustomer({
      instruments: [
        { id: 'card_1', method: 'card', last4: '4242' },
        { id: 'paypal_1', method: 'paypal' },
        { id: 'gift_1', method: 'gift_card', balance: { amount: 9000, currency: 'EUR' } },
      ],
    }),
    aCustomer({ id: 'cus_2', email: 'other@example.com' }),
  ],
  products: [
    aProduct({
      variants: [
        { ...variant, id: 'var_1', price: 4500, options: { color: 'black' }, stock: 3 },
        { ...variant, id: 'var_red', price: 5000, options: { color: 'red' }, stock: 1 },
        { ...variant, id: 'var_blue', price: 3000, options: { color: 'blue' } },
      ],
    }),
  ],
  orders: [anOrder({ status: 'pending' })],
  payments: [aPayment({ instrumentId: 'card_1' })],
  shipments: [],
};
const newAddress = { ...anAddress(), line1: 'Ahornweg 3' };
const requests: Record<string, ChangeRequest> = {
  cancellation: { kind: 'cancellation', reason: 'no_longer_needed' },
  address_change: { kind: 'address_change', address: newAddress },
  item_change: {
    kind: 'item_change',
    replacements: [{ lineId: 'lin_1', quantity: 1, variantId: 'var_red' }],
  },
  payment_change: { kind: 'payment_change', instrumentId: 'gift_1' },
  return: { kind: 'return', lines: [{ lineId: 'lin_1', quantity: 1 }], reason: 'damaged' },
  exchange: {
    kind: 'exchange',
    replacements: [{ lineId: 'lin_1', quantity: 1, variantId: 'var_red' }],
  },
};
const KINDS = Object.keys(requests);

beforeEach(() => {
  faults = [];
  isDeaf = false;
});

async function open(changes: Partial<ShopData> = {}) {
  const database = await createTestDatabase();
  const gateway = new BuiltInGateway({
    database,
    now: () => services.now(),
    fault: () => faults.shift(),
  });
  services = await testServices({
    shop: { ...shop, ...changes },
    inputs: {
      database,
      gateway,
      charges: {
        charge: (call) => gateway.charge(call),
        readCharge: async (key) => (isDeaf ? { status: 'unknown' } : gateway.readCharge(key)),
        release: () => gateway.release(),
      },
    },
  });
  return startConversation(services, { verifiedCustomerId: 'cus_1', localeHint: 'en' });
}

function shopFor(kind: string): Partial<ShopData> {
  if (kind !== 'return' && kind !== 'exchange') return {};
  return { orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' })] };
}

async function propose(id: string, kind: string, request = requests[kind]) {
  const conversation = await services.conversations.find(id);
  const order = await services.shop.findOrder('ord_1');
  if (!conversation || !order || !request) throw new Error('nothing to propose');
  const proposed = await services.proposals.proposeChange({
    conversation,
    order,
    locale: 'en',
    timeZone: 'Europe/Berlin',
    requested: request,
  });
  if (!proposed.ok) throw new Error(proposed.rule);
  return { ...proposed.proposal, token: proposed.proposal.confirmationToken ?? '' };
}

async function state() {
  const tables = [
    'orders',
    'order_lines',
    'payments',
    'refunds',
    'payment_instruments',
    'customers',
    'product_variants',
  ];
  const rows = await Promise.all(
    tables.map((table) => services.database.all(`SELECT * FROM ${table}`)),
  );
  return JSON.stringify(rows);
}

describe.each(KINDS)('a proposal of %s', (kind) => {
  it('changes nothing until its button is pressed, and nothing twice', async () => {
    const id = await open(shopFor(kind));
    const before = await state();
    const proposal = await propose(id, kind);
    expect(proposal).toMatchObject({ kind, state: 'open', orderNumber: 'DM-20001' });
    expect(proposal.text).toMatch(/DM-20001.*\?/s);
    expect(await state()).toBe(before);

    const confirm = () => services.proposals.confirm(id, proposal.id, { token: proposal.token });
    expect(await confirm()).toMatchObject({ ok: true, proposal: { state: 'executed' } });
    const after = await state();
    expect(after).not.toBe(before);
    expect(await confirm()).toMatchObject({ ok: true, proposal: { state: 'executed' } });
    expect(await state()).toBe(after);
  });

  it('is confirmed by a yes that is the whole message, and by nothing else', async () => {
    const id = await open(shopFor(kind));
    const before = await state();
    for (const words of [
      'yes but what does it cost?',
      'hmm',
      'no wait, maybe later',
      'is that sure?',
    ]) {
      await propose(id, kind);
      await say(services, id, words);
      expect(await state()).toBe(before);
      // What was said since came between: even a plain yes is now too late.
      await say(services, id, 'yes');
      expect(await state()).toBe(before);
    }
    await propose(id, kind);
    await say(services, id, 'no');
    await say(services, id, 'yes');
    expect(await state()).toBe(before);

    await propose(id, kind);
    const { reply } = await say(services, id, 'Yes!');
    expect(reply).toMatch(/Done/);
    expect(await state()).not.toBe(before);
  });

  it('lapses with time, with another proposal, and when what it rests on changes', async () => {
    const id = await open(shopFor(kind));
    const before = await state();
    const late = await propose(id, kind);
    await services.time.advance(30 * 60_000 + 1);
    const confirm = ({ id: proposalId, token }: { id: string; token: string }) =>
      services.proposals.confirm(id, proposalId, { token });
    expect(await confirm(late)).toEqual({ ok: false, reason: 'lapsed' });
    const first = await propose(id, kind);
    const second = await propose(id, kind);
    expect(await confirm(first)).toMatchObject({ ok: false });
    expect(await state()).toBe(before);
    await services.database.run("UPDATE orders SET status = 'shipped'");
    expect(await confirm(second)).toEqual({ ok: false, reason: 'changed' });
    expect(await confirm({ ...second, token: 'cft_wrong' })).toMatchObject({ ok: false });
  });

  it('is carried out once, however many confirm it at once', async () => {
    const id = await open(shopFor(kind));
    const other = await startConversation(services, { verifiedCustomerId: 'cus_1' });
    const proposals = [await propose(id, kind), await propose(other, kind)];
    await Promise.all(
      [0, 1, 0, 1, 0, 1].map((which) => {
        const proposal = proposals[which];
        if (proposal === undefined) throw new Error('none');
        const conversationId = which === 0 ? id : other;
        return services.proposals.confirm(conversationId, proposal.id, { token: proposal.token });
      }),
    );
    const done = await services.database.all('SELECT state FROM proposals');
    // A second delivery address is no contradiction; everything else can be done once.
    const executed = done.filter((row) => row.state === 'executed').length;
    expect(executed).toBe(1);
    const [counted] = await services.database.all('SELECT count(*) AS changes FROM order_changes');
    expect(counted).toEqual({ changes: 1 });
  });

  it('is nobody else’s to make or to confirm', async () => {
    const id = await open(shopFor(kind));
    const stranger = await startConversation(services, { verifiedCustomerId: 'cus_2' });
    await expect(propose(stranger, kind)).rejects.toThrow('identity.not_verified');
    const nobody = await startConversation(services);
    await expect(propose(nobody, kind)).rejects.toThrow('identity.not_verified');
    const proposal = await propose(id, kind);
    expect(
      await services.proposals.confirm(stranger, proposal.id, { token: proposal.token }),
    ).toEqual({ ok: false, reason: 'not_found' });
  });

  it('waits for staff where the shop says so, and never for the one who asked', async () => {
    const id = await open(shopFor(kind));
    const prompts = services.prompts.current();
    const { changes, returns, exchange } = prompts.policy;
    const approval = 'person' as const;
    Object.assign(prompts, {
      policy: {
        ...prompts.policy,
        returns: { ...returns, approval },
        exchange: { ...exchange, approval },
        changes: {
          ...changes,
          cancellation: { ...changes.cancellation, approval },
          items: { ...changes.items, approval },
          address: { ...changes.address, approval },
          payment: { ...changes.payment, approval },
        },
      },
    });
    try {
      const before = await state();
      const proposal = await propose(id, kind);
      expect(proposal.approval).toBe('person');
      expect(
        await services.proposals.confirm(id, proposal.id, { token: proposal.token }),
      ).toMatchObject({ ok: true, proposal: { state: 'awaiting_approval' } });
      expect(await state()).toBe(before);
      expect(await services.proposals.awaitingApproval()).toMatchObject([
        { customerId: 'cus_1', rules: expect.arrayContaining([`change.${kind}.needs_person`]) },
      ]);
      expect(await services.proposals.approve(proposal.id, { id: 'cus_1' })).toEqual({
        ok: false,
        reason: 'requester',
      });
      const employee = { id: 'stf_9', email: 'MARIA.SANTOS@example.com' };
      expect(await services.proposals.approve(proposal.id, employee)).toEqual({
        ok: false,
        reason: 'requester',
      });
      expect(await state()).toBe(before);
      expect(await services.proposals.approve(proposal.id, { id: 'stf_1' })).toMatchObject({
        ok: true,
        proposal: { state: 'executed' },
      });
      expect(await state()).not.toBe(before);
    } finally {
      Object.assign(prompts, { policy: { ...prompts.policy, returns, exchange, changes } });
    }
  });
});

describe('the money of a change', () => {
  it('is charged first: a declined charge undoes the change and gives nothing back', async () => {
    const id = await open();
    const before = await services.shop.findOrder('ord_1');
    faults = ['declined'];
    const proposal = await propose(id, 'item_change', {
      kind: 'item_change',
      replacements: [{ lineId: 'lin_1', quantity: 1, variantId: 'var_red' }],
      instrumentId: 'paypal_1',
    });
    const { token } = proposal;
    expect(await services.proposals.confirm(id, proposal.id, { token })).toMatchObject({
      ok: true,
      proposal: { state: 'failed' },
    });
    expect(await services.shop.findOrder('ord_1')).toEqual(before);
    const product = await services.shop.findProduct('prd_1');
    expect(product?.variants.map(({ stock }) => stock)).toEqual([3, 1, undefined]);
    await services.recover();
    expect((await services.conversations.find(id))?.owner).toBe('queued');

    faults = ['declined'];
    const other = await propose(id, 'payment_change', {
      kind: 'payment_change',
      instrumentId: 'paypal_1',
    });
    await services.proposals.confirm(id, other.id, { token: other.token });
    const refunds = await services.shop.refundsOfOrder('ord_1');
    expect(refunds.map(({ status }) => status)).toEqual(['cancelled']);
  });

  it('is booked with the provider that took money from this way to pay before, and tells why it was declined', async () => {
    const used = aPayment({
      id: 'pay_old',
      orderId: 'ord_0',
      provider: 'paypal',
      method: 'paypal',
      instrumentId: 'paypal_1',
      country: 'LU',
    });
    const id = await open({
      orders: [
        anOrder({ id: 'ord_0', number: 'DM-10000', status: 'delivered' }),
        anOrder({ status: 'pending' }),
      ],
      payments: [used, aPayment({ instrumentId: 'card_1' })],
    });
    const charge = async () => {
      const proposal = await propose(id, 'payment_change', {
        kind: 'payment_change',
        instrumentId: 'paypal_1',
      });
      await services.proposals.confirm(id, proposal.id, { token: proposal.token });
      return (await services.shop.paymentsOfOrder('ord_1')).at(-1);
    };
    faults = ['declined'];
    expect(await charge()).toMatchObject({
      provider: 'paypal',
      country: 'LU',
      status: 'failed',
      attempts: [{ outcome: 'declined', declineCode: 'declined_by_provider' }],
      captures: [],
    });
    expect(await charge()).toMatchObject({
      provider: 'paypal',
      status: 'captured',
      attempts: [{ outcome: 'succeeded' }],
    });
  });

  it('follows the provider’s notification, read back by the key of the charge', async () => {
    const id = await open();
    faults = ['timeout_after_effect'];
    isDeaf = true;
    const proposal = await propose(id, 'payment_change', {
      kind: 'payment_change',
      instrumentId: 'paypal_1',
    });
    await services.proposals.confirm(id, proposal.id, { token: proposal.token });
    const [call] = await services.database.all('SELECT key, state FROM charge_calls');
    expect(call?.state).toBe('sent');
    isDeaf = false;
    await services.proposals.takeNotice(String(call?.key));
    await services.proposals.takeNotice(String(call?.key));
    expect((await services.shop.paymentsOfOrder('ord_1')).at(-1)).toMatchObject({
      status: 'captured',
      captures: [{ amount: 5000 }],
    });
  });

  it('that is not heard of is read back, and the refund waits for it', async () => {
    const id = await open();
    faults = ['timeout_after_effect'];
    const proposal = await propose(id, 'payment_change', {
      kind: 'payment_change',
      instrumentId: 'paypal_1',
    });
    await services.proposals.confirm(id, proposal.id, { token: proposal.token });
    await services.time.advance(120_000);
    await services.proposals.resumeOutbox();
    const [charges] = await services.database.all(
      'SELECT count(*) AS charges FROM gateway_charges',
    );
    expect(charges).toEqual({ charges: 1 });
    const payments = await services.shop.paymentsOfOrder('ord_1');
    expect(payments.map(({ status }) => status).sort()).toEqual(['captured', 'refunded']);
    expect(await services.shop.refundsOfOrder('ord_1')).toMatchObject([
      { status: 'succeeded', amount: 5000 },
    ]);
  });

  it('gives nothing back before the charge is through, whatever notification comes first', async () => {
    const id = await open();
    isDeaf = true;
    const proposal = await propose(id, 'payment_change', {
      kind: 'payment_change',
      instrumentId: 'paypal_1',
    });
    await services.proposals.confirm(id, proposal.id, { token: proposal.token });
    const [call] = await services.database.all('SELECT key FROM outbox');
    await services.proposals.takeNotice(String(call?.key));
    expect(await services.database.all('SELECT * FROM gateway_refunds')).toEqual([]);
    isDeaf = false;
    await services.time.advance(120_000);
    await services.proposals.resumeOutbox();
    expect(await services.shop.refundsOfOrder('ord_1')).toMatchObject([
      { status: 'succeeded', amount: 5000 },
    ]);
  });

  it('moves gift cards by exactly what was charged and given back', async () => {
    const id = await open();
    const balance = async () => {
      const found = await services.shop.findCustomer('cus_1');
      return found?.instruments.find(({ id: one }) => one === 'gift_1')?.balance?.amount;
    };
    const paid = await propose(id, 'payment_change');
    await services.proposals.confirm(id, paid.id, { token: paid.token });
    expect(await balance()).toBe(4000);
    const cancelled = await propose(id, 'cancellation');
    await services.proposals.confirm(id, cancelled.id, { token: cancelled.token });
    expect(await balance()).toBe(9000);
  });

  it('keeps the shelf true', async () => {
    const id = await open();
    const changed = await propose(id, 'item_change');
    await services.proposals.confirm(id, changed.id, { token: changed.token });
    const product = await services.shop.findProduct('prd_1');
    expect(product?.variants.map(({ stock }) => stock)).toEqual([4, 0, undefined]);
  });
});

describe('a new default address', () => {
  it('concerns no order and moves no money', async () => {
    const id = await open();
    const conversation = await services.conversations.find(id);
    if (conversation === undefined) throw new Error('gone');
    const proposed = await services.proposals.proposeDefaultAddress({
      conversation,
      locale: 'de',
      timeZone: 'Europe/Berlin',
      address: newAddress,
    });
    if (!proposed.ok) throw new Error(proposed.rule);
    expect(proposed.proposal).not.toHaveProperty('orderNumber');
    expect(proposed.proposal.text).toContain('Ahornweg 3');
    const { id: proposalId, confirmationToken: token = '' } = proposed.proposal;
    await services.proposals.confirm(id, proposalId, { token });
    expect((await services.shop.findCustomer('cus_1'))?.defaultAddress).toEqual(newAddress);
    expect((await services.shop.findOrder('ord_1'))?.shippingAddress).toEqual(anAddress());
  });
});

describe('identical lines', () => {
  it('are told apart by their place', async () => {
    const id = await open({
      orders: [anOrder({ status: 'pending', lines: [aLine(), aLine({ id: 'lin_2' })] })],
      payments: [aPayment({ amount: 9500, instrumentId: 'card_1' })],
    });
    const proposal = await propose(id, 'cancellation', {
      kind: 'cancellation',
      reason: 'ordered_by_mistake',
      lines: [{ lineId: 'lin_2', quantity: 1 }],
    });
    await services.proposals.confirm(id, proposal.id, { token: proposal.token });
    const order = await services.shop.findOrder('ord_1');
    expect(order?.lines.map(({ id: line }) => line)).toEqual(['lin_1']);
    expect(order).toMatchObject({ status: 'pending', total: 5000 });
  });
});
