import { IntlMessageFormat } from 'intl-messageformat';

/**
 * Words a reply of `prompts/replies/` in the locale, its language, or English. Values are already formatted text, or
 * numbers for plurals. A key that no file has is a fault of the program: the checker holds all files to one list.
 */
export function formatReply(
  replies: Readonly<Record<string, Readonly<Record<string, string>>>>,
  locale: string,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  for (const candidate of [locale, locale.split('-')[0] ?? locale, 'en']) {
    const text = replies[candidate]?.[key];
    if (text !== undefined) return String(messageOf(text, candidate).format({ ...values }));
  }
  throw new Error(`no reply is worded for ${key}`);
}

function messageOf(text: string, locale: string): IntlMessageFormat {
  const id = `${locale}\n${text}`;
  const known = messages.get(id);
  if (known !== undefined) return known;
  const message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  if (messages.size >= MOST_MESSAGES) messages.clear();
  messages.set(id, message);
  return message;
}

/** Parsing costs a hundred times a lookup; the files hold fewer texts than this. */
const messages = new Map<string, IntlMessageFormat>();
const MOST_MESSAGES = 10_000;
