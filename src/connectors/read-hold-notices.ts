import { z } from 'zod';
import type { HoldNotice } from '../proposals/hold-notices.ts';
import type { Hold } from '../shop/payment-records.ts';

/*
 * What Stripe, PayPal and Adyen report of payments that are checked, in the form of their own notifications. Anything
 * else they report gives no notice; fields that are not needed are not looked at.
 */

/** The providers whose notifications are understood as they come. */
export const NOTIFYING_PROVIDERS = ['stripe', 'paypal', 'adyen'] as const;
export type NotifyingProvider = (typeof NOTIFYING_PROVIDERS)[number];

/** Empty for what says nothing of a check, also when it does not look like that provider at all. */
export function readHoldNotices(provider: NotifyingProvider, event: unknown): HoldNotice[] {
  switch (provider) {
    case 'stripe':
      return readStripe(event);
    case 'paypal':
      return readPaypal(event);
    case 'adyen':
      return readAdyen(event);
  }
}

const reference = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);

const stripeReview = z.object({
  id: z.string(),
  type: z.enum(['review.opened', 'review.closed']),
  created: z.number(),
  data: z.object({
    object: z.object({
      payment_intent: reference.nullish(),
      charge: reference.nullish(),
      opened_reason: z.string().nullish(),
      closed_reason: z.string().nullish(),
    }),
  }),
});

/** A review of Radar: the shop's own people look at the payment, whether it was captured or only authorised. */
function readStripe(event: unknown): HoldNotice[] {
  const parsed = stripeReview.safeParse(event);
  if (!parsed.success) return [];
  const { id, type, created, data } = parsed.data;
  const { payment_intent, charge, opened_reason, closed_reason } = data.object;
  const isOpen = type === 'review.opened';
  return [
    {
      provider: 'stripe',
      eventId: id,
      at: created * 1000,
      subject: { kind: 'payment', references: present([payment_intent, charge]) },
      outcome: isOpen ? 'held' : TURNED_DOWN.has(closed_reason ?? '') ? 'refused' : 'released',
      by: 'shop',
      reason: `review.${(isOpen ? opened_reason : closed_reason) ?? 'unknown'}`,
    },
  ];
}

/** A review that ends in a dispute is over too: the dispute holds the money from then on. */
const TURNED_DOWN: ReadonlySet<string> = new Set(['refunded', 'refunded_as_fraud', 'canceled']);

const paypalEvent = z.object({
  id: z.string(),
  event_type: z.string().regex(/^PAYMENT\.(CAPTURE|AUTHORIZATION|REFUND)\./),
  create_time: z.iso.datetime({ offset: true }),
  resource: z.object({
    id: z.string(),
    status: z.string(),
    status_details: z.object({ reason: z.string() }).optional(),
    supplementary_data: z
      .object({ related_ids: z.record(z.string(), z.string()).optional() })
      .optional(),
  }),
});

/** Who acts on each reason of a pending payment; those of a dispute are no hold. */
const PAYPAL_HOLDERS: Readonly<Record<string, Hold['by']>> = {
  PENDING_REVIEW: 'provider',
  OTHER: 'provider',
  ECHECK: 'bank',
  TRANSACTION_APPROVED_AWAITING_FUNDING: 'bank',
  INTERNATIONAL_WITHDRAWAL: 'shop',
  RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION: 'shop',
  UNILATERAL: 'shop',
  VERIFICATION_REQUIRED: 'shop',
};

const PAYPAL_DONE: ReadonlySet<string> = new Set([
  'COMPLETED',
  'CREATED',
  'CAPTURED',
  'PARTIALLY_CAPTURED',
]);
const PAYPAL_REFUSED: ReadonlySet<string> = new Set([
  'DENIED',
  'DECLINED',
  'FAILED',
  'VOIDED',
  'CANCELLED',
]);

function readPaypal(event: unknown): HoldNotice[] {
  const parsed = paypalEvent.safeParse(event);
  if (!parsed.success) return [];
  const { id, event_type, create_time, resource } = parsed.data;
  const { status } = resource;
  const reason = resource.status_details?.reason ?? 'OTHER';
  const by = PAYPAL_HOLDERS[reason];
  if (status === 'PENDING' && by === undefined) return [];
  if (status !== 'PENDING' && !PAYPAL_DONE.has(status) && !PAYPAL_REFUSED.has(status)) return [];
  // `PAYMENT.CAPTURE.REFUNDED` carries the refund, not the capture.
  const isRefund = /REFUND/.test(event_type);
  return [
    {
      provider: 'paypal',
      eventId: id,
      at: Date.parse(create_time),
      subject: {
        kind: isRefund ? 'refund' : 'payment',
        references: [
          resource.id,
          ...(isRefund ? [] : Object.values(resource.supplementary_data?.related_ids ?? {})),
        ],
      },
      outcome: status === 'PENDING' ? 'held' : PAYPAL_REFUSED.has(status) ? 'refused' : 'released',
      by: by ?? 'provider',
      reason: status === 'PENDING' ? reason : status,
    },
  ];
}

const adyenItem = z.object({
  eventCode: z.string(),
  eventDate: z.iso.datetime({ offset: true }),
  pspReference: z.string(),
  originalReference: z.string().optional(),
  success: z.string(),
  additionalData: z.record(z.string(), z.string()).optional(),
});

const adyenNotification = z.object({
  notificationItems: z.array(z.object({ NotificationRequestItem: z.unknown() })),
});

/** Manual review in the shop's case management: flagged on the authorisation, ended by an event of its own. */
function readAdyen(event: unknown): HoldNotice[] {
  const parsed = adyenNotification.safeParse(event);
  if (!parsed.success) return [];
  return parsed.data.notificationItems.flatMap(({ NotificationRequestItem }) => {
    const item = adyenItem.safeParse(NotificationRequestItem);
    if (!item.success) return [];
    const { eventCode, eventDate, pspReference, originalReference } = item.data;
    const outcome = adyenOutcome(item.data);
    if (outcome === null) return [];
    return [
      {
        provider: 'adyen' as const,
        eventId: `${pspReference}:${eventCode}`,
        at: Date.parse(eventDate),
        subject: {
          kind: 'payment' as const,
          references: present([originalReference, pspReference]),
        },
        outcome,
        by: 'shop' as const,
        reason: eventCode === 'AUTHORISATION' ? 'fraudManualReview' : eventCode,
      },
    ];
  });
}

function adyenOutcome({
  eventCode,
  success,
  additionalData = {},
}: z.infer<typeof adyenItem>): HoldNotice['outcome'] | null {
  if (eventCode === 'MANUAL_REVIEW_ACCEPT') return 'released';
  if (eventCode === 'MANUAL_REVIEW_REJECT') return 'refused';
  const isFlagged = additionalData.fraudManualReview === 'true';
  return eventCode === 'AUTHORISATION' && success === 'true' && isFlagged ? 'held' : null;
}

function present(references: readonly (string | null | undefined)[]): string[] {
  return references.filter((one) => one !== undefined && one !== null);
}
