import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import type { Stage, State } from './states.ts';
import { screenshot, type widgetOf } from './widget-page.ts';

export interface Look extends BrowserContextOptions {
  name: string;
  lang: 'en' | 'ar';
  path: string;
}

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const MOBILE = { viewport: { width: 360, height: 740 }, hasTouch: true };

/** Every way the panel is looked at: two directions of writing, two colour schemes, two sizes. */
export const LOOKS: readonly Look[] = (['en', 'ar'] as const).flatMap((lang) =>
  (['light', 'dark'] as const).flatMap((colorScheme) =>
    (['desktop', 'mobile'] as const).map((device) => ({
      name: `${lang}-${colorScheme}-${device}`,
      lang,
      locale: lang,
      path: lang === 'ar' ? '/host/ar' : '/host/plain',
      colorScheme,
      ...(device === 'desktop' ? DESKTOP : MOBILE),
    })),
  ),
);

/** Leads to a state, keeps a picture of it, and checks what every state must have: its words, its announcement, a next step. */
export async function lookAt(state: State, stage: Stage, look: Look): Promise<void> {
  const { page, widget, t } = stage;
  const what = `${state.name}-${look.name}`;
  await state.reach(stage);
  await widget.host.locator(state.shows).last().waitFor();
  for (const text of state.says(t))
    await expect.poll(() => widget.panel.textContent(), { message: what }).toContain(text);
  if (state.tells !== undefined) {
    const [region, text] = state.tells;
    const told = widget.host.locator(`.unseen [role=${region}]`);
    await expect.poll(() => told.textContent(), { message: what }).toContain(text(t));
  }
  await screenshot(page, what);
  expect(await accessibilityFaults(page), what).toEqual([]);
  await expectNextStep(widget, what);
  expect(await brokenChips(page), what).toEqual([]);
}

/** There is a field to write into, and nothing lies over the way to send. */
async function expectNextStep({ box, host }: ReturnType<typeof widgetOf>, what: string) {
  expect(await box.isVisible(), what).toBe(true);
  const isCovered = await host.evaluate((element) => {
    const button = element.shadowRoot?.querySelector('.composer .round');
    const { left, top, width, height } = button?.getBoundingClientRect() ?? new DOMRect();
    const hit = element.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2);
    return button === null || button === undefined || !button.contains(hit ?? null);
  });
  expect(isCovered, what).toBe(false);
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
