import type { Browser, Page } from 'playwright-core';
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

/* What a shopper can do beside writing: rate, judge an answer, read back, take along, delete. */
describe.skipIf(!hasBrowser)('around a conversation', () => {
  let browser: Browser;
  let shop: ShopServer;

  beforeAll(async () => {
    [browser, shop] = await Promise.all([openBrowser(), startShopServer()]);
    shop.pages.set('/host/plain', { html: hostPage() });
    shop.pages.set('/host/notify', {
      html: hostPage({ tag: '<script src="/widget.js" data-notify defer></script>' }),
    });
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  const talk = async (path = '/host/plain') => {
    const { page, problems } = await openPage(browser, shop, path);
    const widget = widgetOf(page);
    await widget.open();
    await widget.say('Hello');
    await widget.host.locator('article.assistant .feedback').waitFor();
    const id: string = await page.evaluate(
      () => JSON.parse(localStorage.getItem('dragoman:') ?? '').conversation.id,
    );
    return { page, problems, widget, id };
  };
  const append = (id: string, ...events: Parameters<typeof shop.services.log.append>[1]) =>
    shop.services.log.append(id, events);
  const write = async (id: string, messageId: string, text: string) => {
    const message = { messageId, author: 'assistant' as const };
    await append(
      id,
      { type: 'message-start', ...message },
      { type: 'message-end', ...message, text },
    );
  };
  const events = async (id: string, type: string) =>
    (await shop.services.log.readLast(id, 1000))
      .map(({ event }) => event)
      .filter((event) => event.type === type);
  const scroll = (page: Page) =>
    widgetOf(page).log.evaluate((log) => ({
      top: log.scrollTop,
      fromEnd: log.scrollHeight - log.scrollTop - log.clientHeight,
    }));

  test('an answer is judged, with the reason', async () => {
    const { widget, id } = await talk();
    await widget.host.getByRole('button', { name: 'Not helpful' }).click();
    await widget.host.getByRole('button', { name: 'Hard to understand' }).click();
    await widget.host.getByText('Thank you').waitFor();
    await expect
      .poll(async () => (await events(id, 'feedback')).at(-1))
      .toMatchObject({ helpful: false, reason: 'unclear' });
  });

  test('a rating is asked for once, kept, and changed within a day, also after a reload', async () => {
    const { page, widget, id } = await talk();
    await append(
      id,
      { type: 'handoff-opened', handoffId: 'h1', reason: 'asked' },
      { type: 'handoff-claimed', handoffId: 'h1', humanAgentName: 'Mia' },
      { type: 'handoff-closed', handoffId: 'h1' },
    );
    const rate = async (stars: number) => {
      await widget.host
        .locator('.stars label')
        .nth(stars - 1)
        .click();
      await widget.host.locator('form.rating button[type=submit]').click();
      await widget.host.getByText('You rated').waitFor();
    };
    await rate(2);
    await page.reload();
    await widget.panel.waitFor();
    await widget.host.locator('article.assistant .words').first().waitFor();
    expect(await widget.host.locator('form.rating').count()).toBe(0);
    await widget.host.locator('#menu').click();
    await widget.host.locator('.menu').getByRole('button', { name: 'How did we do?' }).click();
    await rate(5);
    expect((await events(id, 'rating')).map((event) => 'score' in event && event.score)).toEqual([
      2, 5,
    ]);
    expect(await widget.box.isVisible()).toBe(true);
  });

  test('a long reply stands at its start, and what comes meanwhile waits behind a button', async () => {
    const { page, widget, id } = await talk();
    await write(id, 'msg_long', 'A sentence that goes on. '.repeat(300));
    await expect.poll(async () => (await scroll(page)).fromEnd).toBeGreaterThan(200);
    const starts = await widget.host
      .locator('article.assistant')
      .last()
      .evaluate((article) => {
        const log = article.closest('.log');
        return article.getBoundingClientRect().top - (log?.getBoundingClientRect().top ?? 0);
      });
    expect(starts).toBeGreaterThanOrEqual(0);
    expect(starts).toBeLessThan(40);
    await widget.log.evaluate((log) => {
      log.scrollTop = 0;
    });
    await write(id, 'msg_next', 'And something new.');
    const button = widget.host.getByRole('button', { name: 'New messages' });
    await button.waitFor();
    expect((await scroll(page)).top).toBe(0);
    await screenshot(page, 'new-messages');
    expect(await accessibilityFaults(page)).toEqual([]);
    await button.click();
    await expect.poll(async () => (await scroll(page)).fromEnd).toBeLessThan(65);
    expect(await button.count()).toBe(0);
  });

  test('earlier messages come on demand, and what is read stays where it is', async () => {
    const { page, widget, id } = await talk();
    for (let start = 0; start < 150; start += 50)
      await append(
        id,
        ...Array.from({ length: 50 }, (_, index) => {
          const message = { messageId: `m${start + index}`, author: 'assistant' as const };
          return [
            { type: 'message-start' as const, ...message },
            { type: 'message-end' as const, ...message, text: `Message ${start + index}` },
          ];
        }).flat(),
      );
    await page.reload();
    await widget.host.getByText('Message 149').waitFor();
    const shown = await widget.messages.count();
    expect(shown).toBeLessThan(152);
    await widget.log.evaluate((log) => {
      log.scrollTop = 0;
    });
    const first = widget.messages.first();
    const words = await first.locator('.words').textContent();
    const top = () =>
      widget.host
        .getByText(words ?? '', { exact: true })
        .evaluate((one) => one.getBoundingClientRect().top);
    const before = await top();
    await widget.host.getByRole('button', { name: 'Earlier messages' }).click();
    await expect.poll(() => widget.messages.count()).toBeGreaterThan(shown);
    expect(Math.abs((await top()) - before)).toBeLessThan(40);
  });

  test('the title flashes where the shop wants it, until it is looked at', async () => {
    const { page, id } = await talk('/host/notify');
    await page.keyboard.press('Escape');
    const hide = (hidden: boolean) =>
      page.evaluate((state) => {
        Object.defineProperty(document, 'hidden', { value: state, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await hide(true);
    await write(id, 'msg_away', 'Your parcel has arrived.');
    await expect.poll(() => page.title(), { timeout: 5000 }).toBe('New messages');
    await hide(false);
    expect(await page.title()).toBe('Shop');
  });

  test('a chat is deleted for good, after a second thought', async () => {
    const { page, widget, id } = await talk();
    await widget.host.locator('#menu').click();
    await widget.host.getByRole('button', { name: 'Delete my chat' }).click();
    await screenshot(page, 'delete');
    expect(await accessibilityFaults(page)).toEqual([]);
    await widget.host.getByRole('button', { name: 'Back' }).click();
    await widget.host.getByRole('button', { name: 'Delete my chat' }).click();
    await widget.host.getByRole('button', { name: 'Delete it' }).click();
    await expect.poll(() => widget.messages.count()).toBe(0);
    // The service has deleted it first; then nothing is left here, and nothing comes back.
    const stored = () => page.evaluate(() => localStorage.length);
    await expect.poll(stored).toBe(0);
    const kept = await events(id, 'message-end');
    expect(kept.map((event) => 'text' in event && event.text)).toEqual(['', '']);
    expect(await stored()).toBe(0);
  });

  test('the conversation goes to a verified address, in the shopper’s language', async () => {
    const { page, widget } = await (async () => {
      const { page } = await openPage(browser, shop, '/account/cus_de_3?lang=de');
      const widget = widgetOf(page);
      await widget.open();
      await widget.say('Wie lange dauert der Versand?');
      await widget.host.locator('article.assistant .feedback').waitFor();
      return { page, widget };
    })();
    await widget.host.locator('#menu').click();
    await widget.host.locator('.menu button').first().click();
    await expect
      .poll(() => widget.host.locator('.menu [role=status]').textContent())
      .toContain('@');
    await screenshot(page, 'transcript');
  });
});
