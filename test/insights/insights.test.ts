import { expect, test } from 'vitest';
import { readInsights } from '../../src/insights/read-insights.ts';
import { businessDaysBetween } from '../../src/policy/business-days.ts';
import { settlementDay } from '../../src/policy/settlement.ts';
import { testApp } from '../helpers/http.ts';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { anOrder, aPayment, aRefund, aShop } from '../helpers/shop.ts';

const attempt = (
  id: string,
  outcome: 'succeeded' | 'declined' | 'pending',
  declineCode?: string,
) => ({
  id,
  at: '2026-03-01T10:00:00Z',
  outcome,
  amount: 5000,
  ...(declineCode === undefined ? {} : { declineCode }),
});

const shop = aShop({
  orders: [
    anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' }),
    anOrder({ id: 'ord_2', number: 'DM-20002' }),
  ],
  payments: [
    aPayment({
      provider: 'stripe',
      attempts: [attempt('a1', 'declined', 'insufficient_funds'), attempt('a2', 'succeeded')],
      captures: [
        {
          id: 'cap_1',
          // A Friday; settled on the Tuesday after the next weekend but one.
          at: '2026-02-20T10:00:00Z',
          amount: 5000,
          settledAt: '2026-03-03T10:00:00Z',
          payoutOn: '2026-03-04',
          settledAmount: 5400,
          settledCurrency: 'USD',
        },
      ],
    }),
    aPayment({
      id: 'pay_2',
      orderId: 'ord_2',
      provider: 'stripe',
      attempts: [attempt('a3', 'pending')],
      captures: [{ id: 'cap_2', at: '2026-02-20T10:00:00Z', amount: 5000 }],
    }),
  ],
});

test('counts business days and weekends of the acquirer’s country', () => {
  expect(businessDaysBetween('2026-02-20', '2026-03-03', 'DE')).toBe(7);
  expect(businessDaysBetween('2026-02-20', '2026-02-20', 'DE')).toBe(0);
  // Friday and Saturday are the weekend there, so the Sunday counts.
  expect(businessDaysBetween('2026-02-19', '2026-02-22', 'KW')).toBe(1);
  expect(businessDaysBetween('2026-02-19', '2026-02-22', 'DE')).toBe(1);
  const kind = { provider: 'stripe', method: 'card', country: 'DE' };
  expect(settlementDay('2026-02-20T10:00:00Z', kind)).toBe('2026-03-03');
  // After the cut-off in Jakarta it is the next day's capture.
  const wallet = { provider: 'midtrans', method: 'gopay', country: 'ID' };
  expect(settlementDay('2026-02-19T08:00:00Z', wallet)).toBe('2026-03-02');
  expect(settlementDay('2026-02-19T10:00:00Z', wallet)).toBe('2026-03-03');
});

async function insightsOf(
  services: Awaited<ReturnType<typeof testServices>>,
  since: string | null = null,
) {
  const { insights } = await readInsights(services.database, { since, now: services.now() });
  return Object.fromEntries(insights.map((insight) => [insight.id, insight]));
}

test('tells settlement, payouts, success and declines from the shop’s records', async () => {
  const services = await testServices({ shop });
  const { settlement, payouts, payment_success, decline_reasons } = await insightsOf(services);
  expect(settlement).toMatchObject({
    count: 2,
    rows: [
      {
        provider: 'stripe',
        country: 'DE',
        captures: 2,
        amount: 10_000,
        expectedBusinessDays: 7,
        settled: 1,
        medianBusinessDays: 7,
        waiting: 1,
        overdue: 1,
      },
    ],
  });
  expect(payouts).toMatchObject({
    count: 1,
    rows: [{ day: '2026-03-04', currency: 'USD', amount: 5400, state: 'paid' }],
  });
  expect(payment_success).toMatchObject({
    count: 3,
    rows: [
      {
        method: 'card',
        country: 'DE',
        attempts: 3,
        succeeded: 1,
        declined: 1,
        pending: 1,
        rate: 0.5,
      },
    ],
  });
  expect(decline_reasons).toMatchObject({
    count: 1,
    rows: [{ reason: 'insufficient_funds', count: 1, share: 1, codes: 'insufficient_funds' }],
  });
});

test('takes a payout for late only once its day is over', async () => {
  const payoutOn = (day: string, more: object = {}) =>
    aPayment({
      id: `pay_${day}`,
      captures: [
        { id: `cap_${day}`, at: '2026-03-01T10:00:00Z', amount: 5000, payoutOn: day, ...more },
      ],
    });
  const services = await testServices({
    shop: aShop({
      payments: [
        payoutOn('2026-03-06', { settledAt: '2026-03-05T10:00:00Z' }),
        payoutOn('2026-03-07'),
        payoutOn('2026-03-08'),
        payoutOn('2026-03-09'),
      ],
    }),
  });
  expect(new Date(services.now()).toISOString()).toMatch(/^2026-03-08/);
  const { payouts } = await insightsOf(services);
  expect(payouts?.rows.map(({ day, state }) => [day, state])).toEqual([
    ['2026-03-09', 'due'],
    ['2026-03-08', 'due'],
    ['2026-03-07', 'late'],
    ['2026-03-06', 'paid'],
  ]);
});

test('tells complaints, handoffs and refunds by rule from what was logged', async () => {
  const services = await testServices({ shop });
  const refunding = await startConversation(services, { verifiedCustomerId: 'cus_1' });
  await say(services, refunding, 'I want a refund of €10 for DM-20001, it arrived damaged');
  await say(services, refunding, 'yes');
  const calling = await startConversation(services);
  await say(services, calling, 'I want to talk to a human');
  await say(services, await startConversation(services), 'hello');

  const { complaint_reasons, handoff_rate, refunds_by_rule } = await insightsOf(services);
  expect(complaint_reasons?.rows).toEqual([
    { source: 'refund', reason: 'damaged', count: 1, share: 1 },
  ]);
  expect(handoff_rate).toMatchObject({
    count: 3,
    rows: [
      { reason: 'all', conversations: 1, rate: 0.333 },
      { reason: 'asked', conversations: 1, rate: 0.333 },
    ],
  });
  expect(refunds_by_rule?.count).toBe(1);
  expect(refunds_by_rule?.rows).toContainEqual({
    rule: 'refund.reason.damaged',
    decidedBy: 'code',
    state: 'executed',
    count: 1,
    amount: 1000,
    currency: 'EUR',
  });
  const later = await insightsOf(services, '2026-04-01');
  for (const { id, count } of Object.values(later)) expect(count, id).toBe(0);
});

test('staff read the figures over HTTP, shoppers do not', async () => {
  const app = await testApp({ shop });
  const { token } = await app.services.staff.add({ name: 'Mia', role: 'agent' });
  const answer = await app.request('GET', '/v1/staff/insights?since=2026-01-01', { token });
  expect(answer.status).toBe(200);
  for (const insight of (answer.json as { insights: { definition: string; count: number }[] })
    .insights)
    expect(insight.definition.length, JSON.stringify(insight)).toBeGreaterThan(40);
  const { secret } = await app.start();
  expect((await app.request('GET', '/v1/staff/insights', { token: secret })).status).toBe(401);
  expect((await app.request('GET', '/v1/staff/insights?since=soon', { token })).status).toBe(400);
});

test('tells what is held for a check, by whom and for how long', async () => {
  const hold = { by: 'provider', reason: 'PENDING_REVIEW' } as const;
  const services = await testServices({
    shop: aShop({
      payments: [
        aPayment({ hold: { ...hold, since: '2026-03-01T10:00:00Z', latestOn: '2026-03-04' } }),
        aPayment({
          id: 'pay_2',
          hold: {
            ...hold,
            since: '2026-03-01T10:00:00Z',
            releasedAt: '2026-03-02T22:00:00Z',
          },
        }),
        aPayment({ id: 'pay_3' }),
      ],
      refunds: [
        aRefund({
          status: 'pending',
          hold: { by: 'bank', reason: 'ECHECK', since: '2026-03-07T10:00:00Z' },
        }),
      ],
    }),
  });
  const { holds } = await insightsOf(services);
  expect(holds).toMatchObject({
    count: 3,
    rows: [
      {
        what: 'payment',
        heldBy: 'provider',
        reason: 'PENDING_REVIEW',
        count: 2,
        open: 1,
        openAmount: 5000,
        overdue: 1,
        averageHours: 36,
      },
      { what: 'refund', heldBy: 'bank', open: 1, openAmount: 1000, overdue: 0, averageHours: null },
    ],
  });
  expect((await insightsOf(services, '2026-03-05')).holds).toMatchObject({ count: 1 });
});
