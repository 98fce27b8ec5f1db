import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { buildBrowser } from '../../scripts/build-browser.ts';

/* What a shopper's browser has to fetch, gzip -9. A page pays for the loader alone until somebody shows interest. */

const KB = 1024;
let files: Map<string, string>;

beforeAll(async () => {
  files = await buildBrowser();
});

const size = (name: string) => gzipSync(files.get(name) ?? '', { level: 9 }).length;
const find = (start: string) => [...files.keys()].find((name) => name.startsWith(start)) ?? '';

/** A file with all it imports before it runs. */
function withImports(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  for (const [, file = ''] of (files.get(name) ?? '').matchAll(/\bfrom\s*"\.\/([^"]+)"/g))
    withImports(folder + file, seen);
  return seen;
}

test('the loader fits into 1 KB', () => {
  expect(files.get('widget.js')).toContain(find('widget/panel-'));
  expect(size('widget.js')).toBeLessThanOrEqual(KB);
});

test('the panel with its styles and English texts stays within 18 KB', () => {
  const parts = [...withImports(find('widget/panel-'))];
  const sum = parts.reduce((total, name) => total + size(name), 0);
  expect(sum).toBeGreaterThan(10 * KB);
  expect(sum).toBeLessThanOrEqual(18 * KB);
});

test('what a conversation adds stays below 25 KB', () => {
  const panel = withImports(find('widget/panel-'));
  const added = [...withImports(find('widget/talk-'))].filter((name) => !panel.has(name));
  expect(added.reduce((total, name) => total + size(name), 0)).toBeLessThan(25 * KB);
});

test('each file of texts fits into 2 KB', () => {
  const locales = [...files.keys()].filter((name) => name.endsWith('.json'));
  // Three of each locale but English: for the panel, the conversation in it, and an offer beside the launcher.
  expect(locales).toHaveLength(3 * 15);
  for (const name of locales) expect(size(name), name).toBeLessThanOrEqual(2 * KB);
});

test('the unhashed panel leads to the one of today', () => {
  expect(files.get('widget/panel.js')).toContain(find('widget/panel-').replace('widget/', './'));
});
