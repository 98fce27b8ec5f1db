import { type ShopData, storeSchema } from '../../src/shop/records.ts';
import { makeProducts } from './catalogue.ts';
import { makeCustomers } from './customers.ts';
import { everydayPlans } from './everyday.ts';
import { addOrder } from './make-order.ts';
import { MEMORABLE } from './memorable.ts';
import { Random } from './random.ts';

const SEED = 20260101;

/** The demo shop Damask & Moon, dated around the base of `calendar.ts`. The same on every machine. */
export function makeDemoShop(): ShopData {
  const random = new Random(SEED);
  const shop: ShopData = {
    store: storeSchema.parse({
      name: 'Damask & Moon',
      defaultLocale: 'en',
      currency: 'USD',
      country: 'HK',
      timeZone: 'Asia/Hong_Kong',
      supportEmail: 'help@damaskmoon.example.com',
      url: 'https://damaskmoon.example.com',
    }),
    customers: makeCustomers(random),
    products: makeProducts(),
    orders: [],
    payments: [],
    refunds: [],
    disputes: [],
    shipments: [],
  };
  for (const plan of [...everydayPlans(random), ...MEMORABLE]) addOrder(plan, shop, random);
  giveGiftCard(shop);
  return shop;
}

// The gift card that pays for half of DM-10046 still holds something.
function giveGiftCard(shop: ShopData): void {
  const payment = shop.payments.find(({ method }) => method === 'gift_card');
  const order = shop.orders.find(({ id }) => id === payment?.orderId);
  const owner = shop.customers.find(({ id }) => id === order?.customerId);
  if (!payment || !owner) throw new RangeError('no order was paid with a gift card');
  payment.instrumentId = `${owner.id}_gift`;
  owner.instruments.push({
    id: `${owner.id}_gift`,
    method: 'gift_card',
    balance: { amount: 2500, currency: 'USD' },
  });
}
