import { describe, expect, it } from 'vitest';
import { createPromptSource } from '../../src/prompts/prompt-source.ts';
import { testPrompts } from '../helpers/prompts.ts';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { aCustomer, anOrder, aPayment, aRefund, aShipment, aShop } from '../helpers/shop.ts';

const OFFER = 'Shall I get a colleague for you?';

/** A refund that waits for the shopper's bank details: telling it offers a person, refunding again is refused. */
async function withRefundWaiting() {
  return testServices({
    shop: aShop({
      orders: [
        anOrder({
          status: 'delivered',
          placedAt: '2026-02-20T10:00:00Z',
          deliveredAt: '2026-03-05T10:00:00Z',
        }),
      ],
      payments: [aPayment({ createdAt: '2026-02-20T10:00:00Z' })],
      refunds: [aRefund({ amount: 5000, status: 'requires_action', route: 'bank_transfer' })],
    }),
  });
}

/** A parcel nobody has seen for weeks: telling it offers a person. */
async function withLostParcel() {
  return testServices({
    shop: aShop({
      orders: [anOrder({ status: 'shipped' })],
      shipments: [aShipment({ status: 'lost' })],
    }),
  });
}

const { email } = aCustomer();

describe('what the shopper is asked', () => {
  it('stands last, once, so that a yes is taken for it', async () => {
    const services = await withRefundWaiting();
    const id = await startConversation(services, { verifiedCustomerId: 'cus_1' });
    const { reply } = await say(
      services,
      id,
      'What is the payment status of DM-20001? And please refund DM-20001',
    );
    expect(reply).toContain('needs something from you');
    expect(reply.split(OFFER)).toHaveLength(2);
    expect(reply.endsWith(OFFER)).toBe(true);
    const { of } = await say(services, id, 'yes');
    expect(of('handoff-opened')).toHaveLength(1);
  });

  it('is the code alone when one was sent', async () => {
    const services = await withRefundWaiting();
    const id = await startConversation(services);
    const { reply } = await say(
      services,
      id,
      `What is the payment status of DM-20001? And please refund DM-20001, ${email}`,
    );
    expect(reply).toContain('six-digit code');
    expect(reply).not.toContain(OFFER);
  });

  it('is no colleague when one is on the way already', async () => {
    const services = await withLostParcel();
    const id = await startConversation(services);
    await say(services, id, 'I want to talk to a human');
    const { reply } = await say(services, id, `Where is DM-20001? ${email}`);
    expect(reply).toContain('was lost');
    expect(reply).not.toContain(OFFER);
    expect(reply).toContain('A colleague has already been called');
  });

  it('is a colleague, not the subject once more, when the assistant can only repeat itself', async () => {
    const { current } = await testPrompts();
    const { handoff } = current();
    // Repetition alone is to be doubt enough for a question.
    const thresholds = { ...handoff.thresholds, answer: 0.9 };
    const services = await testServices({
      shop: aShop({
        orders: [anOrder({ status: 'shipped' })],
        shipments: [aShipment({ status: 'customs_action_required' })],
      }),
      inputs: {
        prompts: createPromptSource({ ...current(), handoff: { ...handoff, thresholds } }),
      },
    });
    const id = await startConversation(services);
    const first = await say(services, id, `Where is my parcel? DM-20001 ${email}`);
    const { reply, of } = await say(services, id, 'Where is my parcel?');
    expect(reply).toBe(`${first.reply}\n\n${OFFER}`);
    expect(of('handoff-opened')).toHaveLength(0);
    expect((await say(services, id, 'yes please')).of('handoff-opened')).toHaveLength(1);
  });
});

describe('an answer that only an order number or an address completes', () => {
  it('asks for the address when goods are to go back, and does not tell the rules twice', async () => {
    const services = await testServices({
      shop: aShop({
        orders: [
          anOrder({
            status: 'delivered',
            placedAt: '2026-02-20T10:00:00Z',
            deliveredAt: '2026-03-05T10:00:00Z',
          }),
        ],
      }),
    });
    const id = await startConversation(services);
    const first = await say(services, id, 'I would like to return order DM-20001');
    const rules = 'within 30 days of delivery';
    expect(first.reply).toContain(rules);
    expect(first.reply).toMatch(/To open order DM-20001, please also send me/);
    expect(first.reply).not.toContain('Shall I get one?');
    const { reply } = await say(services, id, email);
    expect(reply).toContain('was delivered on');
    expect(reply).not.toContain(rules);
    expect(reply).toMatch(/Shall I get one\?$/);
  });
});
