import { describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { addAgent, openDesk, useDesks } from './desk-page.ts';
import { hasBrowser, openPage, screenshot } from './widget-page.ts';

describe.skipIf(!hasBrowser)('every state of the desk', () => {
  const at = useDesks([]);

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
      await page.setViewportSize({ width: 900, height: 800 });
      await page.getByRole('button', { name: 'Details' }).click();
      await look('tablet');
      await page.getByRole('button', { name: 'Close' }).click();
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
