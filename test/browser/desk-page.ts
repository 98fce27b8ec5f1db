import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Staff } from '../../src/staff/staff.ts';
import { type ShopServer, startShopServer } from './shop-server.ts';
import { hostPage, openBrowser, openPage, widgetOf } from './widget-page.ts';
import { recordWire } from './wire.ts';

export const PASSWORD = 'nine brass kettles sing';

/** A browser, a shop that serves `/host/plain`, and the desks of these people, for all tests of a file. */
export function useDesks<Name extends string>(
  names: readonly Name[],
  options: Parameters<typeof startShopServer>[0] = {},
) {
  const desks = {} as Record<Name, DeskPage>;
  const fixture = {
    browser: undefined as unknown as Browser,
    shop: undefined as unknown as ShopServer,
    desks,
    waiting: (...words: string[]) =>
      shopperWhoWaits(fixture.browser, fixture.shop, words.length === 0 ? undefined : words),
  };
  beforeAll(async () => {
    [fixture.browser, fixture.shop] = await Promise.all([openBrowser(), startShopServer(options)]);
    fixture.shop.pages.set('/host/plain', { html: hostPage() });
    for (const name of names) {
      await addAgent(fixture.shop, name);
      desks[name] = await openDesk(fixture.browser, fixture.shop, name);
    }
  });
  afterAll(async () => {
    await fixture.browser?.close();
    await fixture.shop?.stop();
  });
  return fixture;
}

/** Somebody who may sign in at the desk with PASSWORD. */
export async function addAgent(
  shop: ShopServer,
  name: string,
  options: { role?: Staff['role']; email?: string } = {},
): Promise<Staff> {
  const { staff, accounts } = shop.services;
  const { role = 'agent', email = emailOf(name) } = options;
  const { staff: person } = await staff.add({ name, role, email });
  const secret = await accounts.makeLink(person.id, 'invitation', null);
  const taken = await accounts.takeUpLink(secret, PASSWORD);
  if (!taken.ok) throw new Error(taken.reason);
  return person;
}

function emailOf(name: string): string {
  return `${name.toLowerCase()}@shop.example`;
}

export interface DeskPage {
  page: Page;
  problems: string[];
  /** the row of the queue for a conversation */
  row(conversationId: string): ReturnType<Page['locator']>;
  open(conversationId: string): Promise<void>;
  act(name: string, timeout?: number): Promise<void>;
  say(text: string): Promise<void>;
  /** a note for colleagues */
  note(text: string): Promise<void>;
  resolve(): Promise<void>;
  /** the line that says who answers the shopper now */
  owner: ReturnType<Page['locator']>;
  messages: ReturnType<Page['locator']>;
}

/** A browser of its own with that person signed in. */
export async function openDesk(
  browser: Browser,
  shop: ShopServer,
  name: string,
  options: BrowserContextOptions & { email?: string } = {},
): Promise<DeskPage> {
  const { email = emailOf(name), ...context } = options;
  const { page, problems } = await openPage(browser, shop, '/desk', {
    viewport: { width: 1360, height: 820 },
    ...context,
  });
  await signIn(page, email);
  await page.getByRole('tab', { name: /^All/ }).click();
  // Signing in begins with a question that answers 401: nobody is signed in yet.
  problems.length = 0;
  return deskOf(page, problems);
}

export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Queue' }).waitFor();
}

function deskOf(page: Page, problems: string[]): DeskPage {
  const row = (conversationId: string) => page.locator(`[data-conversation="${conversationId}"]`);
  const owner = page.locator('.owner');
  const desk: DeskPage = {
    page,
    problems,
    row,
    owner,
    messages: page.locator('.log .message'),
    async open(conversationId) {
      await row(conversationId).click();
      await page.locator('.owner').waitFor();
    },
    async act(name, timeout = 30_000) {
      await owner.getByRole('button', { name, exact: true }).click({ timeout });
    },
    async say(text) {
      await page.getByLabel('Reply to the shopper').fill(text);
      // A desk that was cut off reads only, until all its streams are back.
      await page
        .locator('button:enabled', { hasText: /^Send$/ })
        .first()
        .waitFor();
      await page.getByLabel('Reply to the shopper').press('Enter');
    },
    async note(text) {
      await page.getByRole('tab', { name: 'Note' }).click();
      await page.getByLabel('Not visible to the customer').fill(text);
      await page.getByRole('button', { name: 'Add the note' }).click();
      await page.locator('.message.internal', { hasText: text }).waitFor();
      await page.getByRole('tab', { name: 'Reply' }).click();
    },
    async resolve() {
      await desk.act('Resolve');
      await page.getByRole('button', { name: 'question answered' }).click();
      await owner.getByText('The assistant answers.').waitFor();
    },
  };
  return desk;
}

export interface Shopper {
  page: Page;
  widget: ReturnType<typeof widgetOf>;
  problems: string[];
  /** of their conversation */
  id: string;
  /** everything that reached their page */
  wire: () => string;
}

/** A shopper in a browser of their own with the widget open. */
export async function openShopper(
  browser: Browser,
  shop: ShopServer,
  path = '/host/plain',
): Promise<Omit<Shopper, 'id'>> {
  const { page, problems } = await openPage(browser, shop, path);
  const wire = await recordWire(page);
  const widget = widgetOf(page);
  await widget.open();
  return { page, problems, wire, widget };
}

/** Says something and waits until it is answered. */
export async function sayAndHear({ widget }: Pick<Shopper, 'widget'>, text: string): Promise<void> {
  const before = await widget.messages.count();
  await widget.say(text);
  await expect.poll(() => widget.messages.count()).toBeGreaterThan(before + 1);
}

/** The conversation that a shopper's page holds. */
export async function conversationOf({ page }: Pick<Shopper, 'page'>): Promise<string> {
  const known = await page.evaluate(() => JSON.stringify(localStorage));
  return /cnv_[0-9a-z]+/.exec(known)?.[0] ?? '';
}

/** A shopper who has said this, and at last called a person. */
export async function shopperWhoWaits(
  browser: Browser,
  shop: ShopServer,
  words: readonly string[] = ['I want to talk to a person'],
): Promise<Shopper> {
  const shopper = await openShopper(browser, shop);
  for (const text of words) await sayAndHear(shopper, text);
  await shopper.widget.host.locator('.note').first().waitFor();
  return { ...shopper, id: await conversationOf(shopper) };
}

/** A customer of the demo shop who has confirmed a refund that waits for a person; their conversation. */
export async function confirmedRefund(
  shop: ShopServer,
  customerId = 'cus_de_1',
  order = 'DM-10054',
): Promise<string> {
  const { conversations, turns } = shop.services;
  const { conversation } = await conversations.start({
    channel: 'widget',
    verifiedCustomerId: customerId,
  });
  for (const text of [`I would like my money back for order ${order}`, 'yes']) {
    await conversations.acceptMessage(conversation.id, { clientMessageId: text, text });
    await turns.run(conversation.id);
  }
  return conversation.id;
}

/**
 * Nothing lost, doubled or on the wrong side: the shopper's page, the desk's page and the log hold the same messages in
 * the same order, and none of the desk's own words ever went to the shopper.
 */
export async function expectSameWords(
  shop: ShopServer,
  shopper: Shopper,
  desk: DeskPage,
  deskOnly: readonly string[] = [],
): Promise<void> {
  const logged = (await shop.services.log.read(shopper.id)).flatMap(({ event }) =>
    event.type === 'message-end' && event.outcome !== 'discarded' && event.text !== ''
      ? [plain(event.text)]
      : [],
  );
  const shown = async (messages: ReturnType<Page['locator']>) =>
    (await messages.locator('.words').allInnerTexts()).map(plain);
  await expect
    .poll(() => shown(shopper.widget.messages), { message: 'the shopper reads' })
    .toEqual(logged);
  const atDesk = desk.page.locator('.log .message:not(.internal)');
  await expect.poll(() => shown(atDesk), { message: 'the desk reads' }).toEqual(logged);
  const wire = shopper.wire();
  const latest = logged.at(-1);
  // A record that misses what was said would prove nothing.
  expect(latest === undefined || plain(wire).includes(latest), 'the wire was recorded').toBe(true);
  for (const words of [...deskOnly, '"type":"tool-result"', '"type":"turn-ended"'])
    expect(wire.includes(words), `“${words}” went to the shopper`).toBe(false);
}

/** Words as they are read, whatever marks them up. */
function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
