import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { AppError, UnauthorizedError } from '../lib/errors.ts';
import { sha256Hex } from '../lib/ids.ts';
import type { Staff } from '../staff/staff.ts';
import type { AppEnv } from './app-env.ts';
import { bearerToken } from './auth.ts';
import type { HttpServices } from './http-services.ts';

/** Sent back as `__Host-dragoman-desk`: of this very host, over HTTPS (or localhost) alone, invisible to scripts. */
const COOKIE = 'dragoman-desk';
const CSRF_HEADER = 'x-csrf-token';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Open to everybody: signing in, and links that set a password. */
const OPEN = [/^POST \/v1\/staff\/session$/, /^(GET|PUT) \/v1\/staff\/links\/[^/]+$/];
/** What may be done before the second factor is set up. */
const BEFORE_SECOND_FACTOR = [
  /^GET \/v1\/staff\/me$/,
  /^DELETE \/v1\/staff\/session$/,
  /^(POST|PUT) \/v1\/staff\/second-factor$/,
];

/** Opens `/v1/staff/…` to people of the desk: by the page's session or, for programs, by a token. */
export function requireStaff(
  services: Pick<HttpServices, 'staff' | 'accounts'>,
): MiddlewareHandler<AppEnv> {
  const { staff, accounts } = services;
  return async function staffOnly(c, next) {
    const call = `${c.req.method} ${c.req.path}`;
    if (OPEN.some((pattern) => pattern.test(call))) return next();
    if (c.req.header('authorization') !== undefined) {
      const found = await staff.authenticate(bearerToken(c));
      if (found === undefined)
        throw new UnauthorizedError(
          'This is no staff token.',
          'Make one with `npm run -s cli -- staff add NAME`.',
        );
      c.set('staff', found);
      return next();
    }
    const secret = getCookie(c, COOKIE, 'host');
    const session = secret === undefined ? undefined : await accounts.sessions.find(secret);
    const found = session && (await staff.find(session.staffId));
    if (secret === undefined || session === undefined || found === undefined)
      throw new UnauthorizedError(
        'Nobody is signed in here.',
        'Sign in at /desk, or send a staff token as `Authorization: Bearer`.',
      );
    if (!SAFE.has(c.req.method)) await checkCsrf(c, secret);
    if (!session.complete && !BEFORE_SECOND_FACTOR.some((pattern) => pattern.test(call)))
      throw new AppError('second_factor_needed', 'A second factor must be set up first.', {
        status: 403,
        hint: 'POST and PUT /v1/staff/second-factor.',
      });
    c.set('staff', found);
    c.set('session', { ...session, csrf: await csrfToken(secret) });
    return next();
  };
}

/** Only these roles; throws 403 for others. */
export function requireRole(c: Context<AppEnv>, ...roles: Staff['role'][]): Staff {
  const staff = c.get('staff');
  if (!roles.includes(staff.role))
    throw new AppError('role_needed', `Only a ${roles.join(' or ')} may do this.`, {
      status: 403,
      hint: 'Ask one of them.',
    });
  return staff;
}

export function setSessionCookie(c: Context, secret: string): void {
  setCookie(c, COOKIE, secret, {
    prefix: 'host',
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Strict',
  });
}

export function clearSessionCookie(c: Context): void {
  deleteCookie(c, COOKIE, { prefix: 'host', path: '/', secure: true });
}

/** Follows from the session, so that nothing more is stored; a page of another origin can read neither. */
export function csrfToken(secret: string): Promise<string> {
  return sha256Hex(`csrf:${secret}`);
}

async function checkCsrf(c: Context, secret: string): Promise<void> {
  const origin = c.req.header('origin');
  const foreign = origin !== undefined && hostOf(origin) !== c.req.header('host');
  if (!foreign && c.req.header(CSRF_HEADER) === (await csrfToken(secret))) return;
  throw new AppError('csrf', 'The request does not come from the desk.', {
    status: 403,
    hint: 'Send the `csrf` of GET /v1/staff/me as X-CSRF-Token.',
  });
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
