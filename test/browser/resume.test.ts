import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { Colleague } from './colleague.ts';
import { bubbles, expectBubbles, reply, stageScene } from './scene.ts';
import { CALM_REPLY } from './slow-model.ts';
import { conversationOf, hasBrowser, hostPage } from './widget-page.ts';

/* Broken connections, sleeping tabs and pages that are left: nothing is lost, nothing doubled. */

const TEN_MINUTES_MS = 600_000;

describe.skipIf(!hasBrowser)('a conversation goes on', () => {
  const scene = stageScene({ slow: true });

  const startReply = async (wordMs: number) => {
    scene.wordMs = wordMs;
    const visit = await scene.open();
    await visit.widget.open();
    await visit.widget.say('Hello');
    await visit.widget.host.locator('article.assistant .words').waitFor();
    return visit;
  };

  test('after a reload in mid-reply, with draft and open panel', async () => {
    const { page, widget } = await startReply(60);
    await widget.box.fill('half a though');
    await page.reload();
    await widget.panel.waitFor();
    expect(await widget.box.inputValue()).toBe('half a though');
    await expectBubbles(page, ['Hello', CALM_REPLY]);
  });

  test('on another page of the shop, which was opened in mid-reply', async () => {
    scene.shop.pages.set('/host/other', { html: hostPage({ body: '<h2>Another page</h2>' }) });
    const { page, widget } = await startReply(60);
    await widget.box.fill('half a though');
    await page.goto(`${scene.shop.url}/host/other`);
    await widget.panel.waitFor();
    expect(await widget.box.inputValue()).toBe('half a though');
    await expectBubbles(page, ['Hello', CALM_REPLY]);
    await page.goBack();
    await expectBubbles(page, ['Hello', CALM_REPLY]);
  });

  test('with what was not sent yet, after the page was left', async () => {
    const { page, widget } = await scene.begin();
    await page.route('**/messages', (route) => route.abort());
    await widget.say('Kept');
    await widget.say('In order');
    await expect.poll(() => widget.host.locator('article.waiting').count()).toBe(2);
    await page.unroute('**/messages');
    await page.reload();
    const mine = () => widget.host.locator('article.mine .words').allTextContents();
    await expect.poll(mine, { timeout: 20_000 }).toEqual(['Hello', 'Kept', 'In order']);
    await expect.poll(() => widget.host.locator('article.waiting').count()).toBe(0);
  });

  test('when the network goes in mid-reply and comes back', async () => {
    const { page, widget } = await startReply(50);
    await page.context().setOffline(true);
    // Chromium's switch leaves open streams alone; a network does not.
    scene.shop.fate = () => 'lost';
    await widget.host.locator('.banner').waitFor();
    const id = await conversationOf(page);
    await expect
      .poll(async () => (await scene.shop.services.log.read(id)).map(({ event }) => event.type), {
        timeout: 20_000,
      })
      .toContain('turn-ended');
    expect((await bubbles(page)).at(-1)).not.toBe(CALM_REPLY);
    scene.shop.fate = () => 'sent';
    await page.context().setOffline(false);
    await expectBubbles(page, ['Hello', CALM_REPLY]);
    await expect.poll(() => widget.host.locator('.banner').count(), { timeout: 20_000 }).toBe(0);
  });

  test('when the server restarts in mid-reply', { timeout: 90_000 }, async () => {
    const { page, widget } = await startReply(40);
    await scene.shop.restart();
    scene.wordMs = 5;
    await widget.say('Second');
    await expect
      .poll(
        async () => (await bubbles(page)).filter((text) => text === 'Hello' || text === 'Second'),
        { timeout: 60_000 },
      )
      .toEqual(['Hello', 'Second']);
    // The same answer to another question goes in circles, so a person is offered with it.
    await expect
      .poll(async () => (await bubbles(page)).at(-1), { timeout: 60_000 })
      .toBe(`${CALM_REPLY}Shall I get a colleague for you?`);
  });

  test('when pieces of a reply are lost, torn and repeated', async () => {
    // Slow enough for the page to come back while the reply is still being said.
    scene.wordMs = 150;
    const { page, widget } = await scene.open();
    let pieces = 0;
    scene.shop.fate = (chunk) => {
      if (!chunk.includes('"message-delta"')) return 'sent';
      pieces += 1;
      return (
        (['sent', 'swallowed', 'twice', 'torn', 'sent', 'lost'] as const)[pieces % 6] ?? 'sent'
      );
    };
    await widget.open();
    await widget.say('Hello');
    await expectBubbles(page, ['Hello', CALM_REPLY]);
    // Every fate was met.
    expect(pieces).toBeGreaterThan(4);
  });

  test('when messages were written while offline, in their order', async () => {
    const { page, widget } = await scene.open();
    await widget.open();
    await widget.say('One');
    await widget.host.locator('article.assistant .words').waitFor();
    await page.context().setOffline(true);
    await widget.say('Two');
    await widget.say('Three');
    await widget.host.locator('.banner').waitFor();
    await expect.poll(() => widget.host.locator('article.waiting').count()).toBe(2);
    await page.context().setOffline(false);
    await expect
      .poll(
        async () => (await bubbles(page)).filter((text) => /^(One|Two|Three)$/.test(text ?? '')),
        { timeout: 20_000 },
      )
      .toEqual(['One', 'Two', 'Three']);
    await expect
      .poll(() => widget.host.locator('article.waiting').count(), { timeout: 20_000 })
      .toBe(0);
    await expect.poll(() => widget.host.locator('.banner').count(), { timeout: 20_000 }).toBe(0);
  });

  test('with each event once and in order, however often and in whatever order they come', async () => {
    const { page, widget } = await scene.open();
    const say = (id: number, text: string) => {
      const message = { messageId: `msg_${id}`, author: 'assistant', locale: 'en' };
      return [
        [id, { type: 'message-start', ...message }],
        [id + 1, { type: 'message-end', ...message, text, outcome: 'complete' }],
      ] as const;
    };
    const all = [...say(1, 'one'), ...say(3, 'two'), ...say(5, 'three')];
    const shuffled = [all[4], all[5], all[0], all[0], all[1], all[3], all[2], all[1], all[5]];
    const body = shuffled
      .map((entry) => `id: ${entry?.[0]}.0\ndata: ${JSON.stringify(entry?.[1])}\n\n`)
      .join('');
    await page.route('**/events?*', (route) =>
      route.fulfill({ json: { events: [], next: 0, more: false } }),
    );
    await page.route('**/stream', (route) =>
      route.fulfill({ body, contentType: 'text/event-stream' }),
    );
    await widget.open();
    await widget.say('Hello');
    await expect
      .poll(async () => (await bubbles(page)).filter((text) => text !== 'Hello'))
      .toEqual(['one', 'two', 'three']);
  });

  test.each([
    ['whose connection broke unnoticed', 'swallowed'],
    ['whose connection was closed', 'lost'],
  ] as const)('after ten minutes of a sleeping tab %s', async (_how, fate) => {
    const { page, widget } = await scene.open();
    await page.clock.install();
    await page.reload();
    await widget.open();
    await widget.say('Hello');
    await expectBubbles(page, ['Hello', CALM_REPLY]);
    const id = await conversationOf(page);
    const colleague = await Colleague.join(scene.shop);
    const wake = await putToSleep(page);
    scene.shop.fate = () => fate;
    await reply(scene, id, 'msg_slept_1', 'Said while the tab slept');
    await colleague.take(id);
    await colleague.say('And by a person');
    scene.shop.fate = () => 'sent';
    await wake();
    await expectBubbles(page, ['Hello', CALM_REPLY, 'Said while the tab slept', 'And by a person']);
    await expect.poll(() => widget.panel.textContent()).toContain('Mia');
    await widget.say('Good morning');
    await expect.poll(() => bubbles(page)).toContain('Good morning');
    expect((await colleague.messagesOf(id)).map(({ text }) => text)).toEqual(await bubbles(page));
  });

  test('without storage', async () => {
    const { page, problems, widget } = await scene.open();
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('no', 'SecurityError');
        },
      });
    });
    await page.reload();
    await widget.open();
    await widget.say('Hello');
    await expectBubbles(page, ['Hello', CALM_REPLY]);
    expect(problems).toEqual([]);
  });

  test('to its end when the shopper stops a reply, and keeps what was said', async () => {
    const { page, widget } = await startReply(120);
    await widget.send.click();
    await widget.host.getByText('Stopped').first().waitFor();
    const [, said = ''] = await bubbles(page);
    expect(CALM_REPLY).toContain(said?.trim());
    expect(said?.length).toBeLessThan(CALM_REPLY.length);
    expect(await widget.box.evaluate((box) => box.matches(':focus'))).toBe(true);
  });
});

/** The lid is closed: no script, no timer, no network event runs until it is opened again, ten minutes later. */
async function putToSleep(page: Page): Promise<() => Promise<void>> {
  const client = await page.context().newCDPSession(page);
  await client.send('Page.setWebLifecycleState', { state: 'frozen' });
  return async () => {
    await client.send('Page.setWebLifecycleState', { state: 'active' });
    await client.detach();
    await page.clock.fastForward(TEN_MINUTES_MS);
    // A tab that is looked at again says so; without a screen nobody does.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  };
}
