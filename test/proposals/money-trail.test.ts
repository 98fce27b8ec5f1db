import { expect, test } from 'vitest';
import { HoldNotices } from '../../src/proposals/hold-notices.ts';
import type { MoneyTrail } from '../../src/proposals/money-trail.ts';
import { testApp } from '../helpers/http.ts';
import { say, startConversation } from '../helpers/services.ts';
import { aDispute, anOrder, aRefund, aShop } from '../helpers/shop.ts';

const shop = aShop({
  orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' })],
});

async function anApp() {
  const app = await testApp({ shop });
  const { token, staff } = await app.services.staff.add({ name: 'Mia', role: 'agent' });
  const trail = async (query = '') =>
    (await app.request('GET', `/v1/staff/money-trail${query}`, { token })).json as MoneyTrail;
  return { ...app, trail, staff };
}

test('answers who, what, why and by which rule for a refund within the fast lane', async () => {
  const app = await anApp();
  const id = await startConversation(app.services, { verifiedCustomerId: 'cus_1' });
  await say(app.services, id, 'I want a refund of €10 for DM-20001, it arrived damaged');
  await say(app.services, id, 'yes');
  const { entries } = await app.trail('?orderNumber=DM-20001');
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({
    kind: 'refund',
    customerId: 'cus_1',
    conversationId: id,
    state: 'executed',
    reason: 'damaged',
    rules: ['refund.reason.damaged', 'fast_lane.within_caps'],
    moves: [{ paymentId: 'pay_1', amount: { amount: 1000, currency: 'EUR' } }],
    confirmed: { by: expect.stringMatching(/^msg_/) },
    decided: { by: 'code' },
    calls: [{ kind: 'refund', state: 'done', attempts: 1 }],
    ledger: [
      { kind: 'refund', statusBefore: null, status: 'pending' },
      { kind: 'refund', statusBefore: 'pending', status: 'succeeded' },
    ],
  });
  expect((await app.trail('?orderNumber=DM-99999')).entries).toEqual([]);
});

test('names the person who decided', async () => {
  const app = await anApp();
  const id = await startConversation(app.services, { verifiedCustomerId: 'cus_1' });
  await say(app.services, id, 'I want my money back for DM-20001, I changed my mind');
  await say(app.services, id, 'yes');
  const [waiting] = await app.services.proposals.awaitingApproval();
  const proposalId = waiting?.proposal.id ?? '';
  expect((await app.trail(`?proposalId=${proposalId}`)).entries[0]?.decided).toBeNull();
  await app.services.proposals.approve(proposalId, app.staff);
  expect((await app.trail(`?proposalId=${proposalId}`)).entries[0]).toMatchObject({
    state: 'executed',
    decided: { by: app.staff.id },
    rules: expect.arrayContaining(['refund.reason_needs_person']),
  });
});

test('tells of a check, and that its word came when the refund was over', async () => {
  const app = await anApp();
  const id = await startConversation(app.services, { verifiedCustomerId: 'cus_1' });
  await say(app.services, id, 'I want a refund of €10 for DM-20001, it arrived damaged');
  await say(app.services, id, 'yes');
  const [refund] = await app.services.shop.refundsOfOrder('ord_1');
  const notices = new HoldNotices(app.services);
  const word = {
    provider: 'built-in' as const,
    at: Date.parse('2026-03-08T08:00:00Z'),
    outcome: 'held' as const,
    by: 'provider' as const,
    reason: 'review',
  };
  const about = (kind: 'payment' | 'refund', reference: string) => ({
    ...word,
    eventId: reference,
    subject: { kind, references: [reference] },
  });
  await notices.take(about('refund', refund?.id ?? ''));
  await notices.take(about('payment', 'pay_1'));
  const told = { outcome: 'held', reason: 'review', at: '2026-03-08T08:00:00.000Z' };
  expect((await app.trail()).entries[0]?.checks).toEqual([
    {
      ...told,
      recordId: refund?.id,
      receivedAt: expect.any(String),
      statusBefore: 'succeeded',
      tooLate: true,
    },
    {
      ...told,
      recordId: 'pay_1',
      receivedAt: expect.any(String),
      statusBefore: 'partially_refunded',
      tooLate: false,
    },
  ]);
});

test('the ledger is written by the database itself and takes nothing back', async () => {
  const app = await testApp({
    shop: { ...shop, refunds: [aRefund()], disputes: [aDispute({ amount: 300 })] },
  });
  const { database } = app.services;
  await database.run("UPDATE disputes SET status = 'won', closed_at = '2026-03-20T10:00:00Z'");
  expect(
    await database.all(
      'SELECT kind, amount, status_before, status FROM ledger_entries ORDER BY sequence',
    ),
  ).toEqual([
    { kind: 'refund', amount: 1000, status_before: null, status: 'succeeded' },
    { kind: 'dispute', amount: 300, status_before: null, status: 'needs_response' },
    { kind: 'dispute', amount: 300, status_before: 'needs_response', status: 'won' },
  ]);
  await expect(database.run('UPDATE ledger_entries SET amount = 1')).rejects.toThrow(/append-only/);
  await expect(database.run('DELETE FROM ledger_entries')).rejects.toThrow(/append-only/);
});

test('a refund that was confirmed keeps its terms', async () => {
  const app = await anApp();
  const id = await startConversation(app.services, { verifiedCustomerId: 'cus_1' });
  await say(app.services, id, 'I want a refund of €10 for DM-20001, it arrived damaged');
  await say(app.services, id, 'yes');
  const { database } = app.services;
  for (const change of ['amount = 2000', "currency = 'USD'", "metadata = '{}'"])
    await expect(database.run(`UPDATE refunds SET ${change}`), change).rejects.toThrow(
      /refund_terms/,
    );
});
