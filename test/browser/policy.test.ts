import { describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { bubbles, stageScene } from './scene.ts';
import { CALM_REPLY } from './slow-model.ts';
import { CARDS } from './states.ts';
import { conversationOf, hasBrowser, hostPage, screenshot } from './widget-page.ts';

/* Content policies of shops, and what a page pays for the widget before anybody is interested. */

describe.skipIf(!hasBrowser)('on the page of a strict shop', () => {
  const scene = stageScene({ slow: true });

  test('breaks no content policy, however strict, with every card', async () => {
    const policy = [
      "default-src 'none'",
      "script-src 'nonce-abc'",
      "style-src 'none'",
      `connect-src ${scene.shop.url}`,
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; ');
    scene.shop.pages.set('/host/strict', {
      html: hostPage({ tag: '<script nonce="abc" src="/widget.js" defer></script>' }).replace(
        /<link rel="icon"[^>]*>/,
        '',
      ),
      headers: { 'Content-Security-Policy': policy },
    });
    const { page, problems, widget } = await scene.open('/host/strict');
    await page.evaluate(() => {
      Object.assign(window, { broken: [] });
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        Reflect.get(window, 'broken').push(`${violatedDirective} ${blockedURI}`),
      );
    });
    await widget.open();
    await widget.say('Hello');
    await expect.poll(() => bubbles(page), { timeout: 20_000 }).toEqual(['Hello', CALM_REPLY]);
    await scene.shop.services.log.append(await conversationOf(page), CARDS);
    await widget.host.locator('.products').waitFor();
    await widget.host.locator('#menu').click();
    await widget.host.locator('.menu').waitFor();
    await screenshot(page, 'strict-policy');
    // In a world of its own: the page's policy would not let it in.
    expect(await accessibilityFaults(page)).toEqual([]);
    const broken = await page.evaluate(() => Reflect.get(window, 'broken'));
    expect(broken.filter((text: string) => !text.includes('favicon'))).toEqual([]);
    expect(problems.filter((text) => !text.includes('favicon'))).toEqual([]);
    expect(await page.evaluate(() => document.querySelectorAll('style').length)).toBe(0);
  });

  test('asks for one file before anybody is interested, and moves nothing', async () => {
    const context = await scene.browser.newContext();
    const page = await context.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await page.addInitScript(() => {
      Object.assign(window, { shifts: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          Reflect.set(
            window,
            'shifts',
            Reflect.get(window, 'shifts') + Reflect.get(entry, 'value'),
          );
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${scene.shop.url}/host/plain`);
    await page.waitForTimeout(300);
    expect(requests).toEqual(['/host/plain', '/widget.js']);
    expect(await page.evaluate(() => Reflect.get(window, 'shifts'))).toBe(0);
  });
});
