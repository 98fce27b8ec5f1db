import { IntlMessageFormat } from 'intl-messageformat';
import { isolate, isRightToLeft } from '../language/format.ts';
import { wordingLocales } from '../language/regional-words.ts';

/**
 * Words a reply of `prompts/replies/` in the locale, the words of its region, its language, or English. Values are already formatted text, or
 * numbers for plurals. Between words that run from right to left each value is kept whole, so that a number, a name or an
 * amount cannot turn its neighbours around; a text of several lines stands by itself, for an isolate ends with its line. A key that no file has is a fault of the program: the checker holds all files
 * to one list.
 */
export function formatReply(
  replies: Readonly<Record<string, Readonly<Record<string, string>>>>,
  locale: string,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  for (const candidate of [...wordingLocales(locale), 'en']) {
    const text = replies[candidate]?.[key];
    if (text === undefined) continue;
    // Words of the language with the digits of the region.
    const { message, choices } = messageOf(text, candidate === 'en' ? candidate : locale);
    return String(message.format(isolated(values, choices, candidate)));
  }
  throw new Error(`no reply is worded for ${key}`);
}

function isolated(
  values: Readonly<Record<string, string | number>>,
  choices: ReadonlySet<string>,
  locale: string,
): Record<string, string | number> {
  if (!isRightToLeft(locale)) return { ...values };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && !choices.has(name) && !value.includes('\n')
        ? isolate(value, locale)
        : value,
    ]),
  );
}

interface Message {
  message: IntlMessageFormat;
  /** values that choose between texts, e.g. `phone` or `email`: they are compared, not shown */
  choices: ReadonlySet<string>;
}

function messageOf(text: string, locale: string): Message {
  const id = `${locale}\n${text}`;
  const known = messages.get(id);
  if (known !== undefined) return known;
  const message = {
    message: new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }),
    choices: new Set(
      [...text.matchAll(/\{\s*(\w+)\s*,\s*select\b/g)].map(([, name]) => name ?? ''),
    ),
  };
  if (messages.size >= MOST_MESSAGES) messages.clear();
  messages.set(id, message);
  return message;
}

/** Parsing costs a hundred times a lookup; the files hold fewer texts than this. */
const messages = new Map<string, Message>();
const MOST_MESSAGES = 10_000;
