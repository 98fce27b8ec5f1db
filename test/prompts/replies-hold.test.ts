import { describe, expect, it } from 'vitest';
import { factsOf } from '../../src/agent/gate/facts.ts';
import { checkText } from '../../src/agent/gate/gate.ts';
import { formatDate, formatDateRange, formatMoney, formatTime } from '../../src/language/format.ts';
import { primaryLanguage } from '../../src/language/languages.ts';
import { formatReply } from '../../src/prompts/format-reply.ts';
import { PAYMENT_STATUSES, REFUND_STATUSES } from '../../src/shop/payment-records.ts';
import { ORDER_STATUSES } from '../../src/shop/records.ts';
import { TRACKING_STATUSES } from '../../src/shop/shipment-records.ts';
import { OTHER_ADDRESS, withoutQuotes } from '../helpers/other-address.ts';
import { testPrompts } from '../helpers/prompts.ts';

/*
 * Every reply of every language with values that strain it, held against the checks that models are held against: no
 * promise, no day and no number but those of the records.
 */

const prompts = (await testPrompts()).current();
const LOCALES = Object.keys(prompts.replies);
const NOW = Date.parse('2026-03-08T09:00:00Z');
const ZONE = 'Europe/Berlin';
const ORDER = 'DM-10042';
const TRACKING = 'LP00701111761619';
const DAY = '2026-03-01';
const RANGE = { earliest: '2026-02-27', latest: '2026-03-14' };
const COUNTS = [0, 1, 2, 5, 11, 21, 100];
/** minor units: nothing, the least there is, thousands, and more than fits most fields */
const AMOUNTS = [0, 1, 123_450, 99_999_999_999];
/** names as short, long and foreign as they come */
const NAMES = [
  'A',
  'Grandmother’s Very Long Hand-Embroidered “Chrysanthemum” Tablecloth Set (Extra Large, Ivory)',
  'شركة البريد السريع',
  '株式会社ダマスク＆ムーン',
];

/** Mail is no reply, and the words of a person who has left are theirs. */
const KEYS = Object.keys(prompts.replies.en ?? {}).filter((key) => !key.startsWith('mail.'));

/** Regions whose dates, money or digits differ from those of their language. */
const REGIONS = ['en-GB', 'es-MX', 'pt-PT', 'fr-CA', 'de-CH', 'zh-HK', 'ar-EG', 'ar-AE'];

describe.each([...LOCALES, ...REGIONS])('each reply in %s', (locale) => {
  const language = primaryLanguage(locale);

  it('passes the gate, however long, foreign or large its values are', () => {
    const found = KEYS.flatMap((key) =>
      COUNTS.flatMap((count, index) => {
        const name = NAMES[index % NAMES.length] ?? '';
        const amount = AMOUNTS[index % AMOUNTS.length] ?? 0;
        return violations(key, { count, name, amount });
      }),
    );
    expect([...new Set(found)]).toEqual([]);
  });

  it('names a day to come only as a range', () => {
    for (const key of ['shipment.eta_carrier', 'shipment.eta_estimate', 'refund.arrival'])
      expect(prompts.replies[language]?.[key]).toMatch(/\{range\}/u);
    for (const key of KEYS.filter((each) => /arrival|eta_/u.test(each)))
      expect({ key, text: prompts.replies[language]?.[key] }).not.toMatchObject({
        text: expect.stringMatching(/\{date\}/u),
      });
  });

  it('addresses the shopper in one way, in replies and articles', () => {
    const other = OTHER_ADDRESS[language];
    const texts = [
      ...Object.entries(prompts.replies[language] ?? {}),
      ...prompts.articles
        .filter((one) => one.locale === language)
        .map(({ id, body }) => [id, body]),
    ];
    const found = texts.flatMap(([key, text = '']) =>
      (other === undefined ? [] : (withoutQuotes(text).match(other) ?? [])).map(
        (word) => `${key}: ${word}`,
      ),
    );
    expect(found).toEqual([]);
  });

  it('leaves no sign of a value, a form or a language that is not its own', () => {
    for (const key of KEYS)
      for (const count of COUNTS) {
        const text = say(key, { count, name: 'Ωmega', amount: 1 });
        expect({
          key,
          text,
          left: text.match(/[{}#]|\b(?:undefined|null|NaN)\b| {2,}/gu),
        }).toEqual({
          key,
          text,
          left: null,
        });
      }
  });

  function say(key: string, strain: { count: number; name: string; amount: number }): string {
    // The word for a status is only ever said of an order, in a list of them.
    if (key.startsWith('status.'))
      return say('orders.line', strain).replace(strain.name, worded(key));
    const text = prompts.replies[language]?.[key] ?? '';
    const money = formatMoney({ amount: strain.amount, currency: 'EUR' }, locale);
    const method = (last4: string) =>
      formatReply(prompts.replies, locale, 'method.card', { last4 });
    return formatReply(prompts.replies, locale, key, {
      ...Object.fromEntries(
        [...text.matchAll(/\{\s*(\w+)\s*[,}]/gu)].map(([, name = '']) => [name, strain.name]),
      ),
      ...Object.fromEntries(
        [...text.matchAll(/\{\s*(\w+)\s*,\s*select/gu)].map(([, name = '']) => [name, 'other']),
      ),
      order: ORDER,
      tracking: TRACKING,
      amount: money,
      refunded: money,
      total: money,
      price: money,
      shown: money,
      rate: '1.0834',
      method: method('4242'),
      last4: '4242',
      date: formatDate(DAY, locale, ZONE),
      time: formatTime(`${DAY}T08:00:00Z`, locale, ZONE),
      range: formatDateRange(RANGE.earliest, RANGE.latest, locale, ZONE),
      url: 'https://track.example.com/x',
      trace: '75086276568347313683185',
      code: '123456',
      count: strain.count,
      days: strain.count,
      minutes: strain.count,
    });
  }

  function worded(key: string): string {
    return formatReply(prompts.replies, locale, key);
  }

  function violations(
    key: string,
    strain: { count: number; name: string; amount: number },
  ): string[] {
    const words = prompts.gate[language];
    if (words === undefined) throw new Error(`no gate words for ${locale}`);
    const text = say(key, strain);
    const checked = checkText(text, {
      locale,
      timeZone: ZONE,
      now: NOW,
      facts: recordsFor(key, strain, locale),
      shopperTexts: [],
      words,
      policyFacts: [],
    });
    return checked.ok
      ? []
      : checked.violations.flatMap(({ found }) =>
          found.map((one) => `${key}: ${text} ← ${one.kind} ${one.text}`),
        );
  }
});

/** Facts under which a reply can be true: its own status, and the values it was given. */
function recordsFor(
  key: string,
  { count, name, amount }: { count: number; name: string; amount: number },
  locale: string,
) {
  const money = {
    amount,
    currency: 'EUR',
    display: formatMoney({ amount, currency: 'EUR' }, locale),
  };
  const at = `${DAY}T10:00:00Z`;
  const status = <Status extends string>(statuses: readonly Status[], otherwise: Status) =>
    statuses.find((one) => key.split('.').some((part) => part === one || part === `${one}_on`)) ??
    otherwise;
  const order = {
    orderNumber: ORDER,
    status: status(ORDER_STATUSES, key.startsWith('arrival.') ? 'returned' : 'processing'),
    placedAt: at,
    deliveredAt: at,
    total: money,
    lines: [{ line: 1, productId: 'p1', quote: name, quantity: 1, total: money }],
    returnDaysLeft: count,
    shipmentCount: count,
  };
  const shipment = {
    orderNumber: ORDER,
    trackingNumber: TRACKING,
    carrier: name,
    url: 'https://track.example.com/x',
    status: status(
      TRACKING_STATUSES,
      key.startsWith('customs') ? 'customs_action_required' : 'in_transit',
    ),
    actionRequired: 'none',
    eta: { ...RANGE, source: 'carrier' },
    lastScanAt: at,
    deliveredAt: at,
    silentDays: count,
    customs: {
      customsStage: 'action_required',
      sinceAt: at,
      dutiesDue: money,
      dueTo: name,
      dueOn: DAY,
      documentsNeeded: [name],
      paidBy: key.endsWith('seller') ? 'seller' : 'recipient',
    },
    nextStep: 'wait',
  };
  const payment = {
    orderNumber: ORDER,
    reference: 'pay_1',
    method: 'card',
    last4: '4242',
    status: key.startsWith('payment')
      ? status(PAYMENT_STATUSES, 'captured')
      : UNPAID.has(key)
        ? 'pending'
        : 'captured',
    amount: money,
    captured: money,
    refunded: money,
    refundable: money,
    expiresAt: at,
    attempts: key.startsWith('decline')
      ? [{ at, outcome: 'declined', declineReason: key.split('.')[1] }]
      : [],
    converted: { shown: money, rate: '1.0834', rateSource: name, rateAt: at },
    disputes: /dispute/u.test(key)
      ? [{ kind: 'chargeback', status: 'under_review', amount: money, openedAt: at }]
      : [],
    refunds: /^(?:refund|arrival)\./u.test(key)
      ? [
          {
            refundId: 'rfd_1',
            status: status(REFUND_STATUSES, key.startsWith('arrival.') ? 'pending' : 'succeeded'),
            amount: money,
            completedAt: at,
            arrival: { ...RANGE, source: 'usual_times' },
            traceNumber: '75086276568347313683185',
          },
        ]
      : [],
    cash: { stage: 'not_collected' },
  };
  const proposal = {
    proposalId: 'prp_1',
    kind: 'refund',
    state: status(PROPOSAL_STATES, 'open'),
    status: status(PROPOSAL_STATES, 'open'),
    orderNumber: ORDER,
    amount: money,
    route: 'original_method',
    approval: 'person',
    arrival: RANGE,
  };
  const product = {
    productId: 'p1',
    title: name,
    quote: name,
    variants: [{ variantId: 'v1', quote: name, price: money, available: true }],
  };
  return [
    ...factsOf('find_orders', { ok: true, orders: [order], orderCount: count }),
    ...factsOf('track_shipment', {
      ok: true,
      orderNumber: ORDER,
      shipments: [shipment],
      shipmentCount: count,
    }),
    ...factsOf('get_payment_status', { ok: true, orderNumber: ORDER, payments: [payment] }),
    ...factsOf('propose_refund', { ok: true, proposal }),
    ...factsOf('start_verification', { ok: true, sentTo: 'email', codeValidMinutes: count }),
    ...factsOf('hand_off_to_human', { ok: true, status: 'queued', opensAt: `${DAY}T08:00:00Z` }),
    ...REFUSALS.flatMap((reason) => factsOf('propose_refund', { ok: false, reason, ask: [] })),
    ...factsOf('search_products', { ok: true, products: [product], productCount: count }),
    ...factsOf('search_help', {
      ok: true,
      articles: [{ reference: 'a', title: name, quote: name, locale }],
    }),
  ];
}

/** Replies about money that has not come. */
const UNPAID: ReadonlySet<string> = new Set(['refused.not_paid', 'proposal.released']);
const PROPOSAL_STATES = [
  'confirmed',
  'executing',
  'awaiting_approval',
  'executed',
  'declined',
  'failed',
  'open',
] as const;
const REFUSALS = [
  'identity_needed',
  'verification_needed',
  'no_match',
  'policy_refused',
  'nothing_found',
  'not_shipped_yet',
  'too_many_attempts',
  'already_open',
  'unavailable',
];
