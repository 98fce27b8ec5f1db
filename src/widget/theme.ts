type Rgb = readonly [number, number, number];

const READABLE = 4.5;
const DARK_INK: Rgb = [12, 31, 26];
const WHITE: Rgb = [255, 255, 255];

/**
 * A shop's own accent must carry readable text. White or dark ink is chosen; where neither reaches 4.5 : 1, the accent
 * is darkened until white does, and the shop is told.
 */
export function correctAccent(host: HTMLElement, holder: HTMLElement): void {
  holder.style.removeProperty('--accent');
  holder.style.removeProperty('--on-accent');
  const wanted = getComputedStyle(host).getPropertyValue('--dragoman-accent').trim();
  if (wanted === '') return;
  const accent = readColor(wanted, holder);
  if (accent === null) return;
  const chosen = getComputedStyle(host).getPropertyValue('--dragoman-on-accent').trim();
  const own = chosen === '' ? null : readColor(chosen, holder);
  const ink = [own ?? WHITE, WHITE, DARK_INK].find((color) => contrast(accent, color) >= READABLE);
  let corrected: Rgb = accent;
  while (ink === undefined && contrast(corrected, WHITE) < READABLE)
    corrected = [corrected[0] * 0.95, corrected[1] * 0.95, corrected[2] * 0.95];
  if (corrected !== accent || (own !== null && ink !== own))
    console.warn(
      `dragoman: --dragoman-accent ${wanted} has a contrast of ${contrast(accent, own ?? WHITE).toFixed(2)} : 1 to its text; 4.5 : 1 is needed, so it was corrected.`,
    );
  const [background, color] = [css(corrected), css(ink ?? WHITE)];
  holder.style.setProperty('--accent', background);
  holder.style.setProperty('--on-accent', color);
  const launcher = host.shadowRoot?.querySelector<HTMLElement>('[part=launcher]');
  if (launcher) Object.assign(launcher.style, { background, color });
}

function readColor(text: string, holder: HTMLElement): Rgb | null {
  const probe = document.createElement('i');
  probe.style.color = text;
  if (probe.style.color === '') return null;
  holder.append(probe);
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(
    Number,
  );
  probe.remove();
  return [red, green, blue];
}

function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function css(color: Rgb): string {
  return `rgb(${color.map(Math.round).join(' ')})`;
}
