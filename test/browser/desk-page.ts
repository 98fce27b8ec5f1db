import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Staff } from '../../src/staff/staff.ts';
import type { ShopServer } from './shop-server.ts';
import { openPage, widgetOf } from './widget-page.ts';

export const PASSWORD = 'nine brass kettles sing';

/** Somebody who may sign in at the desk with PASSWORD. */
export async function addAgent(
  shop: ShopServer,
  name: string,
  options: { role?: Staff['role']; locale?: string } = {},
): Promise<Staff> {
  const { staff, accounts } = shop.services;
  const email = `${name.toLowerCase()}@shop.example`;
  const { role = 'agent' } = options;
  const { staff: person } = await staff.add({ name, role, email });
  const secret = await accounts.makeLink(person.id, 'invitation', null);
  await accounts.takeUpLink(secret, PASSWORD);
  return person;
}

export interface DeskPage {
  page: Page;
  problems: string[];
  /** the row of the queue for a conversation */
  row(conversationId: string): ReturnType<Page['locator']>;
  open(conversationId: string): Promise<void>;
  act(name: string, timeout?: number): Promise<void>;
  say(text: string): Promise<void>;
  messages: ReturnType<Page['locator']>;
}

/** A browser of its own with that person signed in. */
export async function openDesk(
  browser: Browser,
  shop: ShopServer,
  name: string,
  options: BrowserContextOptions = {},
): Promise<DeskPage> {
  const { page, problems } = await openPage(browser, shop, '/desk', {
    viewport: { width: 1360, height: 820 },
    ...options,
  });
  await page.getByLabel('E-mail').fill(`${name.toLowerCase()}@shop.example`);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Queue' }).waitFor();
  await page.getByRole('tab', { name: /^All/ }).click();
  // Signing in begins with a question that answers 401: nobody is signed in yet.
  problems.length = 0;
  return deskOf(page, problems);
}

function deskOf(page: Page, problems: string[]): DeskPage {
  const row = (conversationId: string) => page.locator(`[data-conversation="${conversationId}"]`);
  return {
    page,
    problems,
    row,
    async open(conversationId) {
      await row(conversationId).click();
      await page.locator('.owner').waitFor();
    },
    async act(name, timeout = 30_000) {
      await page.locator('.owner').getByRole('button', { name, exact: true }).click({ timeout });
    },
    async say(text) {
      await page.getByLabel('Reply to the shopper').fill(text);
      await page.getByLabel('Reply to the shopper').press('Enter');
    },
    messages: page.locator('.log .message'),
  };
}

/** A shopper in a browser of their own who has said this, and at last called a person. */
export async function shopperWhoWaits(
  browser: Browser,
  shop: ShopServer,
  words: readonly string[] = ['I want to talk to a person'],
): Promise<{ page: Page; widget: ReturnType<typeof widgetOf>; problems: string[]; id: string }> {
  const { page, problems } = await openPage(browser, shop, '/host/plain');
  const widget = widgetOf(page);
  await widget.open();
  for (const text of words) {
    const before = await widget.messages.count();
    await widget.say(text);
    await expect.poll(() => widget.messages.count()).toBeGreaterThan(before + 1);
  }
  await widget.host.locator('.note').first().waitFor();
  const known = await page.evaluate(() => JSON.stringify(localStorage));
  return { page, widget, problems, id: /cnv_[0-9a-z]+/.exec(known)?.[0] ?? '' };
}
