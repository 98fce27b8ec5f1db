import { z } from 'zod';
import { AppError, NotFoundError, UnauthorizedError } from '../../lib/errors.ts';
import { sha256Hex } from '../../lib/ids.ts';
import { invalidInput } from '../../lib/parse-input.ts';
import {
  changeMeRequest,
  changePasswordRequest,
  linkView,
  me,
  secondFactorCode,
  secondFactorSecret,
  signInRequest,
  staffSessions,
  takeUpLinkRequest,
} from '../../protocol/desk.ts';
import { needsSecondFactor } from '../../staff/accounts.ts';
import type { PasswordFault } from '../../staff/password.ts';
import { foldAddress, presentStatus, type Staff } from '../../staff/staff.ts';
import { type App, createRouter } from '../app-env.ts';
import { rateLimited } from '../errors.ts';
import type { HttpServices } from '../http-services.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import { clearSessionCookie, csrfToken, setSessionCookie } from '../staff-auth.ts';
import { addRoute } from './route.ts';

const TAG = 'Staff: sign-in';
const TRIES_PER_MINUTE = 5;
const TRIES_PER_MINUTE_OF_A_NETWORK = 20;
const linkParam = z.object({ secret: z.string().max(100).meta({ description: 'of the link' }) });
const sessionParam = z.object({ id: z.string().max(64).meta({ description: 'of the session' }) });

/** Signing in and out, the second factor, links that set a password, and what somebody says of themself. */
export function staffSessionRoutes(
  services: HttpServices,
  { limiter }: { limiter: RateLimiter },
): App {
  const { accounts, staff: people, desk, handoffs, prompts, now, turns } = services;
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/staff/session',
      tag: TAG,
      security: 'none',
      summary: 'Sign in at the desk',
      description:
        'Answers with a `__Host-` cookie. 401 `code_needed` asks for the code of the authenticator app; wrong address and wrong password get the same answer.',
      body: signInRequest,
      answers: { 201: { description: 'Signed in', schema: me } },
    },
    async (c, { body }) => {
      await limit(`sign-in:${await sha256Hex(foldAddress(body.email))}`, TRIES_PER_MINUTE);
      const network = c.get('network');
      if (network !== undefined)
        await limit(`sign-in-from:${network}`, TRIES_PER_MINUTE_OF_A_NETWORK);
      const signedIn = await accounts.signIn({
        ...body,
        browser: c.req.header('user-agent') ?? 'unknown',
      });
      if (!signedIn.ok) throw signInRefusal(signedIn.reason);
      setSessionCookie(c, signedIn.secret);
      const { session, staff } = signedIn;
      await people.seen(staff.id);
      return c.json(
        await describeMe(staff, {
          csrf: await csrfToken(signedIn.secret),
          complete: session.complete,
        }),
        201,
      );
    },
  );

  addRoute(
    router,
    {
      method: 'delete',
      path: '/v1/staff/session',
      tag: TAG,
      summary: 'Sign out',
      answers: { 204: { description: 'Signed out' } },
    },
    async (c) => {
      const session = c.get('session');
      if (session !== undefined) await accounts.sessions.end(session.id, c.get('staff').id);
      clearSessionCookie(c);
      return c.body(null, 204);
    },
  );

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/me',
      tag: TAG,
      summary: 'Read who you are, and the words the desk needs',
      answers: { 200: { description: 'You', schema: me } },
    },
    async (c) => c.json(await describeMe(c.get('staff'), c.get('session'))),
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
      return c.json(await describeMe(changed, c.get('session')));
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
      await limit(`second-factor:${staff.id}`, TRIES_PER_MINUTE);
      const session = c.get('session');
      const proved = await accounts.confirmSecondFactor(staff, body.code, session?.id ?? '');
      if (!proved)
        throw new AppError('code_wrong', 'The code is not right.', {
          status: 400,
          hint: 'Take the next one that the app shows.',
        });
      return c.json(await describeMe(staff, session && { ...session, complete: true }));
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
      await limit(`password:${staff.id}`, TRIES_PER_MINUTE);
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

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/links/{secret}',
      tag: TAG,
      security: 'none',
      summary: 'Read whose invitation or reset a link is',
      params: linkParam,
      answers: { 200: { description: 'Whose it is', schema: linkView } },
    },
    async (c, { params: { secret } }) => {
      await limitNetwork(c.get('network'));
      const found = await accounts.ofLink(secret);
      if (found === undefined) throw linkInvalid();
      const { name, email } = found.staff;
      return c.json({ kind: found.kind, name, email });
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/links/{secret}',
      tag: TAG,
      security: 'none',
      summary: 'Take up an invitation or a reset: set your password',
      params: linkParam,
      body: takeUpLinkRequest,
      answers: { 200: { description: 'Set; sign in with it', schema: linkView } },
    },
    async (c, { params: { secret }, body }) => {
      await limitNetwork(c.get('network'));
      const taken = await accounts.takeUpLink(secret, body.password);
      if (!taken.ok) {
        if (taken.reason === 'link_invalid') throw linkInvalid();
        throw passwordProblem(taken.reason, 'password');
      }
      const { name, email } = taken.staff;
      return c.json({ kind: 'invitation', name, email });
    },
  );
  return router;

  async function describeMe(
    staff: Staff,
    session: { csrf: string; complete: boolean } | undefined,
  ) {
    const { id, name, role, email, locale, languages } = staff;
    const [colleague, secured] = await Promise.all([
      desk.colleagues.find(id),
      accounts.hasSecondFactor(id),
    ]);
    const values = prompts.current();
    return {
      id,
      name,
      role,
      email,
      locale,
      languages,
      status: presentStatus(staff, now()),
      capacity: colleague?.capacity ?? values.desk.capacity,
      load: colleague?.load ?? 0,
      csrf: session?.csrf ?? null,
      secondFactor: secured
        ? ('done' as const)
        : session !== undefined && !session.complete && needsSecondFactor(role)
          ? ('set_up' as const)
          : ('none' as const),
      labels: { reasons: values.handoff.reasons, resolutions: values.desk.resolutions },
      awayMinutes: values.desk.awayMinutes,
    };
  }

  async function limit(key: string, perMinute: number): Promise<void> {
    const { retryAfterSeconds } = await limiter.take({ key, perMinute });
    if (retryAfterSeconds !== null) throw rateLimited(retryAfterSeconds);
  }

  async function limitNetwork(network: string | undefined): Promise<void> {
    if (network !== undefined) await limit(`links-from:${network}`, TRIES_PER_MINUTE_OF_A_NETWORK);
  }
}

function signInRefusal(reason: 'wrong' | 'code_needed' | 'code_wrong'): Error {
  if (reason === 'wrong')
    return new UnauthorizedError(
      'Address and password do not fit.',
      'Check both, or ask for a reset.',
    );
  return new AppError(
    reason,
    reason === 'code_needed'
      ? 'The code of your authenticator app is needed.'
      : 'The code is not right.',
    { status: 401, hint: 'Send the six digits that the app shows now as `code`.' },
  );
}

function linkInvalid(): NotFoundError {
  return new NotFoundError('The link', 'It was used or is too old: ask for a new one.');
}

const FAULTS: Record<PasswordFault, string> = {
  too_short: 'must have at least 12 characters',
  too_long: 'must have at most 128 characters',
  too_plain:
    'is too easy to guess: keys in a row, repeats, dates or your own name. Take a few words that have nothing to do with each other',
  well_known:
    'is close to one that stands in lists of leaked passwords. Take a few words that have nothing to do with each other',
};

function passwordProblem(fault: PasswordFault, field: string): Error {
  return invalidInput([{ path: [field], message: FAULTS[fault] }]);
}
