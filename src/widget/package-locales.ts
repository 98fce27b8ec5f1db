import type { Texts } from '../ui/translate.ts';
import type { TextGroup } from './locales.ts';

/* Takes the place of `locales.ts` in the package: a shop's bundler makes a file of each locale and knows where it lies. */

type Locale = Readonly<Record<TextGroup, Texts>>;

const FILES: Readonly<Record<string, () => Promise<{ default: Locale }>>> = {
  ar: () => import('./locales/ar.json'),
  de: () => import('./locales/de.json'),
  es: () => import('./locales/es.json'),
  fr: () => import('./locales/fr.json'),
  id: () => import('./locales/id.json'),
  it: () => import('./locales/it.json'),
  ja: () => import('./locales/ja.json'),
  ko: () => import('./locales/ko.json'),
  pt: () => import('./locales/pt.json'),
  'pt-PT': () => import('./locales/pt-PT.json'),
  ru: () => import('./locales/ru.json'),
  th: () => import('./locales/th.json'),
  vi: () => import('./locales/vi.json'),
  zh: () => import('./locales/zh.json'),
  'zh-TW': () => import('./locales/zh-TW.json'),
};

export const ENGLISH: Texts = JSON.parse(ENGLISH_CHAT);
export const AVAILABLE: readonly string[] = ['en', ...Object.keys(FILES)];

export async function loadTexts(locale: string, group: TextGroup, english: Texts): Promise<Texts> {
  const file = await FILES[locale]?.();
  return file?.default[group] ?? english;
}
