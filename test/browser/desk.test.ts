import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { addAgent, openDesk } from './desk-page.ts';
import { type ShopServer, startShopServer } from './shop-server.ts';
import {
  hasBrowser,
  hostPage,
  openBrowser,
  openPage,
  screenshot,
  widgetOf,
} from './widget-page.ts';

describe.skipIf(!hasBrowser)('the desk', () => {
  let browser: Browser;
  let shop: ShopServer;

  beforeAll(async () => {
    [browser, shop] = await Promise.all([openBrowser(), startShopServer()]);
    shop.pages.set('/host/plain', { html: hostPage() });
    await addAgent(shop, 'Mia');
    await addAgent(shop, 'Noor');
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  /** A shopper in a browser of their own who has called a person. */
  async function shopperWhoWaits(words = 'I want to talk to a person') {
    const { page, problems } = await openPage(browser, shop, '/host/plain');
    const widget = widgetOf(page);
    await widget.open();
    await widget.say(words);
    const id = await expect
      .poll(
        async () =>
          (await shop.services.desk.queue.list({ tab: 'waiting', offset: 0, limit: 50 }, ''))
            .rows[0]?.conversationId,
      )
      .toBeDefined()
      .then(async () => {
        const { rows } = await shop.services.desk.queue.list(
          { tab: 'waiting', offset: 0, limit: 50 },
          '',
        );
        return rows.at(-1)?.conversationId ?? '';
      });
    return { page, widget, problems, id };
  }

  test('shows who waits, lets one person answer live, and hands back', async () => {
    const shopper = await shopperWhoWaits(
      'Where is DM-10001? greta.hoffmann@example.com. I want a human please',
    );
    const mia = await openDesk(browser, shop, 'Mia');
    await screenshot(mia.page, 'desk-queue');
    await mia.open(shopper.id);
    await mia.page.getByRole('button', { name: 'Refresh customer' }).waitFor();
    await screenshot(mia.page, 'desk-open');
    expect(await accessibilityFaults(mia.page)).toEqual([]);
    await mia.act('Claim');
    await mia.say('Hello, this is Mia. I am looking at your parcel now.');
    await shopper.widget.messages.filter({ hasText: 'this is Mia' }).waitFor();
    await shopper.widget.say('Thank you Mia');
    await mia.page.locator('.message.shopper', { hasText: 'Thank you Mia' }).waitFor();
    await screenshot(mia.page, 'desk-live');
    expect(await accessibilityFaults(mia.page)).toEqual([]);
    expect(mia.problems).toEqual([]);
    expect(shopper.problems).toEqual([]);
  });
});
