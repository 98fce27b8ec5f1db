import { z } from 'zod';
import { AppError, NotFoundError } from '../../lib/errors.ts';
import {
  changeMeRequest,
  changePasswordRequest,
  me,
  secondFactorCode,
  secondFactorSecret,
  staffSessions,
} from '../../protocol/desk-account.ts';
import { type App, createRouter } from '../app-env.ts';
import { describeMe } from '../describe-me.ts';
import type { HttpServices } from '../http-services.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import { StaffLimits } from '../staff-limits.ts';
import { passwordProblem, signInRefusal } from '../staff-refusals.ts';
import { addRoute } from './route.ts';

const TAG = 'Staff: sign-in';
const sessionParam = z.object({ id: z.string().max(64).meta({ description: 'of the session' }) });

/** What somebody says of themself, and what is theirs: second factor, password, sessions. */
export function staffMeRoutes(services: HttpServices, { limiter }: { limiter: RateLimiter }): App {
  const { accounts, staff: people, desk, handoffs, turns } = services;
  const limits = new StaffLimits(limiter);
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/me',
      tag: TAG,
      summary: 'Read who you are, and the words the desk needs',
      answers: { 200: { description: 'You', schema: me } },
    },
    async (c) => c.json(await describeMe(services, c.get('staff'), c.get('session'))),
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/me',
      tag: TAG,
      summary: 'Change your status, your language, the languages you answer in',
      description:
        'A sign of life too: repeat it every minute while the page is open. `offline` puts what you have back into the queue.',
      body: changeMeRequest,
      answers: { 200: { description: 'You', schema: me } },
    },
    async (c, { body }) => {
      const { id, name } = c.get('staff');
      await people.seen(id);
      const { status, locale, languages } = body;
      await people.change(id, {
        ...(status === undefined ? {} : { status }),
        ...(locale === undefined ? {} : { locale }),
        ...(languages === undefined ? {} : { languages }),
      });
      const changed = (await people.find(id)) ?? c.get('staff');
      if (changed.status === 'online') await handoffs.keepAlive(id);
      if (status === 'offline')
        for (const held of await handoffs.heldBy(id))
          if (held.snoozedUntil === null && (await handoffs.release(held.id, { id, name })).ok)
            turns.schedule(held.conversationId);
      if (changed.status === 'online') await desk.routing.offer();
      desk.feed.wake();
      return c.json(await describeMe(services, changed, c.get('session')));
    },
  );

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/staff/second-factor',
      tag: TAG,
      summary: 'Make a secret for your authenticator app',
      description: 'It counts once PUT has proved it with a code. 409 while you have one.',
      answers: { 201: { description: 'The secret, shown this once', schema: secondFactorSecret } },
    },
    async (c) => {
      const started = await accounts.startSecondFactor(c.get('staff'));
      if (started === null)
        throw new AppError('second_factor_set', 'You have a second factor already.', {
          status: 409,
          hint: 'An admin removes it when your phone is lost.',
        });
      return c.json(started, 201);
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/second-factor',
      tag: TAG,
      summary: 'Prove the second factor with a first code',
      body: secondFactorCode,
      answers: { 200: { description: 'Proved; other sessions end', schema: me } },
    },
    async (c, { body }) => {
      const staff = c.get('staff');
      await limits.take(`second-factor:${staff.id}`);
      const session = c.get('session');
      const proved = await accounts.confirmSecondFactor(staff, body.code, session?.id ?? '');
      if (!proved)
        throw new AppError('code_wrong', 'The code is not right.', {
          status: 400,
          hint: 'Take the next one that the app shows.',
        });
      return c.json(await describeMe(services, staff, session && { ...session, complete: true }));
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/password',
      tag: TAG,
      summary: 'Change your password',
      description: 'Your other sessions end.',
      body: changePasswordRequest,
      answers: { 204: { description: 'Changed' } },
    },
    async (c, { body }) => {
      const staff = c.get('staff');
      await limits.take(`password:${staff.id}`);
      const changed = await accounts.changePassword(staff, body, c.get('session')?.id ?? null);
      if (!changed.ok) {
        if (changed.reason === 'wrong') throw signInRefusal('wrong');
        throw passwordProblem(changed.reason, 'new');
      }
      return c.body(null, 204);
    },
  );

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/sessions',
      tag: TAG,
      summary: 'List your sessions',
      answers: { 200: { description: 'Newest first', schema: staffSessions } },
    },
    async (c) => {
      const current = c.get('session')?.id;
      const sessions = await accounts.sessions.list(c.get('staff').id);
      return c.json({
        sessions: sessions.map((session) => ({ ...session, current: session.id === current })),
      });
    },
  );

  addRoute(
    router,
    {
      method: 'delete',
      path: '/v1/staff/sessions/{id}',
      tag: TAG,
      summary: 'End a session of yours',
      params: sessionParam,
      answers: { 204: { description: 'Ended' } },
    },
    async (c, { params: { id } }) => {
      if (!(await accounts.sessions.end(id, c.get('staff').id)))
        throw new NotFoundError('The session');
      return c.body(null, 204);
    },
  );
  return router;
}
