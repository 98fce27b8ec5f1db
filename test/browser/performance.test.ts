import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { stageScene } from './scene.ts';
import { hasBrowser, widgetOf } from './widget-page.ts';

/*
 * What a shopper waits for, against the hard bounds. Each is measured several times. What else the machine does makes single
 * figures larger, never smaller: where each run is a page of its own, the best of them is nearest to what we are answerable for.
 */

const OPEN_MS = 400;
const KEY_TO_PAINT_MS = 100;
const DELTA_TO_PAINT_MS = 50;

describe.skipIf(!hasBrowser)('on a slow device', () => {
  const scene = stageScene();

  test('a click opens a usable panel soon', async () => {
    const times: number[] = [];
    for (let run = 0; run < 9; run += 1) {
      const { page } = await scene.open();
      const client = await page.context().newCDPSession(page);
      await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      times.push(
        await page.evaluate(
          () =>
            new Promise<number>((resolve) => {
              const root = document.querySelector('dragoman-chat')?.shadowRoot;
              const started = performance.now();
              root?.querySelector('button')?.click();
              const look = () =>
                root?.querySelector('textarea')
                  ? resolve(performance.now() - started)
                  : requestAnimationFrame(look);
              look();
            }),
        ),
      );
      await page.context().close();
    }
    report('click to usable panel at 4x', times);
    expect(Math.min(...times)).toBeLessThan(OPEN_MS);
  });

  test('a key is painted at once below 200 messages', async () => {
    const { page, widget, id } = await scene.begin();
    await scene.shop.services.log.append(
      id,
      Array.from({ length: 200 }, (_, index) => {
        const message = { messageId: `msg_${index}`, author: 'assistant' as const };
        const text = `Line **${index}** of [many](https://shop.example)`;
        return [
          { type: 'message-start' as const, ...message },
          { type: 'message-end' as const, ...message, text },
        ];
      }).flat(),
    );
    await expect.poll(() => widget.messages.count(), { timeout: 30_000 }).toBeGreaterThan(200);
    await page.evaluate(() => {
      const times: number[] = [];
      Object.assign(window, { times, formats: 0 });
      // Each message names its time: whoever draws one again asks for this.
      Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, {
        construct(format, values) {
          Object.assign(window, { formats: Reflect.get(window, 'formats') + 1 });
          return Reflect.construct(format, values);
        },
      });
      document
        .querySelector('dragoman-chat')
        ?.shadowRoot?.querySelector('textarea')
        ?.addEventListener('keydown', ({ timeStamp }) =>
          requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - timeStamp))),
        );
    });
    await widget.box.focus();
    for (const key of 'where is it') {
      await page.keyboard.press(key === ' ' ? 'Space' : key);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    }
    expect(await widget.box.inputValue()).toBe('where is it');
    expect(await page.evaluate(() => Reflect.get(window, 'formats'))).toBe(0);
    const times = await page.evaluate<number[]>(() => Reflect.get(window, 'times'));
    report('key to paint with 200 messages', times);
    expect(middle(times)).toBeLessThan(KEY_TO_PAINT_MS);
  });

  test('each piece of a reply is painted with the next frame, and a burst of them with few', async () => {
    const { page } = await scene.open();
    await answerOnPage(page);
    await page.reload();
    const widget = widgetOf(page);
    await widget.open();
    await widget.say('Hello');
    await expect
      .poll(() => page.evaluate(() => typeof Reflect.get(window, 'push')))
      .toBe('function');
    const start = { type: 'message-start', messageId: 'msg_1', author: 'assistant', locale: 'en' };
    await page.evaluate((event) => Reflect.get(window, 'push')('1.0', event), start);
    const { times, paints } = await page.evaluate(measureDeltas);
    report('delta to paint', times);
    expect(middle(times)).toBeLessThan(DELTA_TO_PAINT_MS);
    expect(paints).toBeLessThan(10);
  });

  test('a page of a shop is moved and held up by nothing', async () => {
    const tasks: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const { page, widget } = await scene.open();
      await watchPage(page);
      await page.reload({ waitUntil: 'load' });
      await page.waitForTimeout(200);
      await widget.open();
      await page.waitForTimeout(200);
      const seen = await page.evaluate<{ shift: number; longTasks: number }>(() =>
        Reflect.get(window, 'seen'),
      );
      expect(seen.shift).toBe(0);
      tasks.push(seen.longTasks);
      await page.context().close();
    }
    // Another program's turn on the processor looks like a task of ours, but not every time.
    expect(Math.min(...tasks)).toBe(0);
  });
});

/** The page's own stream: events are pushed by `window.push`, so that no network stands between a piece and its paint. */
async function answerOnPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { fetch } = window;
    window.fetch = (input, init) => {
      if (!String(input).endsWith('/stream')) return fetch(input, init);
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          const encoder = new TextEncoder();
          Object.assign(window, {
            push: (id: string, event: object) =>
              controller.enqueue(encoder.encode(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`)),
          });
        },
      });
      return Promise.resolve(new Response(body));
    };
  });
  await page.route('**/events?*', (route) =>
    route.fulfill({ json: { events: [], next: 0, more: false } }),
  );
}

/** Runs on the page. */
async function measureDeltas(): Promise<{ times: number[]; paints: number }> {
  const push: (id: string, event: object) => void = Reflect.get(window, 'push');
  const root = document.querySelector('dragoman-chat')?.shadowRoot;
  const painted = () =>
    new Promise<void>((done) => requestAnimationFrame(() => setTimeout(() => done())));
  const says = () => root?.querySelector('article.assistant .words')?.textContent ?? '';
  let offset = 0;
  const piece = (text: string) => {
    offset += text.length;
    push(`1.${offset}`, { type: 'message-delta', messageId: 'msg_1', text });
  };
  const times: number[] = [];
  for (let index = 0; index < 15; index += 1) {
    const word = `word${index} `;
    const started = performance.now();
    piece(word);
    do await painted();
    while (!says().includes(word.trim()));
    times.push(performance.now() - started);
  }
  let paints = 0;
  const observer = new MutationObserver(() => {
    paints += 1;
  });
  if (root) observer.observe(root, { childList: true, subtree: true, characterData: true });
  for (let index = 0; index < 300; index += 1) piece(`burst${index} `);
  do await painted();
  while (!says().includes('burst299'));
  observer.disconnect();
  return { times, paints };
}

async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { shift: 0, longTasks: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (entry.entryType === 'longtask') seen.longTasks += 1;
        else seen.shift += Reflect.get(entry, 'value');
    }).observe({ entryTypes: ['layout-shift', 'longtask'] });
  });
}

function middle(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[figures.length >> 1] ?? 0;
}

function report(what: string, figures: readonly number[]): void {
  console.log(
    `${what}: ${middle(figures).toFixed(0)} ms, at best ${Math.min(...figures).toFixed(0)}`,
  );
}
