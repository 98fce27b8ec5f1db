import IntlMessageFormat from 'intl-messageformat';
import { primaryLanguage } from '../../../language/languages.ts';

export type Replies = Record<string, Record<string, string>>;
export type ReplyValues = Record<string, string | number>;

/** The reply of a key in a locale, with English where the locale has none; an unknown key is a mistake of ours and throws. */
export function replyText(
  replies: Replies,
  locale: string,
  key: string,
  values: ReplyValues = {},
): string {
  const language = primaryLanguage(locale);
  const own = replies[locale]?.[key] ?? replies[language]?.[key];
  const text = own ?? replies.en?.[key];
  if (text === undefined) throw new TypeError(`there is no reply "${key}"`);
  return String(compiled(text, own === undefined ? 'en' : locale).format(values));
}

const cache = new Map<string, IntlMessageFormat>();

function compiled(text: string, locale: string): IntlMessageFormat {
  const key = `${locale} ${text}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const format = new IntlMessageFormat(text, locale);
  // Edited replies would pile up in a long-lived process.
  if (cache.size >= 5000) cache.clear();
  cache.set(key, format);
  return format;
}
