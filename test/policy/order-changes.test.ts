import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeDefaultAddress } from '../../src/policy/address-change.ts';
import { decideChange } from '../../src/policy/decide-change.ts';
import type { ChangeInput, ChangeRequest } from '../../src/policy/order-change.ts';
import type { PolicyValues } from '../../src/prompts/policy-values.ts';
import { orderSchema } from '../../src/shop/records.ts';
import { testPrompts } from '../helpers/prompts.ts';
import {
  aCustomer,
  aDispute,
  aLine,
  anAddress,
  anOrder,
  aPayment,
  aProduct,
} from '../helpers/shop.ts';

let policy: PolicyValues;
const NOW = Date.parse('2026-03-08T09:00:00Z');
const variant = { title: 'x', options: {}, currency: 'EUR', available: true };
const product = aProduct({
  variants: [
    { ...variant, id: 'var_1', price: 4500, options: { color: 'black' } },
    { ...variant, id: 'var_red', price: 5000, stock: 1, options: { color: 'red' } },
    { ...variant, id: 'var_blue', price: 3000, options: { color: 'blue' } },
    { ...variant, id: 'var_gone', price: 4500, available: false },
  ],
});
const customer = aCustomer({
  instruments: [
    { id: 'card_1', method: 'card', last4: '4242' },
    { id: 'paypal_1', method: 'paypal' },
    { id: 'gift_1', method: 'gift_card', balance: { amount: 400, currency: 'EUR' } },
  ],
});

beforeAll(async () => {
  policy = (await testPrompts()).current().policy;
});

function decide(request: ChangeRequest, changes: Partial<ChangeInput> = {}) {
  return decideChange(
    {
      order: anOrder({ status: 'pending' }),
      payments: [aPayment({ instrumentId: 'card_1' })],
      refunds: [],
      disputes: [],
      customer,
      products: [product],
      earlier: [],
      policy,
      now: NOW,
      timeZone: 'Europe/Berlin',
      ...changes,
    },
    request,
  );
}

const cancel: ChangeRequest = { kind: 'cancellation', reason: 'no_longer_needed' };
const swap = (
  variantId: string,
  kind: 'item_change' | 'exchange' = 'item_change',
): ChangeRequest => ({
  kind,
  replacements: [{ lineId: 'lin_1', quantity: 1, variantId }],
});
const pay = (instrumentId: string): ChangeRequest => ({ kind: 'payment_change', instrumentId });
const back: ChangeRequest = {
  kind: 'return',
  lines: [{ lineId: 'lin_1', quantity: 1 }],
  reason: 'changed_mind',
};
const delivered = anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' });
const at = (status: 'processing' | 'shipped' | 'delivered' | 'cancelled') => anOrder({ status });

describe('a change', () => {
  it.each([
    ['a cancellation in fulfilment', cancel, { order: at('processing') }, 'change.status'],
    ['a cancellation on its way', cancel, { order: at('shipped') }, 'change.status'],
    ['a cancellation twice', cancel, { order: at('cancelled') }, 'change.status'],
    ['articles on their way', swap('var_red'), { order: at('shipped') }, 'change.status'],
    ['another product', swap('prd_9'), {}, 'change.other_product'],
    ['a variant that is gone', swap('var_gone'), {}, 'change.variant_unavailable'],
    [
      'more pieces than the shelf holds',
      {
        kind: 'item_change',
        replacements: [{ lineId: 'lin_1', quantity: 2, variantId: 'var_red' }],
      },
      { order: anOrder({ status: 'pending', lines: [aLine({ quantity: 2 })] }) },
      'change.variant_unavailable',
    ],
    [
      'a second change of articles',
      swap('var_red'),
      { earlier: ['item_change'] },
      'change.once_only',
    ],
    [
      'a cancellation after a change of articles',
      cancel,
      { order: anOrder({ status: 'pending', itemsModified: true }) },
      'change.locked',
    ],
    [
      'one line named twice',
      {
        kind: 'item_change',
        replacements: [
          { lineId: 'lin_1', quantity: 1, variantId: 'var_red' },
          { lineId: 'lin_1', quantity: 1, variantId: 'var_blue' },
        ],
      },
      { order: anOrder({ status: 'pending', lines: [aLine({ quantity: 2 })] }) },
      'change.lines_invalid',
    ],
    ['the way to pay it has', pay('card_1'), {}, 'change.method_same'],
    ['a way to pay of somebody else', pay('card_9'), {}, 'change.method_unknown'],
    ['a gift card that holds too little', pay('gift_1'), {}, 'change.balance_too_low'],
    ['a second way to pay', pay('paypal_1'), { earlier: ['payment_change'] }, 'change.once_only'],
    ['disputed money', cancel, { disputes: [aDispute()] }, 'refund.disputed'],
    ['a return under way', back, { order: at('shipped') }, 'change.status'],
    [
      'a return after its window',
      back,
      { order: anOrder({ status: 'delivered', deliveredAt: '2026-01-05T10:00:00Z' }) },
      'change.window_closed',
    ],
    [
      'a return without a reason',
      { ...back, reason: undefined },
      { order: delivered },
      'change.reason_not_allowed',
    ],
    [
      'a return to another way to pay',
      { ...back, instrumentId: 'paypal_1' },
      { order: delivered },
      'change.method_not_allowed',
    ],
    [
      'an exchange of what is not there',
      swap('var_gone', 'exchange'),
      { order: delivered },
      'change.variant_unavailable',
    ],
    [
      'an address abroad',
      { kind: 'address_change', address: { ...anAddress(), country: 'FR' } },
      {},
      'change.other_country',
    ],
    [
      'an address without a city',
      { kind: 'address_change', address: { ...anAddress(), city: ' ' } },
      {},
      'change.address_invalid',
    ],
  ] as [string, ChangeRequest, Partial<ChangeInput>, string][])(
    'is refused for %s',
    (_what, request, changes, rule) => {
      expect(decide(request, changes)).toMatchObject({ ok: false, rule });
    },
  );

  it('is refused for every kind that the merchant switched off', () => {
    const off = { approval: 'refused' as const };
    const closed: PolicyValues = {
      ...policy,
      returns: { ...policy.returns, ...off },
      exchange: { ...policy.exchange, ...off },
      changes: {
        ...policy.changes,
        cancellation: { ...policy.changes.cancellation, ...off },
        items: { ...policy.changes.items, ...off },
        address: { ...policy.changes.address, ...off },
        payment: { ...policy.changes.payment, ...off },
        defaultAddress: off,
      },
    };
    const address: ChangeRequest = { kind: 'address_change', address: anAddress() };
    for (const request of [cancel, swap('var_red'), pay('paypal_1'), address])
      expect(decide(request, { policy: closed })).toMatchObject({ rule: 'change.not_allowed' });
    for (const request of [back, swap('var_red', 'exchange')])
      expect(decide(request, { policy: closed, order: delivered })).toMatchObject({
        rule: 'change.not_allowed',
      });
    expect(judgeDefaultAddress(anAddress(), closed)).toMatchObject({ rule: 'change.not_allowed' });
  });

  it('of articles charges what they cost more, and gives back what they cost less the way it came', () => {
    expect(decide(swap('var_red'))).toMatchObject({
      ok: true,
      difference: { amount: 500, currency: 'EUR' },
      charges: [{ instrumentId: 'card_1', amount: { amount: 500, currency: 'EUR' } }],
      refunds: [],
      effect: { type: 'lines', order: { total: 5500, subtotal: 5000, itemsModified: true } },
    });
    expect(
      decide({ ...swap('var_blue'), instrumentId: 'paypal_1' } as ChangeRequest),
    ).toMatchObject({
      difference: { amount: -1500, currency: 'EUR' },
      charges: [],
      refunds: [{ amount: { amount: 1500 }, route: 'original_method', method: 'card' }],
    });
  });

  it('of some pieces splits their line', () => {
    const order = anOrder({ status: 'pending', lines: [aLine({ quantity: 3 })] });
    const decided = decide(swap('var_blue'), { order, payments: [aPayment({ amount: 14000 })] });
    if (!decided.ok || decided.effect.type !== 'lines') throw new Error('refused');
    expect(decided.effect.order.lines).toMatchObject([
      { id: 'lin_1', variantId: 'var_1', quantity: 2, total: 9000 },
      { variantId: 'var_blue', quantity: 1, total: 3000 },
    ]);
  });

  it('of a payment charges the new way first and gives all of the old money back', () => {
    expect(decide(pay('paypal_1'))).toMatchObject({
      charges: [{ instrumentId: 'paypal_1', amount: { amount: 5000 } }],
      refunds: [{ paymentId: 'pay_1', amount: { amount: 5000 } }],
    });
    const cash = aPayment({ method: 'cash_on_delivery', status: 'pending' });
    expect(decide(pay('paypal_1'), { payments: [cash] })).toMatchObject({
      charges: [{ amount: { amount: 5000 } }],
      refunds: [],
      released: ['pay_1'],
    });
  });

  it('at the door only changes what the courier collects', () => {
    const cash = aPayment({ method: 'cash_on_delivery', status: 'pending' });
    expect(decide(swap('var_red'), { payments: [cash] })).toMatchObject({
      charges: [],
      refunds: [],
      adjusted: [{ paymentId: 'pay_1', amount: 5500 }],
    });
  });

  it('waits for a person above the caps, and for every kind the merchant says so', () => {
    const dear = {
      order: anOrder({ status: 'pending', lines: [aLine({ unitPrice: 45_000 })] }),
      payments: [aPayment({ amount: 45_500 })],
    };
    expect(decide(cancel)).toMatchObject({ approval: 'none' });
    expect(decide(cancel, dear)).toMatchObject({
      approval: 'person',
      rules: ['change.cancellation', 'fast_lane.caps'],
    });
    const strict = {
      ...policy,
      changes: {
        ...policy.changes,
        address: { ...policy.changes.address, approval: 'person' as const },
      },
    };
    expect(
      decide({ kind: 'address_change', address: anAddress() }, { policy: strict }),
    ).toMatchObject({ approval: 'person' });
  });

  it('moves no money for a return or an exchange: it follows when they are back', () => {
    expect(decide(back, { order: delivered })).toMatchObject({
      charges: [],
      refunds: [],
      difference: { amount: -4500, currency: 'EUR' },
      effect: { type: 'status', status: 'return_requested' },
    });
    expect(decide(swap('var_red', 'exchange'), { order: delivered })).toMatchObject({
      charges: [],
      refunds: [],
      difference: { amount: 500, currency: 'EUR' },
      stock: [{ variantId: 'var_red', change: -1 }],
      effect: { type: 'status', status: 'exchange_requested' },
    });
  });

  it('asks for a fresh code before a dearer exchange that will be charged above the limit', () => {
    const strict = { ...policy, identity: { ...policy.identity, stepUpAbove: 4 } };
    const dearer = swap('var_red', 'exchange');
    expect(decide(dearer, { order: delivered, policy: strict })).toMatchObject({
      approval: 'person',
      rules: ['change.exchange', 'identity.step_up'],
    });
    expect(
      decide(dearer, { order: delivered, policy: strict, freshlyVerified: true }),
    ).toMatchObject({ approval: 'none' });
    expect(decide(dearer, { order: delivered })).toMatchObject({ approval: 'none' });
  });

  it('without a way back becomes a bank transfer', () => {
    expect(
      decide(cancel, { payments: [aPayment({ method: 'boleto', country: 'BR' })] }),
    ).toMatchObject({
      refunds: [{ route: 'bank_transfer', amount: { amount: 5000 } }],
    });
  });
});

describe('whatever is cancelled or changed', () => {
  const lines = fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 4 }),
      unitPrice: fc.integer({ min: 0, max: 9_999 }),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const sums = fc.record({
    shippingCost: fc.integer({ min: 0, max: 900 }),
    tax: fc.integer({ min: 0, max: 2_000 }),
    duties: fc.integer({ min: 0, max: 500 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it('leaves a sound order whose total falls by exactly what goes back', () => {
    fc.assert(
      fc.property(lines, sums, fc.nat(), fc.nat(), (sketches, { share, ...costs }, which, many) => {
        const made = sketches.map((sketch, index) => aLine({ id: `lin_${index}`, ...sketch }));
        const subtotal = made.reduce((sum, line) => sum + line.total, 0);
        const order = anOrder({
          status: 'pending',
          lines: made,
          ...costs,
          discount: Math.floor(subtotal * share),
        });
        const line = made[which % made.length] ?? made[0];
        if (line === undefined) return;
        const quantity = 1 + (many % line.quantity);
        const payments = [aPayment({ amount: order.total })];
        const decided = decide(
          { ...cancel, lines: [{ lineId: line.id, quantity }] } as ChangeRequest,
          { order, payments },
        );
        if (!decided.ok) return;
        const returned = decided.refunds.reduce((sum, { amount }) => sum + amount.amount, 0);
        expect(returned).toBeLessThanOrEqual(order.total);
        if (decided.effect.type !== 'lines') return;
        const after = orderSchema.parse({ ...order, ...decided.effect.order });
        const { subtotal: goods, shippingCost, tax, duties, discount, total } = after;
        expect(goods).toBe(after.lines.reduce((sum, each) => sum + each.total, 0));
        expect(goods + shippingCost + tax + duties - discount).toBe(total);
        expect(order.total - total).toBe(returned);
      }),
      { numRuns: 500, seed: 20261125 },
    );
  });
});
