import { describe, expect, it } from 'vitest';
import { addressIn } from '../../../../src/agent/models/built-in/address-in.ts';
import { say, startConversation, testServices } from '../../../helpers/services.ts';
import { aCustomer, aLine, anOrder, aPayment, aProduct } from '../../../helpers/shop.ts';

const pending = { orders: [anOrder({ status: 'pending' })], payments: [aPayment()], shipments: [] };

async function talk(shop: object, locale: string, verified = true) {
  const services = await testServices({ shop });
  const id = await startConversation(services, {
    localeHint: locale,
    ...(verified ? { verifiedCustomerId: 'cus_1' } : {}),
  });
  return { services, id, say: (text: string) => say(services, id, text) };
}

describe('without a language model', () => {
  it.each([
    ['en', 'Please cancel my order DM-20001', 'Yes'],
    ['de', 'Bitte stornieren Sie meine Bestellung DM-20001', 'Ja'],
    ['es', 'Quiero cancelar mi pedido DM-20001', 'Sí'],
    ['zh', '请取消我的订单 DM-20001', '是'],
    ['ja', '注文 DM-20001 をキャンセルしてください', 'はい'],
  ])(
    'a verified shopper cancels an order in %s, after their own yes',
    async (locale, wish, yes) => {
      const { services, say: tell } = await talk(pending, locale);
      const asked = await tell(wish);
      expect(asked.of('proposal').at(-1)?.proposal).toMatchObject({
        kind: 'cancellation',
        state: 'open',
        amount: { amount: 5000, currency: 'EUR' },
      });
      expect((await services.shop.findOrder('ord_1'))?.status).toBe('pending');
      const done = await tell(yes);
      expect(done.of('proposal').at(-1)?.proposal.state).toBe('executed');
      expect(await services.shop.findOrder('ord_1')).toMatchObject({ status: 'cancelled' });
      expect(await services.shop.refundsOfOrder('ord_1')).toMatchObject([
        { amount: 5000, status: 'succeeded' },
      ]);
    },
  );

  it('an order that is being packed goes to a person, and so does every unverified wish', async () => {
    const packed = await talk({ ...pending, orders: [anOrder({ status: 'processing' })] }, 'en');
    const first = await packed.say('Please cancel my order DM-20001');
    expect(first.of('proposal')).toEqual([]);
    expect(first.of('handoff-opened')).toHaveLength(1);

    const unknown = await talk(pending, 'en', false);
    const second = await unknown.say('Cancel order DM-20001, my mail is maria.santos@example.com');
    expect(second.of('proposal')).toEqual([]);
    expect((await unknown.services.shop.findOrder('ord_1'))?.status).toBe('pending');
  });

  it('cancels the article that is named and leaves the rest', async () => {
    const shop = {
      products: [aProduct(), aProduct({ id: 'prd_2', title: 'Silk scarf' })],
      orders: [
        anOrder({
          status: 'pending',
          lines: [
            aLine(),
            aLine({ id: 'lin_2', productId: 'prd_2', title: 'Silk scarf', options: {} }),
          ],
        }),
      ],
      payments: [aPayment({ amount: 9500 })],
      shipments: [],
    };
    const { services, say: tell } = await talk(shop, 'en');
    const asked = await tell('Please cancel the silk scarf in my order DM-20001');
    expect(asked.of('proposal').at(-1)?.proposal.lines).toMatchObject([{ title: 'Silk scarf' }]);
    await tell('yes');
    expect((await services.shop.findOrder('ord_1'))?.lines.map(({ id }) => id)).toEqual(['lin_1']);
  });

  it('proposes a return when the shopper says what is wrong with what they got', async () => {
    const shop = {
      orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' })],
      payments: [aPayment()],
      shipments: [],
    };
    const { services, say: tell } = await talk(shop, 'en');
    const asked = await tell('I want to return the teapot from order DM-20001, I changed my mind');
    expect(asked.of('proposal').at(-1)?.proposal).toMatchObject({
      kind: 'return',
      reason: 'changed_mind',
    });
    await tell('yes');
    expect((await services.shop.findOrder('ord_1'))?.status).toBe('return_requested');
  });

  it.each([
    [
      'en',
      'Please change the address of order DM-20001',
      'Ahornweg 3, 10969 Berlin',
      'yes',
      'Germany',
    ],
    [
      'de',
      'Bitte die Lieferadresse der Bestellung DM-20001 ändern',
      'Ahornweg 3\n10969 Berlin\nDeutschland',
      'ja',
      'Deutschland',
    ],
  ])(
    'asks for the new address in %s and shows it whole before anything is changed',
    async (locale, wish, address, yes, country) => {
      const { services, say: tell } = await talk(pending, locale);
      const asked = await tell(wish);
      expect(asked.of('proposal')).toEqual([]);
      expect(asked.of('handoff-opened')).toEqual([]);
      const shown = await tell(address);
      expect(shown.of('proposal').at(-1)?.proposal).toMatchObject({
        kind: 'address_change',
        address: ['Maria Santos', 'Ahornweg 3', '10969 Berlin', country],
      });
      await tell(yes);
      expect((await services.shop.findOrder('ord_1'))?.shippingAddress).toMatchObject({
        line1: 'Ahornweg 3',
        city: 'Berlin',
        postalCode: '10969',
        country: 'DE',
      });
    },
  );
});

describe('without a language model, a verified shopper', () => {
  const variant = { title: '', currency: 'EUR', available: true };
  const products = [
    aProduct({
      variants: [
        { ...variant, id: 'var_1', title: 'Black', options: { color: 'black' }, price: 4500 },
        { ...variant, id: 'var_red', title: 'Red', options: { color: 'red' }, price: 4500 },
      ],
    }),
  ];
  const customers = [
    aCustomer({
      instruments: [
        { id: 'card_1', method: 'card', last4: '4242' },
        { id: 'paypal_1', method: 'paypal' },
      ],
    }),
  ];
  const payments = [aPayment({ instrumentId: 'card_1' })];

  it.each([
    [
      'pending',
      'Please change the black teapot in my order DM-20001 to the red one',
      'item_change',
    ],
    [
      'delivered',
      'I would like to exchange the teapot of order DM-20001 for the red one',
      'exchange',
    ],
  ] as const)('of a %s order gets another variant by its name', async (status, wish, kind) => {
    const deliveredAt = status === 'delivered' ? { deliveredAt: '2026-03-05T10:00:00Z' } : {};
    const orders = [anOrder({ status, ...deliveredAt })];
    const { say: tell } = await talk(
      { products, customers, payments, orders, shipments: [] },
      'en',
    );
    const asked = await tell(wish);
    expect(asked.of('proposal').at(-1)?.proposal).toMatchObject({
      kind,
      lines: [{ replacement: { title: 'Cast-iron teapot (red)' } }],
    });
  });

  it('pays with another stored way by its name', async () => {
    const orders = [anOrder({ status: 'pending' })];
    const { services, say: tell } = await talk(
      { products, customers, payments, orders, shipments: [] },
      'en',
    );
    const asked = await tell('Please change the payment method of order DM-20001 to PayPal');
    expect(asked.of('proposal').at(-1)?.proposal).toMatchObject({ kind: 'payment_change' });
    await tell('yes');
    const paid = await services.shop.paymentsOfOrder('ord_1');
    expect(paid.map(({ method, status }) => `${method} ${status}`).sort()).toEqual([
      'card refunded',
      'paypal captured',
    ]);
  });
});

describe('an address in a message', () => {
  it.each([
    [
      'Ahornweg 3, 10969 Berlin',
      { line1: 'Ahornweg 3', postalCode: '10969', city: 'Berlin', country: 'DE' },
    ],
    [
      'New address: 12 Oak Street, Suite 5, Boston, MA 02108, USA',
      {
        line1: '12 Oak Street',
        line2: 'Suite 5',
        city: 'Boston',
        region: 'MA',
        postalCode: '02108',
        country: 'US',
      },
    ],
    [
      '10 Downing Street\nLondon\nSW1A 2AA\nUnited Kingdom',
      { city: 'London', postalCode: 'SW1A 2AA', country: 'GB' },
    ],
    ['to my office please', null],
    ['Ahornweg 3', null],
    ['10969 Berlin', null],
  ])('%j is read or asked for again', (text, expected) => {
    const found = addressIn(text, 'en', 'DE');
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });
});
