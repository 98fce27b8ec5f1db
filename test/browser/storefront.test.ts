import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { type ShopServer, startShopServer } from './shop-server.ts';
import { hasBrowser, openBrowser, openPage, screenshot, widgetOf } from './widget-page.ts';

describe.skipIf(!hasBrowser)('the demo shop', () => {
  let browser: Browser;
  let shop: ShopServer;

  beforeAll(async () => {
    [browser, shop] = await Promise.all([openBrowser(), startShopServer()]);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  test('shows products in the language and currency that were chosen, and asks nothing of the page', async () => {
    const { page, problems } = await openPage(browser, shop, '/?lang=en&currency=EUR');
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    // A product page tells the widget where the shopper is; that alone loads nothing.
    await page.goto(`${shop.url}/shop/prd_018?lang=en`);
    await page.goto(`${shop.url}/?lang=en&currency=EUR`);
    await page.waitForTimeout(200);
    await screenshot(page, 'shop');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.locator('.shelf li').count()).toBeGreaterThan(10);
    expect(requests.filter((url) => url.includes('/widget/'))).toEqual([]);
    await page.goto(`${shop.url}/?lang=ar&currency=KWD`);
    expect(await page.locator('.price').first().textContent()).toMatch(/د\.ك/);
    await widgetOf(page).open();
    await screenshot(page, 'shop-ar');
    expect(problems).toEqual([]);
  });

  test('opens the widget from a product with words to begin with', async () => {
    const { page, problems } = await openPage(browser, shop, '/shop/prd_018?lang=de&currency=EUR');
    await page.getByRole('button', { name: 'Fragen Sie uns dazu' }).click();
    const widget = widgetOf(page);
    await expect.poll(() => widget.box.inputValue()).toBe('Moon jar vase: ');
    await screenshot(page, 'product');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('signs its customer in, so that nobody has to prove anything', async () => {
    const { page, problems } = await openPage(browser, shop, '/account/cus_de_3?lang=en');
    const widget = widgetOf(page);
    await widget.open();
    await widget.say('I would like a refund for order DM-10020');
    await widget.host.locator('.proposal').waitFor();
    await screenshot(page, 'signed-in');
    expect(await widget.host.locator('form.card').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test('keeps its looks and its words on a page that styles everything away', async () => {
    const { page } = await openPage(browser, shop, '/hostile?lang=en');
    const widget = widgetOf(page);
    await widget.open();
    await widget.say('How long do I have to return something?');
    await widget.host.locator('article.assistant .words').waitFor();
    const styles = await widget.host.locator('article.assistant .words').evaluate((words) => {
      const { color, letterSpacing, textTransform, fontSize } = getComputedStyle(words);
      return { color, letterSpacing, textTransform, fontSize };
    });
    expect(styles).toEqual({
      color: 'rgb(28, 31, 30)',
      letterSpacing: 'normal',
      textTransform: 'none',
      fontSize: '15px',
    });
    const box = await widget.panel.boundingBox();
    expect(box?.width).toBe(400);
    await screenshot(page, 'hostile');
  });
});
