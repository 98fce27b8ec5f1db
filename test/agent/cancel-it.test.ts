import { describe, expect, it } from 'vitest';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { anOrder, aPayment, aShop } from '../helpers/shop.ts';

/** A verified shopper who was asked whether their order should be cancelled. */
async function askedToCancel() {
  const services = await testServices({
    shop: aShop({
      orders: [anOrder({ status: 'pending', placedAt: '2026-03-07T10:00:00Z' })],
      payments: [aPayment({ createdAt: '2026-03-07T10:00:00Z' })],
    }),
  });
  const id = await startConversation(services, { verifiedCustomerId: 'cus_1' });
  const states = async (text: string) => {
    const { of } = await say(services, id, text);
    return of('proposal').map(({ proposal }) => `${proposal.kind} ${proposal.state}`);
  };
  expect(await states('Please cancel my order DM-20001, I ordered it by mistake')).toEqual([
    'cancellation open',
  ]);
  return { states };
}

it.each([
  ['es', 'mejor cancélalo'],
  ['en', 'better cancel it'],
])(
  'asks to cancel the order spoken of where nothing else is to be declined, in %s',
  async (localeHint, text) => {
    const services = await testServices({
      shop: aShop({
        orders: [anOrder({ status: 'pending', placedAt: '2026-03-07T10:00:00Z' })],
        payments: [aPayment({ createdAt: '2026-03-07T10:00:00Z' })],
      }),
    });
    const id = await startConversation(services, { verifiedCustomerId: 'cus_1', localeHint });
    await say(services, id, 'DM-20001');
    const { of } = await say(services, id, text);
    expect(of('proposal').map(({ proposal }) => `${proposal.kind} ${proposal.state}`)).toEqual([
      'cancellation open',
    ]);
  },
);

describe('an answer to “shall I cancel it?”', () => {
  it('is no refusal when it says “cancel it”, and no consent by itself', async () => {
    const { states } = await askedToCancel();
    const after = await states('cancel it');
    expect(after).not.toContain('cancellation declined');
    expect(after.filter((state) => /execut|awaiting/.test(state))).toEqual([]);
  });

  it('is consent when it says yes as well', async () => {
    const { states } = await askedToCancel();
    expect((await states('Yes, cancel it please')).at(-1)).toMatch(
      /^cancellation (?:executing|executed)$/,
    );
  });

  it('is a refusal when it says no', async () => {
    const { states } = await askedToCancel();
    expect(await states('no')).toEqual(['cancellation declined']);
  });
});
