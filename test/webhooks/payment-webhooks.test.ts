import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import { beforeEach, describe, expect, it } from 'vitest';
import { readHoldNotices } from '../../src/connectors/read-hold-notices.ts';
import { paymentNoticeAnswer } from '../../src/protocol/webhook.ts';
import { type TestApp, testApp } from '../helpers/http.ts';
import { aPayment, aShop } from '../helpers/shop.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
/** As Stripe, PayPal and Adyen document their notifications. */
const events = JSON.parse(
  readFileSync(new URL('../fixtures/hold-notifications.json', import.meta.url), 'utf8'),
);

describe('a provider’s notification of a check', () => {
  it.each([
    ['stripe', 'review.opened', 'payment', 'held', 'shop', ['pi_1', 'ch_1'], 'review.rule'],
    [
      'stripe',
      'review.approved',
      'payment',
      'released',
      'shop',
      ['pi_1', 'ch_1'],
      'review.approved',
    ],
    [
      'stripe',
      'review.refunded',
      'payment',
      'refused',
      'shop',
      ['pi_1', 'ch_1'],
      'review.refunded',
    ],
    [
      'paypal',
      'capture.pending_review',
      'payment',
      'held',
      'provider',
      ['2GG2', '5O19'],
      'PENDING_REVIEW',
    ],
    ['paypal', 'capture.echeck', 'payment', 'held', 'bank', ['2GG2'], 'ECHECK'],
    [
      'paypal',
      'capture.preference',
      'payment',
      'held',
      'shop',
      ['2GG2'],
      'RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION',
    ],
    ['paypal', 'capture.completed', 'payment', 'released', 'provider', ['2GG2'], 'COMPLETED'],
    ['paypal', 'capture.denied', 'payment', 'refused', 'provider', ['2GG2'], 'DENIED'],
    ['paypal', 'refund.echeck', 'refund', 'held', 'bank', ['1JU0'], 'ECHECK'],
    ['adyen', 'authorisation.review', 'payment', 'held', 'shop', ['QFQT'], 'fraudManualReview'],
    [
      'adyen',
      'review.accept',
      'payment',
      'released',
      'shop',
      ['9913', 'QFQU'],
      'MANUAL_REVIEW_ACCEPT',
    ],
    [
      'adyen',
      'review.reject',
      'payment',
      'refused',
      'shop',
      ['9913', 'QFQV'],
      'MANUAL_REVIEW_REJECT',
    ],
  ] as const)('of %s, %s', (provider, name, kind, outcome, by, references, reason) => {
    expect(readHoldNotices(provider, events[provider][name])).toEqual([
      expect.objectContaining({ provider, outcome, by, reason, subject: { kind, references } }),
    ]);
  });

  it('leaves alone what speaks of anything else', () => {
    for (const provider of ['stripe', 'paypal', 'adyen'] as const) {
      expect(readHoldNotices(provider, events[provider].other)).toEqual([]);
      for (const junk of [null, 7, 'x', [], {}, { notificationItems: [null] }])
        expect(readHoldNotices(provider, junk)).toEqual([]);
    }
  });
});

describe('POST /v1/webhooks/payments', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await testApp({
      shop: aShop({
        payments: [
          aPayment({ provider: 'stripe', status: 'authorized', providerReference: 'pi_1' }),
        ],
        refunds: [],
      }),
      platform: {
        secrets: { webhooks: [{ integration: 'default', secret: SECRET }], apiKeys: [] },
      },
    });
  });

  async function post(data: unknown, secret = SECRET) {
    const body = JSON.stringify({ type: 'payment.notified', data });
    const seconds = Math.floor(app.services.now() / 1000);
    return app.app.request('/v1/webhooks/payments', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'webhook-id': 'wh_1',
        'webhook-timestamp': String(seconds),
        'webhook-signature': new Webhook(secret).sign('wh_1', new Date(seconds * 1000), body),
      },
      body,
    });
  }
  const resultsOf = async (response: Response) =>
    paymentNoticeAnswer.parse(await response.json()).results.map(({ result }) => result);

  it('books a hold and its end, each once, late news not at all', async () => {
    const opened = { provider: 'stripe', event: events.stripe['review.opened'] };
    const closed = { provider: 'stripe', event: events.stripe['review.approved'] };
    expect(await resultsOf(await post(opened))).toEqual(['taken']);
    expect(await app.services.shop.findPayment('pay_1')).toMatchObject({
      hold: { by: 'shop', reason: 'review.rule' },
    });
    expect(await resultsOf(await post(opened))).toEqual(['known']);
    expect(await resultsOf(await post(closed))).toEqual(['taken']);
    const again = { ...opened.event, id: 'evt_late' };
    expect(await resultsOf(await post({ provider: 'stripe', event: again }))).toEqual([
      'overtaken',
    ]);
    const payment = await app.services.shop.findPayment('pay_1');
    expect(payment?.hold?.releasedAt).toBeDefined();
  });

  it('takes a hold in plain fields, with the day its holder names', async () => {
    const hold = {
      eventId: 'case 7',
      at: '2026-03-08T08:00:00Z',
      payment: 'pay_1',
      outcome: 'held',
      by: 'bank',
      reason: 'name_screening',
      latestOn: '2026-03-12',
    };
    expect(await resultsOf(await post({ provider: 'stripe', hold }))).toEqual(['taken']);
    expect(await app.services.shop.findPayment('pay_1')).toMatchObject({
      hold: { by: 'bank', latestOn: '2026-03-12', reason: 'name_screening' },
    });
    const { payment: _, ...nameless } = hold;
    const refused = await post({ provider: 'stripe', hold: nameless });
    expect([refused.status, (await post({ provider: 'acme', hold })).status]).toEqual([400, 400]);
  });

  it('refuses what is not signed by a secret of the shop', async () => {
    const other = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    const event = events.stripe['review.opened'];
    expect((await post({ provider: 'stripe', event }, other)).status).toBe(401);
    expect((await app.services.shop.findPayment('pay_1'))?.hold).toBeUndefined();
  });
});
