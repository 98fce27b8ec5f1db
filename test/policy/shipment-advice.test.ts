import { beforeAll, expect, it } from 'vitest';
import { plainDeclineReason } from '../../src/policy/decline-reasons.ts';
import { accessTo } from '../../src/policy/identity.ts';
import { returnDaysLeft } from '../../src/policy/order-rules.ts';
import { adviseShipment } from '../../src/policy/shipment-advice.ts';
import type { PolicyValues } from '../../src/prompts/policy-values.ts';
import { testPrompts } from '../helpers/prompts.ts';
import { anOrder, aShipment } from '../helpers/shop.ts';

let policy: PolicyValues;
const DAY = 86_400_000;
const LAST_SCAN = Date.parse('2026-03-04T02:10:00Z');

beforeAll(async () => {
  policy = (await testPrompts()).current().policy;
});

it.each([
  ['line_haul', 'in_transit', 14, false],
  ['line_haul', 'in_transit', 15, true],
  ['customs', 'customs_processing', 10, false],
  ['customs', 'customs_processing', 11, true],
  ['last_mile', 'handed_to_last_mile', 7, false],
  ['last_mile', 'handed_to_last_mile', 8, true],
] as const)(
  'on the leg %s with status %s, %i days of silence are stuck: %s',
  (leg, status, days, stuck) => {
    const advice = adviseShipment(aShipment({ leg, status }), {
      policy,
      now: LAST_SCAN + days * DAY,
    });
    expect(advice).toMatchObject({
      stuck,
      silentDays: days,
      nextStep: stuck ? 'talk_to_person' : 'wait',
    });
  },
);

it.each([
  ['delivered', {}, 'none'],
  ['ready_for_pickup', {}, 'collect_parcel'],
  ['delivery_failed', {}, 'arrange_redelivery'],
  ['lost', {}, 'talk_to_person'],
  [
    'customs_action_required',
    {
      customs: {
        stage: 'action_required',
        since: '2026-03-04T00:00:00Z',
        dutiesDue: { amount: 900, currency: 'EUR' },
        documentsNeeded: [],
      },
    },
    'pay_duties',
  ],
  [
    'customs_action_required',
    {
      customs: {
        stage: 'action_required',
        since: '2026-03-04T00:00:00Z',
        documentsNeeded: ['invoice'],
      },
    },
    'send_documents',
  ],
] as const)('the next step for %s is told', (status, changes, nextStep) => {
  const shipment = aShipment({ status, ...(changes as Parameters<typeof aShipment>[0]) });
  expect(adviseShipment(shipment, { policy, now: LAST_SCAN + DAY }).nextStep).toBe(nextStep);
});

it('counts no silence once a parcel is delivered, and voids its estimate', () => {
  expect(
    adviseShipment(aShipment({ status: 'delivered' }), { policy, now: LAST_SCAN + 90 * DAY }),
  ).toEqual({ silentDays: null, stuck: false, nextStep: 'none', etaVoid: true });
});

it('counts the days left for a return in the shopper’s zone', () => {
  const order = anOrder({ status: 'delivered', deliveredAt: '2026-03-05T23:30:00Z' });
  const left = (now: string, timeZone: string) =>
    returnDaysLeft(order, { policy, now: Date.parse(now), timeZone });
  expect(left('2026-03-06T08:00:00Z', 'Europe/Berlin')).toBe(30);
  expect(left('2026-03-06T08:00:00Z', 'America/New_York')).toBe(29);
  expect(left('2026-04-05T08:00:00Z', 'Europe/Berlin')).toBe(0);
  expect(left('2026-04-06T08:00:00Z', 'Europe/Berlin')).toBeNull();
  expect(
    returnDaysLeft(anOrder({ status: 'shipped' }), { policy, now: 0, timeZone: 'UTC' }),
  ).toBeNull();
});

it.each([
  ['insufficient_funds', 'insufficient_funds'],
  ['expired_card', 'expired_card'],
  ['incorrect_cvc', 'incorrect_details'],
  ['authentication_required', 'authentication'],
  ['card_velocity_exceeded', 'limit'],
  ['card_not_supported', 'not_supported'],
  ['processing_error', 'technical'],
  ['do_not_honor', 'other'],
  ['fraudulent', 'other'],
  ['stolen_card', 'other'],
] as const)('words the decline code %s as %s', (code, reason) => {
  expect(plainDeclineReason(code)).toBe(reason);
});

it('opens an order to its verified customer, and its course to who claimed it', () => {
  const order = { id: 'ord_1', customerId: 'cus_1' };
  expect(accessTo({ tier: 'anonymous' }, order)).toBe('none');
  expect(accessTo({ tier: 'claimed', orderIds: ['ord_1'] }, order)).toBe('claimed');
  expect(accessTo({ tier: 'claimed', orderIds: ['ord_2'] }, order)).toBe('none');
  expect(accessTo({ tier: 'verified', customerId: 'cus_1' }, order)).toBe('full');
  expect(accessTo({ tier: 'verified', customerId: 'cus_2' }, order)).toBe('none');
});
