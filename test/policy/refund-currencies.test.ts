import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quoteRefund } from '../../src/policy/refund.ts';
import type { Payment, Refund } from '../../src/shop/payment-records.ts';
import { testPrompts } from '../helpers/prompts.ts';
import { aLine, anOrder, aPayment, aRefund } from '../helpers/shop.ts';

const { policy } = (await testPrompts()).current();
const NOW = Date.parse('2026-03-08T09:00:00Z');

/** With 2, 0 and 3 decimals. */
const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KRW', 'KWD', 'BHD');
const paid = fc.record({
  currency,
  /** what was paid, in minor units of the order's currency */
  worth: fc.integer({ min: 1, max: 500_000 }),
  /** minor units charged for one minor unit of the order */
  rate: fc.double({ min: 0.001, max: 2000, noNaN: true }),
  captures: fc.integer({ min: 1, max: 3 }),
});
type Paid = typeof paid extends fc.Arbitrary<infer Value> ? Value : never;

function paymentOf({ currency, worth, rate, captures }: Paid, index: number, own: string): Payment {
  const amount = currency === own ? worth : Math.max(1, Math.round(worth * rate));
  const each = Math.floor(amount / captures);
  const parts = Array.from({ length: captures }, (_, part) =>
    part === 0 ? amount - each * (captures - 1) : each,
  ).filter((part) => part > 0);
  return aPayment({
    id: `pay_${index}`,
    amount,
    currency,
    captures: parts.map((part, number) => ({
      id: `cap_${index}${number}`,
      at: '2026-03-04T10:00:00Z',
      amount: part,
    })),
    ...(currency === own
      ? {}
      : {
          presentment: {
            amount: worth,
            currency: own,
            exchangeRate: String(rate),
            rateSource: 'checkout',
            rateAt: '2026-03-04T10:00:00Z',
          },
        }),
  });
}

/** In minor units of the order's currency, not rounded. */
function worthOf(amount: number, payment: Payment): number {
  return payment.presentment === undefined
    ? amount
    : (amount * payment.presentment.amount) / payment.amount;
}

it('gives back in parts no more than was asked for, and in the end each payment to its last minor unit', () => {
  fc.assert(
    fc.property(
      currency,
      fc.array(paid, { minLength: 1, maxLength: 3 }),
      fc.array(fc.integer({ min: 1, max: 200_000 }), { maxLength: 6 }),
      (own, all, asked) => {
        const payments = all.map((one, index) => paymentOf(one, index, own));
        const total = all.reduce((sum, { worth }) => sum + worth, 0);
        const order = anOrder({
          currency: own,
          lines: [aLine({ unitPrice: total })],
          shippingCost: 0,
          status: 'delivered',
          deliveredAt: '2026-03-05T10:00:00Z',
        });
        const refunds: Refund[] = [];
        for (const amount of [...asked, undefined]) {
          const decided = quoteRefund({
            ...{ order, payments, refunds, disputes: [], policy, now: NOW, timeZone: 'UTC' },
            requested: { reason: 'damaged', ...(amount === undefined ? {} : { amount }) },
          });
          if (!decided.ok) continue;
          let given = 0;
          for (const quote of decided.quotes) {
            const payment = payments.find(({ id }) => id === quote.paymentId);
            expect(quote.amount).toEqual({
              amount: expect.any(Number),
              currency: payment?.currency,
            });
            expect(quote.amount.amount).toBeGreaterThan(0);
            if (payment !== undefined) given += worthOf(quote.amount.amount, payment);
            refunds.push(
              aRefund({
                id: `rfd_${refunds.length}`,
                paymentId: quote.paymentId,
                amount: quote.amount.amount,
                currency: quote.amount.currency,
                status: 'succeeded',
              }),
            );
          }
          // What is left of a payment may be worth a fraction of a minor unit, which goes along with it.
          const slack = payments.reduce(
            (sum, payment) => sum + Math.max(1, worthOf(1, payment)),
            0,
          );
          if (amount !== undefined) expect(given).toBeLessThanOrEqual(amount + slack);
        }
        for (const { id, amount } of payments) {
          const back = refunds.filter(({ paymentId }) => paymentId === id);
          expect(back.reduce((sum, refund) => sum + refund.amount, 0)).toBe(amount);
        }
      },
    ),
    { numRuns: 400, seed: 5 },
  );
});
