import { describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { expectSameWords, PASSWORD, useDesks } from './desk-page.ts';
import { CALM_REPLY, SlowModel } from './slow-model.ts';
import { hasBrowser, screenshot } from './widget-page.ts';

const SHOPPER_STREAM = /^\/v1\/conversations\/[^/]+\/stream/;
const DESK_STREAMS = /^\/v1\/staff\/.*stream/;

describe.skipIf(!hasBrowser)('a desk whose connection comes and goes', () => {
  const models = [{ name: 'slow', model: new SlowModel(CALM_REPLY, () => 40) }];
  const at = useDesks(['Mia', 'Noor'], { inputs: { models } });
  const { desks } = at;
  const idOf = async (name: string) =>
    (await at.shop.services.staff.findByEmail(`${name.toLowerCase()}@shop.example`))?.id ?? '';

  test('loses and doubles nothing when the service restarts between two messages', async () => {
    const { Mia: mia, Noor: noor } = desks;
    const shopper = await at.waiting();
    await mia.open(shopper.id);
    await mia.act('Claim');
    await mia.say('Before the break');
    await shopper.widget.messages.filter({ hasText: 'Before the break' }).waitFor();
    await at.shop.halt();
    await mia.page.getByText('The connection is lost.').waitFor();
    expect(await mia.page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    await mia.page.getByLabel('Reply to the shopper').fill('Typed in the dark');
    await shopper.widget.say('Are you there?');
    await at.shop.restart();
    await mia.page.locator('.message.shopper', { hasText: 'Are you there?' }).waitFor();
    await mia.page.getByText('The connection is lost.').waitFor({ state: 'detached' });
    await mia.page.getByLabel('Reply to the shopper').press('Enter');
    await shopper.widget.messages.filter({ hasText: 'Typed in the dark' }).waitFor();
    await expectSameWords(at.shop, shopper, mia);
    await mia.resolve();
    mia.problems.length = noor.problems.length = 0;
  });

  test.each([
    ['the shopper', SHOPPER_STREAM],
    ['the desk', DESK_STREAMS],
  ])(
    'loses and doubles nothing when %s is cut off in the middle of a reply',
    async (_who, streams) => {
      const { Mia: mia } = desks;
      const shopper = await at.waiting();
      await mia.open(shopper.id);
      await shopper.widget.say('Tell me something while I wait');
      const running = mia.page.locator('.message.assistant', { hasText: 'writes…' });
      await running.getByText('Happy to').waitFor();
      await shopper.widget.messages.filter({ hasText: 'Happy to' }).waitFor();
      expect(at.shop.cut(streams)).toBeGreaterThan(0);
      await running.waitFor({ state: 'detached' });
      await expectSameWords(at.shop, shopper, mia);
      await mia.act('Claim');
      await mia.say('Both of us are here');
      await shopper.widget.messages.filter({ hasText: 'Both of us' }).waitFor();
      await expectSameWords(at.shop, shopper, mia);
      await mia.resolve();
      mia.problems.length = 0;
    },
  );

  test('reads the queue and the conversation whole after every break', async () => {
    const { Mia: mia } = desks;
    const shopper = await at.waiting();
    await mia.open(shopper.id);
    const asked: string[] = [];
    mia.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    expect(at.shop.cut(DESK_STREAMS)).toBeGreaterThanOrEqual(2);
    await expect.poll(() => asked).toContain('/v1/staff/queue');
    await expect.poll(() => asked).toContain(`/v1/staff/conversations/${shopper.id}`);
    mia.page.removeAllListeners('request');
    await mia.act('Claim');
    await mia.resolve();
    mia.problems.length = 0;
  });

  test('says so for as long as it is lost, and shows what is known without letting it be changed', async () => {
    const { Mia: mia } = desks;
    const shopper = await at.waiting();
    await mia.open(shopper.id);
    await mia.act('Claim');
    await mia.page.getByLabel('Reply to the shopper').fill('Wait');
    let attempts = 0;
    await mia.page.route('**/v1/staff/stream*', async (route) => {
      // Long enough unanswered for the page to be drawn.
      await mia.page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
      attempts += 1;
      // The page may have given it up meanwhile.
      await route.abort().catch(() => {});
    });
    await at.shop.halt();
    const banner = mia.page.getByText('The connection is lost.');
    await banner.waitFor();
    // An attempt that nobody answers for a while is no reason to take it back.
    await mia.page.evaluate(() => {
      const gone = () => document.querySelector('.banner') === null;
      const page = window as unknown as { flickered: boolean };
      page.flickered = false;
      new MutationObserver(() => {
        page.flickered ||= gone();
      }).observe(document.body, { childList: true, subtree: true });
    });
    await expect.poll(() => attempts, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
    expect(await mia.page.evaluate('window.flickered')).toBe(false);
    for (const name of ['Send', 'Resolve', 'Pass on', 'Release'])
      expect(await mia.page.getByRole('button', { name, exact: true }).isDisabled(), name).toBe(
        true,
      );
    await screenshot(mia.page, 'desk-lost-light');
    expect(await accessibilityFaults(mia.page)).toEqual([]);
    await mia.page.emulateMedia({ colorScheme: 'dark' });
    await screenshot(mia.page, 'desk-lost-dark');
    expect(await accessibilityFaults(mia.page)).toEqual([]);
    await mia.page.emulateMedia({ colorScheme: 'light' });
    await mia.page.unroute('**/v1/staff/stream*');
    await at.shop.restart();
    await banner.waitFor({ state: 'detached' });
    await mia.resolve();
    mia.problems.length = desks.Noor.problems.length = 0;
  });

  test('has everything when it wakes from sleep', async () => {
    const { Mia: mia } = desks;
    const shopper = await at.waiting();
    await mia.open(shopper.id);
    await mia.act('Claim');
    const client = await mia.page.context().newCDPSession(mia.page);
    await client.send('Page.setWebLifecycleState', { state: 'frozen' });
    await shopper.widget.say('First while you sleep');
    await shopper.widget.messages.filter({ hasText: 'First while' }).waitFor();
    // A laptop that sleeps loses its connections, and learns of it when it wakes.
    at.shop.cut(DESK_STREAMS);
    await shopper.widget.say('Second while you sleep');
    await expect
      .poll(async () => JSON.stringify(await at.shop.services.log.read(shopper.id)))
      .toContain('Second while you sleep');
    await client.send('Page.setWebLifecycleState', { state: 'active' });
    await client.detach();
    await mia.page.locator('.message.shopper', { hasText: 'Second while' }).waitFor();
    await mia.say('Good morning');
    await shopper.widget.messages.filter({ hasText: 'Good morning' }).waitFor();
    await expectSameWords(at.shop, shopper, mia);
    await mia.resolve();
    mia.problems.length = 0;
  });

  test('keeps what was typed when the session ends', async () => {
    const { Mia: mia } = desks;
    const shopper = await at.waiting();
    await mia.open(shopper.id);
    await mia.act('Claim');
    await mia.page.getByLabel('Reply to the shopper').fill('Half a sentence for');
    await mia.page.getByRole('tab', { name: 'Note' }).click();
    await mia.page.getByLabel('Not visible to the customer').fill('Half a note');
    await at.shop.services.accounts.sessions.endAll(await idOf('Mia'));
    at.shop.cut(DESK_STREAMS);
    await mia.page.getByText('You were signed out. What you had typed is kept.').waitFor();
    await screenshot(mia.page, 'desk-signed-out-light');
    expect(await accessibilityFaults(mia.page)).toEqual([]);
    expect(await mia.page.getByLabel('E-mail').inputValue()).toBe('mia@shop.example');
    await mia.page.getByLabel('Password').fill(PASSWORD);
    await mia.page.getByRole('button', { name: 'Sign in' }).click();
    // Back where they were, with every word.
    await mia.owner.getByText('You have this conversation.').waitFor();
    expect(await mia.page.getByLabel('Reply to the shopper').inputValue()).toBe(
      'Half a sentence for',
    );
    await mia.page.getByRole('tab', { name: 'Note' }).click();
    expect(await mia.page.getByLabel('Not visible to the customer').inputValue()).toBe(
      'Half a note',
    );
    await mia.page.getByLabel('Not visible to the customer').fill('');
    await mia.page.getByRole('tab', { name: 'Reply' }).click();
    await mia.say('Half a sentence for you, and the rest');
    await shopper.widget.messages.filter({ hasText: 'and the rest' }).waitFor();
    await expectSameWords(at.shop, shopper, mia, ['Half a note']);
    await mia.resolve();
    mia.problems.length = 0;
  });

  test('sends nothing past a newer answer of a colleague that its writer has not seen', async () => {
    const { Mia: mia, Noor: noor } = desks;
    const shopper = await at.waiting();
    await mia.open(shopper.id);
    await mia.act('Claim');
    await mia.page.getByLabel('Reply to the shopper').fill('It goes out tomorrow');
    // New messages no longer reach this page; all else does.
    const own = `**/v1/staff/conversations/${shopper.id}/stream`;
    await mia.page.route(own, (route) => route.abort());
    at.shop.cut(new RegExp(`^/v1/staff/conversations/${shopper.id}/stream`));
    await noor.open(shopper.id);
    await noor.act('Take over');
    await noor.say('It has gone out today');
    await shopper.widget.messages.filter({ hasText: 'gone out today' }).waitFor();
    await noor.act('Pass on');
    await noor.page.getByLabel('To', { exact: true }).selectOption(await idOf('Mia'));
    await noor.page.locator('form.ask').getByRole('button', { name: 'Pass on' }).click();
    await mia.act('Claim');
    await mia.page.getByLabel('Reply to the shopper').press('Enter');
    await mia.page.getByText('A colleague wrote after what you have seen.').waitFor();
    expect(await mia.page.getByLabel('Reply to the shopper').inputValue()).toBe(
      'It goes out tomorrow',
    );
    expect(await shopper.widget.messages.filter({ hasText: 'tomorrow' }).count()).toBe(0);
    await mia.page.unroute(own);
    await mia.page.locator('.message.agent', { hasText: 'gone out today' }).waitFor();
    await mia.say('As my colleague says');
    await shopper.widget.messages.filter({ hasText: 'As my colleague says' }).waitFor();
    await expectSameWords(at.shop, shopper, mia, ['goes out tomorrow']);
    await mia.resolve();
    mia.problems.length = 0;
  });
});
