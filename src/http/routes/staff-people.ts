import { z } from 'zod';
import { ConflictError, NotFoundError } from '../../lib/errors.ts';
import {
  auditPage,
  auditQuery,
  changePersonRequest,
  invitePersonRequest,
  madeLink,
  people as peopleView,
} from '../../protocol/desk-account.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { requireRole } from '../staff-auth.ts';
import { addRoute } from './route.ts';

const TAG = 'Staff: people';
const params = z.object({ id: z.string().max(64).meta({ description: 'of the person' }) });

/** Colleagues, invitations and what admins decide about people; the audit log. */
export function staffPeopleRoutes(services: HttpServices): App {
  const { accounts, staff, desk, config, turns, handoffs } = services;
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/people',
      tag: TAG,
      summary: 'List colleagues: who is there, and how much each has',
      answers: { 200: { description: 'Everybody', schema: peopleView } },
    },
    async (c) => c.json({ people: await desk.colleagues.list() }),
  );

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/staff/people',
      tag: TAG,
      summary: 'Invite somebody',
      description: 'Leads invite agents; admins anybody. The link works once, for seven days.',
      body: invitePersonRequest,
      answers: { 201: { description: 'Invited', schema: madeLink } },
    },
    async (c, { body }) => {
      const by = body.role === 'agent' ? requireRole(c, 'lead', 'admin') : requireRole(c, 'admin');
      if ((await staff.findByEmail(body.email)) !== undefined)
        throw new ConflictError(
          'email_taken',
          'Somebody has this address already.',
          'Reset their password instead.',
        );
      const added = await staff.add(body);
      const secret = await accounts.makeLink(added.staff.id, 'invitation', by.id);
      desk.feed.wake();
      return c.json({ id: added.staff.id, link: linkFor(secret) }, 201);
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/people/{id}',
      tag: TAG,
      summary: 'Change somebody’s role, capacity or languages',
      params,
      body: changePersonRequest,
      answers: { 200: { description: 'Everybody', schema: peopleView } },
    },
    async (c, { params: { id }, body }) => {
      const by = requireRole(c, 'lead', 'admin');
      const person = await find(id);
      if (body.role !== undefined || body.name !== undefined || person.role === 'admin')
        requireRole(c, 'admin');
      if (body.role !== undefined && id === by.id)
        throw new ConflictError('own_role', 'Nobody changes a role of their own.');
      const { name, role, capacity, languages } = body;
      await staff.change(id, {
        ...(name === undefined ? {} : { name }),
        ...(role === undefined ? {} : { role }),
        ...(capacity === undefined ? {} : { capacity }),
        ...(languages === undefined ? {} : { languages }),
      });
      await accounts.audit.add({
        staffId: by.id,
        action: 'person.changed',
        subject: id,
        detail: {
          ...(role === undefined ? {} : { role }),
          ...(capacity == null ? {} : { capacity }),
        },
      });
      // A new role may need a second factor: the next sign-in asks for it.
      if (role !== undefined && role !== person.role) await accounts.sessions.endAll(id);
      desk.feed.wake();
      return c.json({ people: await desk.colleagues.list() });
    },
  );

  addRoute(
    router,
    {
      method: 'delete',
      path: '/v1/staff/people/{id}',
      tag: TAG,
      summary: 'Let somebody go: nothing of theirs opens anything any more',
      params,
      answers: { 204: { description: 'Gone; what they had is in the queue' } },
    },
    async (c, { params: { id } }) => {
      const by = requireRole(c, 'admin');
      const person = await find(id);
      if (id === by.id) throw new ConflictError('own_account', 'Nobody removes themself.');
      for (const held of await handoffs.heldBy(id))
        if ((await handoffs.release(held.id, person)).ok) turns.schedule(held.conversationId);
      await staff.disable(id);
      await accounts.sessions.endAll(id);
      await accounts.audit.add({ staffId: by.id, action: 'person.removed', subject: id });
      desk.feed.wake();
      return c.body(null, 204);
    },
  );

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/staff/people/{id}/reset',
      tag: TAG,
      summary: 'Make a link with which somebody sets a new password',
      description: 'Works once, for an hour. `secondFactor=remove` is for a lost phone.',
      params,
      query: z.object({ secondFactor: z.enum(['keep', 'remove']).default('keep') }),
      answers: { 201: { description: 'Made', schema: madeLink } },
    },
    async (c, { params: { id }, query }) => {
      const by = requireRole(c, 'admin');
      await find(id);
      if (query.secondFactor === 'remove') await accounts.removeSecondFactor(id, by.id);
      const secret = await accounts.makeLink(id, 'reset', by.id);
      return c.json({ id, link: linkFor(secret) }, 201);
    },
  );

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/audit',
      tag: TAG,
      summary: 'Read who did what, newest first',
      query: auditQuery,
      answers: { 200: { description: 'Entries', schema: auditPage } },
    },
    async (c, { query }) => {
      requireRole(c, 'lead', 'admin');
      return c.json({ entries: await accounts.audit.list(query) });
    },
  );
  return router;

  async function find(id: string) {
    const person = await staff.find(id);
    if (person === undefined) throw new NotFoundError('The person');
    return person;
  }

  function linkFor(secret: string): string {
    return `${config.server.publicUrl ?? ''}/desk#link=${secret}`;
  }
}
