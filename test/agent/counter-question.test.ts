import { describe, expect, it } from 'vitest';
import { testApp } from '../helpers/http.ts';
import { anOrder, aPayment, aShop } from '../helpers/shop.ts';

/** A verified shopper who was shown a refund and asked something back instead of confirming it. */
async function afterCounterQuestion(options: { minutesVerified?: number } = {}) {
  const asked = await shownRefund(options);
  expect(await asked.say('How was DM-20001 paid?')).toEqual([asked.shown]);
  return asked;
}

/** A verified shopper who was shown a refund. */
async function shownRefund(options: { minutesVerified?: number } = {}) {
  const app = await testApp({
    shop: aShop({
      orders: [
        anOrder({
          status: 'delivered',
          placedAt: '2026-02-20T10:00:00Z',
          deliveredAt: '2026-03-05T10:00:00Z',
        }),
      ],
      payments: [aPayment({ createdAt: '2026-02-20T10:00:00Z' })],
    }),
  });
  const { conversation, secret } = await app.services.conversations.start({
    channel: 'widget',
    verifiedCustomerId: 'cus_1',
  });
  const shopper = { id: conversation.id, secret };
  const say = async (text: string) => {
    await app.say(shopper, text);
    const events = await app.services.log.read(shopper.id);
    return events.flatMap(({ event }) =>
      event.type === 'proposal' ? [`${event.proposal.id} ${event.proposal.state}`] : [],
    );
  };
  await app.services.time.advance((options.minutesVerified ?? 0) * 60_000);
  const [shown] = await say('It arrived damaged, I want my money back for DM-20001');
  expect(shown).toMatch(/ open$/);
  return { app, shopper, say, shown, id: shown?.split(' ')[0] };
}

describe('a yes that is none', () => {
  it.each(['yes 🙄', '“yes”', 'Yes...'])(
    'has the proposal shown once more, and the next plain yes confirm it: %s',
    async (doubtful) => {
      const { say, shown, id } = await shownRefund();
      expect(await say(doubtful)).toEqual([shown, shown]);
      expect((await say('yes')).at(-1)).toMatch(
        new RegExp(`^${id} (?:executing|executed|awaiting_approval)$`),
      );
    },
  );

  it('is not answered as if it were done', async () => {
    const { app, shopper, say, shown, id } = await shownRefund();
    expect(await say('please confirm')).toEqual([shown]);
    const last = (await app.services.log.read(shopper.id)).findLast(
      ({ event }) => event.type === 'message-end' && event.author === 'assistant',
    )?.event;
    expect(last?.type === 'message-end' && last.text).toMatch(/^Shall I go ahead\?/);
    expect(await say('yes')).toEqual([shown, shown]);
    expect((await say('yes')).at(-1)).toMatch(new RegExp(`^${id} `));
  });
});

describe('a question instead of a yes', () => {
  it('about the money is told that the refund waits for the answer', async () => {
    const { app, shopper, say } = await shownRefund();
    await say('When do I get the refund for DM-20001?');
    const last = (await app.services.log.read(shopper.id)).findLast(
      ({ event }) => event.type === 'message-end' && event.author === 'assistant',
    )?.event;
    expect(last?.type === 'message-end' && last.text).toContain(
      'No refund has been made for order DM-20001 so far. The proposal for order DM-20001 is waiting for your yes or no.',
    );
  });

  it('has the next yes show the proposal once more, and the one after that confirm it', async () => {
    const { say, shown, id } = await afterCounterQuestion();
    expect(await say('yes')).toEqual([shown, shown]);
    const states = await say('yes');
    expect(states.slice(0, 2)).toEqual([shown, shown]);
    expect(states.at(-1)).toMatch(new RegExp(`^${id} (?:executing|executed|awaiting_approval)$`));
  });

  it('has a no decline it', async () => {
    const { say, shown, id } = await afterCounterQuestion();
    expect(await say('no, leave it')).toEqual([shown, `${id} declined`]);
    expect(await say('yes')).toHaveLength(2);
  });

  it('shows nothing of it again once the verification has lapsed', async () => {
    const { app, shopper, say, shown } = await afterCounterQuestion({
      minutesVerified: 24 * 60 - 6,
    });
    await app.services.time.advance(11 * 60_000);
    expect(await say('yes')).toEqual([shown]);
    const last = (await app.services.log.read(shopper.id)).findLast(
      ({ event }) => event.type === 'message-end' && event.author === 'assistant',
    )?.event;
    expect(last?.type === 'message-end' && last.text).toContain('order number');
  });

  it('leaves a yes to what was asked since', async () => {
    const { say, shown } = await afterCounterQuestion();
    await say('Can you change the address of DM-20001?');
    expect(await say('yes')).toEqual([shown]);
  });
});
