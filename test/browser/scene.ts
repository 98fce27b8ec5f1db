import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type ShopServer, startShopServer } from './shop-server.ts';
import { CALM_REPLY, SlowModel } from './slow-model.ts';
import { conversationOf, hostPage, openBrowser, openPage, widgetOf } from './widget-page.ts';

export interface Scene {
  browser: Browser;
  shop: ShopServer;
  /** milliseconds for each word of a reply, where the shop's model is the slow one */
  wordMs: number;
  /** a page with its widget, by default a plain one of a shop */
  open(path?: string, options?: BrowserContextOptions): Promise<Visit>;
  /** the same with the panel open and a first message answered */
  begin(path?: string, options?: BrowserContextOptions): Promise<Visit & { id: string }>;
}

export interface Visit {
  page: Page;
  widget: ReturnType<typeof widgetOf>;
  problems: string[];
}

/**
 * A browser and a shop with a few pages for the tests of one file; each test's pages close with it. `slow`: the
 * assistant says the same calm words to everything, one at a time; else it is the built-in one.
 */
export function stageScene(options: { slow?: boolean } = {}): Scene {
  let browser: Browser | undefined;
  let shop: ShopServer | undefined;

  beforeAll(async () => {
    const models = [{ name: 'slow', model: new SlowModel(CALM_REPLY, () => scene.wordMs) }];
    [browser, shop] = await Promise.all([
      openBrowser(),
      startShopServer(options.slow === true ? { inputs: { models } } : {}),
    ]);
    shop.pages.set('/host/plain', { html: hostPage() });
    shop.pages.set('/host/ar', { html: hostPage({ lang: 'ar', dir: 'rtl' }) });
  });
  afterEach(async () => {
    scene.wordMs = 10;
    if (shop !== undefined) shop.fate = () => 'sent';
    for (const context of browser?.contexts() ?? []) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  const scene: Scene = {
    wordMs: 10,
    get browser() {
      return there(browser);
    },
    get shop() {
      return there(shop);
    },
    async open(path = '/host/plain', pageOptions = {}) {
      const { page, problems } = await openPage(scene.browser, scene.shop, path, pageOptions);
      return { page, problems, widget: widgetOf(page) };
    },
    async begin(path, pageOptions) {
      const visit = await scene.open(path, pageOptions);
      await visit.widget.open();
      await visit.widget.say('Hello');
      await visit.widget.host.locator('article.assistant .feedback').first().waitFor();
      return { ...visit, id: await conversationOf(visit.page) };
    },
  };
  return scene;
}

/** Words of the assistant as the log has them, said at once. */
export async function reply(
  { shop }: Scene,
  conversationId: string,
  messageId: string,
  text: string,
): Promise<void> {
  const message = { messageId, author: 'assistant' as const };
  await shop.services.log.append(conversationId, [
    { type: 'message-start', ...message },
    { type: 'message-end', ...message, text },
  ]);
}

/** What stands in the bubbles, in order. */
export function bubbles(page: Page): Promise<(string | null)[]> {
  return page
    .locator('dragoman-chat article .words')
    .evaluateAll((all) => all.map((one) => one.textContent));
}

export async function expectBubbles(page: Page, texts: readonly string[]): Promise<void> {
  await expect.poll(() => bubbles(page), { timeout: 30_000 }).toEqual(texts);
}

function there<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('the scene is set before the first test');
  return thing;
}
