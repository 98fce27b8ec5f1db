import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath } from './find-chromium.ts';
import { stageScene } from './scene.ts';
import { launchOptions } from './shared-browser.ts';
import { hasBrowser, hostPage } from './widget-page.ts';

/** Points of a hundred that the widget may cost a page. */
const MOST_LOST = 2;
const RUNS = 3;

describe.skipIf(!hasBrowser)('Lighthouse', () => {
  const scene = stageScene();
  let port: number;
  let browser: Browser;

  // One of its own: Lighthouse looks at every page of a browser, and when it leaves, none is offline any more, whatever
  // the test of that page wants.
  beforeAll(async () => {
    port = await freePort();
    const options = launchOptions(chromiumPath() ?? '', `--remote-debugging-port=${port}`);
    browser = await chromium.launch(options);
  });
  afterAll(() => browser?.close());

  test('gives a page with the widget the points it has without', { timeout: 240_000 }, async () => {
    scene.shop.pages.set('/host/bare', { html: hostPage({ tag: '' }) });
    const points: Record<'/host/plain' | '/host/bare', number[]> = {
      '/host/plain': [],
      '/host/bare': [],
    };
    // By turns, so that a busy minute meets both.
    for (let run = 0; run < RUNS; run += 1)
      for (const path of ['/host/bare', '/host/plain'] as const)
        points[path].push(await pointsOf(`${scene.shop.url}${path}`, port));
    const [bare, plain] = [middle(points['/host/bare']), middle(points['/host/plain'])];
    console.log(`Lighthouse performance: ${plain} with the widget, ${bare} without`);
    expect(plain).toBeGreaterThanOrEqual(bare - MOST_LOST);
  });
});

/** Lighthouse's performance on its slow telephone, whose speed is computed, not had by slowing this machine down. */
async function pointsOf(url: string, port: number): Promise<number> {
  const result = await lighthouse(url, {
    port,
    logLevel: 'silent',
    onlyCategories: ['performance'],
    throttlingMethod: 'simulate',
    disableFullPageScreenshot: true,
  });
  const score = result?.lhr.categories.performance?.score;
  if (typeof score !== 'number')
    throw new Error(`no score: ${result?.lhr.runtimeError?.message ?? 'Lighthouse gave none'}`);
  return Math.round(score * 100);
}

function middle(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[figures.length >> 1] ?? 0;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
      probe.close(() => resolve(port));
    });
  });
}
