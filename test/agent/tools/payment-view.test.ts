import { expect, test } from 'vitest';
import { say, startConversation, testServices } from '../../helpers/services.ts';
import { anOrder, aPayment, aShop } from '../../helpers/shop.ts';

const ask = 'How is the payment of DM-20001?';

async function told(changes: Parameters<typeof aPayment>[0]): Promise<string> {
  const shop = aShop({ orders: [anOrder()], payments: [aPayment(changes)] });
  const services = await testServices({ shop });
  const id = await startConversation(services, { verifiedCustomerId: 'cus_1', localeHint: 'en' });
  return (await say(services, id, ask)).reply;
}

test('tells cash on delivery by what the courier has done', async () => {
  const cash = { method: 'cash_on_delivery', provider: 'courier' } as const;
  expect(await told({ ...cash, status: 'pending' })).toMatch(/until then no money moves/);
  expect(await told({ ...cash, cashOnDelivery: { collectedAt: '2026-03-04T10:00:00Z' } })).toMatch(
    /courier has taken the cash/,
  );
  expect(
    await told({
      ...cash,
      status: 'cancelled',
      cashOnDelivery: { refusedAt: '2026-03-04T10:00:00Z' },
    }),
  ).toMatch(/turned away at the door/);
});

test('tells a voucher as its own story, with the day it lapses', async () => {
  const reply = await told({
    method: 'boleto',
    status: 'pending',
    expiresAt: '2026-03-10T10:00:00Z',
  });
  expect(reply).toMatch(/March 10/);
  expect(reply).toMatch(/until the bank passes it on/);
});

test('tells the rate with its source, and what the shopper’s bank may do', async () => {
  const reply = await told({
    presentment: {
      amount: 5400,
      currency: 'USD',
      exchangeRate: '1.08',
      rateSource: 'acquirer',
      rateAt: '2026-03-01T10:00:00Z',
    },
  });
  expect(reply).toMatch(/\$54\.00.*1\.08 \(acquirer\)/);
  expect(reply).toMatch(/keep a fee/);
});
