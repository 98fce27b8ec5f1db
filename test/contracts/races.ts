import { beforeEach, describe, expect, it } from 'vitest';
import { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { EventLog } from '../../src/events/event-log.ts';
import { createIdMaker, systemRandomBytes } from '../../src/lib/ids.ts';
import type { PromptSet } from '../../src/prompts/prompt-set.ts';
import type { PaymentGateway, RefundAnswer } from '../../src/proposals/payment-gateway.ts';
import { Proposals } from '../../src/proposals/proposals.ts';
import { ShopStore } from '../../src/shop/shop-store.ts';
import type { Database } from '../../src/storage/database.ts';
import { numberOf } from '../../src/storage/sql-value.ts';
import { aCustomer, anOrder, aPayment, seedShop } from '../helpers/shop.ts';

const CONFIRMATIONS = 200;
const NOW = Date.parse('2026-03-08T09:00:00Z');

/** What may happen when many confirm at once: exactly the allowed money moves. Run on every database. */
export function raceContract(
  name: string,
  open: () => Promise<{ database: Database; prompts: PromptSet }>,
): void {
  describe(`races on ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let round = 0;

    beforeEach(async () => {
      opened = await open();
      round += 1;
    });

    /** One customer with three delivered orders of €50, ids of their own in each test: a database may be shared. */
    async function setUp(policy: (values: PromptSet['policy']) => PromptSet['policy']) {
      const { database } = opened;
      const id = (kind: string, number = 1) => `${kind}_${name.length}r${round}${number}`;
      const customerId = id('cus');
      const orders = [1, 2, 3].map((number) =>
        anOrder({
          id: id('ord', number),
          number: `R${name.length}${round}-${number}`,
          customerId,
          status: 'delivered',
          deliveredAt: '2026-03-05T10:00:00Z',
        }),
      );
      await seedShop(database, {
        customers: [aCustomer({ id: customerId })],
        orders,
        payments: orders.map((order, index) =>
          aPayment({ id: id('pay', index + 1), orderId: order.id }),
        ),
        shipments: [],
      });
      const now = () => NOW;
      const parts = {
        database,
        now,
        makeId: createIdMaker(now, systemRandomBytes),
        randomBytes: systemRandomBytes,
      };
      const log = new EventLog(parts);
      const shop = new ShopStore(database);
      const books = new Map<string, number>();
      const prompts = { ...opened.prompts, policy: policy(opened.prompts.policy) };
      const proposals = new Proposals({
        ...parts,
        log,
        shop,
        gateway: countingGateway(books),
        prompts: () => prompts,
      });
      const conversations = new ConversationStore({ ...parts, log });

      async function propose(order: (typeof orders)[number], amount: number) {
        const { conversation } = await conversations.start({
          channel: 'widget',
          verifiedCustomerId: customerId,
        });
        const proposed = await proposals.proposeRefund({
          conversation,
          order,
          locale: 'en',
          timeZone: 'Europe/Berlin',
          requested: { reason: 'damaged', amount },
        });
        if (!proposed.ok) throw new Error(proposed.rule);
        const { id, confirmationToken: token = '' } = proposed.proposal;
        return { conversationId: conversation.id, id, token };
      }
      const booked = async () => {
        const row = await database.get(
          "SELECT count(*) AS refunds, coalesce(sum(amount), 0) AS amount FROM refunds WHERE order_id IN (SELECT id FROM orders WHERE customer_id = ?) AND status = 'succeeded'",
          customerId,
        );
        return { refunds: numberOf(row ?? {}, 'refunds'), amount: numberOf(row ?? {}, 'amount') };
      };
      const given = () => [...books.values()].reduce((sum, amount) => sum + amount, 0);
      return { proposals, orders, propose, booked, given };
    }

    const uncapped = (policy: PromptSet['policy']): PromptSet['policy'] => ({
      ...policy,
      fastLane: {
        ...policy.fastLane,
        perOrder: 'unlimited',
        perShopper: 'unlimited',
        perDay: 'unlimited',
        refundsPerShopper: 'unlimited',
      },
    });

    it(`${CONFIRMATIONS} confirmations of one proposal move its money once, and all hear the same`, async () => {
      const { proposals, orders, propose, booked, given } = await setUp(uncapped);
      const [order] = orders;
      if (order === undefined) throw new Error('no order');
      const { conversationId, id, token } = await propose(order, 2000);
      const answers = await Promise.all(
        Array.from({ length: CONFIRMATIONS }, () =>
          proposals.confirm(conversationId, id, { token }),
        ),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(CONFIRMATIONS);
      expect(await booked()).toEqual({ refunds: 1, amount: 2000 });
      expect(given()).toBe(2000);
    });

    it(`${CONFIRMATIONS} confirmations of overlapping proposals over one payment give back no more than one of them`, async () => {
      const { proposals, orders, propose, booked, given } = await setUp(uncapped);
      const [order] = orders;
      if (order === undefined) throw new Error('no order');
      const open: Awaited<ReturnType<typeof propose>>[] = [];
      // €30 of €50 each: only one of them is still true once another was carried out.
      for (let count = 0; count < 20; count += 1) open.push(await propose(order, 3000));
      const answers = await Promise.all(
        Array.from({ length: CONFIRMATIONS }, (_, index) => {
          const one = open[index % open.length];
          if (one === undefined) throw new Error('no proposal');
          return proposals.confirm(one.conversationId, one.id, { token: one.token });
        }),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(CONFIRMATIONS / open.length);
      expect(await booked()).toEqual({ refunds: 1, amount: 3000 });
      expect(given()).toBe(3000);
    });

    it('confirmations on several orders at once stay together within the cap of the shopper', async () => {
      const { proposals, orders, propose, booked, given } = await setUp((policy) => ({
        ...uncapped(policy),
        fastLane: { ...uncapped(policy).fastLane, perShopper: 50 },
      }));
      const open = [];
      for (const order of orders) open.push(await propose(order, 2000));
      const waiting = await Promise.all(
        open.flatMap((one) =>
          Array.from({ length: 20 }, () =>
            proposals.confirm(one.conversationId, one.id, { token: one.token }),
          ),
        ),
      );
      expect(waiting.every(({ ok }) => ok)).toBe(true);
      expect(await booked()).toEqual({ refunds: 2, amount: 4000 });
      expect(given()).toBe(4000);
      const queue = await proposals.awaitingApproval();
      const own = new Set(open.map(({ id }) => id));
      expect(queue.filter(({ proposal }) => own.has(proposal.id))).toHaveLength(1);
    });
  });
}

/** A provider that gives back whatever it is asked for, once a key. */
function countingGateway(books: Map<string, number>): PaymentGateway {
  const done: RefundAnswer = { status: 'succeeded' };
  return {
    async refund({ key, amount }) {
      await Promise.resolve();
      books.set(key, amount.amount);
      return done;
    },
    async readRefund(key) {
      return books.has(key) ? done : null;
    },
  };
}
