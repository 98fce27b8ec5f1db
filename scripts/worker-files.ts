import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBrowser } from './build-browser.ts';
import { preparePrompts } from './prepare-prompts.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * A Worker has no file system: the files of `public/` and what browsers load go up beside it as assets, and a module,
 * `dist/worker-files.js`, names them; `src/worker.ts` imports it as `#worker-files`. `prompts/`, checked and read, are an
 * asset that the module does not name, so that only the Worker reads it: they would fill a sixth of the bundle.
 */
async function writeWorkerFiles(): Promise<void> {
  const texts = [
    ...readTexts('public', (extension) => extension in CONTENT_TYPES),
    ...(await buildBrowser()),
  ];
  const folder = join(ROOT, 'dist', 'worker-assets');
  rmSync(folder, { recursive: true, force: true });
  for (const [name, body] of texts) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, `${name}.txt`), body);
  }
  writeFileSync(join(folder, 'prompts.json.txt'), JSON.stringify(await preparePrompts()));
  const pages = texts.map(
    ([name, body]) => [name, { type: CONTENT_TYPES[extname(name)], etag: etagOf(body) }] as const,
  );
  const lines = [`export const staticFiles = ${JSON.stringify(Object.fromEntries(pages))};`];
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(join(ROOT, 'dist', 'worker-files.js'), `${lines.join('\n')}\n`);
}

function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
}

function readTexts(folder: string, isWanted: (extension: string) => boolean): [string, string][] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => isWanted(extname(name)))
    .sort()
    .map((name) => [name, readFileSync(join(ROOT, folder, name), 'utf8')]);
}

await writeWorkerFiles();
