import type { Script } from './script.ts';

/** The language that a script alone tells. The others are shared: `language-model.ts` tells their languages apart. */
export const SCRIPT_LANGUAGES: Partial<Record<Script, string>> = {
  kana: 'ja',
  hangul: 'ko',
  hebrew: 'he',
  thai: 'th',
  greek: 'el',
  bengali: 'bn',
  tamil: 'ta',
  telugu: 'te',
  georgian: 'ka',
  armenian: 'hy',
  gujarati: 'gu',
  gurmukhi: 'pa',
  kannada: 'kn',
  malayalam: 'ml',
  sinhala: 'si',
  lao: 'lo',
  khmer: 'km',
  burmese: 'my',
  ethiopic: 'am',
};
