import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STOREFRONT_LOCALES } from '../../src/http/storefront/words.ts';
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

  test.each(STOREFRONT_LOCALES)(
    'speaks $name, in the currency that is usual there',
    async ({ locale, currency }) => {
      for (const path of ['/', '/shop/prd_018', '/account', '/account/cus_de_1']) {
        const answer = await fetch(`${shop.url}${path}?lang=${locale}`);
        const text = await answer.text();
        expect(answer.status, path).toBe(200);
        expect(text).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
        expect(text).toContain(`lang=${locale}&amp;currency=${currency}`);
        expect(text).toContain('class="choices"');
        expect(text).not.toMatch(/undefined|status\./);
      }
    },
  );

  test('holds on a phone, in the dark and from right to left', async () => {
    for (const [path, options] of [
      ['/?lang=th', { viewport: { width: 390, height: 844 } }],
      ['/shop/prd_018?lang=de', { viewport: { width: 320, height: 700 }, colorScheme: 'dark' }],
      ['/account/cus_fr_1?lang=ar', { colorScheme: 'dark' }],
    ] as const) {
      const { page, problems } = await openPage(browser, shop, path, options);
      await screenshot(page, `shop${path.replace(/\W+/g, '-')}`);
      expect(await accessibilityFaults(page), path).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        path,
      ).toBe(0);
      expect(problems).toEqual([]);
      await page.context().close();
    }
  });

  test('lets choose a variant and a language, and knows what "this" is', async () => {
    const { page, problems } = await openPage(browser, shop, '/shop/prd_018?lang=en&currency=USD');
    const before = await page.locator('[data-shown-price]').textContent();
    await page.getByRole('radio', { name: '30 cm' }).check();
    expect(await page.locator('[data-shown-price]').textContent()).not.toBe(before);
    const widget = widgetOf(page);
    await widget.open();
    await widget.say('How much is this one in 30 cm?');
    await expect
      .poll(() => widget.host.locator('article.assistant .words').textContent())
      .toContain('Moon jar vase, 30 cm');
    await page.keyboard.press('Escape');
    await page.locator('details.choices summary').first().click();
    await page.getByRole('link', { name: 'Italiano' }).click();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('it');
    expect(problems).toEqual([]);
  });

  test('offers help where a payment was declined, and says where its rules come from', async () => {
    const { page, problems } = await openPage(browser, shop, '/account/cus_es_2?lang=en');
    const widget = widgetOf(page);
    await widget.host.locator('.nudge .accept').click();
    expect(await widget.box.inputValue()).toBe('My payment did not go through');
    await widget.box.press('Enter');
    await widget.host.locator('.card').first().waitFor();
    await widget.say('How long does shipping take?');
    await expect.poll(() => widget.host.locator('.sources').textContent()).toMatch(/^From: .+/);
    await screenshot(page, 'sources');
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
