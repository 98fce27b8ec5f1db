import type { Conversation } from '../../conversations/conversation.ts';
import { isoTime } from '../../lib/clock.ts';
import { NotFoundError } from '../../lib/errors.ts';
import type { Money } from '../../lib/money.ts';
import { plainDeclineReason } from '../../policy/decline-reasons.ts';
import { formatReply } from '../../prompts/format-reply.ts';
import {
  customerBlock,
  ordersBlock,
  paymentsBlock,
  shipmentsBlock,
} from '../../protocol/desk-context.ts';
import type { Hold, Payment } from '../../shop/payment-records.ts';
import type { Order } from '../../shop/records.ts';
import { numberOrNull, textOf, textOrNull } from '../../storage/sql-value.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute, conversationParam as params } from './route.ts';

const TAG = 'Staff: context';
const MOST_ORDERS = 20;
const MOST_PAST = 20;
const MOST_PAGES = 10;

/** The context panel: each block is read, and can fail, alone. Personal data is hidden until identity is proven. */
export function deskContextRoutes(services: HttpServices): App {
  const { shop, conversations, database, prompts, log, now } = services;
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/conversations/{id}/customer',
      tag: TAG,
      summary: 'Who the shopper is, and how they proved it',
      params,
      answers: { 200: { description: 'The customer', schema: customerBlock } },
    },
    async (c, { params: { id } }) => {
      const conversation = await find(id);
      const { identity, customerId, locale, localeHint, timeZone } = conversation;
      const [customer, past, byCode, pages] = await Promise.all([
        customerId === null ? undefined : shop.findCustomer(customerId),
        customerId === null ? [] : pastConversations(customerId, id),
        wasVerifiedByCode(id),
        pagesOf(id),
      ]);
      return c.json({
        readAt: isoTime(now()),
        identity: identity.tier,
        proof:
          identity.tier === 'claimed'
            ? ('order_and_contact' as const)
            : customerId === null
              ? ('none' as const)
              : byCode
                ? ('one_time_code' as const)
                : ('store_sign_in' as const),
        customer:
          customer === undefined
            ? null
            : {
                id: customer.id,
                name: [customer.givenName, customer.familyName].filter(Boolean).join(' ') || null,
                email: customer.email,
                phone: customer.phone ?? null,
                country: customer.country,
                since: customer.createdAt,
              },
        locale,
        localeHint,
        timeZone: timeZone ?? customer?.timeZone ?? null,
        pages,
        past,
      });
    },
  );

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/conversations/{id}/orders',
      tag: TAG,
      summary: 'The orders that are open to this conversation, newest first',
      params,
      answers: { 200: { description: 'Orders with articles', schema: ordersBlock } },
    },
    async (c, { params: { id } }) => {
      const conversation = await find(id);
      const orders = await ordersOf(conversation);
      return c.json({
        readAt: isoTime(now()),
        orders: orders.map((order) => ({
          orderNumber: order.number,
          status: order.status,
          placedAt: order.placedAt,
          total: { amount: order.total, currency: order.currency },
          lines: order.lines.map((line) => ({
            title: [line.title, ...Object.values(line.options)].join(', '),
            quantity: line.quantity,
            total: { amount: line.total, currency: order.currency },
          })),
          address: conversation.customerId === null ? null : addressOf(order),
        })),
      });
    },
  );

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/conversations/{id}/payments',
      tag: TAG,
      summary: 'Payments of these orders: attempts, refunds, disputes',
      params,
      answers: { 200: { description: 'Payments', schema: paymentsBlock } },
    },
    async (c, { params: { id } }) => {
      const orders = await ordersOf(await find(id));
      const payments = await Promise.all(
        orders.map((order) => paymentsOf(order, c.get('staff').locale ?? 'en')),
      );
      return c.json({ readAt: isoTime(now()), payments: payments.flat() });
    },
  );

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/conversations/{id}/shipments',
      tag: TAG,
      summary: 'Parcels of these orders with their scans, latest first',
      params,
      answers: { 200: { description: 'Parcels', schema: shipmentsBlock } },
    },
    async (c, { params: { id } }) => {
      const orders = await ordersOf(await find(id));
      const shipments = await Promise.all(
        orders.map(async (order) =>
          (await shop.shipmentsOfOrder(order.id)).map((shipment) => ({
            orderNumber: order.number,
            carrier: shipment.carrier,
            trackingNumber: shipment.trackingNumber,
            url: shipment.trackingUrl ?? null,
            status: shipment.status,
            leg: shipment.leg ?? null,
            customs: shipment.customs?.stage ?? null,
            eta:
              shipment.eta === undefined
                ? null
                : { earliest: shipment.eta.earliest, latest: shipment.eta.latest },
            scans: shipment.scans
              .map(({ at, location, description }) => ({
                at,
                location: location ?? null,
                description,
              }))
              .sort((left, right) => Date.parse(right.at) - Date.parse(left.at)),
          })),
        ),
      );
      return c.json({ readAt: isoTime(now()), shipments: shipments.flat() });
    },
  );
  return router;

  async function find(id: string): Promise<Conversation> {
    const conversation = await conversations.find(id);
    if (conversation === undefined) throw new NotFoundError('The conversation');
    return conversation;
  }

  /** Proven: all of the customer's; claimed: the orders they named; else none. */
  async function ordersOf({ customerId, identity }: Conversation): Promise<Order[]> {
    if (customerId !== null) return shop.ordersOfCustomer(customerId, { limit: MOST_ORDERS });
    if (identity.tier !== 'claimed') return [];
    const orders = await Promise.all(identity.orderIds.map((id) => shop.findOrder(id)));
    return orders.filter((order) => order !== undefined);
  }

  async function paymentsOf(order: Order, locale: string) {
    const [payments, balances, refunds, disputes] = await Promise.all([
      shop.paymentsOfOrder(order.id),
      shop.balancesOfOrder(order.id),
      shop.refundsOfOrder(order.id),
      shop.disputesOfOrder(order.id),
    ]);
    return payments.map((payment) => {
      const balance = balances.find(({ paymentId }) => paymentId === payment.id);
      const money = (amount = 0): Money => ({ amount, currency: payment.currency });
      return {
        orderNumber: order.number,
        provider: payment.provider,
        method: payment.method,
        last4: payment.last4 ?? null,
        status: payment.status,
        amount: money(payment.amount),
        captured: money(balance?.captured),
        refunded: money(balance?.refunded),
        refundPending: money(balance?.refundPending),
        disputed: money(balance?.disputed),
        refundable: money(balance?.refundable),
        hold: viewHold(payment),
        attempts: payment.attempts.map((attempt) => viewAttempt(attempt, locale)),
        refunds: refunds
          .filter(({ paymentId }) => paymentId === payment.id)
          .map(({ id, amount, currency, status, reason, requestedAt, hold }) => ({
            id,
            amount: { amount, currency },
            status,
            reason,
            requestedAt,
            hold: viewHold({ hold }),
          })),
        disputes: disputes
          .filter(({ paymentId }) => paymentId === payment.id)
          .map(({ kind, status, amount, currency, respondBy }) => ({
            kind,
            status,
            amount: { amount, currency },
            respondBy: respondBy ?? null,
          })),
      };
    });
  }

  function viewAttempt({ at, outcome, declineCode }: Payment['attempts'][number], locale: string) {
    const words =
      declineCode === undefined
        ? null
        : formatReply(
            prompts.current().replies,
            locale,
            `decline.${plainDeclineReason(declineCode)}`,
          );
    return { at, outcome, code: declineCode ?? null, words };
  }

  async function pastConversations(customerId: string, except: string) {
    const rows = await database.all(
      `SELECT c.id, c.created_at,
         (SELECT reason FROM handoffs h WHERE h.conversation_id = c.id ORDER BY opened_at DESC LIMIT 1) AS reason,
         (SELECT resolution FROM handoffs h WHERE h.conversation_id = c.id ORDER BY opened_at DESC LIMIT 1) AS resolution,
         (SELECT json_extract(payload, '$.score') FROM events e
          WHERE e.conversation_id = c.id AND e.type = 'rating' ORDER BY sequence DESC LIMIT 1) AS rating
       FROM conversations c WHERE c.customer_id = ? AND c.id <> ? AND c.erased_at IS NULL
       ORDER BY c.created_at DESC LIMIT ?`,
      customerId,
      except,
      MOST_PAST,
    );
    return rows.map((row) => ({
      conversationId: textOf(row, 'id'),
      at: textOf(row, 'created_at'),
      reason: textOrNull(row, 'reason'),
      resolution: textOrNull(row, 'resolution'),
      rating: numberOrNull(row, 'rating'),
    }));
  }

  /** Where the shopper wrote from, newest first, each stay once. */
  async function pagesOf(id: string) {
    const events = await log.readLast(id, 2_000);
    const seen = events
      .flatMap(({ at, event }) =>
        event.type === 'message-end' && event.pageContext !== undefined
          ? [{ at, ...event.pageContext }]
          : [],
      )
      .filter((one, index, all) => {
        const { at: _, ...context } = one;
        const { at: __, ...before } = all[index - 1] ?? { at: '' };
        return JSON.stringify(context) !== JSON.stringify(before);
      })
      .slice(-MOST_PAGES)
      .reverse();
    return Promise.all(
      seen.map(async (one) => {
        const product =
          one.productId === undefined ? undefined : await shop.findProduct(one.productId);
        return product === undefined ? one : { ...one, productTitle: product.title };
      }),
    );
  }

  async function wasVerifiedByCode(id: string): Promise<boolean> {
    const events = await log.readLast(id, 2_000);
    return events.some(({ event }) => event.type === 'status' && event.status === 'verified');
  }
}

/** To staff with its true reason; what was released stays to be seen. */
function viewHold({ hold }: { hold?: Hold | undefined }) {
  if (hold === undefined) return null;
  const { by, since, latestOn, releasedAt, reason } = hold;
  return { by, since, latestOn: latestOn ?? null, releasedAt: releasedAt ?? null, reason };
}

function addressOf({ shippingAddress }: Order): string {
  return Object.values(shippingAddress)
    .filter((part) => typeof part === 'string' && part !== '')
    .join(', ');
}
