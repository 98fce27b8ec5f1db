import type { Texts } from '../ui/translate.ts';

/** A locale's texts in the order of the English keys; a list stands for its plural forms. */
type Packed = readonly (string | Readonly<Record<string, string>>)[];

export interface LocaleFile {
  chat: Packed;
  cards: Packed;
}

const FILES: Readonly<Record<string, string>> = JSON.parse(LOCALE_FILES);

export const ENGLISH: Texts = JSON.parse(ENGLISH_CHAT);
export const AVAILABLE: readonly string[] = ['en', ...Object.keys(FILES)];

const loaded = new Map<string, Promise<LocaleFile>>();

/** One file a locale, fetched when it is first wanted. English needs none. */
export function loadLocale(locale: string): Promise<LocaleFile | null> {
  const file = FILES[locale];
  if (file === undefined) return Promise.resolve(null);
  let loading = loaded.get(locale);
  if (loading === undefined) {
    loading = fetch(new URL(file, import.meta.url)).then((response) => {
      if (!response.ok) throw new Error(`status ${response.status}`);
      return response.json();
    });
    loading.catch(() => loaded.delete(locale));
    loaded.set(locale, loading);
  }
  return loading;
}

export function unpack(english: Texts, packed: Packed): Texts {
  const texts: Record<string, string> = {};
  const keys = [...new Set(Object.keys(english).map((key) => key.split('#')[0] ?? ''))];
  for (const [index, key] of keys.entries()) {
    const value = packed[index];
    if (typeof value === 'string') texts[key] = value;
    else for (const form in value) texts[`${key}#${form}`] = value[form] ?? '';
  }
  return texts;
}
