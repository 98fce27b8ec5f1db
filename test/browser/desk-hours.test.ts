import { describe, expect, test } from 'vitest';
import { testPrompts } from '../helpers/prompts.ts';
import { accessibilityFaults } from './axe.ts';
import { expectSameWords, sayAndHear, useDesks } from './desk-page.ts';
import { hasBrowser, screenshot } from './widget-page.ts';

/** The desk is open on one day of the week, which is not today. */
const inThreeDays = new Date(Date.now() + 3 * 86_400_000);
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const hours = {
  timeZone: 'UTC',
  week: { [DAYS[inThreeDays.getUTCDay()] ?? 'mon']: ['09:00-18:00'] },
  holidays: [],
};

describe.skipIf(!hasBrowser)('out of hours', async () => {
  const source = await testPrompts();
  const at = useDesks(['Mia'], {
    inputs: {
      prompts: {
        ...source,
        searchHelp: source.searchHelp.bind(source),
        current: () => {
          const values = source.current();
          return { ...values, desk: { ...values.desk, hours } };
        },
      },
    },
  });

  test('a shopper is told when somebody answers, leaves an address, and is helped on; whoever comes early may answer', async () => {
    const { Mia: mia } = at.desks;
    const shopper = await at.waiting();
    const weekday = inThreeDays.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
    await expect.poll(() => shopper.widget.panel.textContent()).toContain(weekday);
    await screenshot(shopper.page, 'widget-closed');
    await sayAndHear(shopper, 'ada@example.org');
    await sayAndHear(shopper, 'Which payment methods do you take?');
    await shopper.widget.messages.filter({ hasText: 'PayPal' }).waitFor();

    await mia.open(shopper.id);
    await mia.owner.getByText('Waits for a person.').waitFor();
    // No clock runs while nobody is expected.
    await mia.row(shopper.id).getByText('paused').waitFor();
    for (const colorScheme of ['dark', 'light'] as const) {
      await mia.page.emulateMedia({ colorScheme });
      await screenshot(mia.page, `desk-closed-${colorScheme}`);
      expect(await accessibilityFaults(mia.page)).toEqual([]);
    }
    const handoff = await at.shop.services.handoffs.current(shopper.id);
    expect(handoff?.contact).toBe('ada@example.org');
    await mia.page.getByText('ada@example.org').first().waitFor();
    await mia.act('Claim');
    await mia.note('Walrus: answered early');
    await mia.say('I am here before we open');
    await shopper.widget.messages.filter({ hasText: 'before we open' }).waitFor();
    await expectSameWords(at.shop, shopper, mia, ['Walrus']);
    await mia.resolve();
    expect([...mia.problems, ...shopper.problems]).toEqual([]);
  });
});
