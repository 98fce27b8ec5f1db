import { describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import {
  addAgent,
  confirmedRefund,
  conversationOf,
  expectSameWords,
  openDesk,
  openShopper,
  sayAndHear,
  useDesks,
} from './desk-page.ts';
import { hasBrowser, screenshot } from './widget-page.ts';

describe.skipIf(!hasBrowser)('decisions at the desk', () => {
  const at = useDesks(['Mia', 'Noor']);
  const { desks } = at;

  /** Greta, signed in at the shop, has confirmed a refund that a person must look at. */
  const greta = async () => {
    const shopper = await openShopper(at.browser, at.shop, '/account/cus_de_1?lang=en');
    await sayAndHear(shopper, 'I would like my money back for order DM-10054');
    await shopper.widget.host.locator('.proposal.open').waitFor();
    await sayAndHear(shopper, 'yes');
    await shopper.widget.host.locator('.proposal.awaiting_approval').waitFor();
    return { ...shopper, id: await conversationOf(shopper) };
  };

  test('are made by a second person, never by whoever asked', async () => {
    const { Noor: noor } = desks;
    const shopper = await greta();
    // An employee who shops here with the address they work with.
    await addAgent(at.shop, 'Greta', { email: 'greta.hoffmann@example.com' });
    const own = await openDesk(at.browser, at.shop, 'Greta', {
      email: 'greta.hoffmann@example.com',
    });
    await own.page.getByRole('button', { name: /^Approvals/ }).click();
    const ownArticle = own.page.getByRole('article', { name: /refund DM-10054/ });
    await ownArticle.getByText('This is your own order: a colleague decides.').waitFor();
    await screenshot(own.page, 'desk-own-request');
    const approve = ownArticle.getByRole('button', { name: 'Approve', exact: true });
    expect(await approve.isDisabled()).toBe(true);

    // A page that is made to offer it all the same is refused by the service.
    await own.page.route('**/v1/staff/approvals', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({
        body: (await answer.text()).replace('"bar":"own_request"', '"bar":null'),
      });
    });
    await own.page.reload();
    await own.page.getByRole('button', { name: /^Approvals/ }).click();
    await approve.click();
    await own.page.getByText('nobody decides on a wish of their own').waitFor();
    await own.page.unrouteAll({ behavior: 'ignoreErrors' });
    await own.page.context().close();
    expect(await shopper.widget.host.locator('.proposal.awaiting_approval').count()).toBe(1);

    await noor.page.getByRole('button', { name: /^Approvals/ }).click();
    const article = noor.page.getByRole('article', { name: /refund DM-10054/ });
    await article.getByText('I would like my money back for order DM-10054').waitFor();
    await article.getByRole('button', { name: 'Refuse…' }).click();
    await article.getByRole('button', { name: 'Back' }).click();
    await article.getByRole('button', { name: 'Approve', exact: true }).click();
    await noor.page.getByText('Nothing waits for a decision.').waitFor();
    await noor.page.keyboard.press('Escape');
    await desks.Mia.page.getByRole('button', { name: 'Approvals 0' }).waitFor();
    await shopper.widget.host.locator('.proposal:is(.executing, .executed)').waitFor();
    await sayAndHear(shopper, 'I want to talk to a person');
    await noor.open(shopper.id);
    await expectSameWords(at.shop, shopper, noor);
    await noor.act('Claim');
    await noor.resolve();
    expect(noor.problems).toEqual([]);
  });

  test('may give back less, which goes out when the shopper confirms it', async () => {
    const { page } = desks.Mia;
    const shopper = await openShopper(at.browser, at.shop, '/account/cus_fr_1?lang=en');
    await sayAndHear(shopper, 'I changed my mind, I would like my money back for order DM-10006');
    await sayAndHear(shopper, 'yes');
    await shopper.widget.host.locator('.proposal.awaiting_approval').waitFor();
    await page.getByRole('button', { name: /^Approvals/ }).click();
    const article = page.getByRole('article', { name: /refund DM-10006/ });
    await article.getByRole('button', { name: 'Change the amount…' }).click();
    const offer = article.getByRole('button', { name: 'Offer this amount' });
    for (const wrong of ['62.58', '110', 'twenty', '0']) {
      await article.getByLabel(/^Amount in EUR/).fill(wrong);
      expect(await offer.isDisabled(), wrong).toBe(true);
    }
    await article.getByLabel(/^Amount in EUR/).fill('20,50');
    await article.getByText('Offers €20.50.').waitFor();
    await article.getByLabel(/^Why less/).fill('Quokka: one bowl came back');
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await screenshot(page, `desk-lower-${colorScheme}`);
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    await offer.click();
    await page.getByText('Offered to the shopper; it goes out once they confirm.').waitFor();
    await page.keyboard.press('Escape');

    const card = shopper.widget.host.locator('.proposal.open');
    await card.getByText('€20.50 instead of €62.58').waitFor();
    await shopper.widget.host.locator('.proposal.refused').waitFor();
    await screenshot(shopper.page, 'widget-lowered');
    const refunds = async () =>
      (await at.shop.services.shop.refundsOfOrder('ord_10006')).map(({ amount }) => amount);
    const before = await refunds();
    expect(before).not.toContain(2050);
    await card.getByRole('button').first().click();
    await card.locator('.second button').first().click();
    await shopper.widget.host.locator('.proposal:is(.executing, .executed)').waitFor();
    expect((await refunds()).sort()).toEqual([...before, 2050].sort());
    expect(shopper.wire()).not.toContain('Quokka');
    expect(shopper.problems).toEqual([]);
  });

  test('leave a refusal with a reason for the record, and tell the shopper', async () => {
    const { page } = desks.Mia;
    const id = await confirmedRefund(at.shop, 'cus_us_1', 'DM-10046');
    await page.getByRole('button', { name: /^Approvals/ }).click();
    const article = page.getByRole('article', { name: /refund DM-10046/ });
    await article.getByRole('button', { name: 'Refuse…' }).click();
    await article.getByLabel(/Why not/).fill('sent back worn');
    await article.getByRole('button', { name: 'Refuse', exact: true }).click();
    await page.getByText('Refused; the shopper is told.').waitFor();
    await page.keyboard.press('Escape');
    const last = (await at.shop.services.log.read(id)).findLast(
      ({ event }) => event.type === 'proposal',
    )?.event;
    expect(last?.type === 'proposal' && last.proposal.state).toBe('refused');
    expect(JSON.stringify(await at.shop.services.log.read(id))).not.toContain('worn');
  });

  test('book in what comes back of a return, and the shopper reads what follows', async () => {
    const { page } = desks.Mia;
    const { conversations, proposals, shop } = at.shop.services;
    const order = await shop.findOrder('ord_10027');
    if (order === undefined) throw new Error('no order');
    const { conversation } = await conversations.start({
      channel: 'widget',
      verifiedCustomerId: order.customerId,
    });
    const proposed = await proposals.proposeChange({
      conversation,
      order,
      locale: 'en',
      timeZone: 'UTC',
      requested: {
        kind: 'return',
        reason: 'changed_mind',
        lines: order.lines.map(({ id, quantity }) => ({ lineId: id, quantity })),
      },
    });
    if (!proposed.ok) throw new Error(proposed.rule);
    const { id, confirmationToken = '' } = proposed.proposal;
    await proposals.confirm(conversation.id, id, { token: confirmationToken });

    await page.reload();
    await page.getByRole('button', { name: /^Approvals/ }).click();
    const article = page.getByRole('article', { name: /return of DM-10027/i });
    await article.getByLabel('Found').first().selectOption('Damaged, not accepted');
    await screenshot(page, 'desk-return');
    expect(await accessibilityFaults(page)).toEqual([]);
    await article.getByLabel('Found').first().selectOption('As expected');
    for (let left = order.lines.length; left > 0; left -= 1) {
      await article
        .getByRole('button', { name: 'Book in' })
        .nth(left - 1)
        .click();
      await expect
        .poll(() => article.getByRole('button', { name: 'Book in' }).count())
        .toBe(left - 1);
    }
    await article.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    const text = JSON.stringify(await at.shop.services.log.read(conversation.id));
    expect(text).toContain('We have received from order DM-10027');
    expect((await shop.findOrder('ord_10027'))?.status).toBe('returned');
    expect((await shop.refundsOfOrder('ord_10027')).length).toBe(order.lines.length);
  });
});
