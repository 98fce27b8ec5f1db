import { z } from 'zod';
import { NotFoundError } from '../../lib/errors.ts';
import { sha256Hex } from '../../lib/ids.ts';
import { linkView, me, signInRequest, takeUpLinkRequest } from '../../protocol/desk-account.ts';
import { foldAddress } from '../../staff/staff.ts';
import { type App, createRouter } from '../app-env.ts';
import { describeMe } from '../describe-me.ts';
import type { HttpServices } from '../http-services.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import { clearSessionCookie, csrfToken, setSessionCookie } from '../staff-auth.ts';
import { StaffLimits } from '../staff-limits.ts';
import { passwordProblem, signInRefusal } from '../staff-refusals.ts';
import { addRoute } from './route.ts';

const TAG = 'Staff: sign-in';
const linkParam = z.object({ secret: z.string().max(100).meta({ description: 'of the link' }) });

/** Signing in and out, and the links that set a password. */
export function staffSessionRoutes(
  services: HttpServices,
  { limiter }: { limiter: RateLimiter },
): App {
  const { accounts, staff: people } = services;
  const limits = new StaffLimits(limiter);
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
      await limits.take(`sign-in:${await sha256Hex(foldAddress(body.email))}`);
      await limits.takeNetwork('sign-in', c.get('network'));
      const signedIn = await accounts.signIn({
        ...body,
        browser: c.req.header('user-agent') ?? 'unknown',
      });
      if (!signedIn.ok) throw signInRefusal(signedIn.reason);
      setSessionCookie(c, signedIn.secret);
      const { session, staff } = signedIn;
      await people.seen(staff.id);
      return c.json(
        await describeMe(services, staff, {
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
      path: '/v1/staff/links/{secret}',
      tag: TAG,
      security: 'none',
      summary: 'Read whose invitation or reset a link is',
      params: linkParam,
      answers: { 200: { description: 'Whose it is', schema: linkView } },
    },
    async (c, { params: { secret } }) => {
      await limits.takeNetwork('links', c.get('network'));
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
      await limits.takeNetwork('links', c.get('network'));
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
}

function linkInvalid(): NotFoundError {
  return new NotFoundError('The link', 'It was used or is too old: ask for a new one.');
}
