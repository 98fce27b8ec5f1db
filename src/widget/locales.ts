import type { Texts } from '../ui/translate.ts';

/** A locale's texts in the order of the English keys; a list stands for its plural forms. */
type Packed = readonly (string | Readonly<Record<string, string>>)[];

/** What is loaded together: texts of the panel, of the conversation in it, and of an offer beside the launcher. */
export type TextGroup = 'chat' | 'cards' | 'nudge';

export const ENGLISH: Texts = JSON.parse(ENGLISH_CHAT);
export const AVAILABLE: readonly string[] = ['en', ...LOCALES.split(' ')];

const loaded = new Map<string, Promise<Packed>>();

/**
 * The texts of a locale, fetched when they are first wanted. English needs no file.
 * @throws Error when the file cannot be had
 */
export async function loadTexts(locale: string, group: TextGroup, english: Texts): Promise<Texts> {
  if (locale === 'en') return english;
  const file = `${locale}-${group}-${TEXTS_HASH}.json`;
  let loading = loaded.get(file);
  if (loading === undefined) {
    loading = fetch(new URL(file, import.meta.url)).then((response) => {
      if (!response.ok) throw new Error(`status ${response.status}`);
      return response.json();
    });
    loading.catch(() => loaded.delete(file));
    loaded.set(file, loading);
  }
  return unpack(english, await loading);
}

function unpack(english: Texts, packed: Packed): Texts {
  const texts: Record<string, string> = {};
  const keys = [...new Set(Object.keys(english).map((key) => key.split('#')[0] ?? ''))];
  for (const [index, key] of keys.entries()) {
    const value = packed[index];
    if (typeof value === 'string') texts[key] = value;
    else for (const form in value) texts[`${key}#${form}`] = value[form] ?? '';
  }
  return texts;
}
