import { expect, it } from 'vitest';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { aCustomer, anOrder, aPayment, aShop } from '../helpers/shop.ts';

const { email } = aCustomer();

function withOrder(status: 'pending' | 'processing', inputs: { demo?: boolean } = {}) {
  return testServices({
    shop: aShop({
      orders: [anOrder({ status, placedAt: '2026-03-08T08:00:00Z' })],
      payments: [aPayment({ status: 'authorized', createdAt: '2026-03-08T08:00:00Z' })],
    }),
    inputs,
  });
}

it('cancels an order for whoever proves with a code that it is theirs, without waking anybody', async () => {
  const services = await withOrder('pending');
  const id = await startConversation(services);
  const asked = await say(services, id, `Please cancel my order DM-20001, ${email}`);
  expect(asked.reply).toMatch(/^To keep your account safe, we've sent a six-digit code/);
  expect(asked.of('handoff-opened')).toHaveLength(0);
  const [sent] = await services.codeOutbox.listOutbox();
  const proved = await say(services, id, sent?.code ?? '');
  expect(proved.reply).toContain('Cancel order DM-20001.');
  expect(proved.of('proposal')).toHaveLength(1);
  const done = await say(services, id, 'yes');
  expect(done.of('proposal').at(-1)?.proposal.state).toMatch(/executing|executed|awaiting/);
});

it('leaves an order that is being packed to a person, code or not', async () => {
  const services = await withOrder('processing');
  const id = await startConversation(services);
  const asked = await say(services, id, `Please cancel my order DM-20001, ${email}`);
  expect(asked.of('handoff-opened')).toHaveLength(1);
  expect(asked.reply).toContain('A colleague takes care of cancellations');
});

it('calls a person where no code can be sent', async () => {
  const services = await withOrder('pending', { demo: false });
  const id = await startConversation(services);
  const asked = await say(services, id, `Please cancel my order DM-20001, ${email}`);
  expect(asked.of('handoff-opened')).toHaveLength(1);
});
