import { type App, createRouter } from '../app-env.ts';
import type { HttpPlatform } from '../http-services.ts';
import { PAGE_CSP } from '../security-headers.ts';

/** Addresses of the pages; everything else is served under its file name. */
const PAGES: Readonly<Record<string, string>> = { '/': 'index.html', '/desk': 'desk.html' };

/** The plain pages, from files that were read at start. */
export function pageRoutes(files: HttpPlatform['files'] = new Map()): App {
  const router = createRouter();
  for (const [path, name] of Object.entries(PAGES)) serve(path, name);
  for (const name of files.keys()) if (!name.endsWith('.html')) serve(`/${name}`, name);
  return router;

  function serve(path: string, name: string): void {
    const file = files.get(name);
    if (file === undefined) return;
    router.get(path, (c) =>
      c.body(file.body, 200, {
        'Content-Type': file.type,
        'Content-Security-Policy': PAGE_CSP,
        'Cache-Control': 'no-cache',
      }),
    );
  }
}
