import type { Context, MiddlewareHandler } from 'hono';
import { NotFoundError, UnauthorizedError } from '../lib/errors.ts';
import type { ApiKeys } from './api-keys.ts';
import type { AppEnv } from './app-env.ts';
import type { HttpServices } from './http-services.ts';

/**
 * Opens `/v1/conversations/:id/…` to whoever has the conversation's secret, or the API key of the integration it
 * belongs to. An unknown id, a wrong secret and another integration's key get the same answer.
 */
export function openConversation(
  services: Pick<HttpServices, 'conversations'>,
  apiKeys: ApiKeys,
): MiddlewareHandler<AppEnv, '/v1/conversations/:id/*'> {
  const { conversations } = services;
  return async function open(c, next) {
    const token = bearerToken(c);
    const id = c.req.param('id');
    const conversation = (await conversations.open(id, token)) ?? (await ofIntegration(id, token));
    if (conversation === null)
      throw new NotFoundError(
        'The conversation',
        'Check its id and its secret, or start a new one.',
      );
    c.set('conversation', conversation);
    await next();
  };

  async function ofIntegration(id: string, token: string) {
    const integration = await apiKeys.authenticate(token);
    if (integration === null) return null;
    const conversation = await conversations.find(id);
    return conversation?.integrationId === integration ? conversation : null;
  }
}

export function bearerToken(c: Context): string {
  const token = /^Bearer ([\x21-\x7e]{1,300})$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (token === undefined)
    throw new UnauthorizedError('The Authorization header is missing or not a bearer token.');
  return token;
}
