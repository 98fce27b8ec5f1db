import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Colleague, type Said } from './colleague.ts';
import { type ShopServer, startShopServer } from './shop-server.ts';
import { CALM_REPLY, SlowModel } from './slow-model.ts';
import type { Fate } from './unreliable-stream.ts';
import {
  conversationOf,
  hasBrowser,
  hostPage,
  openBrowser,
  openPage,
  widgetOf,
} from './widget-page.ts';

/** `npm run test:chaos` is the long form. */
const SECONDS = Number(process.env.CHAOS_SECONDS ?? 60);
const SEED = Number(process.env.CHAOS_SEED ?? 7);
const TEN_MINUTES_MS = 600_000;
const DAY_MS = 86_400_000;

/** Numbers from a seed, so that a bad day can be had again. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe.skipIf(!hasBrowser)('a bad day', () => {
  let browser: Browser;
  let shop: ShopServer;

  beforeAll(async () => {
    const models = [{ name: 'slow', model: new SlowModel(CALM_REPLY, () => 4) }];
    [browser, shop] = await Promise.all([openBrowser(), startShopServer({ inputs: { models } })]);
    shop.pages.set('/host/plain', { html: hostPage() });
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  test('every message stands on both sides once and in order', {
    timeout: SECONDS * 1000 + 300_000,
  }, async () => {
    const random = seeded(SEED);
    const fates: Partial<Record<Fate, number>> = {};
    shop.fate = (chunk) => {
      const fate = fateFrom(random(40), chunk);
      fates[fate] = (fates[fate] ?? 0) + 1;
      return fate;
    };
    const { page } = await openPage(browser, shop, '/host/plain');
    const widget = widgetOf(page);
    const colleague = await Colleague.join(shop);
    await widget.open();
    const sent: string[] = [];
    const says = async () => {
      sent.push(`message ${sent.length + 1}`);
      await widget.say(sent.at(-1) ?? '');
    };
    await says();
    await expect.poll(() => conversationOf(page)).toMatch(/^cnv_/);
    const id = await conversationOf(page);
    let hasPerson = false;

    const acts: Record<string, () => Promise<unknown>> = {
      says,
      'says more': says,
      'and more': says,
      restart: () => shop.restart(),
      outage: async () => {
        await shop.halt();
        await pause(200 + random(800));
        await shop.restart();
      },
      offline: async () => {
        await page.context().setOffline(true);
        await says();
        await pause(random(900));
        await page.context().setOffline(false);
      },
      reload: async () => {
        await page.reload();
        await widget.panel.waitFor();
      },
      sleep: () => sleep(page, random(700)),
      'clock jump': () => jumpClock(page, (random(2) - 0.5) * DAY_MS),
      'a person comes or goes': async () => {
        if (hasPerson) await colleague.giveBack();
        else await colleague.take(id);
        hasPerson = !hasPerson;
      },
      'a person answers': async () => {
        if (hasPerson) await colleague.say();
      },
    };
    const names = Object.keys(acts);
    const done: Record<string, number> = {};
    const until = Date.now() + SECONDS * 1000;
    while (Date.now() < until) {
      const name = names[random(names.length)] ?? '';
      done[name] = (done[name] ?? 0) + 1;
      await acts[name]?.();
      await pause(random(250));
    }
    shop.fate = () => 'sent';
    if (hasPerson) await colleague.giveBack();
    await says();

    const onTheWay = () =>
      page.locator('dragoman-chat article.mine:is(.waiting, .sent, .failed)').count();
    const why = `seed ${SEED}`;
    await expect.poll(onTheWay, { timeout: 60_000, message: why }).toBe(0);
    await shop.services.turns.drain(20_000);
    const atDesk = await colleague.messagesOf(id);
    await expect
      .poll(() => widget.host.locator('article').last().locator('.words').textContent(), {
        timeout: 60_000,
        message: why,
      })
      .toBe(atDesk.at(-1)?.text);
    await showAll(page);
    expect(await messagesOn(page), why).toEqual(atDesk);
    expect(textsOf(atDesk, 'customer'), why).toEqual(sent);
    const answers = textsOf(atDesk, 'human_agent');
    expect(answers, why).toEqual(answers.map((_, index) => `answer ${index + 1}`));
    expect(sent.length).toBeGreaterThan(SECONDS / 4);
    console.log(
      `${SECONDS} s, ${why}: ${sent.length} messages, ${atDesk.length} on both sides; ${JSON.stringify({ ...done, ...fates })}`,
    );
  });
});

/** Most pieces arrive. Text between events may go missing alone, an event only with its connection. */
function fateFrom(number: number, chunk: string): Fate {
  if (number === 0) return 'lost';
  if (number === 1) return 'torn';
  if (number < 6) return 'twice';
  return number < 9 && chunk.includes('"message-delta"') ? 'swallowed' : 'sent';
}

/** The tab sleeps: no timer and no network runs; it wakes ten minutes later, as far as it can tell. */
async function sleep(page: Page, milliseconds: number): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send('Page.setWebLifecycleState', { state: 'frozen' });
  await pause(milliseconds);
  await client.send('Page.setWebLifecycleState', { state: 'active' });
  await client.detach();
  await jumpClock(page, TEN_MINUTES_MS);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
}

function jumpClock(page: Page, byMs: number): Promise<void> {
  return page.evaluate((by) => {
    const { now } = Date;
    Date.now = () => now.call(Date) + by;
  }, byMs);
}

async function showAll(page: Page): Promise<void> {
  const earlier = page.locator('dragoman-chat .log > button.center');
  while ((await earlier.count()) > 0) {
    const before = await page.locator('dragoman-chat article').count();
    await earlier.click();
    await expect
      .poll(async () => {
        const isThere = (await page.locator('dragoman-chat article').count()) > before;
        return isThere || (await earlier.count()) === 0;
      })
      .toBe(true);
  }
}

function messagesOn(page: Page): Promise<Said[]> {
  return page.locator('dragoman-chat article').evaluateAll((all) =>
    all.map((one) => {
      const words = one.querySelector('.words');
      // A reply that ends in a handoff has two paragraphs, which the text of an element runs together.
      const paragraphs = Array.from(words?.querySelectorAll('p') ?? [], (p) => p.textContent ?? '');
      return {
        author: one.classList.contains('mine')
          ? 'customer'
          : one.classList.contains('human_agent')
            ? 'human_agent'
            : 'assistant',
        text: paragraphs.length > 0 ? paragraphs.join('\n\n') : (words?.textContent ?? ''),
      };
    }),
  );
}

function textsOf(said: readonly Said[], author: string): string[] {
  return said.flatMap((one) => (one.author === author ? [one.text] : []));
}
