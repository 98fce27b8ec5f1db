import { readHoldNotices } from '../connectors/read-hold-notices.ts';
import { invalidInput, parseInput, parseJson } from '../lib/parse-input.ts';
import type { HoldNotice, HoldNotices } from '../proposals/hold-notices.ts';
import {
  type PaymentNotice,
  type PaymentNoticeAnswer,
  paymentNotice,
} from '../protocol/webhook.ts';
import { PAYMENT_PROVIDERS } from '../shop/payment-records.ts';
import { type Delivery, openDelivery } from './open-delivery.ts';
import type { SigningSecret } from './signature.ts';

/** What providers tell of payments, passed on and signed by the shop's own backend. Repeats and old news change nothing. */
export class PaymentWebhooks {
  readonly #secrets: readonly SigningSecret[];
  readonly #notices: Pick<HoldNotices, 'take'>;
  readonly #now: () => number;

  constructor(options: {
    secrets: readonly SigningSecret[];
    notices: Pick<HoldNotices, 'take'>;
    now: () => number;
  }) {
    this.#secrets = options.secrets;
    this.#notices = options.notices;
    this.#now = options.now;
  }

  async receive(delivery: Delivery): Promise<PaymentNoticeAnswer> {
    const { payload } = openDelivery({ ...delivery, secrets: this.#secrets, now: this.#now() });
    const { data } = parseInput(paymentNotice, parseJson(payload));
    const results: PaymentNoticeAnswer['results'] = [];
    for (const notice of noticesIn(data))
      results.push({ eventId: notice.eventId, result: await this.#notices.take(notice) });
    return { results };
  }
}

function noticesIn(data: PaymentNotice['data']): HoldNotice[] {
  if ('event' in data) return readHoldNotices(data.provider, data.event);
  const provider = PAYMENT_PROVIDERS.find((known) => known === data.provider);
  if (provider === undefined)
    throw invalidInput([
      { path: ['data', 'provider'], message: `is none of ${PAYMENT_PROVIDERS.join(', ')}` },
    ]);
  const { eventId, at, payment, refund, outcome, by, reason, latestOn } = data.hold;
  return [
    {
      provider,
      eventId,
      at: Date.parse(at),
      subject:
        refund === undefined
          ? { kind: 'payment', references: [payment ?? ''] }
          : { kind: 'refund', references: [refund] },
      outcome,
      by,
      reason,
      ...(latestOn === undefined ? {} : { latestOn }),
    },
  ];
}
