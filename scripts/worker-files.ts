import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * A Worker has no file system: the files of `prompts/` and `public/` become one module, `dist/worker-files.js`, which
 * `src/worker.ts` imports as `#worker-files`.
 */
export function writeWorkerFiles(): void {
  const lines = [
    `export const promptFiles = ${JSON.stringify(readTexts('prompts', ['.md']), null, 1)};`,
    `export const publicFiles = ${JSON.stringify(readTexts('public', ['.html', '.js', '.css', '.svg']), null, 1)};`,
  ];
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(join(ROOT, 'dist', 'worker-files.js'), `${lines.join('\n')}\n`);
}

function readTexts(folder: string, extensions: readonly string[]): Record<string, string> {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => extensions.includes(extname(name)))
    .sort();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(ROOT, folder, name), 'utf8')]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeWorkerFiles();
