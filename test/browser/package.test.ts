import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPackage } from '../../scripts/build-browser.ts';
import { type ShopServer, startShopServer } from './shop-server.ts';
import { hasBrowser, hostPage, openBrowser, openPage, widgetOf } from './widget-page.ts';

describe.skipIf(!hasBrowser)('the package in a bundle of the shop’s own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dragoman-bundle-'));
  let browser: Browser;
  let shop: ShopServer;

  beforeAll(async () => {
    [browser, shop] = await Promise.all([openBrowser(), startShopServer()]);
    await buildPackage(join(folder, 'package'));
    writeFileSync(join(folder, 'shop.js'), "import './package/index.js';\n");
    const { outputFiles } = await build({
      absWorkingDir: folder,
      entryPoints: ['shop.js'],
      bundle: true,
      write: false,
      format: 'esm',
      splitting: true,
      outdir: 'out',
    });
    for (const { path, text } of outputFiles)
      shop.pages.set(`/bundle/${basename(path)}`, {
        html: text,
        headers: { 'Content-Type': 'text/javascript' },
      });
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('talks to the service that the element names, in every language', async () => {
    shop.pages.set('/host/bundled', {
      html: hostPage({
        lang: 'ja',
        tag: `<dragoman-chat endpoint="${shop.url}" store="bundled"></dragoman-chat><script type="module" src="/bundle/shop.js"></script>`,
      }),
    });
    const { page, problems } = await openPage(browser, shop, '/host/bundled');
    const widget = widgetOf(page);
    await widget.open();
    expect(await widget.host.locator('.holder').getAttribute('lang')).toBe('ja');
    await widget.say('返品はいつまでできますか');
    await widget.host.locator('article.assistant .words').waitFor();
    expect(await widget.host.locator('.mine .meta').last().textContent()).toMatch(/既読|送信済/);
    expect(problems).toEqual([]);
  });
});
