import type { Scene } from './gate-helpers.ts';

/* Tool results as the assistant gets them. Now is Thursday, 19 November 2026, noon in Berlin. */

const money = (amount: number, currency = 'EUR') => ({ amount, currency, display: '' });

const delivered = {
  orderNumber: 'DM-10042',
  status: 'delivered',
  placedAt: '2026-11-03T09:15:00Z',
  total: money(8990),
  lineCount: 2,
  lines: [
    {
      line: 1,
      productId: 'prd_shirt',
      quote: 'Linen Shirt, white, M',
      quantity: 1,
      total: money(4990),
    },
    { line: 2, productId: 'prd_hat', quote: 'Wool Hat, grey', quantity: 2, total: money(3500) },
  ],
  subtotal: money(8490),
  shippingCost: money(500),
  deliveredAt: '2026-11-12T13:40:00Z',
  shipmentCount: 1,
  shipments: [{ trackingNumber: 'RB123456785CN', carrier: 'Yanwen', status: 'delivered' }],
  returnDaysLeft: 23,
};
const shipped = {
  orderNumber: 'DM-10077',
  status: 'shipped',
  placedAt: '2026-11-14T18:00:00Z',
  total: money(12450),
  lineCount: 1,
  lines: [
    {
      line: 1,
      productId: 'prd_lamp',
      quote: 'Paper Lamp, 40 cm',
      quantity: 1,
      total: money(12450),
    },
  ],
  shipmentCount: 1,
  shipments: [{ trackingNumber: '00340434161094042557', carrier: 'DHL', status: 'in_transit' }],
};

export const SCENES: Record<string, Scene> = {
  none: { results: [] },
  delivered: { results: [{ tool: 'get_order', result: { ok: true, order: delivered } }] },
  shipped: { results: [{ tool: 'get_order', result: { ok: true, order: shipped } }] },
  both: {
    results: [
      { tool: 'find_orders', result: { ok: true, orders: [delivered, shipped], orderCount: 2 } },
    ],
  },
  yen: {
    results: [
      {
        tool: 'get_order',
        result: {
          ok: true,
          order: {
            orderNumber: 'DM-20001',
            status: 'processing',
            placedAt: '2026-11-18T08:00:00Z',
            total: money(12800, 'JPY'),
            lineCount: 1,
            lines: [],
            shipmentCount: 0,
            shipments: [],
          },
        },
      },
    ],
  },
  tracking: {
    results: [
      {
        tool: 'track_shipment',
        result: {
          ok: true,
          orderNumber: 'DM-10077',
          shipmentCount: 1,
          shipments: [
            {
              orderNumber: 'DM-10077',
              trackingNumber: '00340434161094042557',
              carrier: 'DHL',
              url: 'https://track.example.com/00340434161094042557',
              status: 'in_transit',
              leg: 'line_haul',
              actionRequired: 'none',
              eta: { earliest: '2026-11-22', latest: '2026-11-25', source: 'carrier' },
              shippedAt: '2026-11-15T10:00:00Z',
              lastScanAt: '2026-11-17T06:20:00Z',
              silentDays: 2,
              stuck: false,
              legs: [],
              lastScan: {
                at: '2026-11-17T06:20:00Z',
                untrusted: 'Arrived 99 hub, delivered 21 Nov',
              },
              nextStep: 'wait',
            },
          ],
        },
      },
    ],
  },
  customs: {
    results: [
      {
        tool: 'track_shipment',
        result: {
          ok: true,
          orderNumber: 'DM-10077',
          shipmentCount: 1,
          shipments: [
            {
              orderNumber: 'DM-10077',
              trackingNumber: 'LP00123456789',
              carrier: 'Cainiao',
              status: 'customs_action_required',
              leg: 'customs',
              actionRequired: 'buyer',
              stuck: false,
              legs: [],
              nextStep: 'pay_duties',
              customs: {
                customsStage: 'action_required',
                sinceAt: '2026-11-16T08:00:00Z',
                dutiesDue: money(1735),
                dueTo: 'DHL',
                dueOn: '2026-11-27',
                documentsNeeded: [],
                paidBy: 'recipient',
              },
            },
          ],
        },
      },
    ],
  },
  payment: {
    results: [
      {
        tool: 'get_payment_status',
        result: {
          ok: true,
          orderNumber: 'DM-10042',
          payments: [
            {
              orderNumber: 'DM-10042',
              reference: 'pay_42',
              method: 'card',
              last4: '4242',
              status: 'partially_refunded',
              amount: money(8990),
              captured: money(8990),
              refunded: money(3500),
              refundPending: money(0),
              refundable: money(5490),
              attemptCount: 2,
              attempts: [
                {
                  at: '2026-11-03T09:15:00Z',
                  outcome: 'declined',
                  declineReason: 'insufficient_funds',
                },
                { at: '2026-11-03T09:18:00Z', outcome: 'succeeded' },
              ],
              disputes: [],
              refunds: [
                {
                  refundId: 'rfd_7',
                  status: 'succeeded',
                  amount: money(3500),
                  requestedAt: '2026-11-13T09:00:00Z',
                  completedAt: '2026-11-14T09:00:00Z',
                },
              ],
            },
          ],
        },
      },
    ],
  },
  declined: {
    results: [
      {
        tool: 'get_payment_status',
        result: {
          ok: true,
          orderNumber: 'DM-10099',
          payments: [
            {
              orderNumber: 'DM-10099',
              reference: 'pay_99',
              method: 'card',
              last4: '1881',
              status: 'failed',
              amount: money(6400),
              captured: money(0),
              refunded: money(0),
              refundPending: money(0),
              refundable: money(0),
              attemptCount: 1,
              attempts: [
                { at: '2026-11-18T15:00:00Z', outcome: 'declined', declineReason: 'expired_card' },
              ],
              disputes: [],
              refunds: [],
            },
          ],
        },
      },
    ],
  },
  refund: {
    results: [
      {
        tool: 'propose_refund',
        result: {
          ok: true,
          proposal: {
            kind: 'refund',
            reference: 'prp_01',
            orderNumber: 'DM-10042',
            amount: money(4990),
            route: 'original_method',
            method: 'card',
            arrival: { earliest: '2026-11-26', latest: '2026-12-03', source: 'usual_times' },
            approval: 'none',
            expiresAt: '2026-11-19T11:30:00Z',
          },
        },
      },
    ],
  },
  help: {
    results: [
      {
        tool: 'search_help',
        result: {
          ok: true,
          articles: [
            {
              reference: 'sizes',
              title: 'Sizes and contact',
              locale: 'en',
              url: 'https://shop.example.com/help/sizes',
              quote:
                'Size 42 fits feet of 26.5 cm. Our parcel box is 30 × 40 cm. Call us at +49 30 1234567, Monday to Friday, 9:00 to 17:00, or write to help@shop.example.com. We have been in business since 2019. Returns are free within 30 days. Shipping costs €4.90; orders over €75 ship free. Students get 15 % off. Refunds take 5–10 business days.',
            },
          ],
        },
      },
    ],
    policy: { returns: { windowDays: 30 } },
  },
  products: {
    results: [
      {
        tool: 'search_products',
        result: {
          ok: true,
          productCount: 2,
          products: [
            {
              productId: 'prd_shirt',
              quote: 'Linen Shirt — light summer shirt, sizes 38 to 44',
              url: 'https://shop.example.com/p/linen-shirt',
              variants: [
                { variantId: 'v1', quote: 'M, white', price: money(4990), available: true },
              ],
            },
            {
              productId: 'prd_hat',
              quote: 'Wool Hat — warm, 100 % merino',
              variants: [{ variantId: 'v2', quote: 'grey', price: money(1750), available: true }],
            },
          ],
        },
      },
    ],
  },
  code: {
    results: [
      { tool: 'start_verification', result: { ok: true, sentTo: 'email', codeValidMinutes: 10 } },
    ],
  },
  handoff: { results: [{ tool: 'hand_off_to_human', result: { ok: true, status: 'queued' } }] },
};
