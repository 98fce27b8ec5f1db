import { describe, expect, test } from 'vitest';
import { confirmedRefund, expectSameWords, useDesks } from './desk-page.ts';
import { hasBrowser, screenshot } from './widget-page.ts';

describe.skipIf(!hasBrowser)('a desk without a mouse', () => {
  const at = useDesks(['Mia']);
  const { desks } = at;
  const choose = async (words: string) => {
    const { page } = desks.Mia;
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Find or do' }).waitFor();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Find or do' }).waitFor({ state: 'detached' });
  };
  const isFocused = (selector: string) =>
    desks.Mia.page.locator(selector).evaluate((box) => box.matches(':focus'));

  test('works a whole shift by keys alone', { timeout: 120_000 }, async () => {
    const { page, row, owner } = desks.Mia;
    const press = (key: string) => page.keyboard.press(key);
    const type = (text: string) => page.keyboard.type(text);
    const shopper = await at.waiting('human please, my name is Ada');
    const other = await at.waiting();
    await confirmedRefund(at.shop);
    await page.locator('body').press('Escape');
    await row(shopper.id).waitFor();
    await row(other.id).waitFor();

    // Moving through the queue: the focus goes along, so that a reader hears where it is.
    for (let step = 0; step < 5 && !page.url().endsWith(shopper.id); step += 1) await press('j');
    await owner.getByText('Waits for a person.').waitFor();
    expect(await isFocused(`[data-conversation="${shopper.id}"]`)).toBe(true);
    await press('c');
    await owner.getByText('You have this conversation.').waitFor();

    // Prepared words by their title, sent with a word more.
    await press('/');
    const prepared = page.getByRole('listbox', { name: 'Prepared words' });
    const option = prepared.getByRole('option', { selected: true });
    const first = await option.locator('b').textContent();
    await press('ArrowDown');
    await expect.poll(() => option.locator('b').textContent()).not.toBe(first);
    await press('Enter');
    // What cannot be filled in blocks sending.
    await page.getByText('Fill in {order} before you send.').waitFor();
    await press('Control+A');
    await type('/anything else');
    await press('Enter');
    await expect.poll(() => page.locator('#reply').inputValue()).toMatch(/anything else/i);
    await press('End');
    await type(' All by keys');
    await press('Enter');
    await shopper.widget.messages.filter({ hasText: 'All by keys' }).waitFor();
    await press('Escape');

    await press('n');
    await expect.poll(() => isFocused('#note')).toBe(true);
    await type('jkceb are letters here');
    expect(await page.locator('#note').inputValue()).toBe('jkceb are letters here');
    await press('Tab');
    await press('Enter');
    await page.locator('.message.internal', { hasText: 'jkceb are letters' }).waitFor();
    await press('Escape');

    // A decision.
    await press('a');
    await page.getByRole('dialog', { name: 'Approvals' }).waitFor();
    const approve = page.getByRole('button', { name: 'Approve', exact: true });
    for (let step = 0; step < 20; step += 1) {
      await press('Tab');
      if (await approve.evaluate((button) => button.matches(':focus'))) break;
    }
    await press('Enter');
    await page.getByText('Nothing waits for a decision.').waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    // Set aside, and back: both from the palette.
    await choose('snooze');
    await page.getByRole('group', { name: /Set aside for how long/ }).waitFor();
    await press('Enter');
    await page.getByText('Set aside for 1 hour.').waitFor();
    await choose('wake');
    await page.getByText('Back from the snooze.').waitFor();

    await press('e');
    await page.getByRole('group', { name: 'What was it?' }).waitFor();
    await press('Enter');
    await owner.getByText('The assistant answers.').waitFor();
    // The queue may tell it before the answer that offers to undo it.
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await choose('undo');
    await owner.getByText('You have this conversation.').waitFor();

    await press('b');
    await expect.poll(() => isFocused('#return-note')).toBe(true);
    await type('Ada was helped');
    await press('Enter');
    await owner.getByText('The assistant answers.').waitFor();
    await expectSameWords(at.shop, shopper, desks.Mia, ['jkceb', 'Ada was helped']);

    await press('j');
    await expect.poll(() => page.url()).toContain(other.id);
    await press('c');
    await owner.getByText('You have this conversation.').waitFor();
    await press('e');
    await press('Enter');
    await owner.getByText('The assistant answers.').waitFor();
    expect(desks.Mia.problems).toEqual([]);
  });

  test('does nothing by single keys once they are switched off, and everything by the palette', async () => {
    const { page, row, owner } = desks.Mia;
    const shopper = await at.waiting();
    await page.locator('body').press('?');
    await page.getByLabel('Single keys act while I am not writing').press('Space');
    await screenshot(page, 'desk-keys');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await row(shopper.id).press('Enter');
    await owner.getByText('Waits for a person.').waitFor();
    for (const key of ['c', 'a', '?', 'n', 'e']) await page.keyboard.press(key);
    await owner.getByText('Waits for a person.').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await choose('claim');
    await owner.getByText('You have this conversation.').waitFor();
    // It holds beyond a reload.
    await page.reload();
    await owner.getByText('You have this conversation.').waitFor();
    await page.keyboard.press('e');
    expect(await page.getByRole('group', { name: 'What was it?' }).count()).toBe(0);
    await choose('keys');
    await page.getByLabel('Single keys act while I am not writing').press('Space');
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.getByRole('group', { name: 'What was it?' }).waitFor();
    await page.keyboard.press('Enter');
    await owner.getByText('The assistant answers.').waitFor();
  });
});
