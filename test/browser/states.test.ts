import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogEventInput } from '../../src/protocol/stream-event.ts';
import { accessibilityFaults } from './axe.ts';
import { type ShopServer, startShopServer } from './shop-server.ts';
import {
  hasBrowser,
  hostPage,
  openBrowser,
  openPage,
  screenshot,
  widgetOf,
} from './widget-page.ts';

const HANDOFF = { handoffId: 'hnd_1' };
const EXPIRES = '2099-01-01T00:00:00Z';
const PROPOSAL = {
  id: 'prp_1',
  kind: 'refund',
  state: 'open',
  text: 'Refund of 52.90 EUR for order DM-10020.',
  orderNumber: 'DM-10020',
  amount: { amount: 5290, currency: 'EUR' },
  route: 'original_method',
  method: { method: 'card', last4: '4242' },
  arrival: { earliest: '2026-12-01', latest: '2026-12-03' },
  approval: 'person',
  confirmationToken: 'cft_1',
  expiresAt: EXPIRES,
} as const;
const TRACKING = {
  type: 'tracking',
  orderNumber: 'DM-10001',
  carrier: 'DHL',
  trackingNumber: 'UJ726424272YP',
  status: 'customs_action_required',
  actionRequired: 'buyer',
  eta: { earliest: '2026-12-02', latest: '2026-12-05', source: 'estimate' },
  legs: [
    { kind: 'first_mile', status: 'done', from: 'Jingdezhen', endedAt: '2026-11-10T08:00:00Z' },
    { kind: 'line_haul', status: 'done', to: 'Leipzig', endedAt: '2026-11-18T08:00:00Z' },
    { kind: 'customs', status: 'active', to: 'Leipzig' },
    { kind: 'last_mile', status: 'waiting', to: 'Berlin' },
  ],
  lastScanAt: '2026-11-20T08:00:00Z',
} as const;

/** Each state as events lead to it, and what must be on the screen then. */
const STATES: [name: string, events: LogEventInput[], shows: string][] = [
  [
    'thinking',
    [
      { type: 'status', status: 'thinking' },
      { type: 'tool-start', callId: 'c1', tool: 'get_order' },
    ],
    '.activity',
  ],
  [
    'streaming',
    [{ type: 'message-start', messageId: 'msg_s', author: 'assistant', locale: 'en' }],
    '.composer',
  ],
  [
    'stopped',
    [
      {
        type: 'message-end',
        messageId: 'msg_s',
        author: 'assistant',
        text: 'Your **order**',
        locale: 'en',
        outcome: 'stopped',
      },
      { type: 'status', status: 'stopped' },
    ],
    'article.assistant',
  ],
  [
    'cards',
    [
      {
        type: 'card',
        card: {
          type: 'order',
          orderNumber: 'DM-10001',
          status: 'shipped',
          placedAt: '2026-11-08T10:00:00Z',
          total: { amount: 11930, currency: 'EUR' },
          lines: [
            { title: 'Celadon gaiwan set', quantity: 1, total: { amount: 4600, currency: 'EUR' } },
          ],
          moreLines: 2,
        },
      },
      {
        type: 'card',
        card: {
          type: 'payment',
          orderNumber: 'DM-10013',
          status: 'failed',
          method: 'card',
          last4: '4242',
          amount: { amount: 5290, currency: 'EUR' },
          captured: { amount: 0, currency: 'EUR' },
          refunded: { amount: 0, currency: 'EUR' },
          declineReason: 'insufficient_funds',
        },
      },
      {
        type: 'card',
        card: {
          type: 'products',
          products: [1, 2, 3].map((n) => ({
            id: `prd_00${n}`,
            title: 'Nambu cast-iron teapot',
            price: { amount: 8900, currency: 'USD' },
            available: n !== 2,
            url: `https://damaskmoon.example.com/${n}`,
          })),
        },
      },
    ],
    '.products',
  ],
  ['tracking', [{ type: 'card', card: TRACKING as never }], '.journey'],
  ['needs-identity', [{ type: 'status', status: 'needs_identity' }], 'form.card'],
  [
    'code',
    [
      { type: 'status', status: 'code_sent' },
      { type: 'status', status: 'verification_failed' },
    ],
    '.digits',
  ],
  ['verified', [{ type: 'status', status: 'verified' }], '.note'],
  ['proposal', [{ type: 'proposal', proposal: PROPOSAL }], '.proposal .acts'],
  [
    'waiting-for-approval',
    [{ type: 'proposal', proposal: { ...PROPOSAL, state: 'awaiting_approval' } }],
    '.chip.care',
  ],
  [
    'bank-details',
    [
      {
        type: 'card',
        card: {
          type: 'bank_details',
          orderNumber: 'DM-10022',
          refundId: 'rfd_1',
          amount: { amount: 5290, currency: 'EUR' },
          status: 'needed',
          choices: ['iban', 'account_number'],
        },
      },
    ],
    'form.card input',
  ],
  ['queued', [{ type: 'handoff-opened', ...HANDOFF, reason: 'asked' }], '#person'],
  [
    'agent-joined',
    [
      { type: 'handoff-claimed', ...HANDOFF, humanAgentName: 'Mia' },
      { type: 'message-start', messageId: 'msg_m', author: 'human_agent' },
      {
        type: 'message-end',
        messageId: 'msg_m',
        author: 'human_agent',
        text: 'Hello, I am looking into it.',
        authorName: 'Mia',
      },
    ],
    'article.human_agent',
  ],
  ['snoozed', [{ type: 'handoff-snoozed', ...HANDOFF, until: '2026-12-01T09:00:00Z' }], '.note'],
  ['handed-back', [{ type: 'handoff-returned', ...HANDOFF }], '#person'],
  [
    'resolved',
    [
      { type: 'handoff-claimed', ...HANDOFF, humanAgentName: 'Mia' },
      { type: 'handoff-closed', ...HANDOFF },
    ],
    '.rating',
  ],
];

const LOOKS = [
  {
    name: 'en-light-desktop',
    lang: 'en',
    colorScheme: 'light',
    viewport: { width: 1280, height: 800 },
  },
  {
    name: 'ar-dark-desktop',
    lang: 'ar',
    colorScheme: 'dark',
    viewport: { width: 1280, height: 800 },
  },
  {
    name: 'ar-light-mobile',
    lang: 'ar',
    colorScheme: 'light',
    viewport: { width: 360, height: 740 },
  },
  {
    name: 'en-dark-mobile',
    lang: 'en',
    colorScheme: 'dark',
    viewport: { width: 360, height: 740 },
  },
] as const;

describe.skipIf(!hasBrowser)('every state of a conversation', () => {
  let browser: Browser;
  let shop: ShopServer;

  beforeAll(async () => {
    [browser, shop] = await Promise.all([openBrowser(), startShopServer()]);
    for (const lang of ['en', 'ar'])
      shop.pages.set(`/host/${lang}`, {
        html: hostPage({ lang, dir: lang === 'ar' ? 'rtl' : 'ltr' }),
      });
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  test.each(LOOKS)(
    '$name: is shown, has a next step, and shuts nobody out',
    { timeout: 120_000 },
    async ({ name, lang, colorScheme, viewport }) => {
      const { page, problems } = await openPage(browser, shop, `/host/${lang}`, {
        colorScheme,
        viewport,
        locale: lang,
        hasTouch: viewport.width < 500,
      });
      const widget = widgetOf(page);
      const look = async (state: string) => {
        await page.waitForTimeout(60);
        await screenshot(page, `${state}-${name}`);
        expect(await accessibilityFaults(page), state).toEqual([]);
        // No state without a next step: there is a field to write into and a way to send.
        expect(await widget.box.isVisible(), state).toBe(true);
        expect(await isCovered(page), state).toBe(false);
        expect(await brokenChips(page), state).toEqual([]);
      };
      await widget.open();
      await look('welcome');
      await widget.say(lang === 'ar' ? 'مرحبا' : 'Hello');
      await widget.host.locator('article.assistant').first().waitFor();
      const id = await conversationOf(page);
      await look('idle');
      for (const [state, events, shows] of STATES) {
        await shop.services.log.append(id, events);
        if (state === 'streaming') {
          await page.waitForTimeout(50);
          shop.services.log.publishDelta(
            id,
            'msg_s',
            'Your **order** with an open `code and a [link](https://',
          );
          await widget.host.getByText('Your').last().waitFor();
        }
        if (state === 'thinking') await page.waitForTimeout(450);
        await widget.host.locator(shows).last().waitFor();
        await look(state);
      }
      await widget.host.locator('#menu').click();
      await widget.host.locator('.menu').waitFor();
      await look('menu');
      await page.context().setOffline(true);
      await widget.host.locator('.banner').waitFor();
      await widget.say('One more thing');
      await look('offline');
      expect(
        problems.filter((text) => !/ERR_INTERNET_DISCONNECTED|Failed to (load|fetch)/.test(text)),
      ).toEqual([]);
      await page.context().close();
    },
  );
});

/** Whether anything lies over the send button. */
function isCovered(page: Page): Promise<boolean> {
  return page.locator('dragoman-chat').evaluate((host) => {
    const button = host.shadowRoot?.querySelector('.composer .round');
    const { left, top, width, height } = button?.getBoundingClientRect() ?? new DOMRect();
    const hit = host.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2);
    return button === null || button === undefined || !button.contains(hit ?? null);
  });
}

/** States on cards that do not stand in one line. */
function brokenChips(page: Page): Promise<string[]> {
  return page
    .locator('dragoman-chat')
    .evaluate((host) =>
      [...(host.shadowRoot?.querySelectorAll<HTMLElement>('.chip') ?? [])]
        .filter((chip) => chip.getBoundingClientRect().height > 28)
        .map((chip) => chip.textContent),
    );
}

function conversationOf(page: Page): Promise<string> {
  return page.evaluate(() => JSON.parse(localStorage.getItem('dragoman:') ?? '{}').conversation.id);
}
