import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPackage } from '../../scripts/build-browser.ts';

/* A shop with a bundler of its own, far from here: `import 'dragoman/widget'`. */

let project: string;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'dragoman-shop-'));
  const installed = join(project, 'node_modules/dragoman');
  mkdirSync(installed, { recursive: true });
  const { name, version, type, exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  writeFileSync(join(installed, 'package.json'), JSON.stringify({ name, version, type, exports }));
  await buildPackage(join(installed, 'dist/widget'));
  writeFileSync(
    join(project, 'shop.ts'),
    `import 'dragoman/widget';
import type { DragomanPageContext } from 'dragoman/widget';

const chat = document.createElement('dragoman-chat');
chat.setAttribute('endpoint', 'https://chat.shop.example/');
const context: DragomanPageContext = { productId: 'prd_1' };
chat.setContext(context);
chat.identify({ token: 'signed' });
chat.nudge('payment_failed');
chat.addEventListener('unread', (event) => {
  const count: number = event.detail.count;
  document.title = String(count);
});
window.dragoman?.push(['open']);
document.body.append(chat);
`,
  );
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('is understood by a compiler that checks every declaration', () => {
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'esnext'];
  const check = (file: string) =>
    execFileSync(
      resolve('node_modules/.bin/tsc'),
      [...options, '--moduleResolution', 'bundler', '--lib', 'es2022,dom', '--types', '', file],
      { cwd: project, encoding: 'utf8' },
    );
  expect(check('shop.ts')).toBe('');
  writeFileSync(
    join(project, 'wrong.ts'),
    `import 'dragoman/widget';\ndocument.createElement('dragoman-chat').nudge('out of the blue');\n`,
  );
  expect(() => check('wrong.ts')).toThrow();
});

test.each(['esm', 'iife'] as const)('is bundled without a warning, as %s', async (format) => {
  const bundle = await build({
    absWorkingDir: project,
    entryPoints: ['shop.ts'],
    bundle: true,
    write: false,
    format,
    splitting: format === 'esm',
    outdir: 'out',
    charset: 'utf8',
    logLevel: 'silent',
  });
  expect(bundle.warnings).toEqual([]);
  const all = bundle.outputFiles.map(({ text }) => text).join('\n');
  expect(all).toContain('dragoman-chat');
  expect(all).toContain('メッセージ');
});

test('brings every language along', () => {
  const source = readFileSync('src/widget/package-locales.ts', 'utf8');
  for (const file of readdirSync('src/widget/locales'))
    if (file !== 'en.json') expect(source).toContain(`import('./locales/${file}')`);
});
