import { z } from 'zod';
import type { Conversation } from '../../conversations/conversation.ts';
import { makePacket } from '../../handoffs/packet.ts';
import { isoTime } from '../../lib/clock.ts';
import { ConflictError, NotFoundError } from '../../lib/errors.ts';
import { fillCannedReply } from '../../prompts/canned-replies.ts';
import { presenceRequest, presenceView } from '../../protocol/desk.ts';
import {
  addNoteRequest,
  cannedReplies,
  deskConversation,
  notes as notesView,
} from '../../protocol/desk-conversation.ts';
import { handoffView } from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute, conversationParam as params } from './route.ts';

const TAG = 'Staff: conversation';
const EVENTS_READ = 2_000;

/** One conversation as the desk opens it: packet, who looks, notes, canned replies. */
export function deskConversationRoutes(services: HttpServices): App {
  const { desk, handoffs, conversations, log, shop, prompts, accounts, turns, deskModel, now } =
    services;
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/conversations/{id}',
      tag: TAG,
      summary: 'Open a conversation: state, packet, what you may do',
      description:
        'The packet is made by code from the log; each line names the event it rests on.',
      params,
      answers: { 200: { description: 'The conversation', schema: deskConversation } },
    },
    async (c, { params: { id } }) => {
      const conversation = await find(id);
      const staff = c.get('staff');
      const [row, events] = await Promise.all([
        desk.queue.rowOf(id),
        log.readLast(id, EVENTS_READ),
      ]);
      const handoff = row === null ? undefined : await handoffs.find(row.handoffId);
      const { owner, channel, locale, localeHint, timeZone, createdAt } = conversation;
      const mine = row?.state === 'claimed' && row.claimedBy?.id === staff.id;
      return c.json({
        id,
        owner,
        channel,
        locale,
        localeHint,
        timeZone,
        createdAt,
        row,
        packet: makePacket({
          conversation,
          handoff: handoff ?? null,
          events,
          staffLocale: staff.locale,
          label: (code) => desk.queue.reason(code),
          now: isoTime(now()),
        }),
        sequence: events.at(-1)?.sequence ?? 0,
        humanSequence:
          events.findLast(
            ({ event }) => event.type === 'message-end' && event.author === 'human_agent',
          )?.sequence ?? 0,
        may: {
          claim: owner === 'queued' || owner === 'assistant',
          takeOver: owner === 'human' && !mine,
          reply: mine,
          reopen: owner === 'assistant' && (row?.state === 'closed' || row?.state === 'returned'),
        },
        translation: deskModel !== null,
        suggestions: deskModel !== null,
      });
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/conversations/{id}/claim',
      tag: TAG,
      summary: 'Take a conversation from the assistant without being called',
      params,
      answers: { 200: { description: 'Yours', schema: handoffView } },
    },
    async (c, { params: { id } }) => {
      await find(id);
      const staff = c.get('staff');
      const { handoff } = await handoffs.take(id, staff, {
        reason: 'taken_over',
        summary: '',
        locale: null,
      });
      const claimed = await handoffs.claim(handoff.id, staff);
      if (!claimed.ok)
        throw new ConflictError(
          `handoff_${claimed.reason}`,
          claimed.reason === 'taken' ? `${claimed.by} has this conversation.` : 'Not possible.',
          'Read the queue again.',
        );
      turns.stop(id);
      await accounts.audit.add({
        staffId: staff.id,
        action: 'handoff.taken',
        subject: handoff.id,
      });
      return c.json({ handoffId: handoff.id, state: 'claimed' });
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/conversations/{id}/presence',
      tag: TAG,
      summary: 'Say that you look at a conversation, and whether you type',
      description:
        'Repeat it every 10 seconds while you look, every 4 while you type: it lapses after 30 and 8.',
      params,
      body: presenceRequest,
      answers: { 200: { description: 'Who looks and types', schema: presenceView } },
    },
    async (c, { params: { id }, body }) => {
      await find(id);
      if (await desk.presence.note(id, c.get('staff').id, body.typing)) desk.feed.wake();
      const present = await desk.presence.of([id]);
      return c.json(present.get(id) ?? { viewers: [], typing: [] });
    },
  );

  addRoute(
    router,
    {
      method: 'delete',
      path: '/v1/staff/conversations/{id}/presence',
      tag: TAG,
      summary: 'Say that you no longer look',
      params,
      answers: { 204: { description: 'Gone' } },
    },
    async (c, { params: { id } }) => {
      await find(id);
      await desk.presence.leave(id, c.get('staff').id);
      desk.feed.wake();
      return c.body(null, 204);
    },
  );

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/conversations/{id}/notes',
      tag: TAG,
      summary: 'Read internal notes',
      params,
      answers: { 200: { description: 'Oldest first', schema: notesView } },
    },
    async (c, { params: { id } }) => {
      await find(id);
      return c.json({ notes: await desk.notes.list(id) });
    },
  );

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/staff/conversations/{id}/notes',
      tag: TAG,
      summary: 'Add an internal note',
      description: 'Not visible to the customer, nor to any model or integration.',
      params,
      body: addNoteRequest,
      answers: { 201: { description: 'All notes', schema: notesView } },
    },
    async (c, { params: { id }, body }) => {
      const { owner } = await find(id);
      if (owner === 'closed')
        throw new ConflictError('conversation_closed', 'The shopper deleted this conversation.');
      await desk.notes.add(id, c.get('staff').id, body);
      desk.feed.wake();
      return c.json({ notes: await desk.notes.list(id) }, 201);
    },
  );

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/conversations/{id}/canned-replies',
      tag: TAG,
      summary: 'List canned replies in the shopper’s language, filled in for this conversation',
      params,
      query: z.object({ locale: z.string().max(35).optional() }),
      answers: { 200: { description: 'The replies', schema: cannedReplies } },
    },
    async (c, { params: { id }, query }) => {
      const conversation = await find(id);
      const { canned } = prompts.current();
      const locale = query.locale ?? conversation.locale ?? 'en';
      const values = await cannedValues(conversation, c.get('staff').name);
      const english = canned.filter((reply) => reply.locale === 'en');
      return c.json({
        locale,
        replies: english.map((original) => {
          const worded = [locale, locale.split('-')[0]].flatMap((candidate) =>
            canned.filter((reply) => reply.locale === candidate && reply.key === original.key),
          )[0];
          return {
            key: original.key,
            title: original.title,
            ...fillCannedReply(worded ?? original, values),
            english: fillCannedReply(original, values).text,
            fallback: worded === undefined,
          };
        }),
      });
    },
  );
  return router;

  async function find(id: string): Promise<Conversation> {
    const conversation = await conversations.find(id);
    if (conversation === undefined) throw new NotFoundError('The conversation');
    return conversation;
  }

  /** What the desk knows to fill in; null where the conversation has nothing, or too many, to name. */
  async function cannedValues(
    { id, customerId }: Conversation,
    agent: string,
  ): Promise<Record<string, string | null>> {
    const [store, customer, events] = await Promise.all([
      shop.store(),
      customerId === null ? undefined : shop.findCustomer(customerId),
      log.readLast(id, EVENTS_READ),
    ]);
    const cards = events.flatMap(({ event }) => (event.type === 'card' ? [event.card] : []));
    return {
      agent,
      store: store.name,
      customer: customer?.givenName ?? null,
      order: cards.findLast((card) => card.type === 'order')?.orderNumber ?? lastOrder(events),
      tracking: cards.findLast((card) => card.type === 'tracking')?.trackingNumber ?? null,
    };
  }
}

function lastOrder(events: Awaited<ReturnType<HttpServices['log']['readLast']>>): string | null {
  const proposal = events.findLast(({ event }) => event.type === 'proposal')?.event;
  return proposal?.type === 'proposal' ? (proposal.proposal.orderNumber ?? null) : null;
}
