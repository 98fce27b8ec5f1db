import { expect, it } from 'vitest';
import { BuiltInGateway } from '../../src/connectors/built-in-gateway.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { testServices } from '../helpers/services.ts';
import { aCustomer, anOrder } from '../helpers/shop.ts';

it('calls a person once when the provider refused a confirmed refund', async () => {
  const database = await createTestDatabase();
  const gateway = new BuiltInGateway({
    database,
    now: () => Date.parse('2026-03-08T09:00:00Z'),
    fault: () => 'declined',
  });
  const shop = {
    customers: [aCustomer({ createdAt: '2025-01-01T00:00:00Z' })],
    orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-06T09:00:00Z' })],
  };
  const services = await testServices({ shop, inputs: { database, gateway } });
  const { conversation } = await services.conversations.start({
    channel: 'widget',
    verifiedCustomerId: 'cus_1',
  });
  const order = await services.shop.findOrder('ord_1');
  if (order === undefined) throw new Error('the order was not stored');
  const proposed = await services.proposals.proposeRefund({
    conversation,
    order,
    locale: 'en',
    timeZone: 'Europe/Berlin',
    requested: { reason: 'damaged', amount: 1000 },
  });
  if (!proposed.ok) throw new Error(proposed.reason);
  await services.proposals.confirm(conversation.id, proposed.proposal.id, {
    token: proposed.proposal.confirmationToken ?? '',
  });
  const [waiting] = await services.proposals.awaitingApproval();
  if (waiting !== undefined) await services.proposals.approve(waiting.proposal.id, { id: 'stf_1' });
  await services.recover();
  await services.recover();
  const queue = await services.handoffs.queue();
  expect(queue).toHaveLength(1);
  expect(queue[0]).toMatchObject({ reason: 'refund_failed', conversationId: conversation.id });
});
