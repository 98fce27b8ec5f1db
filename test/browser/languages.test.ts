import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { bubbles, stageScene } from './scene.ts';
import { CARDS } from './states.ts';
import { hasBrowser, screenshot, textsOf } from './widget-page.ts';

describe.skipIf(!hasBrowser)('in other languages, the widget', () => {
  const scene = stageScene();

  test('stands on the left in Arabic, and keeps numbers and foreign words in their own direction', async () => {
    const { page, widget, id } = await scene.begin('/host/ar', { locale: 'ar' });
    const launcher = await widget.launcher.boundingBox();
    const panel = await widget.panel.boundingBox();
    expect([launcher?.x, panel?.x]).toEqual([20, 20]);
    const holder = widget.host.locator('.holder');
    expect([await holder.getAttribute('lang'), await holder.getAttribute('dir')]).toEqual([
      'ar',
      'rtl',
    ]);
    // The way to send is at the end of the line, the title at its start.
    const [send, box] = [await widget.send.boundingBox(), await widget.box.boundingBox()];
    expect(send?.x).toBeLessThan(box?.x ?? 0);
    await widget.say('أين طلبي DM-10001 بتاريخ 02/12/2026؟');
    await scene.shop.services.log.append(id, CARDS);
    await widget.host.locator('.products').waitFor();
    await screenshot(page, 'arabic-mixed');
    for (const text of ['DM-10001', '02/12/2026', 'UJ726424272YP'])
      expect(await isLeftToRight(page, text), text).toBe(true);
    expect(await widget.host.locator('.tracking .card-title').textContent()).toContain('DM-10001');
  });

  test('isolates what is filled into a text from the direction around it', async () => {
    const { page, widget, id } = await scene.begin('/host/ar', { locale: 'ar' });
    const humanAgentName = 'Mia (02/12/2026)';
    await scene.shop.services.log.append(id, [
      { type: 'handoff-claimed', handoffId: 'hnd_1', humanAgentName },
    ]);
    await expect
      .poll(() => widget.host.locator('#answering').textContent())
      .toContain(`\u2068${humanAgentName}\u2069`);
    expect(await isLeftToRight(page, humanAgentName)).toBe(true);
  });

  test('falls back to English as a whole, and says that it is English', async () => {
    const { page, widget } = await scene.open('/host/ar', { locale: 'ar' });
    await page.route('**/widget/ar-*.json', (route) => route.abort());
    await page.reload();
    await widget.open();
    await widget.host.getByText(textsOf('en')('welcome')).waitFor();
    const holder = widget.host.locator('.holder');
    expect([await holder.getAttribute('lang'), await holder.getAttribute('dir')]).toEqual([
      'en',
      'ltr',
    ]);
    expect(await widget.launcher.getAttribute('lang')).toBe('en');
  });

  test('marks each message with its own language, whatever the interface speaks', async () => {
    const { widget, id } = await scene.begin('/host/ar', { locale: 'ar' });
    const message = { messageId: 'msg_ja', author: 'assistant' as const, locale: 'ja' };
    await scene.shop.services.log.append(id, [
      { type: 'message-start', ...message },
      { type: 'message-end', ...message, text: 'ご注文を確認しました。' },
    ]);
    const words = widget.host.locator('article.assistant .words').last();
    await expect.poll(() => words.getAttribute('lang')).toBe('ja');
    expect(await words.getAttribute('dir')).toBe('auto');
  });

  test('sends nothing while an input method composes, and once when it is done', async () => {
    const { page, widget } = await scene.open();
    await widget.open();
    await widget.box.focus();
    const client = await page.context().newCDPSession(page);
    const enter = {
      type: 'rawKeyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    } as const;
    await client.send('Input.imeSetComposition', {
      text: 'にほん',
      selectionStart: 3,
      selectionEnd: 3,
    });
    await client.send('Input.dispatchKeyEvent', enter);
    await page.waitForTimeout(100);
    expect(await widget.messages.count()).toBe(0);
    await client.send('Input.insertText', { text: '日本' });
    // Safari's Enter comes after the composition has ended; only its code tells.
    await client.send('Input.dispatchKeyEvent', enter);
    await page.waitForTimeout(100);
    expect(await widget.messages.count()).toBe(0);
    await widget.box.press('Enter');
    await expect.poll(async () => (await bubbles(page))[0]).toBe('日本');
    expect(await widget.host.locator('article.mine').count()).toBe(1);
  });
});

/** Whether the letters of a text that can be seen stand from left to right, each beside the next. */
function isLeftToRight(page: Page, text: string): Promise<boolean> {
  return page.locator('dragoman-chat .panel').evaluate((panel, wanted) => {
    const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at === -1) continue;
      const lefts = [...wanted].map((_, index) => {
        const range = document.createRange();
        range.setStart(node, at + index);
        range.setEnd(node, at + index + 1);
        return range.getBoundingClientRect().left;
      });
      return lefts.every((left, index) => index === 0 || left >= (lefts[index - 1] ?? 0));
    }
    return false;
  }, text);
}
