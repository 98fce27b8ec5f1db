import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { reply, stageScene } from './scene.ts';
import { hasBrowser, textsOf } from './widget-page.ts';

/* What somebody hears who does not see the panel, and where the keyboard is. States are heard in states.test.ts. */

describe.skipIf(!hasBrowser)('to a screen reader, the widget', () => {
  const scene = stageScene();
  const t = textsOf('en');
  const heard = ({ host }: Awaited<ReturnType<typeof scene.open>>['widget']) =>
    host.locator('.unseen [role=log] p').allTextContents();
  const hasFocus = (page: Page, selector: string) =>
    page.locator(`dragoman-chat ${selector}`).evaluate((element) => element.matches(':focus'));

  test('tells each reply once, never history, and keeps the focus where it belongs', async () => {
    const { page, widget } = await scene.begin();
    await expect.poll(() => heard(widget)).toHaveLength(1);
    expect((await heard(widget))[0]).toContain('AI assistant');
    expect(await widget.log.getAttribute('aria-live')).toBe(null);
    expect(await hasFocus(page, '.composer textarea')).toBe(true);
    await page.keyboard.press('F6');
    expect(await hasFocus(page, '.log')).toBe(true);
    await page.keyboard.press('F6');
    expect(await hasFocus(page, '.composer textarea')).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => hasFocus(page, 'button[part=launcher]')).toBe(true);
    await page.reload();
    await widget.open();
    await widget.host.locator('article.assistant .words').waitFor();
    expect(await heard(widget)).toEqual([]);
  });

  test('reads a reply that runs for long in sentences, each once, and never its single words', async () => {
    const { page, widget, id } = await scene.begin();
    await page.clock.install();
    const { log } = scene.shop.services;
    const before = (await heard(widget)).length;
    const news = async () => (await heard(widget)).slice(before);
    const piece = async (text: string) => {
      log.publishDelta(id, 'msg_long', text);
      await widget.host
        .getByText(text.trim().split('.')[0] ?? '')
        .last()
        .waitFor();
    };
    await log.append(id, [{ type: 'message-start', messageId: 'msg_long', author: 'assistant' }]);
    await piece('The parcel left Jingdezhen. It is');
    expect(await news()).toEqual([]);
    await page.clock.fastForward(9000);
    await piece(' at customs now. Then it goes');
    const who = t('assistant');
    const first = 'The parcel left Jingdezhen. It is at customs now.';
    await expect.poll(news).toEqual([t('said', { who, text: first })]);
    const text = `${first} Then it goes to **Berlin**.`;
    await log.append(id, [
      { type: 'message-end', messageId: 'msg_long', author: 'assistant', text },
    ]);
    await expect
      .poll(news)
      .toEqual([
        t('said', { who, text: first }),
        t('said', { who, text: 'Then it goes to Berlin.' }),
      ]);
  });

  test('is a named dialog with a heading, a list of named messages and three quiet regions', async () => {
    const { page, widget, id } = await scene.begin();
    await reply(scene, id, 'msg_2', 'And more');
    await expect.poll(() => widget.host.locator('article.assistant').count()).toBe(2);
    const tree = await accessibilityTree(page);
    const named = (role: string) =>
      tree.filter((node) => node.role === role).map(({ name }) => name);
    expect(named('dialog')).toEqual(['Damask & Moon']);
    expect(named('heading')).toContain('Damask & Moon');
    expect(named('textbox')).toEqual([t('message')]);
    expect(tree.find(({ role }) => role === 'textbox')?.description).toBe(t('disclosure'));
    for (const role of ['log', 'status', 'alert']) expect(named(role), role).toHaveLength(1);
    const articles = named('article');
    expect(articles).toHaveLength(3);
    expect(articles[0]).toMatch(/^You, \d/);
    expect(articles[1]).toMatch(/^AI assistant, \d/);
    expect(named('button')).not.toContain('');
  });

  test('gives the focus of a used quick reply to the field, and of a closed menu back', async () => {
    const { page, widget } = await scene.open();
    await widget.open();
    await widget.host.locator('.quick button').first().focus();
    await page.keyboard.press('Enter');
    await widget.host.locator('article.mine').waitFor();
    await expect.poll(() => hasFocus(page, '.composer textarea')).toBe(true);
    await widget.host.locator('#menu').focus();
    await page.keyboard.press('Enter');
    await widget.host.locator('.menu').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => widget.host.locator('.menu').count()).toBe(0);
    expect(await widget.panel.isVisible()).toBe(true);
    expect(await hasFocus(page, '#menu')).toBe(true);
  });

  test('moves no focus when a message comes', async () => {
    const { page, widget, id } = await scene.begin();
    await widget.host.locator('#menu').focus();
    await reply(scene, id, 'msg_late', 'By the way');
    await widget.host.getByText('By the way').first().waitFor();
    expect(await hasFocus(page, '#menu')).toBe(true);
  });
});

interface AccessibleNode {
  role: string;
  name: string;
  description: string;
}

/** The page as assistive technology gets it from the browser. */
async function accessibilityTree(page: Page): Promise<AccessibleNode[]> {
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  await client.detach();
  return nodes.flatMap(({ ignored, role, name, description }) =>
    ignored
      ? []
      : [
          {
            role: String(role?.value ?? ''),
            name: String(name?.value ?? ''),
            description: String(description?.value ?? ''),
          },
        ],
  );
}
