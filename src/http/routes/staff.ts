import type { Context } from 'hono';
import { z } from 'zod';
import { conversationLocale } from '../../conversations/conversation-locale.ts';
import type { Handoff } from '../../handoffs/handoff.ts';
import { ConflictError, NotFoundError } from '../../lib/errors.ts';
import { invalidInput } from '../../lib/parse-input.ts';
import { unfilledVariable } from '../../prompts/canned-replies.ts';
import { formatReply } from '../../prompts/format-reply.ts';
import {
  assignRequest,
  claimRequest,
  deskReplyRequest,
  resolveRequest,
  snoozeRequest,
} from '../../protocol/desk.ts';
import { eventPage, handoffView } from '../../protocol/http.ts';
import {
  returnHandoffRequest,
  staffHandoff,
  staffQueue,
  staffReplied,
} from '../../protocol/staff.ts';
import { logEventSchema } from '../../protocol/stream-event.ts';
import { type App, type AppEnv, createRouter } from '../app-env.ts';
import type { EventStreams } from '../event-streams.ts';
import type { HttpServices } from '../http-services.ts';
import { staffView } from '../staff-view.ts';
import type { OpenStream } from '../stream-writer.ts';
import { readPage, streamEvents } from './events.ts';
import { addRoute, conversationParam, describeRoute, eventsQuery } from './route.ts';

const TAG = 'Staff: handoffs';
const LONGEST_SNOOZE_MS = 30 * 24 * 3_600_000;
const params = z.object({ id: z.string().max(64).meta({ description: 'of the handoff' }) });

/** The human agents' side: the queue, one claim at a time, replies that the shopper sees live. */
export function staffRoutes(
  services: HttpServices,
  streaming: { streams: EventStreams; openStream: OpenStream },
): App {
  const { handoffs, turns, desk, accounts, staff, prompts, now } = services;
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/handoffs',
      tag: TAG,
      summary: 'List open handoffs, the longest wait first',
      answers: { 200: { description: 'Queued and claimed', schema: staffQueue } },
    },
    async (c) => {
      const { id, name } = c.get('staff');
      return c.json({ handoffs: (await handoffs.queue()).map(viewHandoff), me: { id, name } });
    },
  );

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/handoffs/{id}',
      tag: TAG,
      summary: 'Read a handoff with its packet',
      params,
      answers: { 200: { description: 'The handoff', schema: staffHandoff } },
    },
    async (c, { params: { id } }) => c.json(viewHandoff(await find(id))),
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/handoffs/{id}/claim',
      tag: TAG,
      summary: 'Claim a handoff, or keep it',
      description:
        'One wins; the others get 409 and who it was. The shopper is told who answers now. A claim lapses ten minutes (`awayMinutes`) after the last sign of life: repeat it, or PUT /v1/staff/me. `takeOver` takes it from a colleague.',
      params,
      body: claimRequest,
      bodyOptional: true,
      answers: { 200: { description: 'Yours', schema: handoffView } },
    },
    async (c, { params: { id }, body }) => {
      const before = await find(id);
      const claimed = await handoffs.claim(id, c.get('staff'), body);
      if (!claimed.ok)
        throw refusal(claimed.reason, claimed.reason === 'taken' ? claimed.by : undefined);
      await handoffs.heartbeat(id, c.get('staff'));
      await staff.seen(c.get('staff').id);
      if (before.claimedBy?.id !== c.get('staff').id)
        await audit(c, before.claimedBy === null ? 'handoff.claimed' : 'handoff.taken_over', id);
      return c.json({ handoffId: id, state: 'claimed' });
    },
  );

  addRoute(
    router,
    {
      method: 'delete',
      path: '/v1/staff/handoffs/{id}/claim',
      tag: TAG,
      summary: 'Put a handoff back into the queue',
      params,
      answers: { 200: { description: 'Queued', schema: handoffView } },
    },
    async (c, { params: { id } }) => {
      const { conversationId } = await find(id);
      const released = await handoffs.release(id, c.get('staff'));
      if (!released.ok) throw refusal(released.reason);
      // What the shopper wrote meanwhile is answered by the assistant, until somebody comes.
      turns.schedule(conversationId);
      await audit(c, 'handoff.released', id);
      return c.json({ handoffId: id, state: 'queued' });
    },
  );

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/staff/handoffs/{id}/messages',
      tag: TAG,
      summary: 'Reply to the shopper',
      description:
        'Only whoever has the handoff. 409 `stale_reply` when a colleague wrote after `seen`; a repeat with the same clientMessageId changes nothing.',
      params,
      body: deskReplyRequest,
      answers: { 201: { description: 'Sent', schema: staffReplied } },
    },
    async (c, { params: { id }, body }) => {
      const { conversationId, contact } = await find(id);
      const unfilled = unfilledVariable(body.text);
      if (unfilled !== null)
        throw invalidInput([{ path: ['text'], message: `{${unfilled}} is not filled in` }]);
      const { text, clientMessageId, seen, original } = body;
      const replied = await desk.replies.send(id, c.get('staff'), {
        text,
        clientMessageId,
        ...(seen === undefined ? {} : { seen }),
        ...(original === undefined ? {} : { original }),
      });
      if (!replied.ok && replied.reason === 'stale')
        throw new ConflictError(
          'stale_reply',
          'A colleague wrote after what you have seen.',
          'Read it, then send again.',
        );
      if (!replied.ok) throw refusal('not_yours');
      if (contact !== null) await mailReply(conversationId, contact, text);
      if (body.suggestionId !== undefined)
        await desk.suggestions.sent(body.suggestionId, c.get('staff').id, original ?? text);
      await desk.presence.note(conversationId, c.get('staff').id, false);
      return c.json({ messageId: replied.messageId, sequence: replied.sequence }, 201);
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/handoffs/{id}/return',
      tag: TAG,
      summary: 'Hand the conversation back to the assistant',
      params,
      body: returnHandoffRequest,
      bodyOptional: true,
      answers: { 200: { description: 'The assistant answers', schema: handoffView } },
    },
    async (c, { params: { id }, body }) => {
      const { conversationId } = await find(id);
      const returned = await handoffs.handBack(id, c.get('staff'), body.note);
      if (!returned.ok) throw refusal(returned.reason);
      turns.schedule(conversationId);
      await audit(c, 'handoff.handed_back', id);
      return c.json({ handoffId: id, state: 'none' });
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/handoffs/{id}/closure',
      tag: TAG,
      summary: 'Resolve the handoff',
      description:
        'The matter is settled, for a reason of prompts/desk.md. Should the shopper write again, the assistant answers. DELETE undoes it.',
      params,
      body: resolveRequest.partial(),
      bodyOptional: true,
      answers: { 200: { description: 'Closed', schema: handoffView } },
    },
    async (c, { params: { id }, body: { reason } }) => {
      await find(id);
      const { resolutions } = prompts.current().desk;
      if (reason !== undefined && !Object.hasOwn(resolutions, reason))
        throw invalidInput([
          { path: ['reason'], message: `is none of ${Object.keys(resolutions).join(', ')}` },
        ]);
      const closed = await handoffs.close(id, c.get('staff'), reason ?? null);
      if (!closed.ok) throw refusal(closed.reason);
      await audit(c, 'handoff.resolved', id, { reason: reason ?? null });
      return c.json({ handoffId: id, state: 'closed' });
    },
  );

  addRoute(
    router,
    {
      method: 'delete',
      path: '/v1/staff/handoffs/{id}/closure',
      tag: TAG,
      summary: 'Reopen what was resolved or handed back; it is yours then',
      params,
      answers: { 200: { description: 'Yours', schema: handoffView } },
    },
    async (c, { params: { id } }) => {
      await find(id);
      const reopened = await handoffs.reopen(id, c.get('staff'));
      if (!reopened.ok)
        throw refusal(reopened.reason, reopened.reason === 'taken' ? reopened.by : undefined);
      await audit(c, 'handoff.reopened', id);
      return c.json({ handoffId: id, state: 'claimed' });
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/handoffs/{id}/assignment',
      tag: TAG,
      summary: 'Pass a handoff on, with a note that the shopper never sees',
      description:
        'It waits in the queue, kept for that colleague; anybody may still claim it. Leads may pass on what others have.',
      params,
      body: assignRequest,
      answers: { 200: { description: 'Queued', schema: handoffView } },
    },
    async (c, { params: { id }, body }) => {
      const handoff = await find(id);
      const by = c.get('staff');
      const to = body.staffId === null ? null : await staff.find(body.staffId);
      if (to === undefined) throw new NotFoundError('The colleague');
      const own = handoff.claimedBy === null || handoff.claimedBy.id === by.id;
      const passed = await handoffs.passOn(id, own || by.role === 'agent' ? by : null, to);
      if (!passed.ok) throw refusal(passed.reason);
      if (body.note !== '')
        await desk.notes.add(handoff.conversationId, by.id, {
          clientNoteId: `assignment-${now()}`,
          text: body.note,
          mentions: to === null ? [] : [to.id],
        });
      turns.schedule(handoff.conversationId);
      desk.feed.wake();
      await audit(c, 'handoff.passed_on', id, { to: to?.id ?? null });
      return c.json({ handoffId: id, state: 'queued' });
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/handoffs/{id}/snooze',
      tag: TAG,
      summary: 'Set a handoff aside until a time, or until the shopper writes',
      params,
      body: snoozeRequest,
      answers: { 200: { description: 'Still yours', schema: handoffView } },
    },
    async (c, { params: { id }, body }) => {
      await find(id);
      const until = Date.parse(body.until);
      if (until <= now() || until > now() + LONGEST_SNOOZE_MS)
        throw invalidInput([{ path: ['until'], message: 'must be within the next 30 days' }]);
      const snoozed = await handoffs.snooze(id, c.get('staff'), until);
      if (!snoozed.ok) throw refusal(snoozed.reason);
      await audit(c, 'handoff.snoozed', id);
      return c.json({ handoffId: id, state: 'claimed' });
    },
  );

  addRoute(
    router,
    {
      method: 'delete',
      path: '/v1/staff/handoffs/{id}/snooze',
      tag: TAG,
      summary: 'End a snooze before its time',
      params,
      answers: { 200: { description: 'Yours', schema: handoffView } },
    },
    async (c, { params: { id } }) => {
      await find(id);
      const woken = await handoffs.wake(id, c.get('staff'));
      if (!woken.ok) throw refusal(woken.reason);
      desk.feed.wake();
      return c.json({ handoffId: id, state: 'claimed' });
    },
  );
  addReading(router, services, streaming);
  return router;

  async function find(id: string) {
    const handoff = await handoffs.find(id);
    if (handoff === undefined) throw new NotFoundError('The handoff');
    return handoff;
  }

  /** The shopper left an address while nobody was there: what a person answers goes there as well. */
  async function mailReply(conversationId: string, to: string, text: string): Promise<void> {
    if (services.mail === null) return;
    const [conversation, store] = await Promise.all([
      services.conversations.find(conversationId),
      services.shop.store(),
    ]);
    if (conversation === undefined) return;
    const locale = await conversationLocale(services.log, conversation, services.config.locales);
    const subject = formatReply(prompts.current().replies, locale, 'mail.transcript.subject', {
      store: store.name,
    });
    // The reply stands in the conversation, whatever becomes of its copy.
    await services.mail(conversationId, { to, subject, text }).catch(() => {
      services.logger.error('a reply could not be mailed', { conversationId });
    });
  }

  async function audit(
    c: Context<AppEnv>,
    action: string,
    subject: string,
    detail: Record<string, string | null> = {},
  ): Promise<void> {
    await accounts.audit.add({ staffId: c.get('staff').id, action, subject, detail });
  }
}

function addReading(
  router: App,
  services: HttpServices,
  streaming: { streams: EventStreams; openStream: OpenStream },
): void {
  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/conversations/{id}/events',
      tag: TAG,
      summary: 'Read a conversation with what the assistant did',
      params: conversationParam,
      query: eventsQuery,
      answers: { 200: { description: 'Events, internal ones included', schema: eventPage } },
    },
    async (c, { params: { id }, query }) => {
      await mustExist(id);
      return c.json(await readPage(services, id, query, staffView));
    },
  );

  describeRoute(router, {
    method: 'get',
    path: '/v1/staff/conversations/{id}/stream',
    tag: TAG,
    summary: 'Follow a conversation live',
    params: conversationParam,
    answers: {
      200: { description: 'The stream', schema: logEventSchema, type: 'text/event-stream' },
    },
  });
  router.get('/v1/staff/conversations/:id/stream', async (c) => {
    const id = c.req.param('id');
    await mustExist(id);
    return streamEvents(c, services, streaming, { conversationId: id, view: staffView });
  });

  async function mustExist(id: string): Promise<void> {
    if ((await services.conversations.find(id)) === undefined)
      throw new NotFoundError('The conversation');
  }
}

function viewHandoff(handoff: Handoff) {
  const { id, conversationId, state, reason, summary, packet, openedAt, claimedBy, leaseUntil } =
    handoff;
  return { id, conversationId, state, reason, summary, packet, openedAt, claimedBy, leaseUntil };
}

function refusal(reason: string, by?: string): ConflictError {
  return new ConflictError(
    `handoff_${reason}`,
    by === undefined
      ? `Not possible: ${reason.replaceAll('_', ' ')}.`
      : `${by} has this conversation.`,
    'Read the queue again; only whoever has claimed a handoff can act on it.',
  );
}
