import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { type ShopServer, startShopServer } from './shop-server.ts';
import {
  hasBrowser,
  hostPage,
  openBrowser,
  openPage,
  screenshot,
  widgetOf,
} from './widget-page.ts';

describe.skipIf(!hasBrowser)('a conversation in the widget', () => {
  let browser: Browser;
  let shop: ShopServer;

  beforeAll(async () => {
    [browser, shop] = await Promise.all([openBrowser(), startShopServer()]);
    shop.pages.set('/host/plain', { html: hostPage() });
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  test('opens from the launcher, answers about an order with a card, and says so once', async () => {
    const { page, problems } = await openPage(browser, shop, '/host/plain');
    const widget = widgetOf(page);
    await widget.open();
    await expect.poll(() => widget.box.evaluate((box) => box.matches(':focus'))).toBe(true);
    await screenshot(page, 'first-look');
    expect(await accessibilityFaults(page)).toEqual([]);
    await widget.say('Where is my order DM-10001? greta.hoffmann@example.com');
    await widget.host.locator('.tracking').waitFor();
    await expect.poll(() => widget.host.locator('article.assistant').count()).toBe(1);
    await screenshot(page, 'tracking');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});
