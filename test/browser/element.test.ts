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

const EVENTS = [
  'ready',
  'open',
  'close',
  'message',
  'unread',
  'handoff',
  'action',
  'csat',
  'error',
];

/* What a page can say to the element, and what the element says to the page: `docs/install-widget.md`, line by line. */
describe.skipIf(!hasBrowser)('the element', () => {
  let browser: Browser;
  let shop: ShopServer;
  let pages = 0;

  beforeAll(async () => {
    [browser, shop] = await Promise.all([openBrowser(), startShopServer()]);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  /** A page with this tag that keeps what the element says to it. */
  const visit = async (
    tag: string,
    options: Parameters<typeof hostPage>[0] & { context?: Parameters<typeof openPage>[3] } = {},
  ) => {
    pages += 1;
    const path = `/host/element-${pages}`;
    const listen = `<script>window.said = [];${JSON.stringify(EVENTS)}.forEach((name) => document.addEventListener(name, (event) => { if (event.composed) said.push([name, event.detail]); }));</script>`;
    shop.pages.set(path, { html: hostPage({ ...options, tag, head: listen }) });
    const { page, problems } = await openPage(browser, shop, path, options.context);
    return { page, problems, widget: widgetOf(page) };
  };
  const said = (page: Page, name: string) =>
    page.evaluate(
      (wanted) =>
        Reflect.get(window, 'said')
          .filter(([event]: [string]) => event === wanted)
          .map(([, detail]: [string, unknown]) => detail),
      name,
    );
  const call = (page: Page, method: string, ...values: unknown[]) =>
    page.evaluate(
      ([name, given]) => {
        const element: object | null = document.querySelector('dragoman-chat');
        if (element) Reflect.get(element, name)(...given);
      },
      [method, values] as const,
    );
  const attribute = (page: Page, name: string, value: string) =>
    page.evaluate(
      ([key, text]) => document.querySelector('dragoman-chat')?.setAttribute(key, text),
      [name, value] as const,
    );
  const background = (page: Page) =>
    widgetOf(page).panel.evaluate((panel) => getComputedStyle(panel).backgroundColor);

  test('takes its language from attribute, page and browser, in this order, and changes it at once', async () => {
    const tag = '<script src="/widget.js" data-locale="auto" defer></script>';
    const { page, widget } = await visit(tag, { lang: 'de', context: { locale: 'fr' } });
    await widget.open();
    const holder = widget.host.locator('.holder').first();
    expect(await holder.getAttribute('lang')).toBe('de');
    await attribute(page, 'locale', 'ja');
    await expect.poll(() => holder.getAttribute('lang')).toBe('ja');
    await call(page, 'setLocale', 'ar');
    await expect.poll(() => holder.getAttribute('dir')).toBe('rtl');
    await call(page, 'setLocale', 'zh-Hant-HK');
    await expect.poll(() => widget.box.getAttribute('placeholder')).toBe('輸入訊息');
    const other = await visit('<script src="/widget.js" defer></script>', {
      lang: 'xx',
      context: { locale: 'fr' },
    });
    await other.widget.open();
    expect(await other.widget.host.locator('.holder').getAttribute('lang')).toBe('fr');
  });

  test('is light, dark or as the device is', async () => {
    const { page, widget } = await visit(
      '<script src="/widget.js" data-theme="light" defer></script>',
      {
        context: { colorScheme: 'dark' },
      },
    );
    await widget.open();
    expect(await background(page)).toBe('rgb(255, 255, 255)');
    await attribute(page, 'theme', 'auto');
    await expect.poll(() => background(page)).toBe('rgb(22, 25, 24)');
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => background(page)).toBe('rgb(255, 255, 255)');
    await attribute(page, 'theme', 'dark');
    await expect.poll(() => background(page)).toBe('rgb(22, 25, 24)');
  });

  test.each(['ltr', 'rtl'])(
    'stands on the side it is told to, before and after it is loaded, %s',
    async (dir) => {
      const lang = dir === 'rtl' ? 'ar' : 'en';
      for (const position of ['start', 'end']) {
        const tag = `<script src="/widget.js" data-position="${position}" defer></script>`;
        const { page, widget } = await visit(tag, { lang, dir });
        const isLeft = (dir === 'rtl') !== (position === 'start');
        const edge = async () => {
          const { x = 0, width = 0 } = (await widget.launcher.boundingBox()) ?? {};
          return isLeft ? x : 1280 - x - width;
        };
        expect(await edge()).toBe(20);
        await widget.open();
        await page.waitForTimeout(50);
        expect(await edge()).toBe(20);
        const panel = await widget.panel.boundingBox();
        expect(Math.round((panel?.x ?? 0) + (isLeft ? 0 : (panel?.width ?? 0)))).toBe(
          isLeft ? 20 : 1260,
        );
        await page.context().close();
      }
    },
  );

  test.each([
    ['rtl', 'end'],
    ['rtl', 'start'],
    ['ltr', 'start'],
    ['ltr', 'end'],
  ])(
    'does not move under a finger while its texts are on their way, %s %s',
    async (dir, position) => {
      const tag = `<script src="/widget.js" data-position="${position}" data-locale="de" defer></script>`;
      const { page, widget } = await visit(tag, { lang: 'ar', dir });
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route(/-chat-[^/]*\.json$/, async (route) => {
        await released;
        await route.continue();
      });
      const before = await widget.launcher.boundingBox();
      await widget.launcher.hover();
      await widget.host.locator('div').first().waitFor({ state: 'attached' });
      expect(await widget.launcher.boundingBox()).toEqual(before);
      release();
      await widget.host.locator('.holder[lang=de]').waitFor({ state: 'attached' });
      expect(await widget.launcher.boundingBox()).toEqual(before);
      await page.context().close();
    },
  );

  test('opens at the second click where the first one found no network', async () => {
    const { page, widget } = await visit('<script src="/widget.js" defer></script>');
    await page.route(/\/panel-/, (route) => route.abort());
    const lost = page.waitForEvent('requestfailed');
    // The click alone, without hovering and focus: each asks for the panel, and the last of them may find the network again.
    await widget.launcher.dispatchEvent('click');
    await lost;
    await page.unroute(/\/panel-/);
    await widget.open();
    expect(await said(page, 'close')).toEqual([]);
    await page.context().close();
  });

  test('without a launcher it opens when the page says so, and gives the focus back', async () => {
    const { page, widget } = await visit(
      '<script src="/widget.js" data-launcher="none" defer></script>',
      {
        body: '<button id="ask">Ask us</button><script>ask.onclick = () => document.querySelector("dragoman-chat").open()</script>',
      },
    );
    expect(await widget.launcher.isVisible()).toBe(false);
    await page.locator('#ask').click();
    await widget.panel.waitFor();
    expect(await widget.launcher.isVisible()).toBe(false);
    await expect.poll(() => widget.box.evaluate((box) => box.matches(':focus'))).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('ask');
  });

  test('opens from the start where the attribute is, and follows it', async () => {
    const { page, widget } = await visit(
      '<dragoman-chat open heading="3"></dragoman-chat><script src="/widget.js" defer></script>',
    );
    await widget.panel.waitFor();
    expect(await page.locator('dragoman-chat').count()).toBe(1);
    expect(await widget.panel.getByRole('heading', { level: 3 }).count()).toBe(1);
    await page.evaluate(() => document.querySelector('dragoman-chat')?.removeAttribute('open'));
    await expect.poll(() => widget.panel.count()).toBe(0);
    await attribute(page, 'open', 'false');
    expect(await widget.panel.count()).toBe(0);
    await attribute(page, 'open', '');
    await widget.panel.waitFor();
  });

  test('calls the service that its attribute names', async () => {
    const endpoint = shop.url.replace('127.0.0.1', 'localhost');
    const asked: string[] = [];
    const { page, widget } = await visit(
      `<dragoman-chat endpoint="${endpoint}"></dragoman-chat><script src="/widget.js" defer></script>`,
    );
    page.on('request', (request) => asked.push(request.url()));
    await page.route(`${endpoint}/v1/shop`, (route) =>
      route.fulfill({
        json: { storeName: 'Elsewhere' },
        headers: { 'Access-Control-Allow-Origin': '*' },
      }),
    );
    await widget.open();
    await expect.poll(() => widget.panel.textContent()).toContain('Elsewhere');
    expect(
      asked.filter((url) => url.includes('/v1/')).every((url) => url.startsWith(endpoint)),
    ).toBe(true);
  });

  test('keeps what is asked of it before it is there, and asks for nothing until that is needed', async () => {
    const { page, widget } = await visit(
      `<script>(window.dragoman ||= []).push(['setContext', { page: '/p' }]); dragoman.push(['prefill', 'About my order'])</script>
       <script src="/widget.js" defer></script>`,
    );
    const loaded = () =>
      page.evaluate(
        () =>
          performance.getEntriesByType('resource').filter(({ name }) => name.includes('/widget/'))
            .length,
      );
    expect(await loaded()).toBe(0);
    // After the script it goes on as before.
    await page.evaluate(() => window.dragoman?.push(['open']));
    await expect.poll(() => widget.box.inputValue()).toBe('About my order');
    await page.evaluate(() => window.dragoman?.push(['nothing of the kind']));
    await call(page, 'toggle');
    await expect.poll(() => widget.panel.count()).toBe(0);
    await call(page, 'toggle');
    await widget.panel.waitFor();
    await call(page, 'close');
    await expect.poll(() => widget.panel.count()).toBe(0);
  });

  test('tells the page what happens, without the words', async () => {
    const { page, widget } = await visit(
      '<script src="/widget.js" data-store="told" defer></script>',
    );
    await call(page, 'open');
    await call(page, 'sendMessage', 'Hello there');
    await widget.host.locator('article.assistant .feedback').waitFor();
    expect(await said(page, 'ready')).toEqual([{ locale: 'en' }]);
    expect(await said(page, 'open')).toEqual([null]);
    const messages = await said(page, 'message');
    expect(messages.map(({ author }: { author: string }) => author)).toEqual([
      'customer',
      'assistant',
    ]);
    expect(JSON.stringify(messages)).not.toContain('text');
    await call(page, 'close');
    await expect.poll(() => said(page, 'close')).toEqual([null]);

    const id = await page.evaluate(
      () => JSON.parse(localStorage.getItem('dragoman:told') ?? '').conversation.id,
    );
    const append = (...events: Parameters<typeof shop.services.log.append>[1]) =>
      shop.services.log.append(id, events);
    await append(
      { type: 'handoff-opened', handoffId: 'h1', reason: 'asked' },
      { type: 'handoff-claimed', handoffId: 'h1', humanAgentName: 'Mia' },
      { type: 'message-start', messageId: 'm1', author: 'human_agent' },
      {
        type: 'message-end',
        messageId: 'm1',
        author: 'human_agent',
        authorName: 'Mia',
        text: 'Hello',
      },
    );
    await expect.poll(() => said(page, 'unread')).toEqual([{ count: 1 }]);
    await expect.poll(() => widget.launcher.getAttribute('aria-label')).toContain('1');
    await append({ type: 'handoff-closed', handoffId: 'h1' });
    await expect
      .poll(() => said(page, 'handoff'))
      .toEqual([{ state: 'queued' }, { state: 'claimed' }, { state: 'none' }]);
    await call(page, 'open');
    expect(await said(page, 'unread')).toEqual([{ count: 1 }, { count: 0 }]);
    await widget.host.locator('.stars label').nth(3).click();
    await widget.host.locator('form.rating button[type=submit]').click();
    await expect.poll(() => said(page, 'csat')).toEqual([{ score: 4 }]);

    await append({
      type: 'card',
      card: {
        type: 'products',
        products: [
          {
            id: 'prd_1',
            title: 'Teapot',
            price: { amount: 8900, currency: 'USD' },
            available: true,
            url: `${shop.url}/shop/prd_001`,
          },
        ],
      },
    });
    await page.evaluate(() =>
      document.addEventListener('action', (event) => event.preventDefault(), { once: true }),
    );
    await widget.host.locator('.products a').click();
    await expect
      .poll(() => said(page, 'action'))
      .toMatchObject([{ action: 'product', productId: 'prd_1' }]);
    expect(page.url()).toContain('/host/');

    await page.route('**/messages', (route) =>
      route.fulfill({ status: 422, json: { code: 'invalid_input' } }),
    );
    await call(page, 'sendMessage', 'This one is refused');
    await expect.poll(() => said(page, 'error')).toEqual([{ code: 'invalid_input' }]);
  });

  test('tells the words where the page asked for them', async () => {
    const { page, widget } = await visit('<script src="/widget.js" data-share defer></script>');
    await call(page, 'sendMessage', 'Hello there');
    await call(page, 'open');
    await widget.host.locator('article.assistant .feedback').waitFor();
    const [mine, theirs] = await said(page, 'message');
    expect(mine.text).toBe('Hello there');
    expect(theirs.text).not.toBe('');
  });

  test('forgets everything on logout, also before there was a conversation', async () => {
    const { page, widget } = await visit(
      '<script src="/widget.js" data-store="shared" defer></script>',
    );
    const keys = () => page.evaluate(() => Object.keys(localStorage));
    await widget.open();
    await widget.box.fill('Half a thought');
    await expect.poll(keys).toEqual(['dragoman:shared']);
    await call(page, 'logout');
    await expect.poll(keys).toEqual([]);
    await expect.poll(() => widget.box.inputValue()).toBe('');
    await widget.say('Hello');
    await widget.host.locator('article.assistant .words').waitFor();
    const { id, secret } = await page.evaluate(
      () => JSON.parse(localStorage.getItem('dragoman:shared') ?? '').conversation,
    );
    await widget.box.fill('Another thought');
    await call(page, 'logout');
    await expect.poll(keys).toEqual([]);
    await expect.poll(() => widget.messages.count()).toBe(0);
    await expect.poll(() => widget.box.inputValue()).toBe('');
    const read = () =>
      fetch(`${shop.url}/v1/conversations/${id}/events`, {
        headers: { Authorization: `Bearer ${secret}` },
      });
    // To whoever holds the old secret there is no such conversation.
    await expect.poll(async () => (await read()).status).toBe(404);
  });

  test('comes back after it was taken off the page, and is gone after destroy', async () => {
    const { page, widget } = await visit(
      '<script src="/widget.js" data-store="again" defer></script>',
    );
    await widget.open();
    await widget.say('Hello');
    await widget.host.locator('article.assistant .words').waitFor();
    await page.evaluate(() => {
      const element = document.querySelector('dragoman-chat');
      // Moved within one task it does not even notice.
      if (element) document.querySelector('main')?.append(element);
    });
    expect(await widget.panel.count()).toBe(1);
    await page.evaluate(() => {
      const element = document.querySelector('dragoman-chat');
      Object.assign(window, { element });
      element?.remove();
    });
    await page.waitForTimeout(50);
    await page.evaluate(() => document.body.append(Reflect.get(window, 'element')));
    await widget.host.locator('article.assistant .words').waitFor();
    expect(await widget.launcher.count()).toBe(1);
    await call(page, 'destroy');
    await expect.poll(() => page.locator('dragoman-chat').count()).toBe(0);
  });

  test('gives its parts and properties to the page’s stylesheet, and nothing else', async () => {
    const { page, widget } = await visit(
      `<style>
        dragoman-chat { --dragoman-accent: #7a1f4d; --dragoman-radius: 3px; --dragoman-width: 320px; --dragoman-height: 500px;
          --dragoman-surface: #eef; --dragoman-text: #111; --dragoman-background: #fffffe; --dragoman-muted: #444; --dragoman-border: #666;
          --dragoman-on-accent: #fefefe; --dragoman-font: monospace; --dragoman-offset-inline: 31px; --dragoman-offset-block: 17px; --dragoman-z-index: 77; }
        ${['launcher', 'panel', 'header', 'log', 'message', 'card', 'composer', 'button'].map((part, index) => `dragoman-chat::part(${part}) { outline: ${index + 1}px solid red }`).join('\n')}
        article, form, button { letter-spacing: 9px !important }
      </style><script src="/widget.js" defer></script>`,
    );
    const style = (selector: string, property: string) =>
      widget.host
        .locator(selector)
        .first()
        .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
    expect(await style('button[part=launcher]', 'z-index')).toBe('77');
    const launcher = await widget.launcher.boundingBox();
    expect([1280 - (launcher?.x ?? 0) - 56, 720 - (launcher?.y ?? 0) - 56]).toEqual([31, 17]);
    await widget.open();
    await widget.say('Hello');
    await widget.host.locator('article.assistant .words').waitFor();
    const { id } = await page.evaluate(
      () => JSON.parse(localStorage.getItem('dragoman:') ?? '').conversation,
    );
    await shop.services.log.append(id, [{ type: 'status', status: 'needs_identity' }]);
    await widget.host.locator('form.card').waitFor();
    const outlines = await Promise.all(
      ['launcher', 'panel', 'header', 'log', 'message', 'card', 'composer', 'button'].map((part) =>
        style(`[part=${part}]`, 'outline-width'),
      ),
    );
    expect(outlines).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((width) => `${width}px`));
    const panel = await widget.panel.boundingBox();
    expect([panel?.width, panel?.height]).toEqual([320, 500]);
    expect(await style('.panel', 'border-top-left-radius')).toBe('3px');
    expect(await style('.panel', 'background-color')).toBe('rgb(255, 255, 254)');
    expect(await style('.panel', 'z-index')).toBe('77');
    expect(await style('.holder', 'font-family')).toBe('monospace');
    expect(await style('.holder', 'color')).toBe('rgb(17, 17, 17)');
    expect(await style('.mine .words', 'background-color')).toBe('rgb(122, 31, 77)');
    expect(await style('.mine .words', 'color')).toBe('rgb(254, 254, 254)');
    expect(await style('.assistant .words', 'background-color')).toBe('rgb(238, 238, 255)');
    expect(await style('.answering', 'color')).toBe('rgb(68, 68, 68)');
    expect(await style('.composer textarea', 'border-top-color')).toBe('rgb(102, 102, 102)');
    expect(await style('.composer textarea', 'letter-spacing')).toBe('normal');
  });

  test.each(['en', 'ar'])(
    '%s: offers help once a visit, without opening and without the focus',
    async (lang) => {
      const { page, widget, problems } = await visit('<script src="/widget.js" defer></script>', {
        lang,
        dir: lang === 'ar' ? 'rtl' : 'ltr',
        body: '<input id="card" aria-label="Card" autofocus>',
      });
      const nudge = widget.host.locator('.nudge');
      await call(page, 'nudge', 'payment_failed');
      await nudge.waitFor();
      await screenshot(page, `nudge-${lang}`);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await widget.panel.count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('card');
      await nudge.locator('.accept').click();
      await widget.panel.waitFor();
      expect(await nudge.count()).toBe(0);
      await expect.poll(() => widget.box.inputValue()).not.toBe('');
      await call(page, 'close');
      await call(page, 'nudge', 'parcel_late');
      await page.reload();
      await call(page, 'nudge', 'parcel_late');
      await page.waitForTimeout(200);
      expect(await nudge.count()).toBe(0);
      expect(problems).toEqual([]);
    },
  );

  test('leaves whoever said "not now" alone for a month, and waits at the checkout', async () => {
    const { page, widget } = await visit('<script src="/widget.js" defer></script>');
    await page.clock.install({ time: new Date('2026-11-20T10:00:00Z') });
    await page.reload();
    const nudge = widget.host.locator('.nudge');
    await call(page, 'nudge', 'checkout');
    await page.clock.runFor(30_000);
    expect(await nudge.count()).toBe(0);
    await expect
      .poll(async () => {
        await page.clock.runFor(10_000);
        return nudge.count();
      })
      .toBe(1);
    await nudge.locator('.link').click();
    expect(await nudge.count()).toBe(0);
    const nextVisit = async (at: string) => {
      await page.evaluate(() => sessionStorage.clear());
      await page.clock.setSystemTime(new Date(at));
      await page.reload();
      await call(page, 'nudge', 'parcel_late');
      await page.clock.runFor(1000);
      await page.waitForTimeout(200);
      return nudge.count();
    };
    expect(await nextVisit('2026-12-15T10:00:00Z')).toBe(0);
    expect(await nextVisit('2026-12-21T10:00:00Z')).toBe(1);
  });

  test('finds today’s panel from a page that holds the loader of an earlier release', async () => {
    const answer = await fetch(`${shop.url}/widget/panel-OLDNAME1.js`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(await answer.text()).toMatch(/^export \* from "\.\/panel-\w{8}\.js";$/m);
    expect((await fetch(`${shop.url}/widget/talk-OLDNAME1.js`)).status).toBe(404);
  });
});
