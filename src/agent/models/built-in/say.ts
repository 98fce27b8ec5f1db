import {
  formatDate,
  formatDateRange,
  formatList,
  formatRate,
  formatTime,
  isolate,
  joinSentences,
} from '../../../language/format.ts';
import { formatReply } from '../../../prompts/format-reply.ts';

export type Replies = Readonly<Record<string, Readonly<Record<string, string>>>>;
export type ReplyValues = Record<string, string | number>;

/** Words for one turn: a reply by its key, and the formats of its locale and time zone. */
export interface Say {
  (key: string, values?: ReplyValues): string;
  date(isoOrDay: string): string;
  /** an arrival as one day or a range */
  range(range: { earliest: string; latest: string }): string;
  /** a rate of exchange, an exact decimal in a text */
  rate(rate: string): string;
  list(items: readonly string[]): string;
  /** what a language is called in this one */
  language(tag: string): string;
  /** whole sentences as one paragraph */
  join(sentences: readonly string[]): string;
  /** `HH:MM` of an instant */
  time(instant: string): string;
}

export function createSay(
  replies: Replies,
  locale: string,
  timeZone: string,
  always: ReplyValues = {},
): Say {
  const say = (key: string, values: ReplyValues = {}) =>
    formatReply(replies, locale, key, { ...always, ...values });
  return Object.assign(say, {
    date: (isoOrDay: string) => formatDate(isoOrDay, locale, timeZone),
    range: ({ earliest, latest }: { earliest: string; latest: string }) =>
      formatDateRange(earliest, latest, locale, timeZone),
    rate: (rate: string) => formatRate(rate, locale),
    list: (items: readonly string[]) =>
      formatList(
        items.map((item) => isolate(item, locale)),
        locale,
      ),
    language: (tag: string) => new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag,
    join: (sentences: readonly string[]) => joinSentences(sentences, locale),
    time: (instant: string) => formatTime(instant, locale, timeZone),
  });
}
