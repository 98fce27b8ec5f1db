import { beforeAll, describe, expect, it } from 'vitest';
import { factsOf, policyFacts } from '../../src/agent/gate/facts.ts';
import { checkText } from '../../src/agent/gate/gate.ts';
import { formatDateRange, formatMoney } from '../../src/language/format.ts';
import { primaryLanguage } from '../../src/language/languages.ts';
import type { PromptSet } from '../../src/prompts/prompt-set.ts';
import type { ShopData } from '../../src/shop/records.ts';
import { testPrompts } from '../helpers/prompts.ts';
import { startConversation, type TestServices, testServices } from '../helpers/services.ts';
import { aCustomer, aLine, anOrder, aPayment, aProduct } from '../helpers/shop.ts';

/* Every sentence a proposal can be made of, in every language, held against the checks that models are held against. */

let services: TestServices;
let prompts: PromptSet;

const variant = { title: 'x', options: {}, currency: 'EUR', available: true };
const order = (number: string, changes: object) =>
  anOrder({
    id: number,
    number,
    lines: [aLine({ id: `${number}-1` }), aLine({ id: `${number}-2`, unitPrice: 90_000 })],
    ...changes,
  });
const paid = (orderId: string, changes: object = {}) =>
  aPayment({ id: `pay-${orderId}`, orderId, instrumentId: 'card_1', amount: 95_000, ...changes });
const delivered = { status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' };
const shop: Partial<ShopData> = {
  customers: [
    aCustomer({
      instruments: [
        { id: 'card_1', method: 'card', last4: '4242' },
        { id: 'paypal_1', method: 'paypal' },
        { id: 'gift_1', method: 'gift_card', balance: { amount: 900_000, currency: 'EUR' } },
      ],
    }),
  ],
  products: [
    aProduct({
      variants: [
        { ...variant, id: 'var_1', price: 4500 },
        { ...variant, id: 'var_red', price: 5000, options: { color: 'red' } },
        { ...variant, id: 'var_blue', price: 3000, options: { color: 'blue' } },
      ],
    }),
  ],
  orders: [
    order('DM-20001', { status: 'pending' }),
    order('DM-20002', delivered),
    order('DM-20003', delivered),
    order('DM-20004', delivered),
  ],
  payments: [
    paid('DM-20001'),
    paid('DM-20002'),
    paid('DM-20003', { method: 'boleto', country: 'BR' }),
    paid('DM-20004', { id: 'pay-4a', method: 'boleto', country: 'BR', amount: 40_000 }),
    paid('DM-20004', { id: 'pay-4b', amount: 55_000 }),
  ],
  shipments: [],
};
const address = {
  name: 'Maria Santos',
  line1: 'Ahornweg 3',
  city: 'Berlin',
  postalCode: '10969',
  country: 'DE',
};
const open = 'DM-20001';
const got = 'DM-20002';
const item = (variantId: string) => [{ line: 1, variantId }];

const CALLS: [string, string, object][] = [
  ['a refund', 'propose_refund', { orderNumber: got, amount: '12.50', reason: 'damaged' }],
  ['a refund that waits', 'propose_refund', { orderNumber: got, reason: 'changed_mind' }],
  [
    'store credit',
    'propose_refund',
    { orderNumber: got, amount: '9', reason: 'damaged', asStoreCredit: true },
  ],
  ['a bank transfer', 'propose_refund', { orderNumber: 'DM-20003', reason: 'damaged' }],
  ['a transfer beside a card', 'propose_refund', { orderNumber: 'DM-20004', reason: 'damaged' }],
  ['a cancellation', 'propose_cancellation', { orderNumber: open, reason: 'no_longer_needed' }],
  [
    'a line cancelled',
    'propose_cancellation',
    { orderNumber: open, lines: [{ line: 1 }], reason: 'other' },
  ],
  ['an address', 'propose_address_change', { orderNumber: open, address }],
  ['a default address', 'propose_address_change', { address }],
  ['a dearer article', 'propose_item_change', { orderNumber: open, items: item('var_red') }],
  ['a cheaper article', 'propose_item_change', { orderNumber: open, items: item('var_blue') }],
  ['an article for itself', 'propose_item_change', { orderNumber: open, items: item('var_1') }],
  ['another way to pay', 'propose_payment_change', { orderNumber: open, payWith: 'paypal_1' }],
  ['a return', 'propose_return', { orderNumber: got, lines: [{ line: 1 }], reason: 'damaged' }],
  [
    'a return to a gift card',
    'propose_return',
    { orderNumber: got, lines: [{ line: 1 }], reason: 'damaged', refundTo: 'gift_1' },
  ],
  [
    'a dearer exchange',
    'propose_exchange',
    { orderNumber: got, items: item('var_red'), payWith: 'paypal_1' },
  ],
  ['a cheaper exchange', 'propose_exchange', { orderNumber: got, items: item('var_blue') }],
  [
    'a cheaper exchange to a way to pay',
    'propose_exchange',
    { orderNumber: got, items: item('var_blue'), payWith: 'paypal_1' },
  ],
];

const LOCALES = Object.keys((await testPrompts()).current().replies);

beforeAll(async () => {
  // No code can be asked for, so that large amounts come to words instead of to a fresh code.
  services = await testServices({ shop, inputs: { demo: false } });
  prompts = services.prompts.current();
});

describe.each(LOCALES)('a proposal in %s', (locale) => {
  it.each(CALLS)(
    'says of %s only what the records carry, and promises nothing',
    async (what, tool, args) => {
      const conversationId = await startConversation(services, { verifiedCustomerId: 'cus_1' });
      const conversation = await services.conversations.find(conversationId);
      if (conversation === undefined) throw new Error('gone');
      const { result, proposalText } = await services.toolbox.run(tool, args, {
        conversationId,
        identity: conversation.identity,
        locale,
        timeZone: 'Europe/Berlin',
        shopperTexts: [],
        network: undefined,
      });
      if (proposalText === undefined) throw new Error(JSON.stringify(result));
      const words = prompts.gate[primaryLanguage(locale)];
      if (words === undefined) throw new Error(`no words for the gate in ${locale}`);
      const checked = checkText(proposalText, {
        locale,
        timeZone: 'Europe/Berlin',
        now: services.now(),
        facts: factsOf(tool, result),
        // An address is the shopper's own words.
        shopperTexts: [Object.values(address).join(', ')],
        words,
        policyFacts: policyFacts(prompts.policy),
      });
      expect({ proposalText, checked }).toEqual({ proposalText, checked: { ok: true } });

      // What goes another way than the rest is told with its own amount.
      if (what === 'a transfer beside a card')
        for (const amount of [40_000, 55_000])
          expect(proposalText).toContain(formatMoney({ amount, currency: 'EUR' }, locale));

      // Where a time of arrival is told, it is a range of days.
      const arrival = 'proposal' in result && result.ok ? result.proposal.arrival : undefined;
      if (arrival !== undefined && proposalText.match(/\d{1,2}/g) !== null) {
        expect(arrival.earliest <= arrival.latest).toBe(true);
        const range = formatDateRange(arrival.earliest, arrival.latest, locale, 'Europe/Berlin');
        expect(proposalText).toContain(range);
      }
    },
  );
});
