import type { Context } from 'hono';
import { type App, createRouter } from '../app-env.ts';
import type { HttpPlatform, StaticFile } from '../http-services.ts';
import { PAGE_CSP } from '../security-headers.ts';

/** Addresses of the pages; everything else is served under its file name. */
const PAGES: Readonly<Record<string, string>> = { '/': 'index.html', '/desk': 'desk.html' };
/** Leads to the panel of today: for pages that still hold the loader of an earlier release. */
const PANEL = 'widget/panel.js';
/** A name with a hash in it never changes its content. */
const HASHED = /-[0-9A-Za-z]{8}\.\w+$/;

/** Pages, the widget and its parts, from files that were read at start. */
export function pageRoutes(files: HttpPlatform['files'] = new Map()): App {
  const router = createRouter();
  for (const [path, name] of Object.entries(PAGES)) serve(path, name);
  for (const name of files.keys()) if (!name.endsWith('.html')) serve(`/${name}`, name);
  serve('/widget/:file{panel-[0-9A-Za-z]+\\.js}', PANEL);
  return router;

  function serve(path: string, name: string): void {
    const file = files.get(name);
    if (file !== undefined) router.get(path, (c) => answer(c, name, file));
  }
}

async function answer(
  c: Context,
  name: string,
  { type, body, etag, gzip }: StaticFile,
): Promise<Response> {
  const headers: Record<string, string> = {
    'Content-Type': type,
    'Content-Security-Policy': PAGE_CSP,
    'Cache-Control': HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
    ...(etag === undefined ? {} : { ETag: etag }),
    // Shops load the widget from their own addresses.
    ...(/^widget[./]/.test(name)
      ? { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' }
      : {}),
  };
  if (etag !== undefined && c.req.header('if-none-match') === etag)
    return c.body(null, 304, headers);
  if (gzip === undefined || !/\bgzip\b/.test(c.req.header('accept-encoding') ?? ''))
    return c.body(typeof body === 'string' ? body : await body(), 200, headers);
  return c.body(gzip, 200, { ...headers, 'Content-Encoding': 'gzip' });
}
