import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { sha256Hex } from '../lib/ids.ts';
import type { AppEnv } from './app-env.ts';
import type { HttpPlatform, HttpServices } from './http-services.ts';
import { API_CSP, SECURITY_HEADERS } from './security-headers.ts';

/** Around every request: its id, the network it came from, security headers, one log line, one observation. */
export function requestFrame(
  services: Pick<HttpServices, 'now' | 'makeId' | 'logger'>,
  platform: HttpPlatform,
): MiddlewareHandler<AppEnv> {
  const { now, makeId, logger } = services;
  return async function frame(c, next) {
    const startedAt = now();
    const requestId = makeId('req');
    c.set('requestId', requestId);
    const address = platform.clientAddress?.(c.req.raw, c.env) ?? null;
    c.set('network', address === null ? undefined : await hashNetwork(address));
    await next();

    const route =
      matchedRoutes(c).findLast(({ method, path }) => method !== 'ALL' && !path.endsWith('*'))
        ?.path ?? 'unknown';
    const milliseconds = now() - startedAt;
    platform.metrics?.request(
      { method: c.req.method, route, status: c.res.status },
      milliseconds / 1000,
    );
    if (route !== '/healthz' && route !== '/metrics')
      logger.info('request', {
        requestId,
        method: c.req.method,
        route,
        status: c.res.status,
        milliseconds,
      });
    // A stream on Node has written its own headers already.
    if (c.res.headers.has('x-hono-already-sent')) return;
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.res.headers.set(name, value);
    if (!c.res.headers.has('Content-Security-Policy'))
      c.res.headers.set('Content-Security-Policy', API_CSP);
    c.res.headers.set('X-Request-Id', requestId);
  };
}

/** One IPv6 household holds a whole /64. The hash keeps addresses out of the tables that count. */
async function hashNetwork(address: string): Promise<string> {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const network = plain.includes(':') ? expandIpv6(plain).slice(0, 4).join(':') : plain;
  return (await sha256Hex(`network:${network}`)).slice(0, 32);
}

function expandIpv6(address: string): string[] {
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array.from({ length: missing }, () => '0'), ...right].map((part) =>
    part.replace(/^0+(?=.)/, '').toLowerCase(),
  );
}
