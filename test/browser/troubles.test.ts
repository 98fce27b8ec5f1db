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

const HANDOFF = { handoffId: 'hnd_1' };
const QUEUED = { type: 'handoff-opened', ...HANDOFF, reason: 'asked' };
const CLAIMED = { type: 'handoff-claimed', ...HANDOFF, humanAgentName: 'Mia' };
const PROGRESS = { type: 'handoff-progress', ...HANDOFF };

/** States that pass, as events without a number tell them, and what has to be read then. */
const PASSING: [name: string, events: object[], english: RegExp][] = [
  [
    'place-in-line',
    [QUEUED, { ...PROGRESS, place: 3, waitMinutes: 8 }],
    /number \u20683\u2069 in line.*About \u20688\u2069 min/s,
  ],
  [
    'out-of-hours',
    [QUEUED, { ...PROGRESS, place: 1, opensAt: '2026-12-01T08:00:00Z' }],
    /Back .*Tuesday/,
  ],
  ['agent-typing', [CLAIMED, { ...PROGRESS, humanAgent: 'typing' }], /Mia\u2069 is typing/],
  ['agent-away', [CLAIMED, { ...PROGRESS, humanAgent: 'away' }], /Mia\u2069 is away/],
];

describe.skipIf(!hasBrowser)('troubles', () => {
  let browser: Browser;
  let shop: ShopServer;

  beforeAll(async () => {
    [browser, shop] = await Promise.all([openBrowser(), startShopServer()]);
    for (const lang of ['en', 'ar'])
      shop.pages.set(`/host/${lang}`, {
        html: hostPage({ lang, dir: lang === 'ar' ? 'rtl' : 'ltr' }),
      });
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  const look = async (page: Page, state: string) => {
    await screenshot(page, state);
    expect(await accessibilityFaults(page), state).toEqual([]);
    expect(await widgetOf(page).box.isVisible(), state).toBe(true);
  };

  test.each(['en', 'ar'])('%s: a call for a person is told as it goes on', async (lang) => {
    for (const [name, events, english] of PASSING) {
      const { page } = await openPage(browser, shop, `/host/${lang}`);
      await page.route('**/events?*', (route) =>
        route.fulfill({ json: { events: [], next: 0, more: false } }),
      );
      const body = events
        .map((event, index) => {
          const id = 'place' in event || 'humanAgent' in event ? '' : `id: ${index + 1}.0\n`;
          return `${id}data: ${JSON.stringify(event)}\n\n`;
        })
        .join('');
      await page.route('**/stream', (route) =>
        route.fulfill({ body, contentType: 'text/event-stream' }),
      );
      const widget = widgetOf(page);
      await widget.open();
      await widget.say('Hello');
      await widget.host.locator('.note').first().waitFor();
      if (lang === 'en')
        await expect.poll(() => widget.panel.textContent(), { timeout: 5000 }).toMatch(english);
      await look(page, `${name}-${lang}`);
      await page.context().close();
    }
  });

  test.each(['en', 'ar'])('%s: what cannot be sent says why and what to do', async (lang) => {
    const { page } = await openPage(browser, shop, `/host/${lang}`);
    const widget = widgetOf(page);
    let answer: { status: number; headers?: Record<string, string>; json: object } = {
      status: 429,
      headers: { 'Retry-After': '7' },
      json: { code: 'rate_limited', detail: '' },
    };
    await page.route('**/messages', (route) => route.fulfill(answer));
    await widget.open();
    await widget.say('Hello');
    await widget.host.locator('.banner').waitFor();
    await look(page, `rate-limited-${lang}`);
    answer = { status: 422, json: { code: 'invalid_input', detail: '' } };
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await widget.host.locator('article.failed button').first().waitFor();
    expect(await widget.host.locator('[role=alert]').textContent()).not.toBe('');
    await look(page, `failed-to-send-${lang}`);
    await page.unroute('**/messages');
    await widget.host.locator('article.failed button').first().click();
    await expect.poll(() => widget.host.locator('article.failed').count()).toBe(0);
    await page.context().close();
  });

  test('a service that is down is said to be so, with another way to write', {
    timeout: 90_000,
  }, async () => {
    const { page } = await openPage(browser, shop, '/host/en');
    const widget = widgetOf(page);
    await widget.open();
    await expect.poll(() => widget.panel.textContent()).toContain('Damask');
    await page.route('**/v1/conversations', (route) => route.abort());
    await widget.say('Hello');
    await expect
      .poll(
        () =>
          widget.host
            .locator('.banner')
            .textContent()
            .catch(() => ''),
        { timeout: 30_000 },
      )
      .toContain('does not answer');
    expect(await widget.host.locator('.banner a').getAttribute('href')).toMatch(/^mailto:.*Hello/);
    await look(page, 'service-down-en');
  });
});
