import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ShopServer, startShopServer } from './shop-server.ts';
import { CALM_REPLY, SlowModel } from './slow-model.ts';
import { hasBrowser, hostPage, openBrowser, openPage, widgetOf } from './widget-page.ts';

/** `CHAOS_SECONDS=1800 npm run test:browser -- chaos` is the long form. */
const SECONDS = Number(process.env.CHAOS_SECONDS ?? 20);

/** Numbers from a seed, so that a bad day can be had again. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe.skipIf(!hasBrowser)('a bad day', () => {
  let browser: Browser;
  let shop: ShopServer;

  beforeAll(async () => {
    const models = [{ name: 'slow', model: new SlowModel(CALM_REPLY, () => 4) }];
    [browser, shop] = await Promise.all([openBrowser(), startShopServer({ inputs: { models } })]);
    shop.pages.set('/host/plain', { html: hostPage() });
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  test('every message stands on both sides once and in order', {
    timeout: SECONDS * 1000 + 120_000,
  }, async () => {
    const seed = Number(process.env.CHAOS_SEED ?? 7);
    const random = seeded(seed);
    const { page } = await openPage(browser, shop, '/host/plain');
    const widget = widgetOf(page);
    await widget.open();
    const sent: string[] = [];
    const says = async () => {
      sent.push(`message ${sent.length + 1}`);
      await widget.say(sent.at(-1) ?? '');
    };
    const acts: (() => Promise<unknown>)[] = [
      says,
      says,
      says,
      () => shop.restart(),
      async () => {
        await shop.halt();
        await pause(200 + random(800));
        await shop.restart();
      },
      async () => {
        await page.context().setOffline(true);
        await says();
        await pause(random(900));
        await page.context().setOffline(false);
      },
      async () => {
        await page.reload();
        await widget.panel.waitFor();
      },
      // The tab sleeps: no timer and no network runs, then everything at once.
      async () => {
        const client = await page.context().newCDPSession(page);
        await client.send('Page.setWebLifecycleState', { state: 'frozen' });
        await pause(random(700));
        await client.send('Page.setWebLifecycleState', { state: 'active' });
        await client.detach();
      },
      // The clock of the device jumps by up to a day either way.
      () =>
        page.evaluate(
          (by) => {
            const { now } = Date;
            Date.now = () => now.call(Date) + by;
          },
          (random(2) - 0.5) * 86_400_000,
        ),
    ];
    const until = Date.now() + SECONDS * 1000;
    while (Date.now() < until) {
      await acts[random(acts.length)]?.();
      await pause(random(250));
    }
    await says();

    const mine = () =>
      page
        .locator('dragoman-chat article.mine .words')
        .evaluateAll((all) => all.map((one) => one.textContent));
    const settled = () =>
      page.locator('dragoman-chat article.mine:is(.waiting, .sent, .failed)').count();
    await expect.poll(settled, { timeout: 60_000, message: `seed ${seed}` }).toBe(0);
    for (let pages = 0; pages < 50; pages += 1) {
      const earlier = page.locator('dragoman-chat .log > button.center');
      if ((await earlier.count()) === 0) break;
      await earlier.click();
      await pause(200);
    }
    expect(await mine(), `seed ${seed}`).toEqual(sent);
    const id = await page.evaluate(
      () => JSON.parse(localStorage.getItem('dragoman:') ?? '{}').conversation.id,
    );
    const logged = (await shop.services.log.read(id)).flatMap(({ event }) =>
      event.type === 'message-end' && event.author === 'customer' ? [event.text] : [],
    );
    expect(logged, `seed ${seed}`).toEqual(sent);
    expect(sent.length).toBeGreaterThan(SECONDS / 4);
  });
});
