import { primaryLanguage } from './languages.ts';

/**
 * The locales whose words a shopper may read, best first: their own, then the one whose words are used where they are
 * (`zh-TW` for all who read the traditional script, `pt-PT` outside Brazil), then the language.
 */
export function wordingLocales(locale: string): readonly string[] {
  const known = found.get(locale);
  if (known !== undefined) return known;
  const locales = [
    ...new Set([locale, regionalWords(locale), locale.split('-')[0], primaryLanguage(locale)]),
  ].filter((one) => one !== null && one !== undefined);
  if (found.size >= MOST_KEPT) found.clear();
  found.set(locale, locales);
  return locales;
}

function regionalWords(locale: string): string | null {
  const { language, script, region } = new Intl.Locale(locale).maximize();
  if (language === 'zh' && script === 'Hant') return 'zh-TW';
  if (language === 'pt' && region !== 'BR') return 'pt-PT';
  return null;
}

/** Locales come from browsers: few in truth, but anybody can send others. */
const MOST_KEPT = 500;
const found = new Map<string, readonly string[]>();
