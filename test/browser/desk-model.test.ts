import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAgent, openDesk, shopperWhoWaits } from './desk-page.ts';
import { type ShopServer, startShopServer } from './shop-server.ts';
import { hasBrowser, hostPage, openBrowser } from './widget-page.ts';

describe.skipIf(!hasBrowser)('the desk while the model provider is down', () => {
  let browser: Browser;
  let shop: ShopServer;

  beforeAll(async () => {
    [browser, shop] = await Promise.all([
      openBrowser(),
      startShopServer({
        environment: { MODEL: 'openai:gpt-4.1-mini', OPENAI_API_KEY: 'none' },
        inputs: { fetch: () => Promise.reject(new TypeError('fetch failed')) },
      }),
    ]);
    shop.pages.set('/host/plain', { html: hostPage() });
    await addAgent(shop, 'Mia');
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  test('answers shoppers all the same, and says that there is no draft', async () => {
    const shopper = await shopperWhoWaits(browser, shop);
    const mia = await openDesk(browser, shop, 'Mia');
    await mia.open(shopper.id);
    await mia.act('Claim');
    await mia.page.getByRole('button', { name: 'Draft a reply' }).click();
    await mia.page.getByText('The language model gave nothing that holds.').waitFor();
    await mia.say('I am a person and need no model');
    await shopper.widget.messages.filter({ hasText: 'need no model' }).waitFor();
    expect(shopper.problems).toEqual([]);
  });
});
