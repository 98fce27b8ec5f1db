import { primaryLanguage } from '../../language/languages.ts';

/** The lists of the reply's language and of English, which many shoppers fall into. */
export function inLanguages(
  lists: Readonly<Record<string, readonly string[]>>,
  locale: string,
): string[] {
  const languages = new Set([locale, primaryLanguage(locale), 'en']);
  return [...languages].flatMap((language) => lists[language] ?? []);
}
