import { describe, expect, test } from 'vitest';
import { stageScene } from './scene.ts';
import { hasBrowser, hostPage, screenshot } from './widget-page.ts';

const HOSTILE =
  '<style>* { all: unset !important; color: red !important } button, textarea, div { display: none !important } dragoman-chat { display: none; opacity: 0.9 }</style>';

describe.skipIf(!hasBrowser)('in pages of all kinds, the widget', () => {
  const scene = stageScene();

  test('keeps an open call and what comes before the panel', async () => {
    const { page, widget } = await scene.open();
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

  test('is there once for a shop, and once for each of two, and keeps its keys to itself', async () => {
    scene.shop.pages.set('/host/twice', {
      html: hostPage({
        tag: '<script src="/widget.js" data-store="a" defer></script><script src="/widget.js" data-store="a" defer></script><script src="/widget.js" data-store="b" defer></script>',
      }),
    });
    const { page } = await scene.open('/host/twice');
    await page.evaluate(() => {
      Object.assign(window, { keys: '' });
      for (const type of ['keydown', 'keyup', 'keypress'])
        document.addEventListener(type, () =>
          Reflect.set(window, 'keys', `${Reflect.get(window, 'keys')} ${type}`),
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
    const box = page.locator('dragoman-chat').nth(1).locator('textarea');
    await box.pressSequentially('jk');
    await box.press('Enter');
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual(['dragoman:b']);
    await box.press('Escape');
    expect(await page.evaluate(() => Reflect.get(window, 'keys'))).toBe('');
    await launchers.nth(1).click();
    await page.evaluate(() => {
      const element = document.querySelector('dragoman-chat[store=b]');
      element?.remove();
      if (element) document.body.append(element);
    });
    await expect.poll(() => page.locator('dragoman-chat[store=b] textarea').count()).toBe(1);
    // Taken away for longer than a moment, it starts anew where it is put back.
    await page.evaluate(() => {
      Object.assign(window, { kept: document.querySelector('dragoman-chat[store=b]') });
      Reflect.get(window, 'kept').remove();
    });
    await page.waitForTimeout(50);
    await page.evaluate(() => document.body.append(Reflect.get(window, 'kept')));
    await expect.poll(() => page.locator('dragoman-chat[store=b] article.mine').count()).toBe(1);
  });

  test('keeps its looks where the shop’s styles take everything away', async () => {
    scene.shop.pages.set('/host/hostile', { html: hostPage({ head: HOSTILE }) });
    const { page, widget } = await scene.begin('/host/hostile');
    await screenshot(page, 'hostile-styles');
    const [panel, launcher, send] = await Promise.all([
      widget.panel.boundingBox(),
      widget.launcher.boundingBox(),
      widget.send.boundingBox(),
    ]);
    expect([panel?.width, launcher?.width, launcher?.height]).toEqual([400, 56, 56]);
    expect([send?.width, send?.height]).toEqual([44, 44]);
    const colour = await widget.host
      .locator('article.assistant .words')
      .evaluate((words) => getComputedStyle(words).color);
    expect(colour).toBe('rgb(28, 31, 30)');
  });
});
