import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { StaticFile } from './http/http-services.ts';
import { SetupError } from './lib/errors.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The pages of `public/` and what the build made for browsers, compressed once. */
export function readStaticFiles(): Map<string, StaticFile> {
  const here = dirname(fileURLToPath(import.meta.url));
  return new Map([
    ...readFolder(find(here, 'public', 'desk.html')),
    ...readFolder(find(here, join('dist', 'browser'), 'widget.js')),
  ]);
}

function readFolder(folder: string): [string, StaticFile][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap(
    (name): [string, StaticFile][] => {
      const type = CONTENT_TYPES[extname(name)];
      if (type === undefined) return [];
      const body = readFileSync(join(folder, name), 'utf8');
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
      const gzip = new Uint8Array(gzipSync(body, { level: 9 }));
      return [[name.replaceAll('\\', '/'), { type, body, etag, gzip }]];
    },
  );
}

// Works from the sources and from the built bundle, which lies elsewhere in the same package.
function find(start: string, folder: string, file: string): string {
  for (let parent = start; parent !== dirname(parent); parent = dirname(parent)) {
    const candidate = join(parent, folder);
    try {
      if (readdirSync(candidate).includes(file)) return candidate;
    } catch {
      // not here; look further up
    }
  }
  throw new SetupError(`${folder} is missing above ${start}. Run \`npm run build\` once.`);
}
