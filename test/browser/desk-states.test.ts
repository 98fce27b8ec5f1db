import { describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { addAgent, openDesk, PASSWORD, useDesks } from './desk-page.ts';
import { startShopServer } from './shop-server.ts';
import { hasBrowser, openPage, screenshot } from './widget-page.ts';

describe.skipIf(!hasBrowser)('every state of the desk', () => {
  const at = useDesks([]);

  test.each(['light', 'dark'] as const)(
    'before the first conversation, and when a list is empty, %s',
    async (colorScheme) => {
      // A service of its own, to which nobody has ever come.
      const fresh = await startShopServer();
      await addAgent(fresh, 'Ada');
      const { page } = await openDesk(at.browser, fresh, 'Ada', { colorScheme });
      await page.getByText('Nothing has come in yet').waitFor();
      await page.getByText('No conversation is open.').waitFor();
      await screenshot(page, `desk-first-run-${colorScheme}`);
      expect(await accessibilityFaults(page)).toEqual([]);
      for (const [tab, words] of [
        ['Waiting', 'Nobody waits. Well done.'],
        ['Mine', 'You have no conversation. Claim one under Waiting.'],
        ['Snoozed', 'Nothing is set aside.'],
        ['Closed', 'Nothing was closed lately.'],
      ] as const) {
        await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
        await page.getByText(words).waitFor();
      }
      await page.getByRole('searchbox').fill('DM-99999');
      await page.getByText('Nothing is found.').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.context().close();
      await fresh.stop();
    },
  );

  test.each(['light', 'dark'] as const)(
    'when the browser keeps no session, %s',
    async (colorScheme) => {
      const name = colorScheme === 'light' ? 'Sol' : 'Sten';
      await addAgent(at.shop, name);
      const { page } = await openPage(at.browser, at.shop, '/desk', { colorScheme });
      // As Safari does over plain HTTP.
      await page.route('**/v1/staff/session', async (route) => {
        const answer = await route.fetch();
        const body = await answer.text();
        await page.context().clearCookies();
        await route.fulfill({ status: answer.status(), contentType: 'application/json', body });
      });
      await page.getByLabel('E-mail').fill(`${name.toLowerCase()}@shop.example`);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('The browser kept no session.').waitFor();
      await screenshot(page, `desk-no-session-${colorScheme}`);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.context().close();
    },
  );

  test.each(['light', 'dark'] as const)(
    'when orders cannot be read, and later can, %s',
    async (colorScheme) => {
      const shopper = await at.waiting(
        'Where is DM-10001? greta.hoffmann@example.com',
        'I want to talk to a person',
      );
      const name = colorScheme === 'light' ? 'Olga' : 'Otto';
      await addAgent(at.shop, name);
      const desk = await openDesk(at.browser, at.shop, name, { colorScheme });
      const { page } = desk;
      const { shop } = at.shop.services;
      const { findOrder } = shop;
      shop.findOrder = () => Promise.reject(new Error('the backend of orders is down'));
      await desk.open(shopper.id);
      await page.getByText('Orders cannot be read at the moment.').waitFor();
      // Each block for itself: the rest is there, and the shopper can be answered.
      await page.getByRole('region', { name: 'Customer' }).getByText('claimed').waitFor();
      await screenshot(page, `desk-orders-down-${colorScheme}`);
      expect(await accessibilityFaults(page)).toEqual([]);
      await desk.act('Claim');
      await desk.say('I am here, the order takes a moment');
      await shopper.widget.messages.filter({ hasText: 'takes a moment' }).waitFor();
      shop.findOrder = findOrder;
      await page.getByRole('button', { name: 'Refresh orders' }).click();
      const orders = page.getByRole('region', { name: 'Orders' });
      await orders.getByText('Celadon gaiwan set').first().waitFor();
      await page.getByText('Orders cannot be read').waitFor({ state: 'detached' });
      // What is known stays when it cannot be read again, with its age.
      shop.findOrder = () => Promise.reject(new Error('the backend of orders is down'));
      await page.getByRole('button', { name: 'Refresh orders' }).click();
      await orders.getByText('What stands here was read just now.').waitFor();
      await orders.getByText('Celadon gaiwan set').first().waitFor();
      await screenshot(page, `desk-stale-${colorScheme}`);
      expect(await accessibilityFaults(page)).toEqual([]);
      shop.findOrder = findOrder;
      await desk.resolve();
      await page.context().close();
    },
  );

  test.each(['light', 'dark'] as const)(
    'when something is refused or taken, %s',
    async (colorScheme) => {
      const shopper = await at.waiting();
      const [own, other] = colorScheme === 'light' ? ['Runa', 'Rolf'] : ['Rita', 'Remo'];
      for (const name of [own, other]) await addAgent(at.shop, name);
      const desk = await openDesk(at.browser, at.shop, own, { colorScheme });
      const { page } = desk;
      await desk.open(shopper.id);
      // A colleague was faster; this page has not heard of it yet.
      await page.route('**/v1/staff/stream*', (route) => route.abort());
      const claim = '**/v1/staff/handoffs/*/claim';
      await page.route(claim, async (route) => {
        const [person] = (await at.shop.services.staff.list()).filter(({ name }) => name === other);
        const handoff = await at.shop.services.handoffs.current(shopper.id);
        if (person === undefined || handoff === undefined) throw new Error('nobody is there');
        await at.shop.services.handoffs.claim(handoff.id, person);
        await route.continue();
      });
      await desk.act('Claim');
      await page.getByText(`${other} has this conversation.`).first().waitFor();
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await screenshot(page, `desk-taken-${colorScheme}`);
      expect(await accessibilityFaults(page)).toEqual([]);

      await page.route(claim, (route) =>
        route.fulfill({
          status: 403,
          contentType: 'application/problem+json',
          body: JSON.stringify({
            code: 'role_needed',
            detail: 'Only a lead or admin may do this.',
          }),
        }),
      );
      await desk.act('Take over');
      await page.getByText('Only a lead or admin may do this.').waitFor();
      await screenshot(page, `desk-refused-${colorScheme}`);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.unrouteAll({ behavior: 'ignoreErrors' });

      // Chromium without a screen answers "denied" by itself.
      await page.getByRole('button', { name: own, exact: true }).click();
      const notices = page.getByLabel('With a notice of the system');
      await notices.click();
      await page.getByText('The browser does not allow notices of this page.').waitFor();
      expect(await notices.isChecked()).toBe(false);
      await screenshot(page, `desk-no-notices-${colorScheme}`);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await desk.act('Take over');
      await desk.resolve();
      await page.context().close();
    },
  );

  test.each(['light', 'dark'] as const)(
    'has nothing that axe finds, in any state, %s',
    async (colorScheme) => {
      const shopper = await at.waiting(
        'Where is DM-10001? greta.hoffmann@example.com',
        'I want to talk to a person',
      );
      const name = colorScheme === 'light' ? 'Ines' : 'Ilse';
      await addAgent(at.shop, name);
      const out = await openPage(at.browser, at.shop, '/desk', { colorScheme });
      await out.page.getByLabel('E-mail').waitFor();
      await screenshot(out.page, `desk-sign-in-${colorScheme}`);
      expect(await accessibilityFaults(out.page)).toEqual([]);
      await out.page.context().close();

      const desk = await openDesk(at.browser, at.shop, name, { colorScheme });
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
      await page.getByRole('listbox', { name: 'Prepared words' }).waitFor();
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
      await page.setViewportSize({ width: 1000, height: 800 });
      await look('narrow');
      await page.getByRole('button', { name: 'Details' }).click();
      await look('tablet');
      await page.getByRole('button', { name: 'Close' }).click();
      await page.setViewportSize({ width: 700, height: 800 });
      await look('column');
      await page.getByRole('button', { name: 'Queue', exact: true }).click();
      await page.getByRole('tab', { name: /^Mine/ }).click();
      await desk.row(shopper.id).waitFor();
      await look('column-queue');
      await page.setViewportSize({ width: 320, height: 640 });
      await look('smallest-queue');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      await desk.row(shopper.id).click();
      await page.locator('.owner').waitFor();
      await look('smallest');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      await page.setViewportSize({ width: 390, height: 780 });
      await look('phone');
      await page.getByRole('tab', { name: 'Reply' }).click();
      await page.setViewportSize({ width: 1360, height: 820 });
      await desk.resolve();
      expect(desk.problems).toEqual([]);
      await page.context().close();
    },
  );
});
