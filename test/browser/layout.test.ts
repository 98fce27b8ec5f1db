import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { reply, stageScene } from './scene.ts';
import { CARDS } from './states.ts';
import { hasBrowser, screenshot } from './widget-page.ts';

/* Small screens, large text, long words: nothing runs over, nothing is covered. */

const SCREENS = [
  ['telephone', { width: 360, height: 740 }, 3, true],
  ['telephone-lying', { width: 740, height: 360 }, 3, true],
  ['smallest', { width: 320, height: 256 }, 1, true],
  // A desktop of 1280 × 800 at 200 %.
  ['zoomed', { width: 640, height: 400 }, 2, false],
] as const;

describe.skipIf(!hasBrowser)('the panel', () => {
  const scene = stageScene();

  test.each(SCREENS)(
    'on a %s screen covers nothing of itself, and every focus can be seen',
    async (name, viewport, deviceScaleFactor, hasTouch) => {
      const { page, widget, id } = await scene.begin('/host/plain', {
        viewport,
        deviceScaleFactor,
        hasTouch,
        isMobile: hasTouch,
      });
      await scene.shop.services.log.append(id, CARDS);
      await widget.host.locator('.products').waitFor();
      await screenshot(page, `layout-${name}`);
      expect(await widget.host.locator('.panel.full').count()).toBe(1);
      expect(await widget.launcher.isVisible()).toBe(false);
      const box = await widget.panel.boundingBox();
      expect([box?.width, box?.height]).toEqual([viewport.width, viewport.height]);
      expect(await sideways(page)).toEqual([0, 0]);
      expect(await lostFocuses(page)).toEqual([]);
      await widget.say('Thank you');
      await widget.host.getByText('Thank you').first().waitFor();
      await expect.poll(() => isNewestInView(page)).toBe(true);
      expect(await widget.box.evaluate((area) => area.matches(':focus'))).toBe(true);
      await page.context().close();
    },
  );

  test('parts the paragraphs of a reply', async () => {
    const { page, widget, id } = await scene.begin('/host/plain');
    const words = 'Order DM-10001 has been shipped.\n\n- in transit\n\nFollow it there.';
    await reply(scene, id, 'msg_parts', words);
    const last = widget.messages.last();
    await last.getByText('Follow it there.').waitFor();
    const gaps = await last
      .locator('.words > * + *')
      .evaluateAll((blocks) =>
        blocks.map(
          (block) =>
            block.getBoundingClientRect().top -
            (block.previousElementSibling?.getBoundingClientRect().bottom ?? 0),
        ),
      );
    expect(gaps).toEqual([8, 8]);
    await page.context().close();
  });

  test('covers a small screen, and gives everything back', async () => {
    const { page, widget } = await scene.open('/host/plain', {
      viewport: { width: 320, height: 256 },
      hasTouch: true,
    });
    await widget.open();
    await expect.poll(() => page.locator('main').getAttribute('inert')).toBe('');
    expect(await widget.launcher.isVisible()).toBe(false);
    expect(await widget.box.evaluate((area) => getComputedStyle(area).fontSize)).toBe('16px');
    await screenshot(page, 'smallest');
    await widget.box.fill('half a though');
    await page.goBack();
    await expect.poll(() => widget.panel.count()).toBe(0);
    expect(await page.locator('main').getAttribute('inert')).toBe(null);
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('');
    await widget.open();
    expect(await widget.box.inputValue()).toBe('half a though');
  });

  test('keeps clear of the notch and the home bar', async () => {
    const { page, widget } = await scene.open('/host/plain', {
      viewport: { width: 740, height: 360 },
      hasTouch: true,
      isMobile: true,
    });
    const client = await page.context().newCDPSession(page);
    const insets = { top: 10, bottom: 21, left: 44, right: 44 };
    await client.send('Emulation.setSafeAreaInsetsOverride', { insets });
    await widget.open();
    await screenshot(page, 'layout-safe-areas');
    const { left, right, bottom } = await widget.host
      .locator('.composer')
      .evaluate((composer) => composer.getBoundingClientRect().toJSON());
    expect(left).toBe(44);
    expect(right).toBe(740 - 44);
    expect(bottom).toBeLessThanOrEqual(360 - 21);
    const header = await widget.host.locator('.header').boundingBox();
    expect(header?.y).toBeGreaterThanOrEqual(10);
  });

  test('loses no text to the spacing that a reader asks for', async () => {
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 320, height: 640 },
    ]) {
      const { page, widget, id } = await scene.begin('/host/plain', { viewport });
      await scene.shop.services.log.append(id, [
        ...CARDS,
        { type: 'status', status: 'needs_identity' },
      ]);
      await widget.host.locator('form.card').waitFor();
      await widget.host.evaluate((host) => {
        // WCAG 1.4.12, as an extension of the browser sets it.
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
        );
        host.shadowRoot?.adoptedStyleSheets.push(sheet);
      });
      await screenshot(page, `layout-spacing-${viewport.width}`);
      expect(await cutTexts(page)).toEqual([]);
      expect(await sideways(page)).toEqual([0, 0]);
      expect(await lostFocuses(page)).toEqual([]);
    }
  });

  test('lets nothing run over, at 320 pixels', async () => {
    const { page, widget, id } = await scene.begin('/host/plain', {
      viewport: { width: 320, height: 640 },
    });
    const texts = [
      'W'.repeat(400),
      '9'.repeat(40),
      `| ${'wide '.repeat(8)} | b | c | d | e |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |`,
      '👩‍👩‍👧‍👦'.repeat(30),
      'a\u200b\u200d\ufeffb',
      `\`${'c'.repeat(300)}\` and https://shop.example/${'d'.repeat(300)}`,
      'word '.repeat(1000),
    ];
    for (const [index, text] of texts.entries()) await reply(scene, id, `msg_${index}`, text);
    await expect.poll(() => widget.messages.count()).toBe(texts.length + 2);
    await screenshot(page, 'overflow-320');
    expect(await sideways(page)).toEqual([0, 0]);
  });
});

/** How far the log and the page can be scrolled to the side. */
function sideways(page: Page): Promise<number[]> {
  return page
    .locator('dragoman-chat .log')
    .evaluate((log) => [
      log.scrollWidth - log.clientWidth,
      document.documentElement.scrollWidth - innerWidth,
    ]);
}

/** A message that is taller than the log is read from its start. */
function isNewestInView(page: Page): Promise<boolean> {
  return page
    .locator('dragoman-chat article')
    .last()
    .evaluate((element) => {
      const { top } = element.getBoundingClientRect();
      const log = element.closest('.log')?.getBoundingClientRect();
      return log !== undefined && top >= log.top - 1 && top < log.bottom;
    });
}

/** Tabs through the whole panel; names what has the focus while no part of it can be seen. */
async function lostFocuses(page: Page): Promise<string[]> {
  const lost: string[] = [];
  const count = await page
    .locator('dragoman-chat')
    .evaluate(
      (host) =>
        host.shadowRoot?.querySelectorAll('.panel :is(button, input, textarea, a, [tabindex="0"])')
          .length ?? 0,
    );
  for (let step = 0; step <= count; step += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const root = document.querySelector('dragoman-chat')?.shadowRoot;
      const focused = root?.activeElement;
      if (!root || !focused) return '';
      const { left, top, width, height } = focused.getBoundingClientRect();
      const shares = [0.05, 0.25, 0.5, 0.75, 0.95];
      const isSeen = shares.some((across) =>
        shares.some((down) => {
          const hit = root.elementFromPoint(left + width * across, top + height * down);
          return hit !== null && focused.contains(hit);
        }),
      );
      return isSeen ? '' : focused.outerHTML.slice(0, 80);
    });
    if (name !== '') lost.push(name);
  }
  return lost;
}

/** Elements with text of their own that is cut off. */
function cutTexts(page: Page): Promise<string[]> {
  return page.locator('dragoman-chat').evaluate((host) =>
    [...(host.shadowRoot?.querySelectorAll<HTMLElement>('.panel *') ?? [])]
      .filter((element) => {
        if (element.closest('.unseen') !== null || element.matches('textarea, input')) return false;
        const hasText = [...element.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
        );
        const { overflowX, overflowY } = getComputedStyle(element);
        const cutsX = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
        const cutsY = overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1;
        return hasText && (cutsX || cutsY);
      })
      .map((element) => `${element.className}: ${element.textContent?.slice(0, 40)}`),
  );
}
