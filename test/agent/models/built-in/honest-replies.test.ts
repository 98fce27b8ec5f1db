import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../src/agent/gate/facts.ts';
import { checkText } from '../../../../src/agent/gate/gate.ts';
import { composeReply } from '../../../../src/agent/models/built-in/compose.ts';
import type { Dialogue, ToolOutcome } from '../../../../src/agent/models/built-in/dialogue.ts';
import type { Intent } from '../../../../src/agent/models/built-in/intents.ts';
import { intentReader } from '../../../../src/agent/models/built-in/read-intents.ts';
import { createSay } from '../../../../src/agent/models/built-in/say.ts';
import { readMessage } from '../../../../src/agent/models/built-in/understand.ts';
import type { ToolResult } from '../../../../src/agent/tools/results.ts';
import type { ToolName } from '../../../../src/agent/tools/tool-arguments.ts';
import { formatMoney } from '../../../../src/language/format.ts';
import { primaryLanguage } from '../../../../src/language/languages.ts';
import {
  HOLDERS,
  PAYMENT_METHODS,
  PAYMENT_STATUSES,
  REFUND_STATUSES,
} from '../../../../src/shop/payment-records.ts';
import { ORDER_STATUSES } from '../../../../src/shop/records.ts';
import { TRACKING_STATUSES } from '../../../../src/shop/shipment-records.ts';
import { testPrompts } from '../../../helpers/prompts.ts';

const readIntents = await intentReader();

/*
 * Whatever the records say, the built-in model's own words for it must pass the gate in every locale:
 * an honest reply that is held back turns a plain answer into a handoff.
 */

const LOCALES = 'en zh zh-TW es pt pt-PT fr de it ja ko ar ru id vi th'.split(' ');
const ORDER = 'DM-10042';
const prompts = (await testPrompts()).current();

describe.each(LOCALES)('what the built-in model says in %s', (locale) => {
  const money = (amount: number) => ({
    amount,
    currency: 'EUR',
    display: formatMoney({ amount, currency: 'EUR' }, locale),
  });

  const violations = (
    wish: Intent,
    name: ToolName,
    result: ToolResult<ToolName>,
    args: Record<string, unknown> = {},
  ) => {
    const outcome: ToolOutcome = { name, args: { orderNumber: ORDER, ...args }, result };
    const dialogue: Dialogue = {
      situation: {
        locale,
        unspoken: null,
        timeZone: 'Europe/Berlin',
        now: null,
        storeName: 'Damask & Moon',
        identity: 'claimed',
        openProposal: false,
        handoff: 'none',
        deskOpensAt: null,
        knownOrderNumbers: [ORDER],
        viewing: { product: null, orderNumber: null },
      },
      current: readMessage(readIntents, ORDER, locale),
      wishes: [wish],
      wishText: ORDER,
      errands: [],
      order: ORDER,
      contact: null,
      tracking: null,
      orderBefore: null,
      lastReply: null,
      isFirst: true,
      unclearBefore: 0,
      outcomes: [outcome],
    };
    const say = createSay(prompts.replies, locale, 'Europe/Berlin', { store: 'Damask & Moon' });
    const { text } = composeReply(dialogue, say);
    const words = prompts.gate[primaryLanguage(locale)];
    if (words === undefined) throw new Error(`no gate words for ${locale}`);
    const checked = checkText(text, {
      locale,
      timeZone: 'Europe/Berlin',
      now: Date.parse('2026-03-08T09:00:00Z'),
      facts: factsOf(name, result),
      shopperTexts: [ORDER],
      words,
      policyFacts: [],
    });
    return checked.ok
      ? []
      : checked.violations.map(
          ({ sentence, found }) =>
            `${sentence.trim()} ← ${found.map(({ kind, text }) => `${kind} ${text}`).join(', ')}`,
        );
  };

  it('passes the gate for every order status', () => {
    const found = ORDER_STATUSES.flatMap((status) =>
      [
        'order_status' as const,
        'cancel_order' as const,
        'change_address' as const,
        'return_exchange' as const,
      ].flatMap((wish) =>
        violations(wish, 'get_order', {
          ok: true,
          order: {
            orderNumber: ORDER,
            status,
            placedAt: '2026-02-20T10:00:00Z',
            total: money(12345),
            lineCount: 1,
            lines: [
              { line: 1, productId: 'p1', quote: 'Teapot', quantity: 1, total: money(12345) },
            ],
            shipmentCount: 1,
            shipments: [],
            ...(status === 'delivered'
              ? { deliveredAt: '2026-03-01T10:00:00Z', returnDaysLeft: 23 }
              : {}),
            ...(status === 'cancelled' ? { cancelledAt: '2026-02-21T10:00:00Z' } : {}),
          },
        }),
      ),
    );
    expect([...new Set(found)]).toEqual([]);
  });

  it('passes the gate for every payment, refund and decline', () => {
    const declines = [
      'insufficient_funds',
      'expired_card',
      'incorrect_details',
      'authentication',
      'limit',
      'not_supported',
      'technical',
      'other',
    ];
    const payment = {
      orderNumber: ORDER,
      reference: 'pay_1',
      method: 'card' as const,
      last4: '4242',
      status: 'captured' as const,
      amount: money(12345),
      captured: money(12345),
      refunded: money(0),
      refundPending: money(0),
      refundable: money(12345),
      attemptCount: 1,
      attempts: [],
      disputes: [],
      refunds: [],
    };
    const hold = (heldBy: (typeof HOLDERS)[number]) => ({
      heldBy,
      holdStatus: 'held',
      heldAt: '2026-03-02T10:00:00Z',
      latestOn: '2026-03-20',
    });
    const told = (more: object) =>
      violations('payment_status', 'get_payment_status', {
        ok: true,
        orderNumber: ORDER,
        payments: [{ ...payment, ...more }],
      });
    const found = [
      ...PAYMENT_STATUSES.flatMap((status) =>
        told({
          status,
          refunded: money(status.includes('refunded') ? 2000 : 0),
          ...(status === 'pending' ? { expiresAt: '2026-03-10T10:00:00Z' } : {}),
        }),
      ),
      ...PAYMENT_METHODS.flatMap((method) => told({ method })),
      ...(['not_collected', 'collected', 'refused'] as const).flatMap((stage) =>
        told({
          status: stage === 'collected' ? 'captured' : 'pending',
          method: 'cash_on_delivery',
          cash: { stage },
        }),
      ),
      ...told({ status: 'pending', method: 'boleto', expiresAt: '2026-03-10T10:00:00Z' }),
      ...told({
        converted: {
          shown: money(11000),
          rate: '1.0834',
          rateSource: 'acquirer',
          rateAt: '2026-03-01T10:00:00Z',
        },
      }),
      ...declines.flatMap((declineReason) =>
        told({
          status: 'failed',
          attempts: [{ at: '2026-03-01T10:00:00Z', outcome: 'declined', declineReason }],
        }),
      ),
      ...REFUND_STATUSES.flatMap((status) =>
        told({
          refunds: [
            {
              refundId: 'rfd_1',
              status,
              amount: money(2000),
              requestedAt: '2026-03-01T10:00:00Z',
              ...(status === 'succeeded' ? { completedAt: '2026-03-03T10:00:00Z' } : {}),
              arrival: { earliest: '2026-03-09', latest: '2026-03-14', source: 'usual_times' },
            },
          ],
        }),
      ),
      ...HOLDERS.flatMap((heldBy) =>
        (['on_its_way', 'authorized', 'captured'] as const).flatMap((moneyIs) =>
          told({
            status: { on_its_way: 'pending', authorized: 'authorized', captured: 'captured' }[
              moneyIs
            ],
            hold: { ...hold(heldBy), moneyIs },
          }),
        ),
      ),
      ...HOLDERS.flatMap((heldBy) =>
        told({
          refunds: [
            {
              refundId: 'rfd_1',
              status: 'pending',
              amount: money(2000),
              requestedAt: '2026-03-01T10:00:00Z',
              hold: hold(heldBy),
            },
          ],
        }),
      ),
      ...told({
        disputes: [
          {
            kind: 'chargeback',
            status: 'under_review',
            amount: money(12345),
            openedAt: '2026-03-01T10:00:00Z',
          },
        ],
      }),
    ];
    expect([...new Set(found)]).toEqual([]);
  });

  it('passes the gate for every tracking status', () => {
    const found = TRACKING_STATUSES.flatMap((status) =>
      violations('track_shipment', 'track_shipment', {
        ok: true,
        orderNumber: ORDER,
        shipmentCount: 1,
        shipments: [
          {
            orderNumber: ORDER,
            trackingNumber: 'RB123456785CN',
            carrier: 'Yanwen',
            url: 'https://track.example.com/RB123456785CN',
            status,
            actionRequired: 'none',
            eta: { earliest: '2026-03-10', latest: '2026-03-14', source: 'carrier' },
            lastScanAt: '2026-03-01T10:00:00Z',
            silentDays: 7,
            stuck: status === 'no_update' || status === 'customs_delayed',
            ...(status === 'delivered' ? { deliveredAt: '2026-03-01T10:00:00Z' } : {}),
            ...(status.startsWith('customs')
              ? {
                  customs: {
                    customsStage: 'action_required' as const,
                    sinceAt: '2026-03-01T10:00:00Z',
                    dutiesDue: money(740),
                    dueOn: '2026-03-20',
                    documentsNeeded: ['invoice'],
                    paidBy: 'recipient' as const,
                  },
                }
              : {}),
            legs: [],
            nextStep: 'wait',
          },
        ],
      }),
    );
    expect([...new Set(found)]).toEqual([]);
  });

  it('passes the gate when it refuses, asks or hands over', () => {
    const refuse = (
      name: ToolName,
      wish: Intent,
      reason:
        | 'policy_refused'
        | 'no_match'
        | 'verification_needed'
        | 'too_many_attempts'
        | 'no_codes'
        | 'nothing_found'
        | 'not_shipped_yet'
        | 'unavailable',
      rule?: string,
    ) =>
      violations(wish, name, {
        ok: false,
        reason,
        ask: [],
        ...(rule === undefined ? {} : { rule, instead: 'bank_transfer' }),
      });
    const rules = [
      'window_closed',
      'nothing_left',
      'above_refundable',
      'open_dispute',
      'not_captured',
      'no_way_back',
      'partial_not_possible',
      'reason_not_allowed',
      'held',
    ];
    const found = [
      ...rules.flatMap((rule) =>
        refuse('propose_refund', 'refund_request', 'policy_refused', `refund.${rule}`),
      ),
      ...(['no_match', 'verification_needed', 'too_many_attempts', 'unavailable'] as const).flatMap(
        (reason) => refuse('get_order', 'order_status', reason),
      ),
      ...refuse('start_verification', 'refund_request', 'no_codes'),
      ...refuse('track_shipment', 'track_shipment', 'not_shipped_yet'),
      ...refuse('get_payment_status', 'payment_status', 'nothing_found'),
      ...violations('refund_request', 'start_verification', {
        ok: true,
        sentTo: 'email',
        codeValidMinutes: 10,
      }),
      ...violations(
        'human_agent',
        'hand_off_to_human',
        { ok: true, status: 'queued' },
        { reason: 'asked' },
      ),
      ...violations(
        'complaint',
        'hand_off_to_human',
        { ok: true, status: 'queued' },
        { reason: 'complaint' },
      ),
    ];
    expect([...new Set(found)]).toEqual([]);
  });
});
