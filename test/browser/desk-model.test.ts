import { describe, expect, test } from 'vitest';
import { ScriptedModel } from '../helpers/scripted-model.ts';
import { accessibilityFaults } from './axe.ts';
import { conversationOf, expectSameWords, openShopper, useDesks } from './desk-page.ts';
import { hasBrowser, screenshot } from './widget-page.ts';

describe.skipIf(!hasBrowser)('the desk while the model provider is down', () => {
  const at = useDesks(['Mia'], {
    environment: { MODEL: 'openai:gpt-4.1-mini', OPENAI_API_KEY: 'none' },
    inputs: { fetch: () => Promise.reject(new TypeError('fetch failed')) },
  });

  test('answers shoppers all the same, and says that there is no draft', async () => {
    const { Mia: mia } = at.desks;
    const shopper = await at.waiting();
    await mia.open(shopper.id);
    await mia.act('Claim');
    await mia.page.getByRole('button', { name: 'Draft a reply' }).click();
    await mia.page.getByText('The language model gave nothing that holds.').waitFor();
    await mia.page.getByRole('button', { name: 'Summarise' }).click();
    await mia.page.locator('.toast').waitFor();
    for (const colorScheme of ['dark', 'light'] as const) {
      await mia.page.emulateMedia({ colorScheme });
      await screenshot(mia.page, `desk-no-model-${colorScheme}`);
      expect(await accessibilityFaults(mia.page)).toEqual([]);
    }
    await mia.note('Puffin: the drafts are down');
    await mia.say('I am a person and need no model');
    await shopper.widget.messages.filter({ hasText: 'need no model' }).waitFor();
    await expectSameWords(at.shop, shopper, mia, ['Puffin']);
    await mia.resolve();
    expect(shopper.problems).toEqual([]);
  });
});

const FRENCH = 'Je voudrais parler à une personne, ma commande DM-10001 n’est pas arrivée';
const ENGLISH = 'I would like to talk to a person, my order DM-10001 has not arrived';
const TYPED = 'Your order DM-10001 leaves customs tomorrow.';
const SENT = 'Votre commande DM-10001 quitte la douane demain.';
const BACK = 'Your order DM-10001 will leave customs tomorrow.';
const DRAFT = 'Je regarde tout de suite pour vous.';

describe.skipIf(!hasBrowser)('a desk and a shopper in two languages', () => {
  const model = new ScriptedModel([ENGLISH, SENT, BACK, DRAFT]);
  const at = useDesks(['Mia'], { inputs: { models: [{ name: 'scripted', model }] } });

  test('understand each other: the original one key away, the reply shown with its way back before it goes', async () => {
    const { Mia: mia } = at.desks;
    const { page } = mia;
    const opened = await openShopper(at.browser, at.shop);
    await opened.widget.say(FRENCH);
    await opened.widget.host.locator('.note').first().waitFor();
    const shopper = { ...opened, id: await conversationOf(opened) };
    await mia.open(shopper.id);
    await mia.act('Claim');
    const theirs = page.locator('.message.shopper').first();
    await theirs.getByText(FRENCH).waitFor();
    await page.keyboard.press('t');
    await theirs.getByText(ENGLISH).waitFor();
    await theirs.getByText('translated').waitFor();
    await screenshot(page, 'desk-translated-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('t');
    await theirs.getByText(FRENCH).waitFor();

    await page.getByLabel('Reply to the shopper').fill(TYPED);
    await page.getByRole('button', { name: 'Preview in French' }).click();
    await page.getByText(SENT).waitFor();
    await page.getByText(`Back again: ${BACK}`).waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await screenshot(page, 'desk-preview-dark');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await shopper.widget.messages.filter({ hasText: 'douane' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Send it in French' }).click();
    await shopper.widget.messages.filter({ hasText: SENT }).waitFor();
    // The original is kept for colleagues and never goes to the shopper.
    await page.locator('.message.agent').getByText(SENT).waitFor();
    await expectSameWords(at.shop, shopper, mia, [TYPED, ENGLISH]);

    // A draft goes nowhere by itself.
    await page.getByRole('button', { name: 'Draft a reply' }).click();
    await page.getByText(DRAFT).waitFor();
    await page.getByLabel('Reply to the shopper').press('Control+j');
    expect(await page.getByLabel('Reply to the shopper').inputValue()).toBe(DRAFT);
    expect(shopper.wire()).not.toContain('tout de suite');
    await mia.say(`${DRAFT} Un instant.`);
    await shopper.widget.messages.filter({ hasText: 'Un instant' }).waitFor();
    await expectSameWords(at.shop, shopper, mia, [TYPED, ENGLISH]);
    const kept = await at.shop.services.database.get('SELECT outcome FROM suggestions');
    expect(kept).toEqual({ outcome: 'edited' });
    await mia.resolve();
    model.assertFinished();
    expect([...mia.problems, ...shopper.problems]).toEqual([]);
  });
});
