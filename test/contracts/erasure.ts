import { beforeEach, describe, expect, it } from 'vitest';
import { BuiltInGateway } from '../../src/connectors/built-in-gateway.ts';
import { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { EventLog } from '../../src/events/event-log.ts';
import { createIdMaker, systemRandomBytes } from '../../src/lib/ids.ts';
import type { PromptSet } from '../../src/prompts/prompt-set.ts';
import { eraseProposals } from '../../src/proposals/erase-proposals.ts';
import { Proposals } from '../../src/proposals/proposals.ts';
import { ShopStore } from '../../src/shop/shop-store.ts';
import type { Database } from '../../src/storage/database.ts';
import { aCustomer, anAddress, anOrder, aPayment, seedShop } from '../helpers/shop.ts';
import { tracesOf } from '../helpers/traces.ts';

const NOW = Date.parse('2026-03-08T09:00:00Z');

/** What "delete my chat" leaves behind of a shopper who had things changed and money sent. Run on every database. */
export function erasureContract(
  name: string,
  open: () => Promise<{ database: Database; prompts: PromptSet }>,
): void {
  describe(`erasing a conversation on ${name}`, () => {
    let set: Awaited<ReturnType<typeof setUp>>;
    let round = 0;

    beforeEach(async () => {
      round += 1;
      set = await setUp(await open(), `e${name.length}${round}`);
    });

    it('leaves no address in proposals and changes, and keeps their figures', async () => {
      const { database, erase } = set;
      const streets = ['Quellenhof 17', 'Ahornweg 93', 'Lärchensteig 5', 'Buchenallee 71'];
      const [declined = '', done = '', open = '', later = ''] = streets;
      const conversation = await set.start();
      const no = await set.changeAddress(conversation, declined);
      await set.proposals.decline(conversation.id, no.id);
      await set.confirm(conversation.id, await set.changeAddress(conversation, done));
      await set.changeAddress(conversation, open);
      // The order goes elsewhere by now; another conversation said so, and keeps its words.
      const other = await set.start();
      await set.confirm(other.id, await set.changeAddress(other, later));
      for (const street of streets) expect(await tracesOf(database, street)).not.toEqual([]);

      await erase(conversation.id);
      for (const street of [declined, done, open])
        expect(await tracesOf(database, street)).toEqual([]);
      expect(await tracesOf(database, later)).not.toEqual([]);
      const rows = await database.all(
        'SELECT state, kind, order_number FROM proposals WHERE conversation_id = ? ORDER BY opened_at, rowid',
        conversation.id,
      );
      expect(rows.map(({ state, kind }) => [state, kind])).toEqual([
        ['declined', 'address_change'],
        ['executed', 'address_change'],
        ['lapsed', 'address_change'],
      ]);
      const changes = await database.all(
        'SELECT kind FROM order_changes WHERE order_id = ?',
        set.order.id,
      );
      expect(changes).toHaveLength(2);
      // Nothing may be taken out of what another conversation said, nor anything else of this one.
      await expect(
        database.run(
          'UPDATE proposals SET requested = ? WHERE conversation_id = ?',
          '{}',
          other.id,
        ),
      ).rejects.toThrow(/proposal_terms/);
      await expect(
        database.run(
          "UPDATE proposals SET quotes = '[7]' WHERE conversation_id = ?",
          conversation.id,
        ),
      ).rejects.toThrow(/proposal_terms/);
      await expect(
        database.run("UPDATE order_changes SET detail = '{}' WHERE order_id = ?", set.order.id),
      ).rejects.toThrow(/never_changed/);
    });

    it('books a refund that was under way, and tells nobody', async () => {
      const conversation = await set.start();
      await set.confirm(conversation.id, await set.refund(conversation));
      expect((await set.shop.refundsOfOrder(set.paid.id))[0]?.status).toBe('pending');
      await set.erase(conversation.id);
      set.later(60 * 60_000);
      await set.proposals.resumeOutbox();
      expect((await set.shop.refundsOfOrder(set.paid.id))[0]?.status).toBe('succeeded');
      const events = await set.log.read(conversation.id);
      expect(events.filter(({ event }) => event.type === 'card')).toEqual([]);
    });
  });
}

async function setUp(
  { database, prompts }: { database: Database; prompts: PromptSet },
  id: string,
) {
  const customerId = `cus_${id}`;
  const order = anOrder({ id: `ord_${id}`, number: `E-${id}`, customerId, status: 'pending' });
  const paid = anOrder({
    id: `ord_${id}b`,
    number: `E-${id}b`,
    customerId,
    status: 'delivered',
    deliveredAt: '2026-03-05T10:00:00Z',
  });
  await seedShop(database, {
    customers: [aCustomer({ id: customerId })],
    orders: [order, paid],
    payments: [
      aPayment({ id: `pay_${id}`, orderId: order.id }),
      aPayment({ id: `pay_${id}b`, orderId: paid.id, method: 'grabpay', country: 'SG' }),
    ],
    shipments: [],
  });
  let time = NOW;
  const now = () => time;
  const parts = {
    database,
    now,
    makeId: createIdMaker(now, systemRandomBytes),
    randomBytes: systemRandomBytes,
  };
  const log = new EventLog(parts);
  const shop = new ShopStore(database);
  const gateway = new BuiltInGateway(parts);
  const proposals = new Proposals({ ...parts, log, shop, gateway, prompts: () => prompts });
  const conversations = new ConversationStore({ ...parts, log });
  type Started = Awaited<ReturnType<typeof start>>;

  async function start() {
    const started = await conversations.start({
      channel: 'widget',
      verifiedCustomerId: customerId,
    });
    return started.conversation;
  }
  const setting = { locale: 'en', timeZone: 'Europe/Berlin' };
  const taken = (proposed: Awaited<ReturnType<Proposals['proposeRefund']>>) => {
    if (!proposed.ok) throw new Error(proposed.rule);
    return { id: proposed.proposal.id, token: proposed.proposal.confirmationToken ?? '' };
  };
  return {
    database,
    log,
    shop,
    proposals,
    order,
    paid,
    start,
    later(milliseconds: number) {
      time += milliseconds;
    },
    async changeAddress(conversation: Started, line1: string) {
      const address = { ...anAddress(), line1 };
      const current = (await shop.findOrder(order.id)) ?? order;
      return taken(
        await proposals.proposeChange({
          ...setting,
          conversation,
          order: current,
          requested: { kind: 'address_change', address },
        }),
      );
    },
    async refund(conversation: Started) {
      return taken(
        await proposals.proposeRefund({
          ...setting,
          conversation,
          order: paid,
          requested: { reason: 'damaged' },
        }),
      );
    },
    async confirm(conversationId: string, { id, token }: { id: string; token: string }) {
      const confirmed = await proposals.confirm(conversationId, id, { token });
      if (!confirmed.ok) throw new Error(confirmed.reason);
    },
    async erase(conversationId: string) {
      await conversations.erase(conversationId, eraseProposals(conversationId, time));
    },
  };
}
