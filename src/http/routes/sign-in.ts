import type { Conversation } from '../../conversations/conversation.ts';
import type { SignInResult } from '../../conversations/sign-in.ts';
import { AppError } from '../../lib/errors.ts';
import { loggedOut, signedIn, signInRequest } from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute, conversationParam as params } from './route.ts';

/** Customers whom the storefront has signed in already, and logging out. */
export function signInRoutes({ signIns }: Pick<HttpServices, 'signIns'>): App {
  const router = createRouter();
  const tag = 'Verification';

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/conversations/{id}/identity',
      tag,
      summary: 'Sign in with a token of the storefront',
      description:
        'A JWT (HS256 or RS256) with `sub` (customer id), `aud`, `iat` and `exp`. It opens one conversation; sending it again there changes nothing.',
      params,
      body: signInRequest,
      answers: { 200: { description: 'Verified', schema: signedIn } },
    },
    async (c, { body: { token } }) => {
      const result = await signIns.signIn(c.get('conversation'), token);
      if (!result.ok) throw signInProblem(result.reason);
      const conversation = result.started === null ? null : shown(result.started);
      return c.json({ identity: 'verified' as const, conversation });
    },
  );

  addRoute(
    router,
    {
      method: 'delete',
      path: '/v1/conversations/{id}/identity',
      tag,
      summary: 'Log out',
      description:
        'The secret of this conversation opens nothing any more; a new, anonymous conversation takes its place.',
      params,
      answers: { 200: { description: 'Logged out', schema: loggedOut } },
    },
    async (c) => c.json({ conversation: shown(await signIns.logOut(c.get('conversation'))) }),
  );
  return router;
}

function shown({ conversation, secret }: { conversation: Conversation; secret: string }) {
  return { id: conversation.id, secret, createdAt: conversation.createdAt };
}

function signInProblem(reason: Extract<SignInResult, { ok: false }>['reason']): AppError {
  switch (reason) {
    case 'not_configured':
      return new AppError('sign_in_off', 'This service takes no tokens of a storefront.', {
        status: 404,
        hint: 'Set DRAGOMAN_IDENTITY_SECRET or DRAGOMAN_IDENTITY_JWKS_URL.',
      });
    case 'invalid_token':
      return new AppError('invalid_token', 'The token is not one that this shop signed.', {
        status: 403,
        hint: 'Check secret or key, algorithm, `aud`, `iss`, `sub`, `iat` and `exp`.',
      });
    case 'token_lapsed':
      return new AppError('token_lapsed', 'The token is too old.', {
        status: 403,
        hint: 'Sign a new one.',
      });
    case 'token_used':
      return new AppError('token_used', 'The token has opened another conversation.', {
        status: 409,
        hint: 'Sign a new one for each conversation.',
      });
    case 'unknown_customer':
      return new AppError('unknown_customer', 'The token names no customer of the shop.', {
        status: 403,
        hint: '`sub` is the customer’s id as imported.',
      });
    case 'keys_unavailable':
      return new AppError('keys_unavailable', 'The shop’s public keys cannot be read.', {
        status: 503,
        hint: 'Check DRAGOMAN_IDENTITY_JWKS_URL.',
        retryAfterSeconds: 30,
      });
  }
}
