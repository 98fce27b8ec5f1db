import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { balanceOf } from '../../src/policy/amounts.ts';
import { quoteRefund, type RefundInput, type RefundRequest } from '../../src/policy/refund.ts';
import { type PolicyValues, REFUND_REASONS } from '../../src/prompts/policy-values.ts';
import { PAYMENT_METHODS, PAYMENT_PROVIDERS } from '../../src/shop/payment-records.ts';
import { testPrompts } from '../helpers/prompts.ts';
import { aDispute, aLine, anOrder, aPayment, aRefund } from '../helpers/shop.ts';

let policy: PolicyValues;
const NOW = Date.parse('2026-03-08T09:00:00Z');

beforeAll(async () => {
  policy = (await testPrompts()).current().policy;
});

function quote(
  changes: Partial<Omit<RefundInput, 'requested'>> & { requested?: Partial<RefundRequest> } = {},
) {
  const { requested, ...rest } = changes;
  return quoteRefund({
    order: anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' }),
    payments: [aPayment()],
    refunds: [],
    disputes: [],
    policy,
    now: NOW,
    timeZone: 'Europe/Berlin',
    ...rest,
    requested: { reason: 'damaged', ...requested },
  });
}

describe('a refund', () => {
  it('of everything goes back to the card at once within the caps, and tells when it usually arrives', () => {
    expect(quote()).toMatchObject({
      ok: true,
      approval: 'none',
      quotes: [
        {
          amount: { amount: 5000, currency: 'EUR' },
          route: 'original_method',
          method: 'card',
          arrival: { earliest: '2026-03-13', latest: '2026-03-20' },
        },
      ],
    });
  });

  it.each([
    ['changed mind', { requested: { reason: 'changed_mind' } }, 'refund.reason_needs_person'],
    ['an open inquiry', { disputes: [aDispute({ kind: 'inquiry' })] }, 'refund.open_dispute'],
    [
      'a parcel marked delivered',
      { requested: { reason: 'not_received' } },
      'refund.marked_delivered',
    ],
    ['an order under way', { order: anOrder({ status: 'shipped' }) }, 'refund.undelivered'],
    [
      'used caps',
      { fastLaneUsed: { order: 0, shopper: 12_000, shopperCount: 1, day: 12_000 } },
      'fast_lane.caps',
    ],
  ] as const)('needs a person because of %s', (_, changes, rule) => {
    const decided = quote(changes);
    expect(decided).toMatchObject({ ok: true, approval: 'person' });
    expect(decided.ok && decided.quotes[0]?.rules).toContain(rule);
  });

  it.each([
    [
      'refund.window_closed',
      'person',
      {
        order: anOrder({
          status: 'delivered',
          placedAt: '2026-01-01T00:00:00Z',
          deliveredAt: '2026-02-01T10:00:00Z',
        }),
      },
    ],
    ['refund.disputed', 'person', { disputes: [aDispute()] }],
    ['refund.nothing_left', undefined, { refunds: [aRefund({ amount: 5000 })] }],
    ['refund.not_captured', undefined, { payments: [aPayment({ status: 'authorized' })] }],
    [
      'refund.cash_not_collected',
      undefined,
      {
        payments: [
          aPayment({ method: 'cash_on_delivery', provider: 'courier', status: 'pending' }),
        ],
      },
    ],
    [
      'refund.no_way_back',
      'bank_transfer',
      { payments: [aPayment({ method: 'boleto', country: 'BR' })] },
    ],
    [
      'refund.no_way_back',
      'bank_transfer',
      { payments: [aPayment({ method: 'cash_on_delivery', provider: 'courier' })] },
    ],
    ['refund.no_way_back', 'bank_transfer', { payments: [aPayment({ method: 'sofort' })] }],
    [
      'refund.provider_window_closed',
      'bank_transfer',
      {
        payments: [
          aPayment({
            method: 'grabpay',
            captures: [{ id: 'c', at: '2025-11-01T00:00:00Z', amount: 5000 }],
          }),
        ],
      },
    ],
    ['refund.above_refundable', undefined, { requested: { amount: 5001 } }],
    [
      'refund.above_refundable',
      undefined,
      { requested: { amount: 4500 }, refunds: [aRefund({ status: 'pending' })] },
    ],
    ['refund.amount_invalid', undefined, { requested: { amount: -1 } }],
    ['refund.amount_invalid', undefined, { requested: { amount: 0.5 } }],
    [
      'refund.lines_invalid',
      undefined,
      { requested: { lines: [{ lineId: 'lin_1', quantity: 2 }] } },
    ],
    [
      'refund.lines_invalid',
      undefined,
      { requested: { lines: [{ lineId: 'lin_9', quantity: 1 }] } },
    ],
    [
      'refund.above_lines',
      undefined,
      { requested: { amount: 4600, lines: [{ lineId: 'lin_1', quantity: 1 }] } },
    ],
  ] as const)('is refused by %s', (rule, instead, changes) => {
    const asked = changes as Parameters<typeof quote>[0];
    const withoutTransfers = { ...policy, refund: { ...policy.refund, bankTransfer: false } };
    const decided = quote({ ...asked, policy: withoutTransfers });
    if (instead === 'bank_transfer')
      expect(quote(asked)).toMatchObject({
        ok: true,
        byHand: true,
        approval: 'none',
        quotes: [{ route: 'bank_transfer', method: 'bank_transfer', approval: 'none' }],
      });
    expect(decided).toMatchObject({
      ok: false,
      rule,
      ...(instead === undefined ? {} : { instead }),
    });
    if (instead === undefined) expect(decided).not.toHaveProperty('instead');
  });

  it('is not refused for lateness while the parcel is still under way', () => {
    const order = anOrder({ status: 'shipped', placedAt: '2025-12-01T10:00:00Z' });
    expect(quote({ order })).toMatchObject({ ok: true, approval: 'person' });
  });

  it('of lines leaves the shipping cost out and shares discounts', () => {
    const order = anOrder({
      status: 'delivered',
      deliveredAt: '2026-03-05T10:00:00Z',
      lines: [aLine({ quantity: 2 }), aLine({ id: 'lin_2', unitPrice: 1000 })],
      discount: 1000,
    });
    const decided = quote({
      order,
      payments: [aPayment({ amount: order.total })],
      requested: { lines: [{ lineId: 'lin_1', quantity: 1 }] },
    });
    expect(decided).toMatchObject({ ok: true, quotes: [{ amount: { amount: 4050 } }] });
  });

  it('goes back in the currency charged, at the rate of the charge', () => {
    const presentment = {
      amount: 5000,
      currency: 'EUR',
      exchangeRate: '1.1',
      rateSource: 'built-in',
      rateAt: '2026-03-01T10:00:00Z',
    };
    const payments = [aPayment({ amount: 5500, currency: 'USD', presentment })];
    expect(quote({ payments, requested: { amount: 1000 } })).toMatchObject({
      ok: true,
      quotes: [{ amount: { amount: 1100, currency: 'USD' } }],
    });
    expect(quote({ payments })).toMatchObject({
      ok: true,
      quotes: [{ amount: { amount: 5500, currency: 'USD' } }],
    });
  });

  it('says so of an amount that is less than the smallest coin it was charged in', () => {
    const presentment = {
      amount: 500_000,
      currency: 'EUR',
      exchangeRate: '160',
      rateSource: 'built-in',
      rateAt: '2026-03-01T10:00:00Z',
    };
    // 0.01 EUR of a charge in yen at 0.6 yen: nothing that could be paid.
    const payments = [aPayment({ amount: 200_000, currency: 'JPY', presentment })];
    expect(quote({ payments, requested: { amount: 1 } })).toMatchObject({
      ok: false,
      rule: 'refund.amount_invalid',
    });
  });

  it.each(['return_requested', 'exchange_requested', 'returned'] as const)(
    'waits for a person on an order that is %s: its money follows with the goods',
    (status) => {
      const order = anOrder({ status, deliveredAt: '2026-03-05T10:00:00Z' });
      expect(quote({ order })).toMatchObject({
        ok: true,
        approval: 'person',
      });
    },
  );

  it('waits for the end of quiet hours', () => {
    // 23:58 in Jakarta
    const now = Date.parse('2026-03-08T16:58:00Z');
    const decided = quote({ now, payments: [aPayment({ method: 'shopeepay', country: 'ID' })] });
    expect(decided.ok && decided.quotes[0]?.notBefore).toBe(Date.parse('2026-03-08T23:00:00Z'));
  });
});

const status = fc.constantFrom('pending', 'requires_action', 'succeeded', 'failed', 'cancelled');
const world = fc.record({
  payments: fc.array(
    fc.record({
      amount: fc.integer({ min: 0, max: 100_000 }),
      method: fc.constantFrom(...PAYMENT_METHODS),
      provider: fc.constantFrom(...PAYMENT_PROVIDERS),
      country: fc.constantFrom('DE', 'BR', 'ID', 'SG', 'AE'),
      captured: fc.boolean(),
      refunds: fc.array(fc.record({ amount: fc.integer({ min: 1, max: 60_000 }), status }), {
        maxLength: 3,
      }),
      dispute: fc.option(
        fc.record({
          amount: fc.integer({ min: 1, max: 100_000 }),
          kind: fc.constantFrom('inquiry', 'chargeback'),
          status: fc.constantFrom('needs_response', 'under_review', 'won', 'lost', 'closed'),
        }),
      ),
    }),
    { maxLength: 3 },
  ),
  requested: fc.record(
    {
      reason: fc.constantFrom(...REFUND_REASONS),
      amount: fc.oneof(
        fc.integer(),
        fc.integer({ min: 1, max: 200_000 }),
        fc.double(),
        fc.constantFrom(Number.NaN, Number.MAX_SAFE_INTEGER, -0),
      ),
      lines: fc.array(
        fc.record({
          lineId: fc.constantFrom('lin_1', 'lin_2', 'x'),
          quantity: fc.integer({ min: -1, max: 4 }),
        }),
        { maxLength: 3 },
      ),
    },
    { requiredKeys: ['reason'] },
  ),
  daysLater: fc.integer({ min: 0, max: 800 }),
});

describe('whatever is asked', () => {
  it('never gives back more than is left of each payment, nor less than one minor unit, nor what has no way back', () => {
    fc.assert(
      fc.property(world, ({ payments: sketches, requested, daysLater }) => {
        const payments = sketches.map(({ amount, method, provider, country, captured }, index) =>
          aPayment({
            id: `pay_${index}`,
            amount,
            method,
            provider,
            country,
            status: captured ? 'captured' : 'authorized',
          }),
        );
        const refunds = sketches.flatMap(({ refunds }, index) =>
          refunds.map((refund, at) =>
            aRefund({ id: `rfd_${index}_${at}`, paymentId: `pay_${index}`, ...refund }),
          ),
        );
        const disputes = sketches.flatMap(({ dispute }, index) =>
          dispute === null
            ? []
            : [aDispute({ id: `dsp_${index}`, paymentId: `pay_${index}`, ...dispute })],
        );
        const now = NOW + daysLater * 86_400_000;
        const decided = quote({ payments, refunds, disputes, now, requested });
        if (!decided.ok) return;
        const total = decided.quotes.reduce((sum, { amount }) => sum + amount.amount, 0);
        expect(decided.quotes.length).toBeGreaterThan(0);
        if (requested.amount !== undefined) expect(total).toBeLessThanOrEqual(requested.amount);
        for (const { paymentId, amount, approval, route } of decided.quotes) {
          const payment = payments.find(({ id }) => id === paymentId);
          if (payment === undefined) throw new Error('a quote for no payment');
          const { refundable, captured } = balanceOf(payment, refunds, disputes);
          expect(Number.isSafeInteger(amount.amount)).toBe(true);
          expect(amount.amount).toBeGreaterThan(0);
          expect(amount.amount).toBeLessThanOrEqual(refundable);
          expect(refundable).toBeLessThanOrEqual(captured);
          if (route === 'original_method')
            expect(['boleto', 'cash_on_delivery', 'sofort', 'bank_transfer']).not.toContain(
              payment.method,
            );
          // Whoever makes a transfer looks at it; everything else that moves at once keeps to the caps.
          if (approval === 'none' && !decided.byHand)
            expect(total).toBeLessThanOrEqual(
              policy.fastLane.perOrder === 'unlimited' ? Infinity : policy.fastLane.perOrder * 100,
            );
        }
      }),
      { numRuns: 2000, seed: 20261122 },
    );
  });
});
