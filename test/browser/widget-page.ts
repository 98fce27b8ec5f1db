import { mkdirSync, readFileSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { createTranslator, type Texts, type Translator } from '../../src/ui/translate.ts';
import { chromiumPath } from './find-chromium.ts';
import type { ShopServer } from './shop-server.ts';

export const hasBrowser = chromiumPath() !== undefined;

/** The browser of all test files; closing it closes what this file opened. */
export function openBrowser(): Promise<Browser> {
  return chromium.connect(inject('browser'));
}

/** A page of an imagined shop with the widget's one tag. */
export function hostPage(
  options: { tag?: string; head?: string; body?: string; lang?: string; dir?: string } = {},
): string {
  const { tag = '<script src="/widget.js" defer></script>', head = '', body = '' } = options;
  return `<!doctype html><html lang="${options.lang ?? 'en'}" dir="${options.dir ?? 'ltr'}">
<head><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1">${head}</head>
<body><main><h1>Shop</h1><p>A page of a shop.</p>${body}</main>${tag}</body></html>`;
}

/** A new shopper's browser with what goes wrong collected. */
export async function openPage(
  browser: Browser,
  shop: ShopServer,
  path: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({
    locale: 'en',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  await page.goto(`${shop.url}${path}`);
  return { page, problems };
}

/** The widget as a shopper meets it; shadow roots are open to locators. */
export function widgetOf(page: Page) {
  const host = page.locator('dragoman-chat').first();
  return {
    host,
    launcher: host.locator('button[part=launcher]'),
    panel: host.getByRole('dialog'),
    box: host.locator('.composer textarea'),
    send: host.locator('.composer button[type=submit]'),
    log: host.locator('.log'),
    messages: host.locator('article'),
    async open() {
      await host.locator('button[part=launcher]').click();
      await host.getByRole('dialog').waitFor();
    },
    async say(text: string) {
      await host.locator('.composer textarea').fill(text);
      await host.locator('.composer textarea').press('Enter');
    },
  };
}

/** The conversation that the page's shopper has, by its id; empty while there is none. */
export function conversationOf(page: Page, store = ''): Promise<string> {
  return page.evaluate(
    (key) => JSON.parse(localStorage.getItem(key) ?? '{}').conversation?.id ?? '',
    `dragoman:${store}`,
  );
}

/** The interface's own texts, as a page in that language shows them. */
export function textsOf(locale: string): Translator {
  const read = (name: string): Record<'chat' | 'cards', Texts> =>
    JSON.parse(readFileSync(`src/widget/locales/${name}.json`, 'utf8'));
  const [wanted, english] = [read(locale), read('en')];
  return createTranslator(
    locale,
    { ...wanted.chat, ...wanted.cards },
    { ...english.chat, ...english.cards },
  );
}

const FOLDER = 'test/browser/screenshots';

/** A picture for people to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: `${FOLDER}/${name}.png`, animations: 'disabled' });
}
