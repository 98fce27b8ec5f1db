import { describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { stageScene } from './scene.ts';
import { hasBrowser, hostPage, screenshot } from './widget-page.ts';

describe.skipIf(!hasBrowser)('the looks of the panel', () => {
  const scene = stageScene();

  test('are its borders in forced colours', async () => {
    const { page, widget } = await scene.begin('/host/plain', { forcedColors: 'active' });
    await screenshot(page, 'forced-colours');
    for (const part of ['.panel', 'article.mine .words', '.composer .round', 'textarea']) {
      const width = await widget.host
        .locator(part)
        .first()
        .evaluate((element) => Number.parseFloat(getComputedStyle(element).borderTopWidth));
      expect(width, part).toBeGreaterThanOrEqual(1);
    }
    expect(await accessibilityFaults(page)).toEqual([]);
    await widget.host.locator('#close').click();
    await screenshot(page, 'forced-colours-closed');
    // Its sign is drawn by a border, the one filling that forced colours leave.
    const { border, sign, ground } = await widget.launcher.evaluate((button) => ({
      border: Number.parseFloat(getComputedStyle(button).borderTopWidth),
      sign: getComputedStyle(button, '::before').borderTopColor,
      ground: getComputedStyle(button).backgroundColor,
    }));
    expect(border).toBeGreaterThanOrEqual(1);
    expect(contrast(sign, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['reduce', 'no-preference'] as const)(
    'move as much as was asked for: %s',
    async (reducedMotion) => {
      const { widget } = await scene.open('/host/plain', { reducedMotion });
      await widget.open();
      const moved = await widget.panel.evaluate((panel) => {
        const copy = document.createElement('div');
        copy.className = panel.className;
        panel.parentElement?.append(copy);
        const changed = copy
          .getAnimations()
          .flatMap(({ effect }) =>
            effect instanceof KeyframeEffect ? effect.getKeyframes().flatMap(Object.keys) : [],
          );
        copy.remove();
        return changed;
      });
      expect(moved).toContain('opacity');
      expect(moved.includes('transform')).toBe(reducedMotion === 'no-preference');
    },
  );

  test('follow the colour scheme, unless the shop chose one', async () => {
    scene.shop.pages.set('/host/light', {
      html: hostPage({ tag: '<script src="/widget.js" data-theme="light" defer></script>' }),
    });
    const background = async (path: string) => {
      const { widget } = await scene.open(path, { colorScheme: 'dark' });
      await widget.open();
      return widget.panel.evaluate((panel) => getComputedStyle(panel).backgroundColor);
    };
    expect(await background('/host/plain')).toBe('rgb(22, 25, 24)');
    expect(await background('/host/light')).toBe('rgb(255, 255, 255)');
  });

  test('make an accent readable, and say so', async () => {
    scene.shop.pages.set('/host/yellow', {
      html: hostPage({
        head: '<style>dragoman-chat{--dragoman-accent:#777a00;--dragoman-on-accent:#999}</style>',
      }),
    });
    const { page, problems, widget } = await scene.begin('/host/yellow');
    await expect.poll(() => problems.join()).toContain('4.5 : 1');
    await screenshot(page, 'accent-corrected');
    for (const button of [widget.send, widget.launcher]) {
      const [ink = '', ground = ''] = await button.evaluate((element) => {
        const { color, backgroundColor } = getComputedStyle(element);
        return [color, backgroundColor];
      });
      expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
    }
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
