import { z } from 'zod';
import { moneySchema } from '../lib/money.ts';
import { instant } from './desk-parts.ts';
import { pageContextSchema } from './stream-event.ts';

/* What the shop knows of a conversation's shopper. */

/** Blocks of the context panel load alone; `age` tells how fresh each is. */
const block = { readAt: instant };
export const customerBlock = z
  .object({
    ...block,
    identity: z.enum(['anonymous', 'claimed', 'verified']),
    proof: z.enum(['none', 'order_and_contact', 'one_time_code', 'store_sign_in']),
    customer: z
      .object({
        id: z.string(),
        name: z.string().nullable(),
        email: z.string(),
        phone: z.string().nullable(),
        country: z.string(),
        since: instant,
      })
      .nullable()
      .meta({ description: 'null until identity is proven' }),
    locale: z.string().nullable(),
    localeHint: z.string().nullable(),
    timeZone: z.string().nullable(),
    pages: z
      .array(
        z.object({
          at: instant,
          ...pageContextSchema.shape,
          productTitle: z.string().optional(),
        }),
      )
      .meta({
        description:
          'where they wrote from, newest first; told by the page, so `orderNo` proves nothing',
      }),
    past: z.array(
      z.object({
        conversationId: z.string(),
        at: instant,
        reason: z.string().nullable(),
        resolution: z.string().nullable(),
        rating: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: 'CustomerBlock' });
export const ordersBlock = z
  .object({
    ...block,
    orders: z.array(
      z.object({
        orderNumber: z.string(),
        status: z.string(),
        placedAt: instant,
        total: moneySchema,
        lines: z.array(z.object({ title: z.string(), quantity: z.int(), total: moneySchema })),
        address: z.string().nullable().meta({ description: 'null until identity is proven' }),
      }),
    ),
  })
  .meta({ id: 'OrdersBlock' });
const hold = z
  .object({
    by: z.enum(['provider', 'bank', 'shop']),
    since: instant,
    latestOn: z.string().nullable().meta({ description: 'the latest day they have named' }),
    releasedAt: instant.nullable(),
    reason: z.string().meta({ description: 'their own code; never for the shopper' }),
  })
  .nullable()
  .meta({ description: 'a check that keeps the money, or kept it' });
export const paymentsBlock = z
  .object({
    ...block,
    payments: z.array(
      z.object({
        orderNumber: z.string(),
        provider: z.string(),
        method: z.string(),
        last4: z.string().nullable(),
        status: z.string(),
        amount: moneySchema,
        captured: moneySchema,
        refunded: moneySchema,
        refundPending: moneySchema,
        disputed: moneySchema,
        refundable: moneySchema,
        hold,
        attempts: z.array(
          z.object({
            at: instant,
            outcome: z.string(),
            code: z.string().nullable(),
            words: z.string().nullable(),
          }),
        ),
        refunds: z.array(
          z.object({
            id: z.string(),
            amount: moneySchema,
            status: z.string(),
            reason: z.string(),
            requestedAt: instant,
            hold,
          }),
        ),
        disputes: z.array(
          z.object({
            kind: z.string(),
            status: z.string(),
            amount: moneySchema,
            respondBy: z.string().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'PaymentsBlock' });
export const shipmentsBlock = z
  .object({
    ...block,
    shipments: z.array(
      z.object({
        orderNumber: z.string(),
        carrier: z.string(),
        trackingNumber: z.string(),
        url: z.string().nullable(),
        status: z.string(),
        leg: z.string().nullable(),
        customs: z.string().nullable(),
        eta: z.object({ earliest: z.string(), latest: z.string() }).nullable(),
        scans: z.array(
          z.object({ at: instant, location: z.string().nullable(), description: z.string() }),
        ),
      }),
    ),
  })
  .meta({ id: 'ShipmentsBlock' });

export type CustomerBlock = z.infer<typeof customerBlock>;
export type OrdersBlock = z.infer<typeof ordersBlock>;
export type PaymentsBlock = z.infer<typeof paymentsBlock>;
export type ShipmentsBlock = z.infer<typeof shipmentsBlock>;
