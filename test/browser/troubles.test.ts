import { describe, expect, test } from 'vitest';
import { LOOKS, lookAt } from './look.ts';
import { stageScene } from './scene.ts';
import type { Stage, State } from './states.ts';
import { conversationOf, hasBrowser, textsOf } from './widget-page.ts';

const HANDOFF = { handoffId: 'hnd_1' };
const BACK_AT = '2026-12-01T08:00:00Z';
const online = ({ page }: Stage) => page.evaluate(() => window.dispatchEvent(new Event('online')));
/** A text up to where a time stands in it. */
const beforeTime = (text: string) => text.split('{')[0] ?? '';

const TROUBLES: readonly State[] = [
  {
    name: 'out-of-hours',
    async reach({ scene, id, widget }) {
      await scene.shop.services.log.append(id, [
        { type: 'handoff-opened', ...HANDOFF, reason: 'asked' },
      ]);
      await widget.host.locator('.note').waitFor();
      scene.shop.tell({ type: 'handoff-progress', ...HANDOFF, place: 1, opensAt: BACK_AT });
    },
    shows: '.note',
    says: (t) => [beforeTime(t('outOfHours')), beforeTime(t('personClosed')), t('cancelPerson')],
    tells: ['log', (t) => beforeTime(t('outOfHours'))],
  },
  {
    name: 'rate-limited',
    async reach({ page, widget }) {
      await page.route('**/messages', (route) =>
        route.fulfill({
          status: 429,
          headers: { 'Retry-After': '600' },
          json: { code: 'rate_limited', detail: '' },
        }),
      );
      await widget.say('Once more');
    },
    shows: '.banner',
    says: (t) => [beforeTime(t('limited')), t('sending')],
    tells: ['status', (t) => beforeTime(t('limited'))],
  },
  {
    name: 'failed-to-send',
    async reach(stage) {
      const { page } = stage;
      await page.unroute('**/messages');
      await page.route('**/messages', (route) =>
        route.fulfill({ status: 422, json: { code: 'invalid_input', detail: '' } }),
      );
      await online(stage);
      await stage.widget.host.locator('article.failed').waitFor();
      // It waits no more, so nothing says that it does.
      await expect.poll(() => stage.widget.host.locator('.banner:not(.danger)').count()).toBe(0);
    },
    shows: 'article.failed button',
    says: (t) => [t('notSent'), t('retry'), t('discard'), t('tooLong')],
    tells: ['alert', (t) => t('tooLong')],
  },
  {
    name: 'sent-after-all',
    async reach({ page, widget, t }) {
      await page.unroute('**/messages');
      await widget.host.getByRole('button', { name: t('retry') }).click();
      await expect.poll(() => widget.host.locator('article.failed').count()).toBe(0);
      await expect.poll(() => widget.host.locator('.banner').count()).toBe(0);
    },
    shows: 'article.mine >> text=Once more',
    says: (t) => [t('read')],
  },
  {
    name: 'reconnecting',
    async reach({ page, scene }) {
      // Nothing answers, and nothing says so either.
      await page.route('**/stream', () => {});
      expect(scene.shop.cut(/\/stream/)).toBeGreaterThan(0);
    },
    shows: '.banner',
    says: (t) => [t('reconnecting')],
    tells: ['status', (t) => t('reconnecting')],
  },
  {
    name: 'service-down',
    async reach(stage) {
      const { page, widget, t } = stage;
      await page.unroute('**/stream');
      await page.route('**/stream', (route) => route.abort());
      await page.route('**/messages', (route) => route.abort());
      await widget.say('Is anybody there?');
      await expect
        .poll(
          async () => {
            await online(stage);
            return widget.panel.textContent();
          },
          { timeout: 30_000, interval: 100 },
        )
        .toContain(t('down'));
      const href = await widget.host.locator('.banner a').getAttribute('href');
      expect(decodeURIComponent(href ?? '')).toMatch(/^mailto:.*Is anybody there\?/);
    },
    shows: '.banner a',
    says: (t) => [t('down'), t('downMail')],
    tells: ['status', (t) => t('down')],
  },
];

describe.skipIf(!hasBrowser)('troubles', () => {
  const scene = stageScene();

  test.each(LOOKS)(
    '$name: are told, with a way on, and shut nobody out',
    {
      timeout: 180_000,
    },
    async (look) => {
      const visit = await scene.open(look.path, look);
      const { page, widget } = visit;
      await page.route('**/v1/shop', async (route) => {
        const response = await route.fetch();
        const desk = { open: false, opensAt: BACK_AT, closesAt: null, waitMinutes: null };
        await route.fulfill({ response, json: { ...(await response.json()), desk } });
      });
      await widget.open();
      await widget.say('Hello');
      await widget.host.locator('article.assistant .feedback').first().waitFor();
      const stage = { ...visit, scene, t: textsOf(look.lang), id: await conversationOf(page) };
      for (const trouble of TROUBLES) await lookAt(trouble, stage, look);
    },
  );
});
