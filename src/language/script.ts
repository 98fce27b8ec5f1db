export type Script =
  | 'latin'
  | 'han'
  | 'kana'
  | 'hangul'
  | 'arabic'
  | 'cyrillic'
  | 'hebrew'
  | 'thai'
  | 'greek'
  | 'bengali'
  | 'tamil'
  | 'telugu'
  | 'devanagari'
  | 'georgian'
  | 'armenian'
  | 'gujarati'
  | 'gurmukhi'
  | 'kannada'
  | 'malayalam'
  | 'sinhala'
  | 'lao'
  | 'khmer'
  | 'burmese'
  | 'ethiopic'
  | 'other';

/** Letters of each script in the text. */
export function countScripts(text: string): Map<Script, number> {
  const counts = new Map<Script, number>();
  for (const character of text) {
    const script = scriptOf(character.codePointAt(0) ?? 0);
    if (script !== null) counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  return counts;
}

/**
 * The script the message is written in. One ideograph says as much as several letters, so a brand name in Latin
 * letters inside a Chinese sentence does not turn it: `我的 iPhone 到哪了` is Han. So do the letters of an alphabet that
 * only its own languages use: English words stand inside Ukrainian ones, never the other way round.
 */
export function mainScript(counts: ReadonlyMap<Script, number>): Script | null {
  let main: Script | null = null;
  let best = 0;
  for (const [script, count] of counts) {
    const weight = count * weightOf(script);
    if (weight > best) [main, best] = [script, weight];
  }
  return main;
}

/** How many Latin letters say as much as one letter of a script. */
export function weightOf(script: Script): number {
  return WEIGHTS[script] ?? 1;
}

const WEIGHTS: Partial<Record<Script, number>> = {
  han: 4,
  kana: 3,
  hangul: 2.5,
  devanagari: 2.5,
  bengali: 2.5,
  tamil: 2.5,
  telugu: 2.5,
  thai: 2,
  arabic: 2,
  hebrew: 2,
  cyrillic: 1.7,
  greek: 1.7,
};

function scriptOf(point: number): Script | null {
  if (point < 0x250) return isLatin(point) ? 'latin' : null;
  if (point >= 0x1e00 && point <= 0x1eff) return 'latin';
  for (const [from, to, script] of RANGES) if (point >= from && point <= to) return script;
  return /\p{L}/u.test(String.fromCodePoint(point)) ? 'other' : null;
}

function isLatin(point: number): boolean {
  return (
    (point >= 0x61 && point <= 0x7a) ||
    (point >= 0x41 && point <= 0x5a) ||
    (point >= 0xc0 && point !== 0xd7 && point !== 0xf7)
  );
}

const RANGES: readonly (readonly [number, number, Script])[] = [
  [0x3040, 0x30fa, 'kana'],
  [0x30fc, 0x30ff, 'kana'],
  [0xff66, 0xff9f, 'kana'],
  [0x4e00, 0x9fff, 'han'],
  [0x3400, 0x4dbf, 'han'],
  [0x3005, 0x3007, 'han'],
  [0xf900, 0xfaff, 'han'],
  [0x20000, 0x323af, 'han'],
  [0xac00, 0xd7af, 'hangul'],
  [0x1100, 0x11ff, 'hangul'],
  [0x3130, 0x318f, 'hangul'],
  [0x0620, 0x06ff, 'arabic'],
  [0x0750, 0x077f, 'arabic'],
  [0xfb50, 0xfdff, 'arabic'],
  [0xfe70, 0xfeff, 'arabic'],
  [0x0400, 0x052f, 'cyrillic'],
  [0x0590, 0x05ff, 'hebrew'],
  [0x0e00, 0x0e7f, 'thai'],
  [0x0370, 0x03ff, 'greek'],
  [0x1f00, 0x1fff, 'greek'],
  [0x0980, 0x09ff, 'bengali'],
  [0x0b80, 0x0bff, 'tamil'],
  [0x0c00, 0x0c7f, 'telugu'],
  [0x0900, 0x097f, 'devanagari'],
  [0x10a0, 0x10ff, 'georgian'],
  [0x1c90, 0x1cbf, 'georgian'],
  [0x0531, 0x058f, 'armenian'],
  [0x0a81, 0x0aff, 'gujarati'],
  [0x0a01, 0x0a7f, 'gurmukhi'],
  [0x0c81, 0x0cff, 'kannada'],
  [0x0d01, 0x0d7f, 'malayalam'],
  [0x0d81, 0x0dff, 'sinhala'],
  [0x0e81, 0x0eff, 'lao'],
  [0x1780, 0x17ff, 'khmer'],
  [0x1000, 0x109f, 'burmese'],
  [0x1200, 0x139f, 'ethiopic'],
];
