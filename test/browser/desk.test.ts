import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { addAgent, type DeskPage, openDesk, shopperWhoWaits } from './desk-page.ts';
import { type ShopServer, startShopServer } from './shop-server.ts';
import { hasBrowser, hostPage, openBrowser, openPage, screenshot } from './widget-page.ts';

const MOST_BYTES = 60_000;

test('the desk is one file of at most 60 kB, compressed', () => {
  const script = readFileSync(new URL('../../dist/browser/desk.js', import.meta.url));
  expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(MOST_BYTES);
});

describe.skipIf(!hasBrowser)('the desk', () => {
  let browser: Browser;
  let shop: ShopServer;
  let mia: DeskPage;
  let noor: DeskPage;
  /** moves the service's clock ahead of the browsers' */
  let ahead = 0;

  beforeAll(async () => {
    [browser, shop] = await Promise.all([
      openBrowser(),
      startShopServer({ inputs: { now: () => Date.now() + ahead } }),
    ]);
    shop.pages.set('/host/plain', { html: hostPage() });
    await addAgent(shop, 'Mia');
    await addAgent(shop, 'Noor');
    [mia, noor] = [await openDesk(browser, shop, 'Mia'), await openDesk(browser, shop, 'Noor')];
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  const waiting = (...words: string[]) =>
    shopperWhoWaits(browser, shop, words.length === 0 ? undefined : words);
  const owner = (desk: DeskPage) => desk.page.locator('.owner');
  const resolve = async (desk: DeskPage) => {
    await desk.act('Resolve');
    await desk.page.getByRole('button', { name: 'question answered' }).click();
    await owner(desk).getByText('The assistant answers.').waitFor();
  };

  test('lets one person answer live, word for word on both sides', async () => {
    const shopper = await waiting('Where is DM-10001? I want a human please');
    await mia.open(shopper.id);
    await mia.act('Claim');
    await mia.say('Hello, this is Mia. I am looking at your parcel now.');
    await shopper.widget.messages.filter({ hasText: 'this is Mia' }).waitFor();
    await shopper.widget.say('Thank you Mia');
    await mia.page.locator('.message.shopper', { hasText: 'Thank you Mia' }).waitFor();
    await screenshot(mia.page, 'desk-live');
    expect(await mia.page.locator('.message', { hasText: 'this is Mia' }).count()).toBe(1);
    expect(await shopper.widget.messages.filter({ hasText: 'this is Mia' }).count()).toBe(1);
    await resolve(mia);
    expect([...mia.problems, ...shopper.problems]).toEqual([]);
  });

  test('gives a conversation to one of two who claim it at once, and tells the other who has it', async () => {
    const shopper = await waiting();
    await Promise.all([mia.open(shopper.id), noor.open(shopper.id)]);
    await Promise.all([
      // The loser's button is gone before it is pressed, or its claim comes too late.
      mia.act('Claim', 2000).catch(() => undefined),
      noor.act('Claim', 2000).catch(() => undefined),
    ]);
    await expect
      .poll(async () =>
        (
          await Promise.all([mia, noor].map((desk) => owner(desk).locator('b').textContent()))
        ).sort(),
      )
      .toEqual([
        expect.stringMatching(/^(Mia|Noor) has this conversation\.$/),
        'You have this conversation.',
      ]);
    const winner = (await owner(mia).textContent())?.startsWith('You') ? mia : noor;
    const loser = winner === mia ? noor : mia;
    expect(await loser.page.getByLabel('Reply to the shopper').count()).toBe(0);

    // Who is locked out may take over; the words the other had begun are kept.
    await winner.page.getByLabel('Reply to the shopper').fill('I was about to say');
    await loser.act('Take over');
    await owner(loser).getByText('You have this conversation.').waitFor();
    await winner.page.getByText('Your draft is kept: I was about to say').waitFor();
    await loser.say('A colleague here now');
    await shopper.widget.messages.filter({ hasText: 'A colleague here now' }).waitFor();
    await resolve(loser);
    // The claim that came too late was answered 409.
    mia.problems.length = noor.problems.length = 0;
  });

  test('keeps notes at the desk', async () => {
    const shopper = await waiting();
    await mia.open(shopper.id);
    await mia.act('Claim');
    await mia.page.getByRole('tab', { name: 'Note' }).click();
    await mia.page
      .getByLabel('Not visible to the customer')
      .fill('Zebra: looks like a reseller, ask @Noor ');
    await mia.page.getByRole('button', { name: 'Add the note' }).click();
    await mia.page.locator('.message.internal', { hasText: 'Zebra' }).waitFor();
    await noor.open(shopper.id);
    await noor.page.locator('.message.internal', { hasText: 'Zebra' }).waitFor();
    await mia.page.getByRole('tab', { name: 'Reply' }).click();
    await mia.say('One moment please');
    await shopper.widget.messages.filter({ hasText: 'One moment please' }).waitFor();
    expect(
      await shopper.widget.host.evaluate((host) => host.shadowRoot?.textContent),
    ).not.toContain('Zebra');
    const stored = await shop.services.log.read(shopper.id);
    expect(JSON.stringify(stored)).not.toContain('Zebra');
    await resolve(mia);
  });

  test('hands back with a note, and a second call is a new place in the queue', async () => {
    const shopper = await waiting();
    await mia.open(shopper.id);
    await mia.act('Claim');
    await mia.act('Back to the assistant');
    await mia.page.getByLabel(/Note for the assistant/).fill('Promised to look again on Friday');
    await mia.page.getByRole('button', { name: 'Hand back' }).click();
    await owner(mia).getByText('The assistant answers.').waitFor();
    expect(
      await shopper.widget.host.evaluate((host) => host.shadowRoot?.textContent),
    ).not.toContain('Friday');
    await shopper.widget.say('Which payment methods do you take?');
    await mia.page.locator('.message.assistant', { hasText: 'PayPal' }).waitFor();
    await shopper.widget.say('I want to talk to a person again please');
    await owner(mia).getByText('Waits for a person.').waitFor();
    await mia.act('Claim');
    await mia.say('Back again');
    await shopper.widget.messages.filter({ hasText: 'Back again' }).waitFor();
    await resolve(mia);
    await mia.page.getByRole('button', { name: 'Undo' }).click();
    await owner(mia).getByText('You have this conversation.').waitFor();
    await resolve(mia);
  });

  test('puts a conversation back when its person vanishes, and tells the shopper', async () => {
    const shopper = await waiting();
    await mia.open(shopper.id);
    await mia.act('Claim');
    await owner(mia).getByText('You have this conversation.').waitFor();
    ahead += 11 * 60_000;
    await shop.services.recover();
    await owner(noor).or(noor.row(shopper.id)).first().waitFor();
    await noor.open(shopper.id);
    await owner(noor).getByText('Waits for a person.').waitFor();
    await owner(mia).getByText('Waits for a person.').waitFor();
    await noor.act('Claim');
    await noor.say('I have taken this on');
    await shopper.widget.messages.filter({ hasText: 'I have taken this on' }).waitFor();
    await resolve(noor);
  });

  test('loses and doubles nothing when the service restarts between two messages', async () => {
    const shopper = await waiting();
    await mia.open(shopper.id);
    await mia.act('Claim');
    await mia.say('Before the break');
    await shopper.widget.messages.filter({ hasText: 'Before the break' }).waitFor();
    await shop.halt();
    await mia.page.getByText('The connection is lost.').waitFor();
    expect(await mia.page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    await mia.page.getByLabel('Reply to the shopper').fill('Typed in the dark');
    await shopper.widget.say('Are you there?');
    await shop.restart();
    await mia.page.locator('.message.shopper', { hasText: 'Are you there?' }).waitFor();
    await mia.page.getByText('The connection is lost.').waitFor({ state: 'detached' });
    await mia.page.getByLabel('Reply to the shopper').press('Enter');
    await shopper.widget.messages.filter({ hasText: 'Typed in the dark' }).waitFor();
    for (const words of ['Before the break', 'Are you there?', 'Typed in the dark']) {
      expect(await mia.page.locator('.message', { hasText: words }).count(), words).toBe(1);
      expect(await shopper.widget.messages.filter({ hasText: words }).count(), words).toBe(1);
    }
    await resolve(mia);
    mia.problems.length = 0;
    noor.problems.length = 0;
  });

  test('lets a person approve what a shopper confirmed, and the shopper hears of it', async () => {
    const { conversations, turns, log } = shop.services;
    const { conversation } = await conversations.start({
      channel: 'widget',
      verifiedCustomerId: 'cus_de_1',
    });
    for (const text of ['I would like my money back for order DM-10054', 'yes']) {
      await conversations.acceptMessage(conversation.id, { clientMessageId: text, text });
      await turns.run(conversation.id);
    }
    const { page } = mia;
    await page.getByRole('button', { name: 'Approvals 1' }).click();
    const approval = page.getByRole('article', { name: /refund DM-10054/ });
    await approval.getByRole('button', { name: 'Refuse…' }).click();
    await approval.getByRole('button', { name: 'Back' }).click();
    await approval.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Nothing waits for a decision.').waitFor();
    await noor.page.getByRole('button', { name: 'Approvals 0' }).waitFor();
    await page.keyboard.press('Escape');
    const events = await log.read(conversation.id);
    expect(
      events.flatMap(({ event }) => (event.type === 'proposal' ? [event.proposal.state] : [])),
    ).toEqual(expect.arrayContaining(['open', 'awaiting_approval']));
    const last = events.findLast(({ event }) => event.type === 'proposal')?.event;
    expect(last?.type === 'proposal' && last.proposal.state).toMatch(/executing|executed/);
  });

  test('is worked by keys alone', async () => {
    const first = await waiting('human please, my name is Ada');
    const { page } = mia;
    await page.locator('body').press('Escape');
    await mia.row(first.id).waitFor();
    await page.keyboard.press('j');
    await owner(mia).waitFor();
    for (let step = 0; step < 5 && !(await page.url().endsWith(first.id)); step += 1)
      await page.keyboard.press('j');
    await owner(mia).getByText('Waits for a person.').waitFor();
    await page.keyboard.press('c');
    await owner(mia).getByText('You have this conversation.').waitFor();
    await page.keyboard.press('/');
    await page.getByRole('list', { name: 'Prepared words' }).getByRole('button').first().waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('All by keys');
    await page.keyboard.press('Enter');
    await first.widget.messages.filter({ hasText: 'All by keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await expect
      .poll(() => page.locator('#note').evaluate((box) => box.matches(':focus')))
      .toBe(true);
    await page.keyboard.type('jkceb are letters here');
    expect(await page.getByLabel('Not visible to the customer').inputValue()).toBe(
      'jkceb are letters here',
    );
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Find or do' }).waitFor();
    await page.keyboard.type('keys');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('e');
    await page.getByRole('group', { name: 'What was it?' }).waitFor();
    await page.keyboard.press('Enter');
    await owner(mia).getByText('The assistant answers.').waitFor();
    expect(mia.problems).toEqual([]);
  });

  test.each(['light', 'dark'] as const)(
    'has nothing that axe finds, in any state, %s',
    async (colorScheme) => {
      const shopper = await waiting(
        'Where is DM-10001? greta.hoffmann@example.com',
        'I want to talk to a person',
      );
      const name = colorScheme === 'light' ? 'Ines' : 'Ilse';
      await addAgent(shop, name);
      const out = await openPage(browser, shop, '/desk', { colorScheme });
      await out.page.getByLabel('E-mail').waitFor();
      await screenshot(out.page, `desk-sign-in-${colorScheme}`);
      expect(await accessibilityFaults(out.page)).toEqual([]);
      await out.page.context().close();

      const desk = await openDesk(browser, shop, name, { colorScheme });
      const { page } = desk;
      const look = async (state: string) => {
        await screenshot(page, `desk-${state}-${colorScheme}`);
        expect(await accessibilityFaults(page), state).toEqual([]);
      };
      await desk.row(shopper.id).waitFor();
      await look('queue');
      await page.getByRole('tab', { name: /^Snoozed/ }).click();
      await page.getByText('Nothing is set aside.').waitFor();
      await look('empty');
      await page.getByRole('tab', { name: /^Waiting/ }).click();
      await desk.open(shopper.id);
      await page.getByRole('button', { name: 'Refresh parcels' }).waitFor();
      await look('open');
      await desk.act('Claim');
      for (const [act, state] of [
        ['Resolve', 'resolve'],
        ['Back to the assistant', 'hand-back'],
        ['Pass on', 'pass-on'],
        ['Snooze', 'snooze'],
      ] as const) {
        await desk.act(act);
        await look(state);
      }
      await page.getByLabel('Reply to the shopper').fill('/');
      await page.getByRole('list', { name: 'Prepared words' }).waitFor();
      await look('prepared-words');
      await page.getByLabel('Reply to the shopper').fill('');
      await page.getByRole('tab', { name: 'Note' }).click();
      await look('note');
      for (const [open, state] of [
        [() => page.keyboard.press('Control+k'), 'palette'],
        [() => page.getByRole('button', { name: /^Approvals/ }).click(), 'approvals'],
        [() => page.getByRole('button', { name, exact: true }).click(), 'account'],
      ] as const) {
        await open();
        await page.getByRole('dialog').waitFor();
        await look(state);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      await page.setViewportSize({ width: 900, height: 800 });
      await page.getByRole('button', { name: 'Details' }).click();
      await look('tablet');
      await page.getByRole('button', { name: 'Close' }).click();
      await page.setViewportSize({ width: 390, height: 780 });
      await look('phone');
      await page.getByRole('tab', { name: 'Reply' }).click();
      await page.setViewportSize({ width: 1360, height: 820 });
      await resolve(desk);
      expect(desk.problems).toEqual([]);
      await page.context().close();
    },
  );
});
