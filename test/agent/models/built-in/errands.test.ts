import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDialogue } from '../../../../src/agent/models/built-in/dialogue.ts';
import { ordersNamed } from '../../../../src/agent/models/built-in/errands.ts';
import { planCalls } from '../../../../src/agent/models/built-in/plan.ts';
import { say, startConversation, testServices } from '../../../helpers/services.ts';
import { aLine, anOrder } from '../../../helpers/shop.ts';

const shop = {
  orders: [
    anOrder({ status: 'pending' }),
    anOrder({
      id: 'ord_2',
      number: 'DM-20002',
      status: 'delivered',
      deliveredAt: '2026-03-05T10:00:00Z',
      lines: [aLine({ id: 'lin_9', title: 'Silk scarf' })],
    }),
  ],
  payments: [],
  shipments: [],
};

async function plannedFor(text: string) {
  const situation = { locale: 'en', identity: 'verified' };
  const dialogue = await readDialogue(
    [
      new SystemMessage({ content: '', additional_kwargs: { situation } }),
      new AIMessage('Hello!'),
      new HumanMessage(text),
    ],
    'en',
  );
  return planCalls(dialogue).map(({ name, args }) => [name, args.orderNumber]);
}

describe('a message about two orders', () => {
  it('is answered for both', async () => {
    const services = await testServices({ shop });
    const id = await startConversation(services, {
      localeHint: 'en',
      verifiedCustomerId: 'cus_1',
    });
    const { reply } = await say(services, id, 'How are my orders DM-20001 and DM-20002 doing?');
    expect(reply).toContain('DM-20001');
    expect(reply).toContain('DM-20002');
  });

  it('looks each of them up, once', async () => {
    expect(await plannedFor('what is the status of DM-20001 and DM-20002?')).toEqual([
      ['get_order', 'DM-20001'],
      ['get_order', 'DM-20002'],
    ]);
  });

  it('gives each order the wish of its own clause', async () => {
    expect(
      await plannedFor(
        'what is the status of order DM-20001? And did my payment for DM-20002 fail?',
      ),
    ).toEqual([
      ['get_order', 'DM-20001'],
      ['get_payment_status', 'DM-20002'],
    ]);
  });

  it('asks which comes first before it changes either', async () => {
    expect(await plannedFor('please cancel DM-20001 and DM-20002')).toEqual([]);
  });
});

it('finds every order number, however many stand in the text', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 10_000, max: 99_999 }), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(' and ', ', ', ' / ', '、', '\n'),
      (numbers, between) => {
        const codes = numbers.map((number) => `DM-${number}`);
        expect(ordersNamed(`status of ${codes.join(between)} please`)).toEqual(codes);
      },
    ),
    { seed: 20261126 },
  );
});
